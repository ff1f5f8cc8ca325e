"""What is spotted in a text: where terms stand, and which patterns may be there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.compiling import compile_pattern, synonym_table
from interviewer.grading.matching import find_match, find_pattern
from interviewer.grading.patterns import parse_pattern
from interviewer.grading.spotting import Spotter
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


SPOTTER = Spotter([COMPILED])


def through(text: str) -> list[str]:
    """Return the patterns that may be in a text."""
    (group,) = Spotter([COMPILED]).spot(BANK.analyse(text).text).likely
    return [sought.compiled.source for sought in group]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_many_patterns_find_what_each_finds_alone(text: str) -> None:
    """What patterns share is spotted for all of them at once, in the order of the rubric."""
    analysed, window = BANK.analyse(text), BANK.rubric.window
    spotted = SPOTTER.spot(analysed.text)
    passed = [sought.compiled.source for sought in spotted.likely[0]]
    assert passed == [source for source in PATTERNS if source in passed]
    found = {}
    for sought in spotted.likely[0]:
        match = find_match(sought, spotted, analysed.text, analysed.negations, window)
        found[sought.compiled.source] = match
    for pattern in COMPILED:
        alone = find_pattern(pattern, analysed.text, analysed.negations, window)
        assert found.get(pattern.source) == alone


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("", []),
        ("exploding", []),
        ("a gradient, and elsewhere something huge", [PATTERNS[0], PATTERNS[5]]),
        ("back to propagation", ["back-propagation|backprop"]),
        ("backpropagation", ["back-propagation|backprop"]),
        ("an RNN", ["recurrent network"]),
        ("generalizes to unseen data", ["generali* > unseen !train"]),
        ("it is never linear", ["not linear"]),
        ("stochastic gradient descent takes steps", [PATTERNS[5], PATTERNS[6]]),
    ],
)
def test_what_passes(text: str, passed: list[str]) -> None:
    """Every term must be there somewhere, of a phrase the longest word; most patterns stop here."""
    assert through(text) == passed
