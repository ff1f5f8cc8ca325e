"""How close words come to what a rubric says: alike, spelt alike, denied, and how much is full."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading import closeness as module
from interviewer.grading.closeness import (
    ALIKE,
    FULL_OF_LONG,
    FULL_OF_SHORT,
    OTHER_POLARITY,
    PROMPT_WORD_WEIGHT,
    SPELT_ALIKE_FROM,
    Comparer,
    Near,
    Profile,
    Weights,
    centroid,
    closeness,
    with_less_of,
)
from interviewer.grading.spelling import stem_of
from interviewer.grading.terms import NEGATOR, Term

CAP, NORM, OF = Term("cap"), Term("norm"), Term("of", content=False)


def profile(*terms: Term | str) -> Profile:
    """Return the profile of terms that weigh the same; a text is the stem of a term."""
    weights = {Term(t) if isinstance(t, str) else t: 1 / len(terms) for t in terms}
    return Profile.of(weights)


def said(*terms: Term | str) -> dict[Term, int]:
    """Return the terms of an answer, each with its place."""
    return {Term(t) if isinstance(t, str) else t: at for at, t in enumerate(terms)}


def value_of(wanted: Term | str, *answer: Term | str) -> float:
    """Return how well an answer holds a term; 0 where not at all."""
    term = Term(wanted) if isinstance(wanted, str) else wanted
    near = Comparer([profile(term)]).compare(said(*answer))
    return near[term].value if term in near else 0.0


def test_the_same_word_counts_in_full_and_its_place_is_known() -> None:
    """A stem that the rubric has counts 1; the place is that of its first token."""
    near = Comparer([profile("cap", "norm")]).compare(said("bound", "norm"))
    assert near == {NORM: Near(NORM, 1.0, 1)}
    assert Comparer([profile("cap")]).compare({}) == {}


@pytest.mark.parametrize(
    ("wanted", "answer"), [("grow", "increas"), ("split", "divid"), ("quick", "fast")]
)
def test_a_word_of_the_same_group_is_alike(wanted: str, answer: str) -> None:
    """A word that shares a group of the thesaurus counts in part, in either direction."""
    assert value_of(wanted, answer) == value_of(answer, wanted) == ALIKE


def test_all_words_of_a_group_are_reached() -> None:
    """One word of an answer may come close to several of a rubric."""
    near = Comparer([profile("grow", "lift", "gain")]).compare(said("increas"))
    assert {term.stem: found.value for term, found in near.items()} == {
        "grow": ALIKE,
        "gain": ALIKE,
    }


@pytest.mark.parametrize(
    ("wanted", "answer", "common", "pairs"),
    [
        # <n no or rm m> and <n no or rm ma al l>: four in common
        ("norm", "normal", 4, 5 + 7),
        # <g gr ra ad di ie en nt t> and <g gr ra ad du ua al l>
        ("gradient", "gradual", 4, 9 + 8),
        # <c ca ap p> and <c cu up p>
        ("cap", "cup", 2, 4 + 4),
        # <l lo os ss s> and <l lo os st t>
        ("loss", "lost", 3, 5 + 5),
        # <g gr re ea at t> and the nine of gradient: just enough
        ("gradient", "great", 3, 9 + 6),
        # A pair that occurs twice counts once: <b ba an na a> and <b ba an na n>
        ("banana", "banan", 4, 5 + 5),
    ],
)
def test_words_spelt_alike_count_by_their_common_pairs_of_letters(
    wanted: str, answer: str, common: int, pairs: int
) -> None:
    """Dice's coefficient: twice the common pairs of letters, both ends marked, over all."""
    assert value_of(wanted, answer) == pytest.approx(2 * common / pairs, abs=5e-5)
    assert value_of(answer, wanted) == value_of(wanted, answer)


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        ("norm", "weight"),
        ("unit", "input"),  # 2 / 11
        ("recurr", "residu"),  # 4 / 14: <r re
        ("l2", "l1"),
        ("3x3", "3x3x3"),
    ],
)
def test_words_that_are_not_spelt_much_alike_do_not_count(wanted: str, answer: str) -> None:
    """Below the least share nothing counts; and a word with a digit is alike to none."""
    assert value_of(wanted, answer) == 0
    assert SPELT_ALIKE_FROM == 0.4


def test_of_two_ways_to_be_close_the_better_one_counts() -> None:
    """`grow` and `growth` are spelt less alike than their group says, these two more."""
    assert value_of(stem_of("grow"), stem_of("growth")) == ALIKE
    # <m mi in ni im m> and <m mi in ni im mu um m>, of one group
    assert value_of(stem_of("minimise"), stem_of("minimum")) == round(12 / 14, 4) > ALIKE


def test_the_best_word_of_an_answer_counts() -> None:
    """Whatever else it says, before or after."""
    assert value_of("norm", "normal", "norm", "norms") == 1
    near = Comparer([profile("norm")]).compare(said("normal", "norm", "norms"))
    assert near[NORM].position == 1


@pytest.mark.parametrize(
    ("answer", "value"), [("cap", 1.0), ("restrict", 0.0), ("cup", 0.5), ("limit", 0.0)]
)
def test_a_word_that_is_denied_counts_in_part_where_the_rubric_affirms_it(
    answer: str, value: float
) -> None:
    """And the other way round; denied in both is the same in both."""
    denied = Term(answer, denied=True)
    assert value_of("cap", denied) == value_of(Term("cap", denied=True), answer)
    assert value_of("cap", denied) == pytest.approx(value * OTHER_POLARITY)
    assert value_of(Term("cap", denied=True), denied) == pytest.approx(value)


def test_a_word_said_both_ways_counts_both_ways() -> None:
    """A rubric that affirms a word here and denies it there is met in full by both."""
    both = Comparer([profile("cap", Term("cap", denied=True))])
    assert [n.value for n in both.compare(said("cap")).values()] == [1.0, OTHER_POLARITY]
    denied = both.compare(said("cap", Term("cap", denied=True)))
    assert [n.value for n in denied.values()] == [1.0, 1.0]


def test_small_words_and_negators_count_only_as_they_are() -> None:
    """Neither the thesaurus nor the spelling says anything of them, nor words with content."""
    into = Term("into", content=False)
    assert value_of(OF, OF) == value_of(NEGATOR, NEGATOR) == 1
    assert value_of(into, Term("in", content=False)) == 0
    assert value_of(NEGATOR, Term("not")) == value_of("not", NEGATOR) == 0
    assert value_of(Term("can", content=False), "abl") == value_of(OF, "of") == 0


@pytest.mark.parametrize(
    ("words", "full_at", "twelve_held"),
    [(1, 1.0, 1.0), (4, 1.0, 1.0), (5, 0.9, 1.0), (20, 0.6, 1.0)],
)
def test_how_much_a_full_answer_holds(words: int, full_at: float, twelve_held: float) -> None:
    """All of a text of four weighty words, three fifths of one of twenty."""
    assert (FULL_OF_LONG, FULL_OF_SHORT) == (0.5, 2.0)
    long = profile(*(f"w{number}x" for number in range(words)))
    assert long.full_at == pytest.approx(full_at)
    near = Comparer([long]).compare(said(*(f"w{number}x" for number in range(min(12, words)))))
    assert closeness(long, near) == twelve_held


def test_the_closeness_of_half_an_answer() -> None:
    """Six of twenty words are half of the twelve that a full answer holds."""
    long = profile(*(f"w{number}x" for number in range(20)))
    near = Comparer([long]).compare(said(*(f"w{number}x" for number in range(6))))
    assert closeness(long, near) == 0.5


def test_uneven_weights_count_as_fewer_words() -> None:
    """One of 0.3 and seven of 0.1 are as many as 1 / 0.16; the weights decide what is held."""
    names = [Term(f"w{number}x") for number in range(7)]
    eight = Profile.of({CAP: 0.3, **dict.fromkeys(names, 0.1)})
    assert eight.full_at == pytest.approx(0.5 + 2 * 0.16)
    uneven = Profile.of({CAP: 0.7, NORM: 0.1, Term("limit"): 0.1, OF: 0.1})
    assert uneven.full_at == 1.0
    near = Comparer([uneven]).compare(said("cap", OF))
    assert closeness(uneven, near) == 0.8


def test_nothing_weighs_nothing() -> None:
    """A text without any word is an idea that nobody comes close to."""
    empty = Profile.of({})
    assert closeness(empty, Comparer([empty]).compare(said("cap"))) == 0


def test_the_centroid() -> None:
    """The mean of the weights: they still sum to 1."""
    middle = centroid([{CAP: 0.5, NORM: 0.5}, {CAP: 1.0}, {OF: 0.25, NORM: 0.75}])
    assert middle == pytest.approx({CAP: 0.5, NORM: 1.25 / 3, OF: 0.25 / 3})
    assert centroid([{CAP: 1.0}]) == {CAP: 1.0}


def test_words_of_the_prompt_make_up_no_more_than_their_share() -> None:
    """Half of an idea in the prompt's words becomes the share that such words weigh."""
    weights = {CAP: 0.5, NORM: 0.3, Term("limit"): 0.2}
    less = with_less_of(weights, frozenset(["cap"]))
    assert less == pytest.approx(
        {
            CAP: PROMPT_WORD_WEIGHT,
            NORM: 0.6 * (1 - PROMPT_WORD_WEIGHT),
            Term("limit"): 0.4 * (1 - PROMPT_WORD_WEIGHT),
        }
    )
    assert closeness(Profile(less, 1.0), Comparer([Profile(less, 1.0)]).compare(said("cap"))) == (
        PROMPT_WORD_WEIGHT
    )


def test_few_words_of_the_prompt_keep_their_weight() -> None:
    """What lies below the share is left as it is, and so is an idea without such words."""
    weights = {CAP: 0.1, NORM: 0.8, OF: 0.1}
    assert with_less_of(weights, frozenset(["cap"])) == pytest.approx(weights)
    assert with_less_of(weights, frozenset(["clip"])) == pytest.approx(weights)


@pytest.mark.parametrize(
    "weights", [{CAP: 1.0}, {CAP: 0.6, OF: 0.4}, {CAP: 0.6, NEGATOR: 0.4}, {OF: 1.0}, {}]
)
def test_an_idea_told_in_the_words_of_the_prompt_alone_is_nothing(weights: Weights) -> None:
    """Small words and negators do not make it an idea of its own."""
    assert with_less_of(weights, frozenset(["cap"])) == {}


STEMS = st.sampled_from("cap cup norm normal grow increas larg big of not l2 relu6 w x".split())
TERMS = st.one_of(
    st.builds(Term, STEMS, st.booleans()),
    st.builds(lambda stem: Term(stem, content=False), STEMS),
    st.just(NEGATOR),
)
WEIGHTS = st.dictionaries(TERMS, st.floats(0.01, 1.0), min_size=1).map(
    lambda raw: {term: weight / sum(raw.values()) for term, weight in raw.items()}
)


@settings(deadline=None, max_examples=200)
@given(WEIGHTS, st.lists(TERMS), st.lists(TERMS))
def test_closeness_lies_between_0_and_1_and_saying_more_never_lowers_it(
    weights: Weights, answer: list[Term], more: list[Term]
) -> None:
    """For any weights and any words."""
    idea = Profile.of(weights)
    comparer = Comparer([idea])
    before = closeness(idea, comparer.compare(said(*answer)))
    after = closeness(idea, comparer.compare(said(*answer, *more)))
    assert 0 <= before <= after <= 1
    assert closeness(idea, comparer.compare(said(*weights))) == 1


@settings(deadline=None, max_examples=100)
@given(WEIGHTS, st.sets(STEMS))
def test_less_of_some_words_leaves_weights_that_sum_to_1(
    weights: Weights, given_stems: set[str]
) -> None:
    """And the words given make up no more than their share of them."""
    less = with_less_of(weights, frozenset(given_stems))
    assert set(less) <= set(weights)
    if less:
        assert sum(less.values()) == pytest.approx(1)
        told = sum(weight for term, weight in less.items() if term.stem in given_stems)
        assert told <= PROMPT_WORD_WEIGHT + 1e-9


@settings(deadline=None, max_examples=100)
@given(st.lists(WEIGHTS, max_size=4), st.lists(TERMS))
def test_all_closenesses_at_once_are_those_of_each_profile(
    weights: list[Weights], answer: list[Term]
) -> None:
    """To the last digit, for profiles of one term and of many, and for one of none."""
    profiles = [*map(Profile.of, weights), Profile.of({})]
    comparer = Comparer(profiles)
    near = comparer.compare(said(*answer))
    assert comparer.closenesses(near) == [closeness(each, near) for each in profiles]


def test_what_was_remembered_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many different words, more than are remembered, and then again: the same every time."""
    monkeypatch.setattr(module, "_CACHE_LIMIT", 50)
    idea = profile("cap", "norm", "grow", NEGATOR, OF, Term("limit", denied=True))
    comparer = Comparer([idea])
    answers: list[tuple[Term | str, ...]] = [
        ("cup", "normal", "gain", Term("cap", denied=True)),
        (Term("normal", denied=True), "cap", OF),
        ("limit", Term("grow", denied=True), NEGATOR, Term("growth", content=False)),
    ]
    fresh = [Comparer([idea]).compare(said(*answer)) for answer in answers]
    for begin in range(0, 200, 20):
        comparer.compare(said(*(f"norm{chr(97 + n % 26)}{n}" for n in range(begin, begin + 20))))
        assert [comparer.compare(said(*answer)) for answer in answers] == fresh
        assert [comparer.compare(said(*answer)) for answer in reversed(answers)] == fresh[::-1]
    unheard = said("norms", "growth", Term("limits", denied=True))
    assert comparer.compare(unheard) == Comparer([idea]).compare(unheard) != {}
