"""How strongly a negator denies: flatly, by the way, or not at all."""

import pytest

from interviewer.grading.compiling import compile_pattern
from interviewer.grading.lexicon import Lexicon
from interviewer.grading.matching import find_pattern
from interviewer.grading.negation import Negations
from interviewer.grading.patterns import parse_pattern, pattern_words
from interviewer.grading.tokens import analyse
from interviewer.model.assessment import DENIED_CREDIT, Withheld
from tests.factories import make_grader

BANK = "clipping gradient vanish explode fix bias weight dropout network hidden layer label xor"
WINDOW = 12


def force(pattern: str, text: str) -> str:
    """Return what becomes of a pattern that a text holds: `counts`, `aside` or `flat`."""
    lexicon = Lexicon(pattern_words(pattern) | set(BANK.split()))
    analysed = analyse(text, lexicon)
    compiled = compile_pattern(parse_pattern(pattern), {})
    match = find_pattern(compiled, analysed, Negations(analysed.tokens), WINDOW)
    assert match is not None
    if match.negator is None:
        assert not match.flat
        return "counts"
    return "flat" if match.flat else "aside"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("fix vanishing", "Clipping does not fix vanishing gradients"),
        ("vanishing", "Vanishing gradients are not solved by it"),
        ("fix vanishing", "Clipping fails to fix vanishing gradients"),
        ("fix vanishing", "It is not true that clipping fixes vanishing gradients"),
        ("fix vanishing", "It is false that clipping, they say, fixes vanishing gradients"),
        ("fix vanishing", "I do not think that clipping fixes vanishing gradients"),
        ("bias", "there is no bias in it"),
        ("bias", "the layer lacks a bias"),
        ("clip", "It works fine if you don't clip"),
        # It is the verb of what follows the condition that is denied
        ("gradient explode", "If you clip them gradients don't explode"),
        ("gradient explode", "If you clip the norm, gradients don't explode"),
        # Another claim that is called false takes nothing back
        (
            "fix weight",
            "It is not true that it fixes biases and it is not true that it fixes weights",
        ),
        ("fix vanishing", "Clipping does not fix vanishing gradients and is not without cost"),
    ],
)
def test_flatly_denied(pattern: str, text: str) -> None:
    """The idea itself is said to be wrong."""
    assert force(pattern, text) == "flat"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("label", "It trains without labels"),
        ("label", "Without labels it finds clusters"),
        ("bias", "it uses weights instead of biases"),
        ("bias", "it learns weights rather than biases"),
        ("bias", "weights need not have a bias"),
        # Words of two clauses are no one claim
        ("bias weight", "they have no bias, then the weights are useless"),
        # Conditions that do not say what goes wrong
        ("clip", "If you don't clip it works as well"),
        ("dropout", "But when dropout is not used, the layers are alike"),
        ("fix vanishing", "and if it does not fix vanishing, nobody will mind"),
        ("fix vanishing", "if it does not fix vanishing it is a toy"),
        ("vanish", "Without any vanishing gradients training is fast"),
        # Two negators that may undo each other
        ("xor", "A network cannot learn XOR without a hidden layer"),
        ("fix vanishing", "It is not true that clipping does not fix vanishing gradients"),
        ("fix vanishing", "It is false that clipping does not fix vanishing gradients"),
        ("fix vanishing", "I do not think that clipping does not fix vanishing gradients"),
    ],
)
def test_set_aside(pattern: str, text: str) -> None:
    """The words earn nothing, and the idea is not called wrong."""
    assert force(pattern, text) == "aside"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        # A condition whose lack does harm says that it matters
        ("clip gradient", "If you don't clip the gradients they explode"),
        ("explode", "If you don't clip the gradients they explode"),
        ("clip gradient", "if we do not clip gradients they would explode"),
        ("clip gradient", "The gradients explode if you don't clip them"),
        ("clip gradient", "When you don't clip the gradients, training fails"),
        ("dropout", "If dropout is not used, the network overfits"),
        ("clip", "Without clipping, gradients explode"),
        ("clip gradient", "Without clipping the gradients they explode"),
        ("bias", "Without a bias the network cannot learn"),
        ("clip", "Unless you clip, gradients explode"),
        ("clip", "Gradients explode unless you clip them"),
        # What is denied twice is said
        ("hidden layer", "A network cannot learn XOR without a hidden layer"),
        ("fix vanishing", "Clipping never fails to fix vanishing gradients"),
        ("fix vanishing", "Clipping does not ever fail to fix vanishing gradients"),
        ("fix vanishing", "It is not false that clipping fixes vanishing gradients"),
        ("fix vanishing", "It is not impossible to fix vanishing gradients"),
        # What one does not notice is so all the same
        ("bias", "you'd never notice that the bias is gone"),
    ],
)
def test_not_denied_at_all(pattern: str, text: str) -> None:
    """A negator that is taken back, or that tells what a thing is needed for."""
    assert force(pattern, text) == "counts"


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("bias", "The bias is no\nlonger lines", "counts"),
        ("bias", "The bias is no. Longer lines help.", "counts"),
        ("bias", "Weights or\nnot a bias", "flat"),
        ("bias", "Weights or not a bias", "counts"),
        ("bias", "we say not\nonly the bias", "counts"),
        ("bias", "this one has the bias that\nnever learns", "counts"),
        ("bias", "a bias of that\nno-one would not speak", "counts"),
        ("bias", "weights that fail\nto a bias they add", "counts"),
        ("bias", "we use weights instead\nof the bias we speak later", "counts"),
        ("fix vanishing", "is it true\nthat clipping fixes vanishing", "counts"),
        ("fix vanishing", "that is not true\nthat clipping fixes vanishing gradients", "counts"),
        ("bias", "a bias\nnot a bias", "counts"),
    ],
)
def test_words_of_another_sentence_are_no_neighbours(
    pattern: str, text: str, expected: str
) -> None:
    """The end of a sentence or a line parts `no` from `longer` and `or` from `not`."""
    assert force(pattern, text) == expected


def test_what_is_set_aside_costs_nothing() -> None:
    """Beside it, closeness earns what it earns; what is flatly denied costs its points."""
    grader = make_grader()

    def result(answer: str) -> tuple[float, float]:
        found = grader.assess("clipping", answer).criterion("caps")
        assert found is not None
        assert found.evidence[0].withheld is Withheld.NEGATED
        return found.credit, found.closeness

    aside, flat = (
        result("It trains without a cap of the norm."),
        result("It does not cap the norm."),
    )
    assert aside == (0.0, aside[1])
    assert flat[0] == DENIED_CREDIT
