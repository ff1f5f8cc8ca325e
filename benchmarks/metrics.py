"""How well scores agree with the marks that people gave; both are between 0 and 1.

Every figure is None where it is not defined: a correlation where the marks do not vary, an area
under the curve where they are not all 0 or 1.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.metrics import cohen_kappa_score, roc_auc_score

FEWEST_ANSWERS = 4
"""An item with fewer answers says nothing about the correlation on it."""

CUTS = (0.25, 0.75)
"""Below the first: nothing; below the second: half; from the second on: full."""

RESAMPLES = 500
SEED = 20261120

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """The figures of one method on one data set.

    `pooled_r` (-1 to 1): Pearson's r over all answers. `item_r` (-1 to 1): r of each item,
    averaged. `rmse` and `level_rmse` (0 to 1): the root mean squared error of the scores as they
    stand, over all answers and with every level of marks weighted alike. `accuracy` (0 to 1) and
    `kappa` (-1 to 1): agreement at three levels. `auc` (0 to 1): area under the ROC curve.
    """

    pooled_r: float | None
    item_r: float | None
    rmse: float
    level_rmse: float
    accuracy: float
    kappa: float | None
    auc: float | None


def measure(scores: Sequence[float], marks: Sequence[float], item_ids: Sequence[str]) -> Agreement:
    """Return all figures; the three sequences run over the same answers."""
    return Agreement(
        pearson(scores, marks),
        item_mean_r(scores, marks, item_ids),
        rmse(scores, marks),
        level_rmse(scores, marks),
        accuracy(scores, marks),
        quadratic_kappa(scores, marks),
        area_under_curve(scores, marks),
    )


def pearson(scores: ArrayLike, marks: ArrayLike) -> float | None:
    """Return Pearson's r: 0 where the scores do not vary, None where the marks do not."""
    x, y = _floats(scores), _floats(marks)
    if np.ptp(y) == 0:
        return None
    if np.ptp(x) == 0:
        return 0.0
    x, y = x - x.mean(), y - y.mean()
    return float((x @ y) / np.sqrt((x @ x) * (y @ y)))


def item_mean_r(
    scores: Sequence[float], marks: Sequence[float], item_ids: Sequence[str]
) -> float | None:
    """Return Pearson's r averaged over the items.

    Items with fewer than `FEWEST_ANSWERS` answers, and those whose marks do not vary, are left
    out; an item whose scores do not vary counts 0.
    """
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for score, mark, item_id in zip(scores, marks, item_ids, strict=True):
        pairs[item_id].append((score, mark))
    values = [
        r
        for answers in pairs.values()
        if len(answers) >= FEWEST_ANSWERS
        and (r := pearson(*zip(*answers, strict=True))) is not None
    ]
    return float(np.mean(values)) if values else None


def rmse(scores: ArrayLike, marks: ArrayLike) -> float:
    """Return the root mean squared error of the scores as they stand, without any fit."""
    return float(np.sqrt(np.mean((_floats(scores) - _floats(marks)) ** 2)))


def level_rmse(scores: ArrayLike, marks: ArrayLike) -> float:
    """Return the error with every level of marks weighted alike.

    The levels are the marks rounded to the nearest tenth; the squared error (to the mark itself)
    is averaged within each level and then over the levels. A method that always says what most
    answers get looks good by `rmse`, and not by this.
    """
    y = _floats(marks)
    squared = (_floats(scores) - y) ** 2
    levels = np.round(y, 1)
    return float(np.sqrt(np.mean([squared[levels == level].mean() for level in np.unique(levels)])))


def three_levels(values: ArrayLike) -> NDArray[np.int_]:
    """Return 0, 1 or 2 for each value: below 1/4, from 1/4 to below 3/4, from 3/4."""
    return np.digitize(_floats(values), CUTS)


def accuracy(scores: ArrayLike, marks: ArrayLike) -> float:
    """Return the share of answers whose score and mark are at the same of the three levels."""
    return float(np.mean(three_levels(scores) == three_levels(marks)))


def quadratic_kappa(scores: ArrayLike, marks: ArrayLike) -> float | None:
    """Return the quadratic weighted kappa at three levels (Cohen 1968), by scikit-learn.

    None where scores and marks are all at one and the same level.
    """
    ours, theirs = three_levels(scores), three_levels(marks)
    if np.ptp(np.concatenate([ours, theirs])) == 0:
        return None
    return float(cohen_kappa_score(ours, theirs, weights="quadratic", labels=[0, 1, 2]))


def area_under_curve(scores: ArrayLike, marks: ArrayLike) -> float | None:
    """Return the area under the ROC curve, where all marks are 0 or 1 and both occur."""
    y = _floats(marks)
    if set(np.unique(y)) != {0.0, 1.0}:
        return None
    return float(roc_auc_score(y, _floats(scores)))


def r_interval(
    scores: Sequence[float], marks: Sequence[float], resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float] | None:
    """Return the 95 % interval of the pooled r: the percentile bootstrap over answers.

    Efron and Tibshirani 1993, chapter 13. Resamples whose marks do not vary are left out.
    """
    x, y = _floats(scores), _floats(marks)
    generator = np.random.default_rng(seed)
    drawn = (generator.integers(0, len(x), len(x)) for _ in range(resamples))
    values = [r for chosen in drawn if (r := pearson(x[chosen], y[chosen])) is not None]
    if not values:
        return None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
