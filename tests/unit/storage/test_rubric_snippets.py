"""Forms as YAML: what is written is read back as it was meant, and all else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.model.errors import UsageError
from interviewer.model.rubric import Band, Criterion
from interviewer.model.text import one_line
from interviewer.storage.rubric_file import parse_rubric
from interviewer.storage.rubric_snippets import WIDTH, field_lines, text_lines, with_entry
from interviewer.storage.yaml_tree import Mapping, Scalar, parse_tree

HEAD = "id: b\ntitle: B\nitems:\n"
ITEM = """\
  - id: one
    stage: basic
    prompt: Q?
    references:
      - R.
    criteria:      # the ideas
      - id: first
        points: 1
        says: S.
        match: [a b]

    # about the examples
    examples:
      - {band: weak, answer: little}
    sources: [x]
"""
CRITERION = [("id", "new"), ("points", "2"), ("says", "It is: so."), ("match", ("x > y", "!z w"))]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1))
def test_any_text_is_read_back_as_one_line(text: str) -> None:
    wanted = one_line(text)
    lines = text_lines("  name:", wanted, 2)
    root = parse_tree("\n".join(lines)).root
    assert isinstance(root, Mapping)
    value = root.get("name")
    assert isinstance(value, Scalar)
    assert one_line(value.text) == wanted


def test_a_long_text_is_folded() -> None:
    lines = text_lines("says:", "word " * 60, 0)
    assert lines[0] == "says: >-"
    assert max(map(len, lines)) <= WIDTH


def test_a_criterion_goes_to_the_end_of_its_list() -> None:
    text, line = with_entry(ITEM, "criteria", CRITERION)
    added = [
        "      - id: new",
        "        points: 2",
        "        says: 'It is: so.'",
        "        match:",
        "          - x > y",
        "          - '!z w'",
    ]
    lines, new = ITEM.split("\n"), text.split("\n")
    assert new[line : line + len(added)] == added
    assert new[:line] + new[line + len(added) :] == lines
    assert new[line - 1] == "        match: [a b]"
    (item,) = parse_rubric(HEAD + text, "b").items
    assert item.criteria[1] == Criterion("new", 2, "It is: so.", ("x > y", "!z w"))


def test_a_list_that_is_not_there_is_put_where_the_others_of_its_kind_stand() -> None:
    fields = [("id", "m"), ("says", "No."), ("match", ("a",)), ("minus", "1"), ("probe", "")]
    text, line = with_entry(ITEM, "misconceptions", fields)
    lines = text.split("\n")
    assert lines[line - 1 : line + 1] == ["    misconceptions:", "      - id: m"]
    assert lines.index("    misconceptions:") < lines.index("    # about the examples")
    (item,) = parse_rubric(HEAD + text, "b").items
    assert [belief.id for belief in item.misconceptions] == ["m"]


@pytest.mark.parametrize("empty", ["examples:", "examples: []", "examples: [ ]"])
def test_an_empty_list_gets_its_first_entry(empty: str) -> None:
    item = f"- id: one\n  stage: basic\n  prompt: Q?\n  references: [R.]\n  {empty}\n  topic: t"
    text, _ = with_entry(item, "examples", [("band", "strong"), ("answer", "A")])
    (found,) = parse_rubric(HEAD + text, "b").items
    assert [(e.band, e.answer) for e in found.examples] == [(Band.STRONG, "A")]
    assert found.topic == "t"


def test_a_list_in_brackets_is_refused() -> None:
    item = ITEM.replace("examples:\n      - {band", "examples: [{band").replace(
        "little}", "little}]"
    )
    with pytest.raises(UsageError, match="examples stand in brackets"):
        with_entry(item, "examples", [("band", "weak"), ("answer", "x")])


def test_an_item_that_cannot_be_read_is_refused_with_the_line() -> None:
    with pytest.raises(UsageError, match="line 3 of the item cannot be read"):
        with_entry("  - id: a\n    stage: basic\n   odd: x", "examples", [("band", "weak")])


@pytest.mark.parametrize("text", ["", "words", "  - id: a\n  - id: b"])
def test_what_is_not_one_item_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        with_entry(text, "examples", [("band", "weak")])


def test_a_new_item_is_one_that_loads() -> None:
    fields = [
        ("id", "new"),
        ("stage", "basic"),
        ("topic", ""),
        ("prompt", "What is it: this or that?"),
        ("references", ("It is this. " * 20,)),
    ]
    (item,) = parse_rubric(HEAD + "\n".join(field_lines(fields, 2)), "b").items
    assert item.prompt == "What is it: this or that?"
    assert item.references == (("It is this. " * 20).strip(),)
