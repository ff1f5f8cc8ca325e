"""From what was found to a mark: the few numbers of the formula, all in one place."""

from dataclasses import dataclass

REFERENCE_POINTS = 10
"""What an item without criteria is worth."""


@dataclass(frozen=True)
class SimilarityScale:
    """How coverage of the closest reference turns into credit: 0 at `floor`, full at `ceiling`.

    `share` is the part of the points not yet earned that full credit gives.
    """

    share: float
    floor: float
    ceiling: float

    def credit(self, coverage: float) -> float:
        """Return the credit between 0 and `share`."""
        span = (coverage - self.floor) / (self.ceiling - self.floor)
        return self.share * min(1.0, max(0.0, span))


@dataclass(frozen=True)
class Scoring:
    """The parameters of the score.

    Beside criteria, similarity earns a part of the points that no pattern found: right ideas in
    words that the coach did not think of. Alone, it earns all of them; a full answer in other
    words then covers about half of a reference.
    """

    beside_criteria: SimilarityScale = SimilarityScale(share=0.25, floor=0.15, ceiling=0.85)
    alone: SimilarityScale = SimilarityScale(share=1.0, floor=0.05, ceiling=0.45)


DEFAULT_SCORING = Scoring()


def similarity_points(
    coverage: float, earned: float, possible: int, has_criteria: bool, scoring: Scoring
) -> float:
    """Return what the similarity adds, in points with two decimals.

    Args:
        coverage: the share of the closest reference that the answer holds, 0 to 1.
        earned: the points that the criteria earned.
        possible: all points of the item.
        has_criteria: whether the item has criteria at all.
        scoring: the parameters.
    """
    scale = scoring.beside_criteria if has_criteria else scoring.alone
    return round(scale.credit(coverage) * max(0.0, possible - earned), 2)
