"""Phrases that tell good answers from others."""

import pytest

from interviewer.grading.lexicon import Lexicon
from interviewer.grading.mining import LEAST_Z, Phrases, find_phrases, log_odds, telling_phrases
from interviewer.grading.tokens import analyse
from interviewer.grading.word import Token


def phrases(text: str) -> Phrases:
    return find_phrases(analyse(text, Lexicon(())), lambda _place, token: token.word.content)


def folded(token: Token) -> str:
    return token.word.folded


def test_phrases_are_words_near_each_other_in_one_sentence() -> None:
    found = phrases("Coins tossed twice. A mask appears.")
    assert ("coin", "toss") in found
    assert ("coin", "toss", "twice") in found
    assert ("coin", "mask") not in found
    assert [token.word.folded for token in found["coin", "toss"]] == ["coins", "tossed"]


def test_words_far_apart_are_no_phrase() -> None:
    assert ("coin", "mask") not in phrases("coin of the one and of the other and a mask")


def test_log_odds_by_hand() -> None:
    """Eight of ten against one of ten, worked out with a pocket calculator."""
    # The share is 9.5 / 21; the cells are 8.9048, 3.0952, 1.9048 and 10.0952.
    assert log_odds(8, 10, 1, 10) == pytest.approx(2.7244 / 1.0293, abs=0.001)
    assert log_odds(1, 10, 8, 10) == pytest.approx(-log_odds(8, 10, 1, 10))
    assert log_odds(4, 8, 4, 8) == pytest.approx(0.0)


def test_the_same_shares_tell_more_in_larger_groups() -> None:
    assert log_odds(30, 40, 10, 40) > log_odds(3, 4, 1, 4)
    assert log_odds(3, 4, 1, 4) < LEAST_Z


def test_the_planted_phrase_comes_first_and_once() -> None:
    good = [(phrases(f"you toss a fair coin {word}"), True) for word in "abcdefgh"]
    others = [(phrases(f"you press the red button {word}"), False) for word in "abcdefgh"]
    found = telling_phrases([*good, *others], folded)
    assert set(found[0].words) < {"toss", "fair", "coin"}
    assert len(found[0].words) == 2
    assert (found[0].good, found[0].others) == (8, 0)
    words = [word for phrase in found for word in phrase.words]
    assert len(words) == len(set(words)), "of phrases that share a word one is enough"


def test_what_everyone_says_tells_nothing() -> None:
    answers = [(phrases(f"the gradient explodes {n}"), n < 8) for n in range(16)]
    assert telling_phrases(answers, folded) == ()


def test_the_order_of_the_answers_changes_nothing() -> None:
    good = [(phrases("toss coin" if n % 2 else "coin toss heads"), True) for n in range(9)]
    others = [(phrases("press button"), False) for _ in range(9)]
    forth = telling_phrases([*good, *others], folded)
    back = telling_phrases([*others[::-1], *good[::-1]], folded)
    assert [(p.words, p.z) for p in forth] == [(p.words, p.z) for p in back]
