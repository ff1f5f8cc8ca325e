"""Statistics over many marks: the mean of a series, its trend, and the facility of an idea."""

from collections.abc import Sequence
from enum import StrEnum

TREND_SPAN = 5
"""How many values, the newest ones, a trend is found in."""

FEWEST_VALUES = 3
"""Of fewer values no trend is told, of fewer answers no facility."""

LEAST_CHANGE = 0.05
"""A score, between 0 and 1, that changes by less over the span is steady."""


class Trend(StrEnum):
    """Where a series is going."""

    UP = "up"
    DOWN = "down"
    STEADY = "steady"


def find_trend(values: Sequence[float], least: float = LEAST_CHANGE) -> Trend | None:
    """Return where a series is going, from the straight line through its last values.

    Args:
        values: the series, the oldest value first.
        least: by how much the line must rise or fall over the span to count.

    Returns:
        None where there are fewer than `FEWEST_VALUES`.
    """
    last = values[-TREND_SPAN:]
    if len(last) < FEWEST_VALUES:
        return None
    middle, mean = (len(last) - 1) / 2, mean_of(last)
    spread = sum((at - middle) ** 2 for at in range(len(last)))
    slope = sum((at - middle) * (value - mean) for at, value in enumerate(last)) / spread
    # A change of exactly `least` counts, however computers reckon.
    change = round(slope * (len(last) - 1), 9)
    if abs(change) < least or change == 0:
        return Trend.STEADY
    return Trend.UP if change > 0 else Trend.DOWN


def find_facility(credits: Sequence[float], asked: int) -> float | None:
    """Return the facility of an idea: what its answers earned of what they could have earned.

    Args:
        credits: the credit of each answer, between 0 and 1.
        asked: how often the idea was asked for, at least as often as it was answered; a question
            that was skipped earned nothing.

    Returns:
        A number between 0 (hard) and 1 (easy); None where there are fewer than `FEWEST_VALUES`
        answers.
    """
    if len(credits) < FEWEST_VALUES:
        return None
    return round(sum(credits) / asked, 4)


def mean_of(values: Sequence[float]) -> float:
    """Return the mean of values; there must be one at least."""
    return sum(values) / len(values)
