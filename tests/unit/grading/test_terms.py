"""What an answer and a reference are compared by: words, denied or not, and where they stand."""

import pytest

from interviewer.grading.lexicon import Lexicon
from interviewer.grading.negation import Negations
from interviewer.grading.terms import NEGATOR, Term, terms_of
from interviewer.grading.tokens import analyse

LEXICON = Lexicon("cap norm gradient grow vanish vanity".split())


def terms(text: str, sentences: set[int] | None = None) -> dict[Term, int]:
    analysed = analyse(text, LEXICON)
    return dict(terms_of(analysed, Negations(analysed.tokens), sentences))


def small(stem: str) -> Term:
    return Term(stem, content=False)


def test_words_and_small_words_with_their_first_place() -> None:
    """Every stem once, at the token where it stands first."""
    assert terms("It caps the norm, capping it") == {
        small("it"): 0,
        Term("cap"): 1,
        small("the"): 2,
        Term("norm"): 3,
    }
    assert terms("") == {}


def test_a_denied_word_is_another_term() -> None:
    """Said and denied it stands twice; a small word is never denied."""
    found = terms("It caps. It does not cap the norm.")
    assert found[Term("cap")] == 1
    assert found[Term("cap", denied=True)] == 5
    assert Term("norm") not in found
    assert Term("norm", denied=True) in found
    assert small("the") in found


@pytest.mark.parametrize("negator", ["not", "never", "don't", "no", "without", "cannot", "lacks"])
def test_every_negator_is_the_same_term(negator: str) -> None:
    """Whichever word denies: it counts as one that denies."""
    found = terms(f"the {negator} norm")
    assert found == {small("the"): 0, NEGATOR: 1, Term("norm", denied=True): 2}


def test_a_misspelling_counts_as_each_word_that_it_may_stand_for() -> None:
    """`gradeint` is a gradient; two words at the same distance both count."""
    assert terms("gradeint") == {Term("gradient"): 0}
    assert terms("vanisy") == {Term("vanish"): 0, Term("vaniti"): 0}


def test_some_sentences_alone() -> None:
    """The words of the others are left out; the places are those of the whole text."""
    text = "It caps. The norm grows. Never a gradient."
    assert terms(text, {1}) == {small("the"): 2, Term("norm"): 3, Term("grow"): 4}
    assert set(terms(text, {0, 2})) == {
        small("it"),
        Term("cap"),
        NEGATOR,
        small("a"),
        Term("gradient", denied=True),
    }
    assert terms(text, set()) == {}


def test_words_of_a_bare_list_are_left_out() -> None:
    """They say nothing of each other; the sentence after the list counts."""
    listed = "cap, norm, gradient, layer, weight, loss, step, rate"
    assert terms(listed) == {}
    assert terms(f"{listed}. It grows") == {small("it"): 8, Term("grow"): 9}
