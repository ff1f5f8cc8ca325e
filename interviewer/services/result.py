"""How an interview went, in numbers and words: what both front ends show at the end."""

from dataclasses import dataclass

from interviewer.dialogue.credit import best_credits, done_records, put_right, summarise
from interviewer.dialogue.state import SessionState
from interviewer.grading.feedback import correction
from interviewer.model.rubric import Criterion, Rubric, Stage
from interviewer.model.session import Summary

MOST_TO_STUDY = 3


@dataclass(frozen=True)
class Idea:
    """One idea of the rubric, the item it belongs to, and the turn where it came up."""

    item_id: str
    turn: int
    says: str
    points: int


@dataclass(frozen=True)
class Result:
    """A session's summary, and the ideas behind it.

    `strengths` were said unaided, `with_help` after a hint or probe, `gaps` not at all; those
    worth most come first. `corrections` answer misconceptions that were not put right.
    `time_used` and `time_given` are seconds; `time_given` is None for an untimed session.
    """

    summary: Summary
    strengths: tuple[Idea, ...]
    with_help: tuple[Idea, ...]
    gaps: tuple[Idea, ...]
    corrections: tuple[Idea, ...]
    study: tuple[Idea, ...]
    time_used: float
    time_given: float | None
    verdict: str


def session_result(state: SessionState, rubric: Rubric) -> Result:
    """Return the result of a session, finished or not."""
    strengths: list[Idea] = []
    with_help: list[Idea] = []
    gaps: list[Idea] = []
    corrections: list[Idea] = []
    for record in done_records(state):
        item, turn, assessment = rubric.item(record.planned.item_id), record.main.number, None
        if item is None:
            continue
        assessment = record.main.assessment
        credits, hinted = best_credits(record), record.hinted_before(record.main)
        for criterion in item.criteria:
            idea = _idea(item.id, turn, criterion)
            first = assessment.criterion(criterion.id) if assessment is not None else None
            if first is not None and first.credit == 1 and criterion.id not in hinted:
                strengths.append(idea)
            elif credits.get(criterion.id, 0.0) == 1:
                with_help.append(idea)
            else:
                gaps.append(idea)
        for found in assessment.misconceptions if assessment is not None else ():
            if found.id not in put_right(record):
                says = correction(item, found.id)
                corrections.append(Idea(item.id, turn, says, found.minus))
    summary, minutes = summarise(state), state.started.settings.minutes
    return Result(
        summary,
        _weightiest(strengths),
        _weightiest(with_help),
        _weightiest(gaps),
        tuple(corrections),
        (*corrections, *_weightiest(gaps), *_weightiest(with_help))[:MOST_TO_STUDY],
        state.elapsed,
        None if minutes is None else minutes * 60,
        _verdict(summary),
    )


def _idea(item_id: str, turn: int, criterion: Criterion) -> Idea:
    return Idea(item_id, turn, criterion.says, criterion.points)


def _weightiest(ideas: list[Idea]) -> tuple[Idea, ...]:
    return tuple(sorted(ideas, key=lambda idea: -idea.points))


def _verdict(summary: Summary) -> str:
    """Return in one sentence which stages are passed and which is next."""
    if not summary.items:
        return "Nothing was answered, so there is nothing to judge."
    passed = [score.stage for score in summary.stages if score.passed]
    failed = [score.stage for score in summary.stages if not score.passed]
    if not failed:
        return f"Passed: {_names(passed)}."
    if not passed:
        return f"Not passed yet: {_names(failed)}."
    return f"Passed: {_names(passed)}. Not passed yet: {_names(failed)}."


def _names(stages: list[Stage]) -> str:
    return ", ".join(stages)
