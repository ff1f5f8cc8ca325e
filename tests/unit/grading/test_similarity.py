"""What words weigh, by scikit-learn and by hand, and how much of a reference an answer holds."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from interviewer.grading.closeness import (
    ALIKE,
    FUNCTION_WORD_WEIGHT,
    NEGATOR_WEIGHT,
    PROMPT_WORD_WEIGHT,
    SURE,
    Near,
    Profile,
)
from interviewer.grading.grader import Grader
from interviewer.grading.scoring import (
    DEFAULT_SCORING,
    REFERENCE_POINTS,
    Scale,
    Scoring,
    similarity_points,
)
from interviewer.grading.similarity import (
    MOST_TERMS_SHOWN,
    Coverage,
    ReferenceProfile,
    TfidfWeights,
    best_coverage,
    fit_weights,
)
from interviewer.grading.terms import NEGATOR, Term
from tests.factories import CLIPPING, changed, instant_fit, make_grader, make_rubric

WORDS = ["clip", "norm", "gradient", "weight", "loss", "step"]
DOCUMENTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1)
NOTHING: frozenset[str] = frozenset()


def reference(weights: dict[str, float]) -> ReferenceProfile:
    """Return a reference with these weights, its words as long as their stems."""
    profile = Profile({Term(stem): weight for stem, weight in weights.items()}, full_at=1.0)
    return ReferenceProfile(profile, {stem: stem for stem in weights}, tuple(weights))


def held(**values: float) -> dict[Term, Near]:
    """Return what an answer holds: stems and how well."""
    return {Term(stem): Near(Term(stem), value, 0) for stem, value in values.items()}


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS)
def test_the_fitted_weights_are_those_of_scikit_learn(documents: list[list[str]]) -> None:
    """The idf of every word equals TfidfVectorizer's own, and our formula, to 1e-12."""
    corpus = [" ".join(words) for words in documents]
    weights = fit_weights(corpus, str.split)
    theirs = TfidfVectorizer(analyzer=str.split).fit(corpus)
    expected = {term: theirs.idf_[column] for term, column in theirs.vocabulary_.items()}
    assert weights.idf == pytest.approx(expected, rel=0, abs=1e-12)
    by_hand = instant_fit(corpus, str.split)
    assert by_hand.idf == pytest.approx(weights.idf, rel=0, abs=1e-12)
    assert by_hand.unseen == pytest.approx(weights.unseen, rel=0, abs=1e-12)


def test_the_fit_follows_the_documented_formula() -> None:
    """idf(t) = ln((1 + n) / (1 + df(t))) + 1 in numbers; a word of no document has df 0."""
    weights = fit_weights(["clip the norm norm", "clip a weight", "clip loss norm"], str.split)
    assert weights.idf["clip"] == pytest.approx(1.0, abs=1e-12)
    assert weights.idf["norm"] == pytest.approx(1.2876820724517808, abs=1e-12)  # ln(4/3) + 1
    assert weights.idf["loss"] == pytest.approx(1.6931471805599454, abs=1e-12)  # ln(4/2) + 1
    assert weights.unseen == pytest.approx(2.386294361119891, abs=1e-12)  # ln(4/1) + 1


def test_both_fits_lead_to_the_same_profiles() -> None:
    """The fit without scikit-learn that the tests use stands for the real one."""
    real = Grader(make_rubric()).bank.prepared("clipping")
    quick = make_grader().bank.prepared("clipping")
    profiles = zip(
        [*quick.ideas, *(reference.profile for reference in quick.references)],
        [*real.ideas, *(reference.profile for reference in real.references)],
        strict=True,
    )
    for ours, theirs in profiles:
        assert ours.weights == pytest.approx(theirs.weights, abs=1e-12)
        assert ours.full_at == pytest.approx(theirs.full_at, abs=1e-12)


def test_references_without_any_word_weigh_nothing() -> None:
    """A bank whose references hold no content word grades; it does not break."""
    weights = fit_weights(["that", "this"], lambda text: [])
    assert weights == TfidfWeights({}, math.log(3) + 1)
    assert weights.of([], NOTHING) == {}
    item = changed(make_rubric().items[2], id="bare", references=("It is what it is.",))
    assessment = make_grader(make_rubric(item)).assess("bare", "Warmup raises the rate.")
    assert (assessment.points, assessment.similarity.absent) == (0, ())


def test_weights_by_hand() -> None:
    """The square root of the idf, less for words of the prompt, fixed for small words; sum 1."""
    fitted = TfidfWeights({"cap": 1.0, "norm": 4.0, "clip": 9.0}, unseen=2.25)
    terms = [Term("clip"), NEGATOR, Term("of", content=False), Term("new"), Term("norm")]
    raw = {
        Term("norm"): 2.0,
        Term("new"): 1.5,  # in no document
        Term("clip"): 3.0 * PROMPT_WORD_WEIGHT,
        NEGATOR: NEGATOR_WEIGHT,
        Term("of", content=False): FUNCTION_WORD_WEIGHT,
    }
    total = sum(raw.values())
    weights = fitted.of(terms, frozenset(["clip", "cap"]))
    assert weights == pytest.approx({term: weight / total for term, weight in raw.items()})
    assert list(weights) == sorted(raw, key=lambda term: -raw[term])


def test_a_denied_word_weighs_as_much_as_one_that_is_not() -> None:
    """They are two terms of the same weight; words of one weight stand in the alphabet's order."""
    weights = TfidfWeights({}, 1.0).of([Term("b"), Term("a", denied=True), Term("a")], NOTHING)
    assert list(weights) == [Term("a"), Term("a", denied=True), Term("b")]
    assert set(weights.values()) == {1 / 3}


def test_small_words_that_the_prompt_holds_weigh_as_much_as_others() -> None:
    """Only words with content are given away by the prompt."""
    fitted, of = TfidfWeights({}, 1.0), Term("of", content=False)
    assert fitted.of([of, Term("a")], frozenset(["of"])) == fitted.of([of, Term("a")], NOTHING)


def test_coverage_by_hand() -> None:
    """An answer holds the weights of its words; what came surely close is shown as shared."""
    one = reference({"cap": 0.4, "norm": 0.3, "limit": 0.2, "clip": 0.1})
    near = held(cap=1.0, limit=ALIKE, clip=SURE - 0.01)
    value = round(0.4 + 0.2 * ALIKE + 0.1 * (SURE - 0.01), 4)
    assert best_coverage([one], near) == Coverage(value, 0, ("cap", "limit"), ("norm", "clip"))
    assert best_coverage([one], {}) == Coverage(0.0, 0, (), ("cap", "norm", "limit", "clip"))


def test_a_full_answer_in_other_words_covers_a_long_reference() -> None:
    """The share that the profile takes as full is all; more than full does not count."""
    half = replace(
        reference({"cap": 0.5, "norm": 0.5}),
        profile=Profile({Term("cap"): 0.5, Term("norm"): 0.5}, full_at=0.5),
    )
    assert best_coverage([half], held(cap=0.5)).value == 0.5
    assert best_coverage([half], held(cap=1.0)).value == 1.0
    assert best_coverage([half], held(cap=1.0, norm=1.0)).value == 1.0


def test_the_closest_reference_counts() -> None:
    """The reference with the highest coverage is taken, the first of two alike."""
    one, two = reference({"a": 0.6, "b": 0.4}), reference({"c": 0.7, "a": 0.3})
    assert best_coverage([one, two], held(a=1.0)).reference == 0
    assert best_coverage([one, two], held(c=1.0)).reference == 1
    assert best_coverage([one, two], {}).reference == 0


def test_words_are_shown_as_they_stand_in_the_reference() -> None:
    """The first form of a word, without small words, negators, or anything that is not a word."""
    first = make_grader().bank.prepared("clipping").references[0]
    assert first.words["explod"] == "exploding"
    assert first.words["network"] == "networks"
    item = changed(CLIPPING, references=("Capped norms are norms that a cap has cut.",))
    other = make_grader(make_rubric(item)).bank.prepared("clipping").references[0]
    assert (other.words["cap"], other.words["norm"]) == ("capped", "norms")
    shown = best_coverage([first], {}).absent
    assert not {"the", "that", "not", "cannot", "it", "most"} & set(shown)


def test_not_all_words_are_shown() -> None:
    """At most the eight weightiest of each kind."""
    many = {f"w{number:02}": 0.05 for number in range(20)}
    coverage = best_coverage([reference(many)], held(**dict.fromkeys(list(many)[:10], 1.0)))
    assert len(coverage.shared) == len(coverage.absent) == MOST_TERMS_SHOWN == 8
    assert (coverage.shared[0], coverage.absent[0]) == ("w00", "w10")


def test_a_word_that_is_shown_as_shared_is_not_shown_as_absent() -> None:
    """Where a reference both says and denies it, and the answer has it one way."""
    said, denied, other = Term("cap"), Term("cap", denied=True), Term("norm")
    profile = Profile({denied: 0.5, said: 0.3, other: 0.2}, full_at=1.0)
    both = ReferenceProfile(profile, {"cap": "cap", "norm": "norm"}, ("cap", "cap", "norm"))
    coverage = best_coverage([both], held(cap=1.0))
    assert (coverage.shared, coverage.absent) == (("cap",), ("norm",))


@pytest.mark.parametrize(
    ("closeness", "credit"), [(0.0, 0.0), (0.2, 0.0), (0.4, 0.125), (0.6, 0.25), (1.0, 0.5)]
)
def test_a_scale(closeness: float, credit: float) -> None:
    """Nothing up to the floor, all of the share at 1, a straight line between."""
    assert Scale(share=0.5, floor=0.2).credit(closeness) == pytest.approx(credit)


SCORING = Scoring(criterion=Scale(1.0, 0.0), beside_criteria=Scale(0.5, 0.2), alone=Scale(1.0, 0.1))


@pytest.mark.parametrize(
    ("coverage", "earned", "has_criteria", "points"),
    [
        (1.0, 0.0, True, 5.0),
        (0.6, 0.0, True, 2.5),
        (0.6, 6.0, True, 1.0),
        (0.6, 6.33, True, 0.92),  # 0.25 x 3.67 = 0.9175
        (0.2, 0.0, True, 0.0),
        (0.0, 0.0, True, 0.0),
        (1.0, 10.0, True, 0.0),
        (1.0, 12.0, True, 0.0),
        (1.0, 0.0, False, 10.0),
        (0.55, 0.0, False, 5.0),
        (0.1, 0.0, False, 0.0),
    ],
)
def test_what_the_similarity_adds(
    coverage: float, earned: float, has_criteria: bool, points: float
) -> None:
    """A share of what the criteria left, or everything where there are none; two decimals."""
    assert similarity_points(coverage, earned, 10, has_criteria, SCORING) == points


def test_the_shipped_parameters_keep_their_promises() -> None:
    """Closeness alone earns part of a criterion, and similarity part of what is left."""
    assert 0 < DEFAULT_SCORING.criterion.share < 1
    assert 0 < DEFAULT_SCORING.beside_criteria.share < 1
    assert similarity_points(1.0, 0.0, REFERENCE_POINTS, False, DEFAULT_SCORING) == REFERENCE_POINTS
    for scale in (
        DEFAULT_SCORING.criterion,
        DEFAULT_SCORING.beside_criteria,
        DEFAULT_SCORING.alone,
    ):
        assert scale.credit(1.0) == pytest.approx(scale.share)
        assert scale.credit(scale.floor) == 0
