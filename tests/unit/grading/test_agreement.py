"""How well two markers agree: the figures by hand, and scikit-learn's where it has them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from interviewer.grading.agreement import (
    agreement,
    cohen_kappa,
    correlation,
    level,
    weighted_kappa,
)

LEVELS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=30)


@pytest.mark.parametrize(
    ("score", "expected"), [(0, 0), (0.2499, 0), (0.25, 1), (0.7499, 1), (0.75, 2), (1, 2)]
)
def test_the_three_levels(score: float, expected: int) -> None:
    """A quarter begins the half mark, three quarters the full one."""
    assert level(score) == expected


def test_by_hand() -> None:
    """Four answers: two agreed on, one half a mark off, one a whole mark off."""
    found = agreement([1.0, 0.5, 0.5, 1.0], [1.0, 0.5, 1.0, 0.0])
    assert found.answers == 4
    assert found.error == pytest.approx(math.sqrt((0.25 + 1) / 4), abs=1e-4)
    assert found.accuracy == 0.5
    # Levels 2 1 1 2 against 2 1 2 0: squares 0 0 1 4; by chance 16 over all 16 pairs.
    assert found.kappa == pytest.approx(1 - (5 / 4) / (16 / 16))
    # Deviations: .25 -.25 -.25 .25 against .375 -.125 .375 -.625.
    assert found.correlation == pytest.approx(-0.125 / math.sqrt(0.25 * 0.6875), abs=1e-4)


def test_who_never_varies_tells_nothing() -> None:
    """Then r and kappa are 0, not an error."""
    found = agreement([0.5, 0.5], [0.5, 0.5])
    assert (found.correlation, found.kappa, found.accuracy, found.error) == (0, 0, 1, 0)
    assert correlation([0.1, 0.1 + 1e-14], [0, 1]) == 0


@pytest.mark.parametrize(("ours", "theirs"), [([], []), ([1.0], [1.0, 0.0])])
def test_lists_that_do_not_fit(ours: list[float], theirs: list[float]) -> None:
    """Nothing, or two lengths, cannot be compared."""
    with pytest.raises(ValueError, match="one length"):
        agreement(ours, theirs)


@given(LEVELS)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    """Quadratic weights over the three levels."""
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    if len(set(ours)) == len(set(theirs)) == 1 and ours[0] == theirs[0]:
        assert weighted_kappa(ours, theirs) == 0
        return
    expected = cohen_kappa_score(ours, theirs, weights="quadratic", labels=[0, 1, 2])
    assert weighted_kappa(ours, theirs) == pytest.approx(expected)


BANDS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30)


@given(BANDS)
def test_the_kappa_of_cohen_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    """Without weights; None where chance alone explains all."""
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    found = cohen_kappa(ours, theirs)
    if len({*ours, *theirs}) == 1:
        assert found is None
        return
    assert found == pytest.approx(cohen_kappa_score(ours, theirs))


def test_the_kappa_of_cohen_by_hand() -> None:
    """Three of four agree; chance: 2/4 x 1/4 + 2/4 x 3/4 = 1/2."""
    assert cohen_kappa([0, 0, 1, 1], [0, 1, 1, 1]) == pytest.approx((0.75 - 0.5) / (1 - 0.5))
