"""How an interview went, in numbers and words: what both front ends show at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.policy import is_between_items
from interviewer.dialogue.record import ItemRecord
from interviewer.dialogue.state import SessionState
from interviewer.model.rubric import Rubric
from interviewer.model.session import Summary
from interviewer.model.transcript import EndReason, TurnKind
from interviewer.services.conversation import shows_assessments
from interviewer.services.ideas import GAPS, Idea, IdeaKind, ideas_of_item
from interviewer.services.places import Place, place_of
from interviewer.services.readiness import Readiness, StageStanding, find_readiness
from interviewer.services.scores import ItemResult, TopicScore, item_result, topic_scores
from interviewer.services.speech import Confidence, Speech, compare_confidence, describe_speech
from interviewer.services.study import study_list


@dataclass(frozen=True)
class Progress:
    """How far the interview came: items `asked` of those `planned`.

    `end` is why it is over, None while it may go on.
    """

    asked: int
    planned: int
    end: EndReason | None


@dataclass(frozen=True)
class Moderation:
    """What was changed in the marks afterwards.

    `before` is the program's own summary; `decisions` counts what a coach decided, `regraded` says
    that the whole was graded again.
    """

    before: Summary
    decisions: int
    regraded: bool


@dataclass(frozen=True)
class Result:
    """How a session went, by the marks in force, and the ideas behind it.

    `strengths` were said unaided, `with_help` after a hint or probe, `gaps` in part or not at all;
    those worth most come first. `corrections` answer the misconceptions that are still held,
    `put_right` those that a follow-up put right. `study` is what to study next. An idea that may
    yet be asked for is in none of these. `topics` begin with the weakest, `items` are in the order
    asked; `timed_out` are answers taken as they stood when the time was up. `time_used` and
    `time_given` are seconds, `time_given` is None for an untimed session. `verdict` is the text of
    `readiness`. `marks_shown` is false while a live interview is not finished: then only times and
    progress may be shown.
    """

    summary: Summary
    strengths: tuple[Idea, ...]
    with_help: tuple[Idea, ...]
    gaps: tuple[Idea, ...]
    corrections: tuple[Idea, ...]
    put_right: tuple[Idea, ...]
    study: tuple[Idea, ...]
    topics: tuple[TopicScore, ...]
    items: tuple[ItemResult, ...]
    timed_out: tuple[Place, ...]
    time_used: float
    time_given: float | None
    speech: Speech
    confidence: Confidence
    readiness: Readiness
    verdict: str
    progress: Progress
    moderation: Moderation | None
    marks_shown: bool


def session_result(state: SessionState, rubric: Rubric) -> Result:
    """Return the result of a session, finished or not, by the marks in force."""
    before = summarise(state)
    original, state = state, in_force(state)
    numbered = [(number, r) for number, r in enumerate(state.records, 1) if r.is_done]
    settings = state.started.settings
    items = tuple(item_result(n, record, rubric, settings.timed) for n, record in numbered)
    topics = topic_scores(items)
    over = [(n, record) for n, record in numbered if _is_over(state, record, rubric)]
    ideas = [idea for n, record in over for idea in _ideas(n, record, rubric)]
    by_topic = {score.topic: score.unaided for score in topics}
    readiness = find_readiness(_standings(state, items))
    return Result(
        summarise(state),
        _of_kinds(ideas, (IdeaKind.SHOWN,)),
        _of_kinds(ideas, (IdeaKind.HELPED,)),
        _of_kinds(ideas, GAPS),
        _of_kinds(ideas, (IdeaKind.HELD,)),
        _of_kinds(ideas, (IdeaKind.PUT_RIGHT,)),
        study_list(ideas, {item.item_id: by_topic[item.topic] for item in items}),
        topics,
        items,
        tuple(_timed_out(state)),
        state.elapsed,
        settings.minutes * 60 if settings.minutes is not None else None,
        describe_speech(numbered),
        compare_confidence(numbered),
        readiness,
        readiness.text,
        _progress(state),
        _moderation(original, before),
        shows_assessments(state),
    )


def _is_over(state: SessionState, record: ItemRecord, rubric: Rubric) -> bool:
    """Return whether an item's ideas may be named: what is to be asked is not given away."""
    if state.finished is not None:
        return True
    if record.is_put_off:
        return False
    return record is not state.record or bool(record.retries) or is_between_items(state, rubric)


def _ideas(number: int, record: ItemRecord, rubric: Rubric) -> Iterable[Idea]:
    item = rubric.item(record.planned.item_id)
    return ideas_of_item(number, record, item) if item is not None else ()


def _of_kinds(ideas: Iterable[Idea], kinds: Iterable[IdeaKind]) -> tuple[Idea, ...]:
    found = [idea for idea in ideas if idea.kind in kinds]
    return tuple(sorted(found, key=lambda idea: -idea.points))


def _standings(state: SessionState, items: Sequence[ItemResult]) -> list[StageStanding]:
    standings = []
    for score in summarise(state).stages:
        of_stage = [item for item in items if item.stage is score.stage]
        answered = sum(not item.skipped for item in of_stage)
        topics = topic_scores(of_stage)
        standings.append(StageStanding(score, answered, topics))
    return standings


def _timed_out(state: SessionState) -> Iterable[Place]:
    for number, record in enumerate(state.records, 1):
        for turn in record.turns:
            answered, retry = turn.answered, turn.asked.kind is TurnKind.RETRY
            if answered is not None and answered.timed_out and not retry:
                yield place_of(number, record, turn)


def _progress(state: SessionState) -> Progress:
    end = state.finished.reason if state.finished is not None else None
    return Progress(len(state.records), len(state.started.plan), end)


def _moderation(state: SessionState, before: Summary) -> Moderation | None:
    if not state.overrides and state.regraded is None:
        return None
    return Moderation(before, len(state.overrides), state.regraded is not None)
