"""What an item, a stage and a session earned: unaided and with help, always kept apart."""

from collections.abc import Sequence

from interviewer.dialogue.record import ItemRecord
from interviewer.dialogue.state import SessionState
from interviewer.model.assessment import Assessment, CriterionResult, total_points
from interviewer.model.rubric import Band, Stage
from interviewer.model.session import StageScore, Summary

PASS_MARK = 0.60
"""The score from which on a stage is passed: the floor of the band `solid`."""


def unaided_points(record: ItemRecord) -> float:
    """Return the points of the first answer, without what a hint had been given for.

    An answer that was given after the model answer had been read has none.
    """
    assessment = record.main.assessment
    if assessment is None or assessment.gate is not None or record.main.told:
        return 0.0
    hinted = record.hinted_before(record.main)
    if not hinted:
        return assessment.points
    # What was denied costs its points with or without a hint.
    criteria = tuple(
        result for result in assessment.criteria if result.id not in hinted or result.credit < 0
    )
    return total_points(
        criteria, assessment.misconceptions, assessment.similarity.points, assessment.possible
    )


def aided_points(record: ItemRecord) -> float:
    """Return the points with hints and follow-ups, at least the unaided ones.

    A criterion earned in a follow-up adds what the first answer did not earn of it, and having
    denied it costs nothing any more; a misconception that was put right gives back what it had
    cost, which may be less than its deduction: points never fall below 0.
    """
    assessment = record.main.assessment
    if assessment is None:
        return 0.0
    right = put_right(record)
    held = tuple(found for found in assessment.misconceptions if found.id not in right)
    credits = best_credits(record)
    points = 0.0
    if assessment.gate is None:
        points = total_points(
            assessment.criteria, held, assessment.similarity.points, assessment.possible
        )
    gained = sum(
        (credit - _first_credit(assessment, criterion)) * _points_of(assessment, criterion)
        for criterion, credit in credits.items()
    )
    points = min(float(assessment.possible), points + gained)
    return round(max(points, unaided_points(record)), 2)


def best_credits(record: ItemRecord) -> dict[str, float]:
    """Return the best credit of each criterion over all turns of the item."""
    assessment = record.main.assessment
    credits: dict[str, float] = {}
    if assessment is not None:
        for result in assessment.criteria:
            credits[result.id] = _first_credit(assessment, result.id)
    for result in _follow_up_results(record):
        credits[result.id] = max(credits.get(result.id, 0.0), result.credit)
    return credits


def put_right(record: ItemRecord) -> frozenset[str]:
    """Return the misconceptions that the candidate put right in a follow-up."""
    return frozenset(
        turn.asked.target
        for turn in record.follow_ups
        if turn.follow_up is not None and turn.follow_up.put_right
    )


def unaided_score(record: ItemRecord) -> float:
    """Return the unaided points as a share of the possible ones; 0 for a skipped item."""
    return _share(record, unaided_points(record))


def aided_score(record: ItemRecord) -> float:
    """Return the aided points as a share of the possible ones; 0 for a skipped item."""
    return _share(record, aided_points(record))


def stage_score(state: SessionState, stage: Stage) -> StageScore:
    """Return how a stage went: means over the items that were answered or skipped."""
    records = [record for record in done_records(state) if record.planned.stage is stage]
    unaided, aided = _means(records)
    return StageScore(stage, len(records), unaided, aided, unaided >= PASS_MARK)


def summarise(state: SessionState) -> Summary:
    """Return how the session went so far."""
    records = done_records(state)
    unaided, aided = _means(records)
    stages = [stage for stage in Stage if any(r.planned.stage is stage for r in records)]
    answered = sum(1 for record in records if record.main.answered is not None)
    return Summary(
        len(records),
        answered,
        unaided,
        aided,
        Band.of(unaided),
        tuple(stage_score(state, stage) for stage in stages),
    )


def unaided_mean(state: SessionState) -> float:
    """Return the unaided mean of a session so far, as its summary has it; 0 without any item."""
    return _mean([unaided_score(record) for record in done_records(state)])


def done_records(state: SessionState) -> list[ItemRecord]:
    """Return the items that were assessed or skipped."""
    return [record for record in state.records if record.is_done]


def _follow_up_results(record: ItemRecord) -> list[CriterionResult]:
    return [
        result
        for turn in record.follow_ups
        if turn.follow_up is not None
        for result in turn.follow_up.criteria
    ]


def _first_credit(assessment: Assessment, criterion: str) -> float:
    """Return the credit in the first answer; a gate leaves none."""
    result = assessment.criterion(criterion)
    return 0.0 if result is None or assessment.gate is not None else result.credit


def _points_of(assessment: Assessment, criterion: str) -> int:
    result = assessment.criterion(criterion)
    return 0 if result is None else result.points


def _share(record: ItemRecord, points: float) -> float:
    assessment = record.main.assessment
    return round(points / assessment.possible, 4) if assessment is not None else 0.0


def _means(records: Sequence[ItemRecord]) -> tuple[float, float]:
    unaided = _mean([unaided_score(record) for record in records])
    return unaided, _mean([aided_score(record) for record in records])


def _mean(scores: Sequence[float]) -> float:
    return round(sum(scores) / len(scores), 4) if scores else 0.0
