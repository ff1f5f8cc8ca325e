"""The texts of a bank: a pattern is found in them exactly where a search through all finds it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.large_bank import bank_text
from interviewer.grading.bank import Analysed, Bank
from interviewer.grading.compiling import CompiledPattern
from interviewer.grading.matching import find_pattern
from interviewer.grading.spotting import Spotter
from interviewer.model.rubric import Rubric
from interviewer.services import lint_texts
from interviewer.services.lint_texts import OwnTexts, TextWords, find_all, own_text
from interviewer.storage.rubric_file import load_rubric, parse_rubric
from tests.factories import CLIPPING, DROPOUT, TUNING, make_grader, make_rubric

SQL = Path(__file__).parents[3] / "rubrics" / "sql.yaml"
ODD = (
    "explod* gradient",
    "recurrent-network",
    "re-current net*",
    "back-propagation",
    "!never gradient",
    "cannot throw",
    "not throw",
    "gradient !norm",
    "sgd|dropout",
    "stochastic gradient descent",
    "learning-rat* > range",
    "nobody says this",
    "gra*",
    "weights-far-away",
    "explod*-gradient",
    "loopy net",
)
SYNONYMS = (("sgd", "stochastic gradient descent"), ("recurrent network", "loopy net"))


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[Analysed]:
    """Note every text that is searched."""
    seen: list[Analysed] = []

    def noting(spotter: Spotter, text: Analysed, window: int) -> Iterator[str]:
        seen.append(text)
        return find_all(spotter, text, window)

    monkeypatch.setattr(lint_texts, "find_all", noting)
    return seen


def bank_of(rubric: Rubric) -> Bank:
    return make_grader(rubric).bank


def texts_of(bank: Bank) -> OwnTexts:
    texts = OwnTexts(bank)
    for item in bank.rubric.items:
        texts.add(TextWords.of(own_text(item, bank)))
    return texts


def is_in_another(pattern: CompiledPattern, own: int, every: list[Analysed], window: int) -> bool:
    """Search the texts of all other items."""
    others = (text for number, text in enumerate(every) if number != own)
    return any(
        find_pattern(pattern, text.text, text.negations, window) is not None for text in others
    )


def patterns_of(bank: Bank) -> list[tuple[int, CompiledPattern]]:
    """Return every pattern with the index of its item."""
    found = []
    for number, item in enumerate(bank.rubric.items):
        prepared = bank.prepared(item.id)
        for patterns in (*prepared.criteria, *prepared.misconceptions):
            found += [(number, pattern) for pattern in patterns]
    return found


def test_patterns_of_a_shipped_bank() -> None:
    bank = bank_of(load_rubric(SQL))
    texts = texts_of(bank)
    every, window = [own_text(item, bank) for item in bank.rubric.items], bank.rubric.window
    held = set()
    for number, pattern in patterns_of(bank):
        held.add(texts.hold(pattern, number))
        assert texts.hold(pattern, number) == is_in_another(pattern, number, every, window)
    assert held == {True, False}


@pytest.mark.parametrize("source", ODD)
@pytest.mark.parametrize("own", [0, 2])
def test_odd_patterns(source: str, own: int) -> None:
    rubric = make_rubric(CLIPPING, DROPOUT, TUNING)
    bank = bank_of(Rubric(rubric.id, rubric.title, rubric.items, SYNONYMS))
    texts = texts_of(bank)
    (pattern,) = bank.compile([source])
    every = [own_text(item, bank) for item in rubric.items]
    assert texts.hold(pattern, own) == is_in_another(pattern, own, every, rubric.window)


def test_only_texts_that_may_hold_a_pattern_are_searched(searched: list[Analysed]) -> None:
    """With twice the items there are about twice the searches, and not four times."""
    counts = []
    for items in (60, 120):
        bank = bank_of(parse_rubric(bank_text(items), "made"))
        texts = texts_of(bank)
        searched.clear()
        for number, pattern in patterns_of(bank):
            texts.hold(pattern, number)
        counts.append(len(searched))
    assert counts[1] < 2.5 * counts[0]
    assert counts[1] < 120 * 120


def test_the_own_text_is_not_searched_again(searched: list[Analysed]) -> None:
    bank = bank_of(make_rubric(CLIPPING, DROPOUT, TUNING))
    texts = texts_of(bank)
    (pattern,) = bank.compile(["recurrent network"])
    assert not texts.hold(pattern, 0)
    assert searched == []
    assert texts.hold(pattern, 1)
    assert len(searched) == 1
