"""Statistics over many marks."""

import pytest

from interviewer.grading.item_statistics import Trend, find_facility, find_trend, mean_of


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
