"""How well two markers agree, on scores between 0 and 1."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import product

from interviewer.model.calibration import Agreement

HALF_FROM, FULL_FROM = 0.25, 0.75
"""The three levels of a mark: nothing, half, full."""


def agreement(ours: Sequence[float], theirs: Sequence[float]) -> Agreement:
    """Return how two markers agree who marked the same answers, with four decimals.

    Raises:
        ValueError: there are no marks, or not as many of the one as of the other.
    """
    if not ours or len(ours) != len(theirs):
        raise ValueError("two lists of marks of one length are needed")
    levels = [level(score) for score in ours], [level(score) for score in theirs]
    squares = sum((a - b) ** 2 for a, b in zip(ours, theirs, strict=True))
    same = sum(a == b for a, b in zip(*levels, strict=True))
    return Agreement(
        len(ours),
        round(correlation(ours, theirs), 4),
        round(math.sqrt(squares / len(ours)), 4),
        round(same / len(ours), 4),
        round(weighted_kappa(*levels), 4),
    )


def level(score: float) -> int:
    """Return the level of a score: 0 below a quarter, 1 below three quarters, else 2."""
    return int(score >= HALF_FROM) + int(score >= FULL_FROM)


def correlation(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return Pearson's r, 0 where either list never varies."""
    mean_a, mean_b = sum(ours) / len(ours), sum(theirs) / len(theirs)
    pairs = [(a - mean_a, b - mean_b) for a, b in zip(ours, theirs, strict=True)]
    spread = math.sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))
    return sum(a * b for a, b in pairs) / spread if spread > 1e-12 else 0.0


def weighted_kappa(ours: Sequence[int], theirs: Sequence[int]) -> float:
    """Return the quadratic weighted kappa of two lists of levels, 0 where neither varies."""
    observed = sum((a - b) ** 2 for a, b in zip(ours, theirs, strict=True)) / len(ours)
    counts = Counter(ours), Counter(theirs)
    pairs = product(counts[0].items(), counts[1].items())
    by_chance = sum((a - b) ** 2 * n * m for (a, n), (b, m) in pairs) / len(ours) ** 2
    return 1 - observed / by_chance if by_chance else 0.0
