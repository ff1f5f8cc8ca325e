"""From what was found to a mark: the few numbers of the formula, all in one place."""

from dataclasses import dataclass

REFERENCE_POINTS = 10
"""What an item without criteria is worth."""


@dataclass(frozen=True)
class Scale:
    """How closeness turns into credit: from 0 at `floor` to `share` at a closeness of 1."""

    share: float
    floor: float

    def credit(self, closeness: float) -> float:
        """Return the credit between 0 and `share`."""
        span = (closeness - self.floor) / (1 - self.floor)
        return self.share * max(0.0, span)


@dataclass(frozen=True)
class Scoring:
    """The parameters of the score.

    `criterion`: what a criterion earns whose patterns were not found, by the closeness of the
    answer to its idea. `beside_criteria`: what the similarity to the whole reference adds, as a
    share of the points that are still missing. `alone`: what it earns where an item has no
    criteria.
    """

    criterion: Scale = Scale(share=0.7, floor=0.55)
    beside_criteria: Scale = Scale(share=0.25, floor=0.5)
    alone: Scale = Scale(share=1.0, floor=0.0)


DEFAULT_SCORING = Scoring()


def similarity_points(
    coverage: float, earned: float, possible: int, has_criteria: bool, scoring: Scoring
) -> float:
    """Return what the similarity adds, in points with two decimals.

    Args:
        coverage: the share of the closest reference that the answer holds, 0 to 1.
        earned: the points that the criteria earned, 0 or more: what denied ideas cost left out.
        possible: all points of the item.
        has_criteria: whether the item has criteria at all.
        scoring: the parameters.
    """
    scale = scoring.beside_criteria if has_criteria else scoring.alone
    return round(scale.credit(coverage) * max(0.0, possible - earned), 2)
