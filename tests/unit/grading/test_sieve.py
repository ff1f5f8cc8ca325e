"""The sieve in front of the search: it may let too much through, never too little."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.matching import compile_pattern, find_match, synonym_table
from interviewer.grading.patterns import parse_pattern
from interviewer.grading.sieve import Sieve
from tests.factories import SYNONYMS, make_grader

BANK = make_grader().bank
PATTERNS = (
    "exploding|huge gradient",
    "back-propagation|backprop",
    "recurrent network",
    "generali* > unseen !train",
    "not linear",
    "gradient-blow-up|overshoot",
    "sgd step",
    "very-many-layer*",
)
WORDS = (
    "exploding gradient gradients huge back propagation backpropagation recurrent network rnn rnns "
    "generalise generalizes unseen train not never linear blow up overshoots stochastic descent "
    "sgd steps very many layers layered without of the , . exploidng"
).split()
COMPILED = [compile_pattern(parse_pattern(source), synonym_table(SYNONYMS)) for source in PATTERNS]


def through(text: str) -> list[str]:
    """Return the patterns that the sieve lets through."""
    (group,) = Sieve([COMPILED]).sift(BANK.analyse(text).text)
    return [pattern.source for pattern in group]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_no_pattern_is_held_back_that_is_in_the_text(text: str) -> None:
    """Whatever the search would find passes the sieve, in the order of the rubric."""
    analysed = BANK.analyse(text)
    passed = through(text)
    for pattern in COMPILED:
        if find_match(pattern, analysed.text, analysed.negations, BANK.rubric.window) is not None:
            assert pattern.source in passed
    assert passed == [source for source in PATTERNS if source in passed]


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("", []),
        ("exploding", []),
        ("a gradient, and elsewhere something huge", ["exploding|huge gradient"]),
        ("back to propagation", ["back-propagation|backprop"]),
        ("backpropagation", ["back-propagation|backprop"]),
        ("an RNN", ["recurrent network"]),
        ("generalizes to unseen data", ["generali* > unseen !train"]),
        ("it is never linear", ["not linear"]),
        ("stochastic gradient descent takes steps", ["sgd step"]),
    ],
)
def test_what_passes(text: str, passed: list[str]) -> None:
    """Every term must be there somewhere; most patterns stop here."""
    assert through(text) == passed
