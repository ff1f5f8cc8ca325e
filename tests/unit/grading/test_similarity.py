"""How much of a reference an answer holds: scikit-learn's weights, coverage by hand."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from interviewer.grading.bank import Bank
from interviewer.grading.scoring import DEFAULT_SCORING, SimilarityScale, similarity_points
from interviewer.grading.similarity import (
    MOST_TERMS_SHOWN,
    Coverage,
    ReferenceVector,
    TfidfWeights,
    best_coverage,
    fit_weights,
    reference_vector,
)
from tests.factories import instant_fit, make_grader, make_rubric

WORDS = ["clip", "norm", "gradient", "weight", "loss", "step", "unseen", "layer"]
DOCUMENTS = st.lists(st.lists(st.sampled_from(WORDS[:6]), min_size=1, max_size=8), min_size=1)


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS, st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=2, max_size=4))
def test_the_vectors_are_those_of_scikit_learn(
    documents: list[list[str]], texts: list[list[str]]
) -> None:
    """Our vectors and their cosines equal TfidfVectorizer's own to 1e-12."""
    corpus = [" ".join(words) for words in documents]
    weights = fit_weights(corpus, str.split)
    theirs = TfidfVectorizer(analyzer=str.split, sublinear_tf=True).fit(corpus)
    columns = theirs.vocabulary_
    rows = theirs.transform([" ".join(words) for words in texts]).toarray()
    ours = numpy.zeros(rows.shape)
    for row, words in enumerate(texts):
        for term, weight in weights.vector(words).items():
            ours[row, columns[term]] = weight
    assert numpy.allclose(ours, rows, rtol=0, atol=1e-12)
    assert numpy.allclose(ours @ ours.T, rows @ rows.T, rtol=0, atol=1e-12)


def test_the_weights_follow_the_documented_formula() -> None:
    """idf(t) = ln((1 + n) / (1 + df(t))) + 1, by scikit-learn and by hand; unseen has df 0."""
    corpus = ["clip the norm norm", "clip a weight", "clip loss norm"]
    weights = fit_weights(corpus, str.split)
    assert weights.idf["clip"] == pytest.approx(1.0, abs=1e-12)
    assert weights.idf["norm"] == pytest.approx(math.log(4 / 3) + 1, abs=1e-12)
    assert weights.idf["loss"] == pytest.approx(math.log(4 / 2) + 1, abs=1e-12)
    assert weights.unseen == pytest.approx(math.log(4 / 1) + 1, abs=1e-12)
    by_hand = instant_fit(corpus, str.split)
    assert by_hand.idf == pytest.approx(weights.idf, abs=1e-12)
    assert by_hand.unseen == weights.unseen


def test_both_fits_lead_to_the_same_marks() -> None:
    """The fit without scikit-learn that the tests use stands for the real one."""
    with_sklearn = Bank(make_rubric()).prepared("clipping")
    without = make_grader().bank.prepared("clipping")
    for ours, theirs in zip(without.references, with_sklearn.references, strict=True):
        assert ours.weights == pytest.approx(theirs.weights, abs=1e-12)
        assert ours.words == theirs.words


def test_references_of_stop_words_alone_weigh_nothing() -> None:
    """A bank whose references hold no content word grades; it does not break."""
    weights = fit_weights(["that", "this"], lambda text: [])
    assert weights == TfidfWeights({}, math.log(3) + 1)
    assert weights.vector(["that"]) == {}


def test_term_frequency_is_sublinear_and_rows_have_length_one() -> None:
    """(1 + ln tf) x idf, then length 1; words that no reference has are left out."""
    vector = TfidfWeights({"a": 1.0, "b": 2.0}, 3.0).vector(["a", "a", "b", "zzz"])
    a, b = 1 + math.log(2), 2.0
    length = math.hypot(a, b)
    assert vector == pytest.approx({"a": a / length, "b": b / length}, abs=1e-12)


def test_words_that_no_reference_has_weigh_in_a_correction() -> None:
    """A correction may use words of its own: they weigh as much as a word of no document."""
    weights = TfidfWeights({"a": 1.0}, 3.0)
    vector = reference_vector([("a", "a"), ("new", "new")], frozenset(), weights)
    assert vector.weights == pytest.approx({"new": 0.75, "a": 0.25})


def test_coverage_by_hand() -> None:
    """Weights sum to 1, words of the prompt count a third, the answer holds its share."""
    # Four terms of equal weight, one of them a word of the prompt: shares 3, 3, 3 and 1 of 10.
    weights = TfidfWeights(dict.fromkeys(("clip", "cap", "norm", "limit"), 1.0), 1.0)
    terms = [("cap", "caps"), ("norm", "norms"), ("limit", "limit"), ("clip", "Clipping")]
    vector = reference_vector(terms, frozenset(["clip"]), weights)
    assert vector.weights == pytest.approx({"cap": 0.3, "limit": 0.3, "norm": 0.3, "clip": 0.1})
    assert list(vector.weights) == ["cap", "limit", "norm", "clip"]
    coverage = best_coverage({"cap", "clip", "other"}, [vector])
    assert coverage == Coverage(0.4, 0, ("caps", "Clipping"), ("limit", "norms"))


def test_the_first_form_of_a_word_is_shown() -> None:
    """The words shown stand in the reference, in the form that came first."""
    weights = TfidfWeights({"cap": 1.0}, 1.0)
    vector = reference_vector([("cap", "caps"), ("cap", "capped")], frozenset(), weights)
    assert vector.words == {"cap": "caps"}


def test_the_closest_reference_counts() -> None:
    """The reference with the highest coverage is taken, the first of two alike."""
    one = ReferenceVector({"a": 0.6, "b": 0.4}, {"a": "a", "b": "b"})
    two = ReferenceVector({"c": 0.7, "a": 0.3}, {"a": "a", "c": "c"})
    assert best_coverage({"a"}, [one, two]).reference == 0
    assert best_coverage({"c"}, [one, two]).reference == 1
    assert best_coverage(set(), [one, two]) == Coverage(0.0, 0, (), ("a", "b"))


def test_not_all_words_are_shown() -> None:
    """At most the eight weightiest of each kind."""
    many = {f"w{number:02}": 0.05 for number in range(20)}
    vector = ReferenceVector(many, {term: term for term in many})
    coverage = best_coverage(set(list(many)[:10]), [vector])
    assert len(coverage.shared) == len(coverage.absent) == MOST_TERMS_SHOWN == 8
    assert coverage.shared[0] == "w00"


@pytest.mark.parametrize(
    ("coverage", "credit"),
    [(0.0, 0.0), (0.2, 0.0), (0.4, 0.25), (0.6, 0.5), (1.0, 0.5)],
)
def test_a_scale(coverage: float, credit: float) -> None:
    """Nothing up to the floor, all of the share from the ceiling on, a straight line between."""
    scale = SimilarityScale(share=0.5, floor=0.2, ceiling=0.6)
    assert scale.credit(coverage) == pytest.approx(credit)


@pytest.mark.parametrize(
    ("coverage", "earned", "has_criteria", "points"),
    [
        (0.85, 0.0, True, 2.5),
        (1.0, 6.0, True, 1.0),
        (0.5, 6.0, True, 0.5),
        (0.15, 0.0, True, 0.0),
        (1.0, 10.0, True, 0.0),
        (1.0, 12.0, True, 0.0),
        (0.45, 0.0, False, 10.0),
        (0.25, 0.0, False, 5.0),
        (0.05, 0.0, False, 0.0),
    ],
)
def test_what_the_similarity_adds(
    coverage: float, earned: float, has_criteria: bool, points: float
) -> None:
    """A quarter of what the criteria left, or everything where there are none."""
    given_points = similarity_points(coverage, earned, 10, has_criteria, DEFAULT_SCORING)
    assert given_points == pytest.approx(points)
