"""Patterns that can find nothing, and patterns that find only what others do."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.compiling import CompiledPattern, compile_pattern, synonym_table
from interviewer.grading.patterns import parse_pattern
from interviewer.grading.redundancy import (
    asked_twice,
    can_be_made_of,
    covers,
    pattern_key,
    why_never,
)
from interviewer.grading.spelling import stem_of
from tests.factories import SYNONYMS, find


def compiled(source: str, synonyms: Sequence[Sequence[str]] = ()) -> CompiledPattern:
    return compile_pattern(parse_pattern(source), synonym_table(synonyms))


class TestWhyNever:
    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("gradient !gradient", "asks for 'gradient', which '!gradient' forbids"),
            ("clip gradients !gradient", "asks for 'gradients', which '!gradient' forbids"),
            ("a-norm|norm large !large|norm|a-norm", "asks for 'a-norm|norm', which"),
            ("gradient !grad*", "which '!grad*' forbids"),
            ("not learn !far|without", "asks for 'not', which '!far|without' forbids"),
        ],
    )
    def test_what_is_asked_for_must_not_be_forbidden(self, source: str, words: str) -> None:
        assert words in why_never(compiled(source), 12)

    @pytest.mark.parametrize(
        "source",
        ["gradient|slope !gradient", "grad* !gradient", "not-linear !linear", "clip !gradient"],
    )
    def test_what_is_left_over_can_be_found(self, source: str) -> None:
        assert why_never(compiled(source), 12) == ""

    def test_synonyms_count_on_both_sides(self) -> None:
        """Asking for the one and forbidding the other asks for nothing."""
        assert why_never(compiled("sgd !stochastic-gradient-descent", SYNONYMS), 12)
        assert not why_never(compiled("sgd !stochastic-gradient-descent"), 12)

    def test_one_way_to_say_it_is_enough(self) -> None:
        """The abbreviation does not hold the forbidden word."""
        source = "stochastic gradient descent !gradient"
        assert why_never(compiled(source), 12)
        assert not why_never(compiled(source, SYNONYMS), 12)

    def test_a_pattern_that_is_longer_than_the_window(self) -> None:
        """Two words may be written together, three are not."""
        assert "asks for 4 words, and the window holds 3" in why_never(compiled("a b c d"), 3)
        assert "asks for 4 words" in why_never(compiled("a best-matching-unit|b-c-d-e"), 3)
        assert why_never(compiled("a b over-fitting"), 3) == ""


@pytest.mark.parametrize(
    ("source", "twice"),
    [
        ("loss > small loss", "'loss'"),
        ("loss losses", "'losses'"),
        ("batch-size batch-size", "'batch-size'"),
        ("loss|cost loss|cost", ""),
        ("loss loss|cost", ""),
        ("loss !loss", ""),
    ],
)
def test_a_word_that_must_be_said_twice(source: str, twice: str) -> None:
    """Two terms never share a word of the answer."""
    assert asked_twice(compiled(source)) == twice


class TestCovers:
    @pytest.mark.parametrize(
        ("broad", "narrow"),
        [
            ("gradient", "gradient"),
            ("gradient", "exploding gradients"),
            ("grad*", "gradient norm"),
            ("gener*", "generali*"),
            ("explode|huge gradient", "gradient huge"),
            ("explode|huge gradient", "gradient > large huge"),
            ("a > b", "a > x > b"),
            ("not learn", "never learn weights"),
            ("overfitting", "over-fitting"),
            ("over-fitting", "over-fitting less"),
            ("over*", "over-fitting"),
            ("normalise", "normalize data"),
            ("gradient norm !small", "norm gradients !small"),
        ],
    )
    def test_fewer_and_wider_terms_find_all_of_it(self, broad: str, narrow: str) -> None:
        assert covers(compiled(broad), compiled(narrow))

    @pytest.mark.parametrize(
        ("broad", "narrow"),
        [
            ("exploding gradient", "gradient"),
            ("gradient", "grad*"),
            ("generali*", "gener*"),
            ("explode gradient", "explode|huge gradient"),
            ("a > b", "a b"),
            ("a > b", "b > a"),
            ("a > b", "a x > b"),
            ("loss loss", "loss small"),
            ("learn", "not learn"),
            ("propagation", "back-propagation"),
            ("overfit", "over-fit*"),
            ("gradient !small", "gradient norm !small"),
            ("gradient !small", "gradient"),
            ("best-matching-unit", "best matching unit"),
        ],
    )
    def test_anything_else_may_find_more(self, broad: str, narrow: str) -> None:
        assert not covers(compiled(broad), compiled(narrow))

    def test_synonyms_count(self) -> None:
        broad = compiled("rnn slow", SYNONYMS)
        assert covers(broad, compiled("recurrent-network slow training", SYNONYMS))
        assert not covers(compiled("rnn slow"), compiled("recurrent-network slow training"))

    words = st.sampled_from("red reds blue back propagation backpropagation not never".split())
    phrases = st.one_of(words, st.sampled_from(["red-blue", "back-propagation", "pro*", "back*"]))
    terms = st.lists(phrases, min_size=1, max_size=2).map("|".join)
    patterns = st.lists(terms, min_size=1, max_size=3).flatmap(
        lambda found: st.sampled_from([" ".join(found), " > ".join(found)])
    )
    texts = st.lists(st.sampled_from("red blue back propagation the of not , but".split()))

    @settings(max_examples=300, deadline=None)
    @given(broad=patterns, narrow=patterns, words=texts)
    def test_what_is_covered_is_found(self, broad: str, narrow: str, words: list[str]) -> None:
        """Where the narrow pattern finds something, the broad one does."""
        text = " ".join(words).replace(" ,", ",")
        if covers(compiled(broad), compiled(narrow)) and find(narrow, text, bank=broad):
            assert find(broad, text, bank=narrow)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("exploding|huge gradient", "gradients huge|exploding", True),
        ("normalise data", "data normalize", True),
        ("a > b", "b > a", False),
        ("a > b", "a b", False),
        ("a !b", "a b", False),
        ("not learn", "learn never", True),
        ("grad*", "gradient", False),
    ],
)
def test_order_of_parts_does_not_make_another_pattern(first: str, second: str, same: bool) -> None:
    assert (pattern_key(compiled(first)) == pattern_key(compiled(second))) is same


@pytest.mark.parametrize(
    ("source", "possible"),
    [
        ("gradient clip", True),
        ("gradient explode|clip", True),
        ("grad* norm", True),
        ("gradient explode", False),
        ("gradient-explode|norm", True),
        ("gradient-explode", False),
        ("clip !explode", True),
    ],
)
def test_what_can_be_made_of_a_few_words(source: str, possible: bool) -> None:
    stems = frozenset(map(stem_of, ("gradients", "clipping", "norm")))
    assert can_be_made_of(compiled(source), stems) is possible
