"""What is learnt from a coach's marks, and how well two markers agree."""

from collections.abc import Mapping
from dataclasses import dataclass

Weights = Mapping[str, float]
"""The weight of each feature of an answer, by its name."""


@dataclass(frozen=True)
class Agreement:
    """How two markers agree.

    `answers`: how many both marked. `correlation`: Pearson's r, -1 to 1, 0 where either never
    varies. `error`: root mean square of the differences, 0 to 1. `accuracy`: the share on the same
    of three levels, 0 to 1. `kappa`: quadratic weighted kappa at three levels (Cohen 1968), 1 for
    full agreement, 0 for that of chance.
    """

    answers: int
    correlation: float
    error: float
    accuracy: float
    kappa: float


@dataclass(frozen=True)
class Calibration:
    """What was learnt from a coach's marks.

    `bank` holds the weights that hold for all items, `items` those of single items. `before` and
    `after` say how the program's own marks and the calibrated ones agree with the coach's on
    answers that were not learnt from.
    """

    rubric_id: str
    rubric_hash: str
    bank: Weights
    items: Mapping[str, Weights]
    before: Agreement
    after: Agreement
