"""What YAML complains about, in plain words and the same with either parser."""

import pytest
import yaml

from interviewer.storage import yaml_tree
from interviewer.storage.yaml_words import explain, shorten
from tests.unit.storage.yaml_helpers import LOADERS, refusal_of


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with the pure parser, and with the C parser where there is one."""
    monkeypatch.setattr(yaml_tree, "_LOADER", request.param)


MISTAKES = {
    "tab": ("a:\n\t- b\n", 2, 1, "a tab is used to indent"),
    "tab after a text": ("a:\n  b: 1\n\tc: 2\n", 3, 1, "a tab is used to indent"),
    "colon in a text": ("a: What is this: a text\n", 1, 16, "': ' inside a text"),
    "colon in a second line": ("a: text\n  note: more\n", 2, 7, "cannot stand here"),
    "no closing '": ("a: 'b\nc: d\n", 1, 4, "no closing one"),
    'no closing "': ('a: "b\nc: d\n', 1, 4, "no closing one"),
    "apostrophe in '": ("a: 'It's'\n", 1, 8, "follows the closing quote"),
    "text after a quote": ('a: "b"  c\n', 1, 9, "follows the closing quote"),
    "no colon": ("a: 1\nb\nc: 2\n", 2, 1, "neither 'name: value' nor '- entry'"),
    "outdented": ("a:\n  - b\n c: d\n", 3, 2, "does not fit the lines above"),
    "name in a list": ("- a\nb: c\n", 2, 1, "does not fit the lines above"),
    "open [": ("a: [b, c\nd: e\n", 1, 4, "its closing ]"),
    "open {": ("a: {b: c\nd: e\n", 1, 4, "its closing }"),
    "one ] too many": ("a: [b]]\n", 1, 7, "a ] too many"),
    "list on the line of its name": ("a: - b\n", 1, 4, "a list cannot begin here"),
    "text after |": ("a: |b\n", 1, 4, "nothing may follow | or >"),
    "text after >": ("a: > b\n", 1, 4, "nothing may follow | or >"),
    "@": ("a: @b\n", 1, 4, "cannot begin with @"),
    "`": ("a: `b\n", 1, 4, "cannot begin with `"),
    "comma": ("a: ,b\n", 1, 4, "cannot begin with this character"),
    "short escape": ('a: "\\x4"\n', 1, 7, "backslash"),
    "wrong version": ("%YAML 2.0\n---\na: b\n", 1, 1, "begins with %"),
}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_plain_words(text: str, line: int, column: int, words: str) -> None:
    problem = refusal_of(text)
    assert (problem.line, problem.column, problem.path) == (line, column, "")
    assert words in problem.message
    assert problem.mend
    assert "\n" not in str(problem)


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("text", ['a: "\\q"', 'a: "\\U00110000"', 'a: "\\UFFFFFFFF"'])
def test_a_wrong_escape_is_refused(text: str) -> None:
    problem = refusal_of(text)
    assert "backslash" in problem.message
    assert problem.line == 1


def test_a_complaint_without_a_place_is_put_at_the_beginning() -> None:
    for error in (ValueError("chr() arg not in range"), yaml.MarkedYAMLError(problem="new")):
        problem = explain(error, "")
        assert (problem.line, problem.column) == (1, 1)
        assert problem.message
        assert problem.mend


def test_a_complaint_that_nobody_has_met_is_repeated() -> None:
    mark = yaml.Mark("a.yaml", 0, 8, 4, None, 0)
    problem = explain(yaml.MarkedYAMLError("while reading", None, "a new mishap", mark), "a: b")
    assert problem.message == "YAML cannot read this: while reading a new mishap"
    assert (problem.line, problem.column) == (9, 5)


def test_a_long_text_is_cut_for_a_message() -> None:
    assert shorten("a" * 40) == "a" * 40
    assert shorten("a" * 41) == "a" * 39 + "…"
    assert shorten("a" * 5_000_000) == "a" * 39 + "…"
    assert shorten("one\n  two\x1b\u202e three") == "one two three"
    assert shorten(" " * 5000 + "a") == "…"
