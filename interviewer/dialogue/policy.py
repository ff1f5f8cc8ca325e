"""The next move of the interviewer: a pure function of the events so far and the rubric."""

from dataclasses import dataclass

from interviewer.dialogue.credit import best_credits, stage_score, summarise
from interviewer.dialogue.phrasing import nudge
from interviewer.dialogue.state import ItemRecord, SessionState
from interviewer.dialogue.timing import is_time_over
from interviewer.model.rubric import Band, Criterion, Item, Rubric, Stage
from interviewer.model.session import PlannedItem
from interviewer.model.transcript import Asked, EndReason, Finished, StageFinished, TurnKind

MOST_FOLLOW_UPS = 2
SHORT_ANSWER_WORDS = 40
"""Up to this many words a candidate probably has more to say: a nudge is help enough."""


@dataclass(frozen=True)
class Wait:
    """The candidate is to answer the open turn, or the session is over."""


@dataclass(frozen=True)
class Assess:
    """The last answer is to be assessed."""

    turn: int


Move = Wait | Assess | Asked | StageFinished | Finished
"""What to do next: an event to write, an answer to assess, or nothing but wait."""


def next_move(state: SessionState, rubric: Rubric) -> Move:
    """Return the next move; the same events always lead to the same one."""
    if state.finished is not None or state.open_turn is not None:
        return Wait()
    if state.pending_turn is not None:
        return Assess(state.pending_turn.number)
    time_over = is_time_over(state)
    record = state.records[-1] if state.records else None
    if record is not None and not time_over:
        follow_up = choose_follow_up(state, record, rubric)
        if follow_up is not None:
            return follow_up
    upcoming = _next_planned(state)
    stage = state.stage
    stage_is_over = stage is not None and (upcoming is None or upcoming.stage is not stage)
    if stage is not None and (stage_is_over or time_over) and not _is_finished(state, stage):
        return StageFinished(stage_score(state, stage))
    if time_over:
        return _finish(state, EndReason.TIME)
    if state.started.settings.gate and state.stages and not state.stages[-1].passed:
        return _finish(state, EndReason.GATE)
    if upcoming is None:
        return _finish(state, EndReason.COMPLETED)
    return _ask_item(state, upcoming, rubric)


def choose_follow_up(state: SessionState, record: ItemRecord, rubric: Rubric) -> Asked | None:
    """Return the follow-up to ask now, or None.

    A misconception comes first; else the missing criterion worth most, with the least help that
    has not been tried: a nudge, its probe, its hint.
    """
    item = rubric.item(record.planned.item_id)
    assessment = record.main.assessment
    last = record.turns[-1]
    if item is None or assessment is None or last.skipped:
        return None
    if len(record.follow_ups) >= MOST_FOLLOW_UPS:
        return None
    if any(turn.answered is not None and turn.answered.timed_out for turn in record.turns):
        return None
    misconception = _misconception_probe(state, record, item)
    if misconception is not None:
        return misconception
    missing = missing_criteria(record, item)
    if not missing or assessment.band is Band.STRONG:
        return None
    if _deserves_nudge(record, len(missing)):
        return Asked(
            item.id,
            TurnKind.NUDGE,
            nudge(state.started.settings.seed, last.number),
            f"{len(missing)} criteria are missing and the answer was short: the least help first",
            elapsed=state.elapsed,
        )
    return _probe_or_hint(state, record, item, missing)


def missing_criteria(record: ItemRecord, item: Item) -> list[Criterion]:
    """Return the criteria without full credit that can be asked for, those worth most first."""
    credits = best_credits(record)
    missing = [c for c in item.criteria if credits.get(c.id, 0.0) < 1 and (c.probe or c.hint)]
    return sorted(missing, key=lambda criterion: -criterion.points)


def hint_for(record: ItemRecord, item: Item) -> Criterion | None:
    """Return the criterion to give a hint for when the candidate asks, or None.

    It is the one that was just asked for; else the one worth most that is missing.
    """
    given = {hint.target for hint in record.hints}
    given |= {turn.asked.target for turn in record.turns if turn.asked.kind is TurnKind.HINT}
    target = record.turns[-1].asked.target
    candidates = missing_criteria(record, item)
    candidates.sort(key=lambda criterion: criterion.id != target)
    return next((c for c in candidates if c.hint and c.id not in given), None)


def _misconception_probe(state: SessionState, record: ItemRecord, item: Item) -> Asked | None:
    assert record.main.assessment is not None
    asked = {turn.asked.target for turn in record.follow_ups}
    for found in record.main.assessment.misconceptions:
        belief = item.misconception(found.id)
        if belief is not None and belief.probe and belief.id not in asked:
            why = f"the answer shows the misconception '{belief.id}'"
            return Asked(
                item.id, TurnKind.MISCONCEPTION, belief.probe, why, belief.id, state.elapsed
            )
    return None


def _deserves_nudge(record: ItemRecord, missing: int) -> bool:
    """Return whether an open nudge makes sense: something was said, and there is more to say."""
    answered, assessment = record.main.answered, record.main.assessment
    if record.follow_ups or missing < 2 or answered is None or assessment is None:
        return False
    found_something = assessment.gate is None and assessment.points > 0
    return found_something and len(answered.text.split()) <= SHORT_ANSWER_WORDS


def _probe_or_hint(
    state: SessionState, record: ItemRecord, item: Item, missing: list[Criterion]
) -> Asked | None:
    previous = record.turns[-1].asked
    tried = {(turn.asked.kind, turn.asked.target) for turn in record.follow_ups}
    given = {hint.target for hint in record.hints}
    for criterion in sorted(missing, key=lambda c: c.id != previous.target):
        worth = f"criterion '{criterion.id}' is missing, worth {criterion.points}"
        if criterion.probe and (TurnKind.PROBE, criterion.id) not in tried:
            return Asked(
                item.id, TurnKind.PROBE, criterion.probe, worth, criterion.id, state.elapsed
            )
        fresh = criterion.id not in given and (TurnKind.HINT, criterion.id) not in tried
        if criterion.hint and fresh:
            why = f"{worth}; its probe was not enough" if criterion.probe else worth
            return Asked(item.id, TurnKind.HINT, criterion.hint, why, criterion.id, state.elapsed)
    return None


def _next_planned(state: SessionState) -> PlannedItem | None:
    asked = {record.planned.item_id for record in state.records}
    return next((p for p in state.started.plan if p.item_id not in asked), None)


def _is_finished(state: SessionState, stage: Stage) -> bool:
    return any(score.stage is stage for score in state.stages)


def _finish(state: SessionState, reason: EndReason) -> Finished:
    return Finished(reason, summarise(state), state.elapsed)


def _ask_item(state: SessionState, planned: PlannedItem, rubric: Rubric) -> Asked:
    item = rubric.item(planned.item_id)
    assert item is not None, "the plan was made from this rubric"
    position = len(state.records) + 1
    why = f"item {position} of {len(state.started.plan)} of the plan, stage {planned.stage}"
    return Asked(item.id, TurnKind.ITEM, item.prompt, why, elapsed=state.elapsed)
