"""The mark of one turn: the same when a session runs and when it is graded again."""

from collections.abc import Sequence
from dataclasses import replace

from interviewer.dialogue.credit import best_credits
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.grading.grader import Marker
from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.rubric import Item
from interviewer.model.transcript import ModelIdea, TurnKind


def mark_turn(marker: Marker, item: Item, record: ItemRecord) -> Assessment | FollowUpResult:
    """Return the mark of the last turn of a record, which was answered.

    An item is marked as a whole; a follow-up for what it asked alone. What the interviewer gave
    away until then earns nothing.
    """
    turn = record.turns[-1]
    assert turn.answered is not None, "only answers are marked"
    answer, said = turn.answered.text, record.said_since_prompt
    if not turn.asked.kind.is_follow_up:
        return marker.assess(item.id, answer, said)
    targets = _targets(item, record)
    return marker.assess_follow_up(item.id, answer, targets, turn.asked.target, said)


def up_to(record: ItemRecord, turns: Sequence[Turn]) -> ItemRecord:
    """Return what a record held when the last of these turns was answered."""
    last = turns[-1].number
    remarks = tuple(remark for remark in record.remarks if remark.turn <= last)
    return replace(record, turns=tuple(turns), remarks=remarks)


def model_ideas(marker: Marker, item: Item, reference: int) -> tuple[ModelIdea, ...]:
    """Return where a reference says the idea of each criterion."""
    text = item.references[min(reference, len(item.references) - 1)]
    return tuple(
        ModelIdea(result.id, evidence.words)
        for result in marker.assess(item.id, text).criteria
        for evidence in result.evidence
        if evidence.withheld is None
    )


def _targets(item: Item, record: ItemRecord) -> list[str]:
    """Return what a follow-up asks for; an open question asks for all that is missing."""
    turn = record.turns[-1]
    if turn.asked.kind is not TurnKind.NUDGE:
        return [turn.asked.target]
    credits = best_credits(record)
    return [c.id for c in item.criteria if credits.get(c.id, 0.0) < 1]
