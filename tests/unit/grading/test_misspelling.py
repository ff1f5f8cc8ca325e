"""The quick search for what a misspelling stands for, against comparing with every word."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from interviewer.grading.misspelling import Corrections, edits_allowed
from tests.factories import make_rubric

WORDS = sorted(
    {
        word.strip(".,;:?").lower()
        for item in make_rubric().items
        for text in (item.prompt, *item.references)
        for word in text.split()
    }
    | set("backpropagation generalisation overfitting underfitting abcde abcdefgh".split())
)
CORRECTIONS = Corrections(WORDS)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def by_comparing_with_all(form: str) -> tuple[str, ...]:
    """Return the nearest words within the allowed edits, the slow way."""
    found: dict[int, list[str]] = {}
    for word in WORDS:
        distance = OSA.distance(form, word)
        allowed = edits_allowed(len(word))
        if word.isalpha() and allowed and distance <= allowed:
            found.setdefault(distance, []).append(word)
    return tuple(sorted(found[min(found)])) if found else ()


def misspelt(word: str, edits: int, seed: int) -> str:
    """Return a word with so many letters dropped, doubled, replaced or swapped."""
    chance = Random(seed)
    for _ in range(edits):
        at = chance.randrange(len(word) - 1)
        word = chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + chance.choice(LETTERS) + word[at:],
                word[:at] + chance.choice(LETTERS) + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
    return word


@pytest.mark.parametrize("word", [word for word in WORDS if len(word) >= 5 and word.isalpha()])
def test_no_misspelling_is_missed(word: str) -> None:
    """One or two edits anywhere: the same words as comparing with all of them."""
    for seed in range(40):
        form = misspelt(word, 1 + seed % 2, seed)
        assert CORRECTIONS.nearest(form) == by_comparing_with_all(form), form


@settings(deadline=None, max_examples=300)
@given(st.text(LETTERS, min_size=1, max_size=18))
def test_any_letters(form: str) -> None:
    """What is no misspelling of anything is taken for nothing else either."""
    assert CORRECTIONS.nearest(form) == by_comparing_with_all(form)


@pytest.mark.parametrize(("length", "edits"), [(1, 0), (4, 0), (5, 1), (7, 1), (8, 2), (20, 2)])
def test_how_many_edits_are_forgiven(length: int, edits: int) -> None:
    """None below five letters, one up to seven, two from eight."""
    assert edits_allowed(length) == edits


def test_what_is_no_word_is_not_corrected() -> None:
    """Digits and marks are left alone."""
    assert CORRECTIONS.nearest("gradient5") == ()
    assert CORRECTIONS.nearest("") == ()
