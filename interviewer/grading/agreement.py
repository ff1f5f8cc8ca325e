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


def cohen_kappa(ours: Sequence[int], theirs: Sequence[int]) -> float | None:
    """Return Cohen's kappa (1960) of two lists of levels: agreement beyond that of chance.

    kappa = (p_o - p_e) / (1 - p_e), with p_o the share of answers on the same level, and p_e the
    share to expect of two markers who use the levels as often as these do, but blindly.

    Returns:
        A number from -1 to 1; None where it is undefined, because both know one and the same level.
    """
    observed = sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(ours)
    counts = Counter(ours), Counter(theirs)
    by_chance = sum(n * counts[1][kind] for kind, n in counts[0].items()) / len(ours) ** 2
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else None
