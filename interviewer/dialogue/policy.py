"""The next move of the interviewer: a pure function of the events so far and the rubric."""

from dataclasses import dataclass, replace

from interviewer.dialogue.credit import stage_score, summarise
from interviewer.dialogue.follow_ups import choose_follow_up
from interviewer.dialogue.record import ItemRecord
from interviewer.dialogue.state import SessionState
from interviewer.dialogue.timing import is_time_over
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.session import PlannedItem
from interviewer.model.transcript import Asked, EndReason, Finished, StageFinished, TurnKind


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
    """Return the next move; the same events always lead to the same one.

    An event among the moves says what is asked and why; `wording.in_words` gives it the rest of
    its words, and the session its time.
    """
    if state.finished is not None or state.open_turn is not None:
        return Wait()
    if state.pending_turn is not None:
        return Assess(state.pending_turn.number)
    if is_time_over(state):
        return _wind_up(state, EndReason.TIME)
    return _ask_on(state, rubric) or _close_or_begin(state, rubric)


def is_between_items(state: SessionState, rubric: Rubric) -> bool:
    """Return whether an item has just been done with: a moment to read, or to try again."""
    if state.record is None or state.finished is not None or not state.record.is_done:
        return False
    if state.open_turn is not None or state.pending_turn is not None or state.reopening:
        return False
    if is_time_over(state):
        return True
    return not is_put_off(state.record) and _ask_on(state, rubric) is None


def is_at_end(state: SessionState, rubric: Rubric) -> bool:
    """Return whether no question is to come, unless the candidate asks for one again."""
    move = next_move(state, rubric)
    while isinstance(move, StageFinished):
        state = replace(state, stages=(*state.stages, move.score))
        move = next_move(state, rubric)
    return isinstance(move, Finished)


def is_put_off(record: ItemRecord) -> bool:
    """Return whether an item was left to be asked again at the end of its stage."""
    return record.is_put_off


def skipped_record(state: SessionState) -> ItemRecord | None:
    """Return the item that was skipped last and can be taken up again, or None."""
    skipped = [r for r in state.records if r.main.skipped and r is not state.record]
    if state.record is not None and state.record.main.skipped and state.open_turn is None:
        skipped.append(state.record)
    return max(skipped, key=lambda record: record.main.number, default=None)


def retry_record(state: SessionState) -> ItemRecord | None:
    """Return the item that was answered last and is over, or None."""
    open_turn = state.open_turn
    over = [
        record
        for record in state.records
        if record.main.assessment is not None and (record is not state.record or open_turn is None)
    ]
    return max(over, key=lambda record: record.turns[-1].number, default=None)


def _ask_on(state: SessionState, rubric: Rubric) -> Asked | None:
    """Return what is to be asked before anything else: what was asked for, or a follow-up."""
    if state.reopening:
        record = state.record_of(state.reopening)
        assert record is not None, "only items that were asked are taken up again"
        return _ask_again(state, record, _item(rubric, record.planned))
    item = rubric.item(state.record.planned.item_id) if state.record is not None else None
    if state.record is None or item is None:
        return None
    return choose_follow_up(state.record, item)


def _ask_again(state: SessionState, record: ItemRecord, item: Item) -> Asked:
    if record.main.assessment is None:
        told = state.is_told(record)
        after = ", after the model answer was shown: all its credit is aided" if told else ""
        why = f"the candidate came back to it{after}"
        return Asked(item.id, TurnKind.ITEM, item.prompt, why)
    why = "the candidate asked to try it again; the first answer counts"
    return Asked(item.id, TurnKind.RETRY, item.prompt, why)


def _close_or_begin(state: SessionState, rubric: Rubric) -> Move:
    """Return the end of a stage, the next item, or the end of the interview."""
    upcoming = _upcoming(state)
    stage = _stage_to_close(state, upcoming)
    if stage is not None:
        return StageFinished(stage_score(state, stage))
    if state.started.settings.gate and state.stages and not state.stages[-1].passed:
        return Finished(EndReason.GATE, summarise(state))
    if upcoming is None:
        return Finished(EndReason.COMPLETED, summarise(state))
    planned, why = upcoming
    item = _item(rubric, planned)
    return Asked(item.id, TurnKind.ITEM, item.prompt, why)


def _wind_up(state: SessionState, reason: EndReason) -> Move:
    stage = _stage_to_close(state, None)
    if stage is not None:
        return StageFinished(stage_score(state, stage))
    return Finished(reason, summarise(state))


def _upcoming(state: SessionState) -> tuple[PlannedItem, str] | None:
    """Return the item to ask next and why: one set aside, a new one, one that was put off.

    What was put off comes at the end of its stage.
    """
    for record in state.records:
        if record.turns[-1].set_aside:
            return record.planned, "it was set aside for another one"
    asked = {record.planned.item_id for record in state.records}
    new = next((p for p in state.started.plan if p.item_id not in asked), None)
    put_off = next((r.planned for r in state.records if is_put_off(r)), None)
    if put_off is not None and (new is None or new.stage is not put_off.stage):
        return put_off, "the candidate wanted to come back to it; the stage is at its end"
    if new is None:
        return None
    position = len(state.records) + 1
    why = f"item {position} of {len(state.started.plan)} of the plan, stage {new.stage}"
    return new, f"{why}; {new.why}" if new.why else why


def _stage_to_close(state: SessionState, upcoming: tuple[PlannedItem, str] | None) -> Stage | None:
    """Return the first stage that was begun, has no item to come, and has not been closed."""
    closed = {score.stage for score in state.stages}
    begun = {record.planned.stage for record in state.records}
    coming = upcoming[0].stage if upcoming is not None else None
    return next((s for s in Stage if s in begun and s not in closed and s is not coming), None)


def _item(rubric: Rubric, planned: PlannedItem) -> Item:
    item = rubric.item(planned.item_id)
    assert item is not None, "the plan was made from this rubric"
    return item
