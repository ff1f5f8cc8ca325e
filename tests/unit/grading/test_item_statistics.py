"""Statistics over many marks."""

from random import Random
from statistics import covariance, variance

import pytest

from interviewer.grading.item_statistics import (
    FEWEST_SESSIONS,
    Trend,
    find_discrimination,
    find_facility,
    find_trend,
    find_weight,
    mean_of,
)


@pytest.mark.parametrize(
    ("values", "trend"),
    [
        ([], None),
        ([0.1, 0.9], None),
        ([0.1, 0.2, 0.3], Trend.UP),
        ([0.3, 0.2, 0.1], Trend.DOWN),
        ([0.5, 0.5, 0.5], Trend.STEADY),
        ([0.5, 0.9, 0.5], Trend.STEADY),
        ([0.50, 0.52, 0.54], Trend.STEADY),
        ([0.50, 0.525, 0.55], Trend.UP),
        ([0.55, 0.525, 0.50], Trend.DOWN),
        ([0.01, 0.035, 0.06], Trend.UP),
    ],
)
def test_the_trend_of_a_series(values: list[float], trend: Trend | None) -> None:
    """Three values at least; a change of five in a hundred over the span counts."""
    assert find_trend(values) is trend


def test_only_the_last_five_count() -> None:
    """What rose long ago and falls now goes down."""
    assert find_trend([0.0, 0.2, 0.4, 0.9, 0.8, 0.7, 0.6, 0.5]) is Trend.DOWN
    assert find_trend([0.9, 0.1, 0.2, 0.3, 0.4, 0.5]) is Trend.UP


def test_one_good_day_makes_no_trend() -> None:
    """The line through all five counts, not the last step."""
    assert find_trend([0.6, 0.4, 0.3, 0.4, 0.6]) is Trend.STEADY


def test_the_least_change_is_the_callers() -> None:
    """Words are not scores; and nothing at all is no change."""
    assert find_trend([40, 42, 44], 8) is Trend.STEADY
    assert find_trend([40, 44, 48], 8) is Trend.UP
    assert find_trend([0.0, 0.0, 0.0], 0.0) is Trend.STEADY


@pytest.mark.parametrize(
    ("credits", "asked", "facility"),
    [
        ([], 9, None),
        ([1, 1], 9, None),
        ([1, 1, 1], 3, 1.0),
        ([1, 0, 0.5], 3, 0.5),
        ([1, 0, 0.5], 5, 0.3),
        ([0, 0, 0], 4, 0.0),
    ],
)
def test_facility(credits: list[float], asked: int, facility: float | None) -> None:
    """What was earned of what was asked for; a skipped question earns nothing."""
    assert find_facility(credits, asked) == facility


def test_the_mean() -> None:
    assert mean_of([1, 2, 6]) == 3


def test_a_facility_of_too_few_is_withheld() -> None:
    """How few is the caller's to say."""
    assert find_facility([1.0] * 9, 9, fewest=10) is None
    assert find_facility([1.0] * 10, 20, fewest=10) == 0.5


def test_discrimination_needs_sessions_and_differences() -> None:
    """Of 19 sessions nothing is told, and nothing where one side never varies."""
    rising = [number / 100 for number in range(FEWEST_SESSIONS)]
    flat = [0.5] * FEWEST_SESSIONS
    assert find_discrimination(rising, rising) == 1
    assert find_discrimination(rising, rising[::-1]) == -1
    assert find_discrimination(rising[1:], rising[1:]) is None
    assert find_discrimination(flat, rising) is None
    assert find_discrimination(rising, flat) is None


def test_weights_are_shares_of_the_variance() -> None:
    """Of parts that every session has: C(x, T) / V(T), and all of them sum to 1."""
    random = Random(1)
    parts = [[random.random() * most for _ in range(30)] for most in (3, 1, 0.2)]
    sums = [sum(values) for values in zip(*parts, strict=True)]
    centred = [[value - mean_of(part) for value in part] for part in parts]
    totals = [value - mean_of(sums) for value in sums]
    weights = [find_weight(part, totals) for part in centred]
    assert weights == [
        pytest.approx(covariance(part, sums) / variance(sums), abs=1e-4) for part in parts
    ]
    assert sum(weight or 0 for weight in weights) == pytest.approx(1, abs=1e-3)
    assert weights[0] is not None
    assert weights[0] > 0.8
    assert find_weight(centred[0][:19], totals[:19]) is None
    assert find_weight([0.0] * 30, [0.0] * 30) is None
