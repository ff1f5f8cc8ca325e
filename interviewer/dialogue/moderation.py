"""The marks in force: the program's, the last grading again, and on top what a coach decided."""

from dataclasses import replace

from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.dialogue.state import SessionState
from interviewer.model.assessment import Assessment, CriterionResult, FollowUpResult, total_points
from interviewer.model.moderation import Overridden
from interviewer.model.rubric import Band


def in_force(state: SessionState) -> SessionState:
    """Return the session with the marks that count now in place of the program's first ones.

    A coach's decision is about an idea, so it holds for every grading; the last one on an idea
    counts. The first answer to an item that was marked by a coach has no gate any more.
    """
    if state.regraded is None and not state.overrides:
        return state
    records = tuple(_record(record, state) for record in state.records)
    return replace(state, records=records)


def _record(record: ItemRecord, state: SessionState) -> ItemRecord:
    return replace(record, turns=tuple(_turn(turn, state) for turn in record.turns))


def _turn(turn: Turn, state: SessionState) -> Turn:
    marks = state.regraded.marks if state.regraded is not None else ()
    for mark in marks:
        if mark.turn == turn.number:
            turn = replace(turn, assessment=mark.assessment, follow_up=mark.follow_up)
    decided = {each.target: each for each in state.overrides if each.turn == turn.number}
    if not decided:
        return turn
    if turn.assessment is not None:
        return replace(turn, assessment=_assessment(turn.assessment, decided))
    if turn.follow_up is not None:
        return replace(turn, follow_up=_follow_up(turn.follow_up, decided))
    return turn


def _assessment(assessment: Assessment, decided: dict[str, Overridden]) -> Assessment:
    """Return an assessment with a coach's decisions, and the sum that follows from them."""
    criteria = _criteria(assessment.criteria, decided)
    if assessment.gate is not None:  # what the gate held back counts only where the coach says so
        criteria = tuple(
            result if result.id in decided else replace(result, credit=0.0) for result in criteria
        )
    misconceptions = tuple(
        found
        for found in assessment.misconceptions
        if (decided[found.id].points < 0 if found.id in decided else assessment.gate is None)
    )
    similar = 0.0 if assessment.gate is not None else assessment.similarity.points
    points = total_points(criteria, misconceptions, similar, assessment.possible)
    score = round(points / assessment.possible, 4) if assessment.possible else 0.0
    return replace(
        assessment,
        criteria=criteria,
        misconceptions=misconceptions,
        similarity=replace(assessment.similarity, points=similar),
        gate=None,
        points=points,
        score=score,
        band=Band.of(score),
        adjustment=None,
    )


def _follow_up(result: FollowUpResult, decided: dict[str, Overridden]) -> FollowUpResult:
    beliefs = [each for target, each in decided.items() if not _has(result, target)]
    right = beliefs[-1].points == 0 if beliefs else result.put_right
    return replace(result, criteria=_criteria(result.criteria, decided), put_right=right)


def _criteria(
    results: tuple[CriterionResult, ...], decided: dict[str, Overridden]
) -> tuple[CriterionResult, ...]:
    return tuple(
        replace(result, credit=decided[result.id].points / result.points)
        if result.id in decided
        else result
        for result in results
    )


def _has(result: FollowUpResult, target: str) -> bool:
    return any(criterion.id == target for criterion in result.criteria)
