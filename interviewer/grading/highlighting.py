"""Which words of an answer earned or lost points, as they are marked on the screen."""

from dataclasses import dataclass
from enum import StrEnum

from interviewer.model.assessment import (
    Assessment,
    CriterionResult,
    Evidence,
    FollowUpResult,
    Span,
)


class Verdict(StrEnum):
    """What a line of feedback says of an idea, or a highlight of some words."""

    EARNED = "earned"
    PARTLY = "partly"
    MISSING = "missing"
    WITHHELD = "withheld"
    LOST = "lost"
    NOTE = "note"


@dataclass(frozen=True)
class Highlight:
    """Characters of the answer that earned or lost points."""

    span: Span
    verdict: Verdict


_RANK = {Verdict.LOST: 0, Verdict.EARNED: 1, Verdict.WITHHELD: 2, Verdict.PARTLY: 3}


def highlights(assessment: Assessment) -> tuple[Highlight, ...]:
    """Return the words that earned or lost points, in order and without overlap."""
    pieces: list[tuple[Evidence, Verdict]] = []
    for found in assessment.misconceptions:
        pieces += [(evidence, Verdict.LOST) for evidence in found.evidence]
    pieces += criterion_pieces(assessment.criteria)
    return merge_highlights(pieces)


def follow_up_highlights(result: FollowUpResult) -> tuple[Highlight, ...]:
    """Return the words of a follow-up's answer that earned points, in order."""
    verdict = Verdict.EARNED if result.put_right else Verdict.LOST
    pieces = [(evidence, verdict) for evidence in result.evidence]
    return merge_highlights([*pieces, *criterion_pieces(result.criteria)])


def criterion_pieces(results: tuple[CriterionResult, ...]) -> list[tuple[Evidence, Verdict]]:
    """Return the evidence of criteria with what it stands for."""
    pieces = [
        (evidence, Verdict.EARNED if evidence.withheld is None else Verdict.WITHHELD)
        for result in results
        for evidence in result.evidence
    ]
    near = [Evidence("", result.near) for result in results if result.near]
    return [*pieces, *((evidence, Verdict.PARTLY) for evidence in near)]


def merge_highlights(pieces: list[tuple[Evidence, Verdict]]) -> tuple[Highlight, ...]:
    """Return the matched words without overlap: what cost points wins over what earned."""
    chosen: dict[tuple[int, int], Verdict] = {}
    for evidence, verdict in sorted(pieces, key=lambda piece: _RANK[piece[1]]):
        for word in evidence.words:
            chosen.setdefault((word.start, word.end), verdict)
    return tuple(
        Highlight(Span(start, end), verdict) for (start, end), verdict in sorted(chosen.items())
    )
