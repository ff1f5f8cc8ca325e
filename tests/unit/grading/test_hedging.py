"""Hedging words: what counts, where it stands, and what only looks like it."""

import pytest

from interviewer.grading.hedging import HEDGES, count_phrases, count_words, find_hedges


def phrases(text: str) -> list[str]:
    return [hedge.phrase for hedge in find_hedges(text)]


@pytest.mark.parametrize("phrase", HEDGES)
def test_every_phrase_of_the_table_is_found(phrase: str) -> None:
    """In any case, between other words."""
    assert phrases(f"Well, {phrase.upper()}, it works.") == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "The loss may diverge, might stall and should fall.",
        "About half of the units, usually, more or less.",
        "This is a kind of network.",
        "It is an older and simpler kind of model.",
        "What sort of layer is it? That sort of layer.",
        "The classes are maybes; probability, guesswork, thinking.",
        "I thinker, hi think, I-think",
        "I assume that the data are normalised.",
        "",
    ],
)
def test_what_only_looks_like_hedging_is_none(text: str) -> None:
    """Claims about what happens sometimes, kinds of things, parts of words."""
    assert phrases(text) == []


def test_kind_of_without_a_kind_is_a_hedge() -> None:
    """At the beginning, and before a verb."""
    assert phrases("Kind of. It kind of averages, they sort of vote.") == [
        "kind of",
        "kind of",
        "sort of",
    ]


def test_the_longer_phrase_is_meant() -> None:
    """A phrase within another one counts once."""
    assert phrases("Or something like that, I'm not really sure") == [
        "or something like that",
        "not really sure",
    ]


def test_the_place_is_that_of_the_words_as_typed() -> None:
    """Also after letters that change their length in lower case, and over a line break."""
    text = "\u0130\u0130 I don\u2019t\n  think so"
    (hedge,) = find_hedges(text)
    assert hedge.phrase == "i don't think"
    assert text[hedge.span.start : hedge.span.end] == "I don\u2019t\n  think"


def test_phrases_are_counted_the_most_frequent_first() -> None:
    """Those that are as frequent come by the alphabet."""
    found = find_hedges("Perhaps. Maybe. I think, maybe.")
    assert count_phrases(found) == (("maybe", 2), ("i think", 1), ("perhaps", 1))


def test_words_are_counted_without_signs() -> None:
    """Numbers and words with an apostrophe or a hyphen are one each."""
    assert count_words("It's 0.5 - a two-layer net, x = 3!") == 7
    assert count_words(" \n - ... ") == 0
