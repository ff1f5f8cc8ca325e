"""Statistics over many marks: the mean of a series, its trend, and the facility of an idea."""

from collections.abc import Sequence
from enum import StrEnum

from interviewer.grading.agreement import correlation

TREND_SPAN = 5
"""How many values, the newest ones, a trend is found in."""

FEWEST_VALUES = 3
"""Of fewer values no trend is told, of fewer answers no facility."""

FEWEST_SESSIONS = 20
"""Of fewer sessions no discrimination and no weight is told."""

_NOTHING = 1e-9

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


def find_facility(
    credits: Sequence[float], asked: int, fewest: int = FEWEST_VALUES
) -> float | None:
    """Return the facility of an idea: what its answers earned of what they could have earned.

    Args:
        credits: the credit of each answer, between 0 and 1.
        asked: how often the idea was asked for, at least as often as it was answered; a question
            that was skipped earned nothing.
        fewest: of fewer answers nothing is told.

    Returns:
        A number between 0 (hard) and 1 (easy); None where there are fewer than `fewest` answers.
    """
    if len(credits) < fewest:
        return None
    return round(sum(credits) / asked, 4)


def find_discrimination(
    parts: Sequence[float], rests: Sequence[float], fewest: int = FEWEST_SESSIONS
) -> float | None:
    """Return how well a part of a session tells strong candidates from weak ones.

    The corrected item-rest correlation: Pearson's r between the mark of the part and that of the
    rest of the same session, in which the part does not count. Moodle calls it the discrimination
    index, r = C(x, X) / sqrt(V(x) V(X)) with the mark x and that of the rest X (Moodle
    documentation, "Quiz statistics calculations").

    Args:
        parts: the mark of the part in each session.
        rests: the mark of the rest of each of these sessions.
        fewest: of fewer sessions nothing is told: at 20, chance alone gives an r beyond 0.44 one
            time in twenty.

    Returns:
        A number from -1 to 1; None where there are too few sessions, or where either never varies.
    """
    if len(parts) < fewest or _is_constant(parts) or _is_constant(rests):
        return None
    return round(correlation(parts, rests), 4)


def find_weight(
    parts: Sequence[float], totals: Sequence[float], fewest: int = FEWEST_SESSIONS
) -> float | None:
    """Return how much of the differences between sessions a part makes: its effective weight.

    The variance of a sum is the sum of the covariances of its parts with it, so C(x, T) / V(T) is
    the share of the part x in the variance of the total T; over all parts the shares add up to 1.
    Moodle's effective question weight compares the square roots of these covariances instead,
    which has no value for a part that goes against the total.

    Args:
        parts: in each session, what the part added to the total, less its mean over the sessions
            that had it; 0 where a session did not have it.
        totals: in each session, the sum of these deviations over all parts.
        fewest: of fewer sessions nothing is told.

    Returns:
        A share, mostly between 0 and 1; below 0 where the part goes against the total. None where
        there are too few sessions, or where the total never varies.
    """
    spread = sum(total * total for total in totals)
    if len(totals) < fewest or spread < _NOTHING:
        return None
    shared = sum(part * total for part, total in zip(parts, totals, strict=True))
    return round(shared / spread, 4)


def _is_constant(values: Sequence[float]) -> bool:
    return max(values) - min(values) < _NOTHING


def mean_of(values: Sequence[float]) -> float:
    """Return the mean of values; there must be one at least."""
    return sum(values) / len(values)
