"""Which matches are denied: the negator is part of the evidence that is shown."""

import pytest

from interviewer.model.assessment import Withheld
from tests.factories import find

BANK = "clipping gradient vanish explode fix solve bias weight dropout"

DENIED = [
    # A verb's negator denies what follows it
    ("fix vanishing", "Clipping does not fix vanishing gradients", "not"),
    ("fix vanishing", "Clipping doesn't fix vanishing gradients", "doesn't"),
    ("fix vanishing", "Clipping doesn\u2019t fix vanishing gradients", "doesn\u2019t"),
    ("fix vanishing", "clipping doesnt fix vanishing gradients", "doesnt"),
    ("fix vanishing", "Clipping cannot fix vanishing gradients", "cannot"),
    ("fix vanishing", "Clipping can't fix vanishing gradients", "can't"),
    ("fix vanishing", "Clipping can not fix vanishing gradients", "not"),
    ("fix vanishing", "Clipping won't ever fix vanishing gradients", "won't"),
    ("fix vanishing", "Clipping never fixes vanishing gradients", "never"),
    ("fix vanishing", "Clipping hardly fixes vanishing gradients", "hardly"),
    ("fix vanishing", "Clipping barely fixes vanishing", "barely"),
    ("fix vanishing", "Clipping no longer fixes vanishing gradients", "no"),
    ("fix vanishing", "It is not true that clipping fixes vanishing gradients", "not"),
    ("fix vanishing", "I do not think that clipping fixes vanishing gradients", "not"),
    ("fix vanishing", "Clipping neither fixes nor prevents vanishing", "neither"),
    ("fix vanishing", "Nothing fixes vanishing gradients", "Nothing"),
    ("fix vanishing", "Clipping mustn't fix vanishing", "mustn't"),
    # and what stands before it in its clause
    ("vanishing", "Vanishing gradients are not solved by it", "not"),
    ("vanishing", "vanishing is never a concern", "never"),
    ("exploding gradient", "exploding gradients aren't the problem", "aren't"),
    ("exploding gradient", "exploding gradients are no longer a problem", "no"),
    ("gradient vanish", "gradients do not vanish", "not"),
    # Prepositions deny the few words after them
    ("bias", "a layer without bias", "without"),
    ("bias", "a layer without any bias", "without"),
    ("bias", "there is no bias in it", "no"),
    ("bias", "the layer lacks a bias", "lacks"),
    ("bias", "a layer lacking the bias", "lacking"),
    ("bias weight", "without weights and biases", "without"),
    ("bias", "none of the biases", "none"),
    # Contrasts deny what follows them
    ("bias", "it uses weights instead of biases", "instead"),
    ("bias", "Instead of biases it uses weights", "Instead"),
    ("bias", "it learns weights rather than biases", "rather"),
    ("bias", "rather than the bias, the weight", "rather"),
    # and so do verbs of failure
    ("fix vanishing", "Clipping fails to fix vanishing gradients", "fails"),
    ("fix vanishing", "Clipping is unable to fix vanishing gradients", "unable"),
    # Clauses: the negator is in the clause of the match
    ("fix vanishing", "Clipping is useful, but it does not fix vanishing gradients", "not"),
    ("fix vanishing", "While it is cheap, it does not fix vanishing", "not"),
    ("fix vanishing", "No, clipping does not fix vanishing gradients", "not"),
    # One denied word denies the match
    ("fix vanishing", "Clipping fixes exploding, not vanishing gradients", "not"),
    ("bias weight", "weights but no biases", "no"),
    # More than a negator in the clause
    ("fix vanishing", "It does not and cannot fix vanishing gradients", "not"),
]

COUNTS = [
    # No negator at all, or one of another sentence or clause
    ("fix vanishing", "Clipping fixes vanishing gradients"),
    ("fix vanishing", "That is not all. Clipping fixes vanishing gradients"),
    ("fix vanishing", "Clipping fixes vanishing gradients. It is not slow"),
    ("fix vanishing", "It is not slow, and it fixes vanishing gradients"),
    ("fix vanishing", "It is not slow but it fixes vanishing gradients"),
    ("fix vanishing", "It does not learn because nobody fixed vanishing gradients"),
    ("fix vanishing", "It is never slow; it fixes vanishing gradients"),
    ("fix vanishing", "Not slow - fixes vanishing gradients"),
    ("fix vanishing", "It must not stop, otherwise nobody fixes vanishing"),
    ("fix vanishing", "It fixes vanishing gradients, which is not bad"),
    ("fix vanishing", "it fixes vanishing gradients and does not cost much"),
    ("vanishing", "exploding or vanishing gradients and no others"),
    # Harmless negators
    ("fix vanishing", "Clipping not only fixes vanishing gradients"),
    ("fix vanishing", "It doesn't just fix vanishing gradients"),
    ("fix vanishing", "It is not merely fixing vanishing gradients"),
    ("fix vanishing", "I am not sure that it fixes vanishing gradients"),
    ("fix vanishing", "I'm not certain it fixes vanishing gradients"),
    ("fix vanishing", "No doubt it fixes vanishing gradients"),
    ("fix vanishing", "No matter what, it fixes vanishing gradients"),
    ("fix vanishing", "Whether or not it is cheap it fixes vanishing gradients"),
    ("fix vanishing", "Why not fix vanishing gradients"),
    ("fix vanishing", "If not late it fixes vanishing"),
    # Prepositions do not reach far, nor over a new statement, nor backwards
    ("bias", "without it the bias grows"),
    ("bias", "without much further ado or delay the bias grows"),
    ("bias", "with no weights there is bias"),
    ("bias", "a bias without which it fails"),
    ("bias", "the bias has no limit"),
    ("bias", "a network without weights, with biases"),
    # Contrasts in other uses
    ("bias", "instead it uses biases"),
    ("bias", "a rather large bias"),
    ("bias", "it fails with a bias"),
    ("fail learn", "the units fail to learn"),
    ("bias", "biases instead of weights"),
    ("bias weight", "biases and weights rather than dropout"),
    # Words that only look like negators
    ("bias", "note the notable bias in the notation"),
    ("bias", "a knot of biases"),
]


@pytest.mark.parametrize(("pattern", "text", "negator"), DENIED)
def test_denied(pattern: str, text: str, negator: str) -> None:
    """A match in a negated clause earns nothing, and the evidence shows the negator."""
    hit = find(pattern, text, BANK)
    assert hit is not None
    assert hit.withheld is Withheld.NEGATED
    assert negator in hit.words
    assert len(hit.words) == len(pattern.split()) + 1


@pytest.mark.parametrize(("pattern", "text"), COUNTS)
def test_not_denied(pattern: str, text: str) -> None:
    """A negator of another clause, a harmless one and one out of reach change nothing."""
    hit = find(pattern, text, BANK)
    assert hit is not None
    assert hit.withheld is None
    assert len(hit.words) == len(pattern.split())


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("not need feature", "you do not need features", "not need features"),
        ("not need feature", "you don't need features", "don't need features"),
        ("not need feature", "you need features", None),
        ("not need feature", "we never need hand-made features", "never need features"),
        ("without|no feature", "without features", "without features"),
        ("instead feature", "instead of features", "instead features"),
        ("rather-than feature", "rather than features", "rather than features"),
        ("no-bias", "no bias", "no bias"),
    ],
)
def test_a_pattern_that_holds_a_negator(pattern: str, text: str, words: str | None) -> None:
    """The negation is what it looks for: any negator will do, and nothing is denied."""
    hit = find(pattern, text, BANK)
    assert (None if hit is None else " ".join(hit.words)) == words
    assert hit is None or hit.withheld is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("dropout use train", "Dropout is not used at test time, it is used in training"),
        ("layer bias", "layers work without bias but better with bias"),
    ],
)
def test_a_match_that_is_not_denied_is_looked_for(pattern: str, text: str) -> None:
    """The same idea said once more without a negator counts, in the same sentence too."""
    hit = find(pattern, text)
    assert hit is not None
    assert len(hit.words) == len(pattern.split())
    assert hit.withheld is None


def test_a_contrast_reaches_five_words() -> None:
    """`instead of` denies a few words, not the whole clause."""
    near = find("bias", "instead of one two three bias")
    far = find("bias", "instead of one two three four bias")
    assert near is not None
    assert near.withheld is Withheld.NEGATED
    assert far is not None
    assert far.withheld is None


def test_a_preposition_reaches_four_words() -> None:
    """`without` denies the four words after it."""
    near = find("bias", "without one two three bias")
    far = find("bias", "without one two three four bias")
    assert near is not None
    assert near.withheld is Withheld.NEGATED
    assert far is not None
    assert far.withheld is None
