"""What is written is read as the same rubric, and looks like what a coach would write."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from interviewer.model.rubric import Band, Example, Item, Rubric, Stage
from interviewer.storage.rubric_file import load_rubric, parse_rubric
from interviewer.storage.rubric_writer import SCHEMA_LINE, write_rubric
from interviewer.storage.yaml_scalars import WIDTH
from tests.factories import CLIPPING, make_rubric
from tests.unit.storage.strategies import rubric_files

RUBRICS = Path(__file__).parents[3] / "rubrics"

ITEM = Item("one", Stage.BASIC, "Why?", ("Because.",))


def written(item: Item, **comments: list[str]) -> str:
    return write_rubric(Rubric("small", "Small", (item,)), comments)


@given(rubric_files())
def test_every_rubric_is_read_as_it_was(data: bytes) -> None:
    rubric = parse_rubric(data.decode(), "made")
    assert parse_rubric(write_rubric(rubric), "written") == rubric


@pytest.mark.parametrize("path", sorted(RUBRICS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_bank_is_read_as_it_was(path: Path) -> None:
    rubric = load_rubric(path)
    assert parse_rubric(write_rubric(rubric), "written").content_hash == rubric.content_hash


def test_a_file_looks_as_a_coach_writes_it() -> None:
    item = Item(
        "one",
        Stage.FRESHER,
        "Why: does it #matter?",
        ("First line\n- second",),
        topic="no",
        minutes=2.5,
        examples=(Example(Band.WEAK, "!don't"),),
        sources=("a", "b c"),
    )
    assert written(item).splitlines() == [
        SCHEMA_LINE,
        "format: 1",
        "id: small",
        "title: Small",
        "items:",
        "  - id: one",
        "    stage: fresher",
        '    topic: "no"',
        '    prompt: "Why: does it #matter?"',
        "    minutes: 2.5",
        "    references:",
        "      - |-",
        "        First line",
        "        - second",
        "    examples:",
        "      - band: weak",
        '        answer: "!don\'t"',
        "    sources: [a, b c]",
    ]


def test_long_texts_are_folded() -> None:
    long = " ".join(["a fairly long sentence of plain words"] * 8)
    item = replace(ITEM, references=(long, f"{long}\n{long}\n\n{long}"))
    text = written(item)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert parse_rubric(text, "written").items[0].references == item.references


@pytest.mark.parametrize(
    "text",
    [
        *("two  blanks", "tab\there", "1e3", "null", "- x", "a: b", "ends:", "a #b", "{a}", "~"),
        *("\U0001f468\u200d\U0001f469 family", "\u00a0hard", 'say "no"', "back\\slash", "'q'"),
        "x\n\n y\nz",
    ],
)
def test_awkward_texts_stay(text: str) -> None:
    item = replace(ITEM, prompt=text.strip(), references=(text.strip() + " " + "x " * 99 + "y",))
    assert parse_rubric(written(item), "written").items[0] == item


def test_comments_stand_before_their_part() -> None:
    comments = {
        "": ["all of it"],
        "items[0]": ["missing: much"],
        "items[0].criteria[1]": ["proposed"],
        "items[0].criteria[1].match": ["a\nb\x1b[0m"],
    }
    text = write_rubric(make_rubric(CLIPPING), comments)
    assert parse_rubric(text, "written") == make_rubric(CLIPPING)
    lines = [line.strip() for line in text.splitlines()]
    assert lines[1] == "# all of it"
    assert lines[lines.index("# missing: much") + 1] == "- id: clipping"
    assert lines[lines.index("# proposed") + 1] == "- id: exploding"
    assert lines[lines.index("# a b\\u001b[0m") + 1] == "match:"


def test_no_references_are_an_empty_list() -> None:
    """Such a file is a draft: the check finds the line."""
    assert "    references: []" in written(replace(ITEM, references=())).splitlines()
