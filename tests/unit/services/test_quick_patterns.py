"""The quick check of patterns says what the parser says, word for word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading import pattern_check
from interviewer.grading.pattern_check import quick_problem
from interviewer.grading.patterns import LONGEST_PATTERN, MOST_TERMS, pattern_problem
from interviewer.model.rubric import Rubric
from interviewer.storage.rubric_file import load_rubric

ROOT = Path(__file__).parents[3]
BANKS = sorted([*(ROOT / "rubrics").glob("*.yaml"), *(ROOT / "benchmarks/rubrics").glob("*.yaml")])


def patterns_of(rubric: Rubric) -> list[str]:
    criteria = [part.match for item in rubric.items for part in item.criteria]
    beliefs = [part.match for item in rubric.items for part in item.misconceptions]
    return [pattern for match in criteria + beliefs for pattern in match]


SHIPPED = patterns_of(load_rubric(ROOT / "rubrics" / "deep-learning.yaml"))

BROKEN = [
    "",
    "   ",
    "a" * (LONGEST_PATTERN + 1),
    "(a|b)",
    "a.b",
    "a+",
    "a, b",
    "\\w",
    " ".join("abcdefghijklmnopqrstuvwxyz"[: MOST_TERMS + 1]),
    " > ".join("abcdefghijklmnopqrstuvwxyz"[: MOST_TERMS + 1]),
    " !".join("abcdefghijklmnopqrstuvwxyz"[: MOST_TERMS + 1]),
    "!a",
    "!a !b|c",
    "a ! b",
    "a b!c",
    "a !!b",
    "a b|!c",
    "a||b",
    "a | b",
    "a| b",
    "|a",
    "a|",
    "a -",
    "- a",
    "a|_",
    "a|-|b",
    "a '",
    "' a",
    "a '|b",
    "gr*d",
    "gr*-d",
    "grad**",
    "*grad",
    "ab*",
    "ab-c*",
    "abc-d*",
    "abc|d*",
    "a bc*",
    "*",
    "> a",
    "a >",
    "a > > b",
    "a >> b",
    "!a > b",
    "a !b > c",
    "a !b|c > d",
    "a !b>c",
    "a > !b",
    "a > b !c > d",
    "a\u00a0|b",
    "a\n",
    "a\n|",
]

GOOD = [
    "a",
    "a" * LONGEST_PATTERN,
    " ".join("abcdefghijkl"),
    " > ".join("abcdefghijkl"),
    "a !b c > d|e-f !g",
    "don't|abc* x_y",
    "ab'*",
    "a-'-b",
    "-edge-",
    "  a  b ",
    "na\u00efve Bayes",
    "a>b",
    "!a b",
    "a\tb",
]

PIECES = ["a", "bc", "def", "g7h", "*", "|", "-", "_", " ", "  ", " > ", ">", "!", " !", "'"]
MORE = ["\u2019", "\u00e9", "\t", ".", "\n", "\u00a0", "\u0661", "x" * 390]


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.name)
def test_both_agree_on_the_banks(path: Path) -> None:
    patterns = patterns_of(load_rubric(path))
    assert len(patterns) > 50
    assert all(quick_problem(pattern) == pattern_problem(pattern) for pattern in patterns)


@pytest.mark.parametrize("pattern", BROKEN)
def test_both_agree_on_what_is_broken(pattern: str) -> None:
    problem = quick_problem(pattern)
    assert problem == pattern_problem(pattern)
    assert problem or pattern == "a\n"  # the parser takes white space at the ends off


@pytest.mark.parametrize("pattern", GOOD)
def test_both_agree_on_what_is_right(pattern: str) -> None:
    assert quick_problem(pattern) is None
    assert pattern_problem(pattern) is None


@given(st.lists(st.sampled_from(PIECES + MORE), max_size=30).map("".join))
def test_both_agree_on_any_pieces(pattern: str) -> None:
    assert quick_problem(pattern) == pattern_problem(pattern)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_both_agree_on_short_pieces(pattern: str) -> None:
    assert quick_problem(pattern) == pattern_problem(pattern)


@given(st.text(max_size=30))
def test_both_agree_on_any_text(pattern: str) -> None:
    assert quick_problem(pattern) == pattern_problem(pattern)


@given(st.sampled_from(SHIPPED), st.data())
def test_both_agree_on_a_pattern_with_a_slip(pattern: str, data: st.DataObject) -> None:
    """One piece put in, with up to three characters taken out."""
    start = data.draw(st.integers(0, len(pattern)))
    end = data.draw(st.integers(start, min(start + 3, len(pattern))))
    changed = pattern[:start] + data.draw(st.sampled_from(["", *PIECES, *MORE])) + pattern[end:]
    assert quick_problem(changed) == pattern_problem(changed)


def test_most_patterns_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the check would be right and not quick."""
    parsed: list[str] = []
    monkeypatch.setattr(pattern_check, "pattern_problem", lambda pattern: parsed.append(pattern))
    for pattern in SHIPPED:
        quick_problem(pattern)
    assert len(parsed) < len(SHIPPED) / 20
