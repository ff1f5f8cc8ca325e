"""Markers that processes of their own can make: quick ones, and one that ends its process."""

import os
from collections.abc import Iterable

from interviewer.model.assessment import Assessment, FollowUpResult, Similarity
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Band

KNOWN = "known"
POSSIBLE = 10


class LengthMarker:
    """Gives points for the length of an answer, and knows one item."""

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        """Mark an answer.

        Raises:
            UsageError: the item is another one.
        """
        if item_id != KNOWN:
            raise UsageError(f"there is no item '{item_id}'")
        points = len(answer) % POSSIBLE
        score = points / POSSIBLE
        similarity = Similarity(0.0, 0, 0.0)
        return Assessment(
            item_id, "hash", (), (), similarity, None, points, POSSIBLE, score, Band.of(score)
        )

    def assess_follow_up(
        self,
        item_id: str,
        answer: str,
        targets: Iterable[str],
        misconception: str = "",
        asked: str = "",
    ) -> FollowUpResult:
        """Mark nothing: a CSV has no follow-ups."""
        raise NotImplementedError


class FatalMarker(LengthMarker):
    """Ends its process as a lack of memory would."""

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        """End the process."""
        os._exit(9)
