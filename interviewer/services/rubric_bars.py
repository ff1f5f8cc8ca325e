"""How well a bank keeps its items apart: what references score on their own items and on others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.grader import Marker
from interviewer.model.rubric import Rubric
from interviewer.services.lint_findings import Finding, Rule, Spot

TOO_CLOSE = 0.5
"""Above this score of a reference on another item, the two items ask for the same."""


@dataclass(frozen=True)
class Score:
    """What a reference of one item, counted from 1, scores on an item: its own or another."""

    reference_of: str
    number: int
    item_id: str
    score: float


def cross_scores(rubric: Rubric, marker: Marker) -> Iterator[Score]:
    """Yield what each reference scores on each other item."""
    for item in rubric.items:
        for other in rubric.items:
            if other is not item:
                for number, reference in enumerate(other.references, start=1):
                    score = marker.assess(item.id, reference).score
                    yield Score(other.id, number, item.id, score)


def count_cross_scores(rubric: Rubric) -> int:
    """Return how many scores `cross_scores` yields."""
    return (len(rubric.items) - 1) * sum(len(item.references) for item in rubric.items)


def close_pairs(scores: Sequence[Score]) -> list[Score]:
    """Return each pair of items above `TOO_CLOSE` by its best reference, the closest first."""
    best: dict[tuple[str, str], Score] = {}
    for score in sorted(scores, key=lambda score: -score.score):
        if score.score > TOO_CLOSE:
            best.setdefault((score.reference_of, score.item_id), score)
    return list(best.values())


def close_items(rubric: Rubric, scores: Sequence[Score]) -> Iterator[Finding]:
    """Yield the pairs of items above `TOO_CLOSE` as notes on the item whose patterns are met."""
    spots = {item.id: Spot.of(index, item) for index, item in enumerate(rubric.items)}
    for score in close_pairs(scores):
        text = f"reference {score.number} of item '{score.reference_of}'"
        yield Finding(
            Rule.CLOSE_ITEMS,
            spots[score.item_id],
            f"{text} scores {score.score:.2f} here",
            "let the patterns ask for what belongs to this question alone",
        )
