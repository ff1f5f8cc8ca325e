"""The state of a session: what the events so far amount to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.model.moderation import Contested, Overridden, Regraded
from interviewer.model.rubric import Stage
from interviewer.model.session import Mode, StageScore
from interviewer.model.transcript import (
    Acted,
    Answered,
    Asked,
    Assessed,
    Drafted,
    Event,
    Finished,
    Hinted,
    Paused,
    Reopened,
    Resumed,
    Skipped,
    StageFinished,
    Started,
    TurnKind,
)


@dataclass(frozen=True)
class Note:
    """What the recovery cut when the session went on at a turn; turn 0 is before the first."""

    turn: int
    text: str


@dataclass(frozen=True)
class SessionState:
    """A session so far.

    `records` are in the order in which the items were first asked; `current` is the index of the
    one that is being talked about. `closed_after` has, for each of the `stages`, the number of the
    turn after which it was closed. `elapsed` is the session's own time in seconds, without pauses.
    `reopening` is the item that the candidate asked for and that has yet to be asked. What was
    added to the marks afterwards stands beside them; `moderation.in_force` brings both together.
    """

    started: Started
    records: tuple[ItemRecord, ...] = ()
    current: int = -1
    stages: tuple[StageScore, ...] = ()
    closed_after: tuple[int, ...] = ()
    finished: Finished | None = None
    paused: bool = False
    elapsed: float = 0.0
    notes: tuple[Note, ...] = ()
    reopening: str = ""
    overrides: tuple[Overridden, ...] = ()
    contests: tuple[Contested, ...] = ()
    regraded: Regraded | None = None

    @property
    def record(self) -> ItemRecord | None:
        """Return the item that is being talked about, or None before the first."""
        return self.records[self.current] if self.records else None

    @property
    def turn(self) -> Turn | None:
        """Return the last turn, or None before the first."""
        return self.record.turns[-1] if self.record is not None else None

    @property
    def open_turn(self) -> Turn | None:
        """Return the turn that waits for the candidate, or None."""
        turn = self.turn
        return turn if turn is not None and turn.is_open and self.finished is None else None

    @property
    def pending_turn(self) -> Turn | None:
        """Return the turn whose answer waits for its assessment, or None."""
        turn = self.turn
        return turn if turn is not None and turn.is_pending else None

    @property
    def stage(self) -> Stage | None:
        """Return the stage of the current item, or None before the first."""
        return self.record.planned.stage if self.record is not None else None

    def record_of(self, item_id: str) -> ItemRecord | None:
        """Return what was said on an item, or None where it was not asked."""
        return next((r for r in self.records if r.planned.item_id == item_id), None)

    def is_told(self, record: ItemRecord) -> bool:
        """Return whether the candidate has read the model answer: practice shows it after a skip.

        Where the item is still to come back it is not shown.
        """
        practice = self.started.settings.mode is Mode.PRACTICE
        return record.main.told or (practice and record.main.skipped and not record.is_put_off)

    def find_turn(self, number: int) -> Turn | None:
        """Return the turn with this number, or None."""
        turns = (turn for record in self.records for turn in record.turns)
        return next((turn for turn in turns if turn.number == number), None)


def replay(events: Iterable[Event]) -> SessionState | None:
    """Return the state that the events lead to; None where no event says what was started.

    Events about turns that were lost from the file are passed over.
    """
    state: SessionState | None = None
    for event in events:
        if isinstance(event.data, Started):
            state = SessionState(event.data)
        elif state is not None:
            state = apply(state, event)
    return state


def moments_of(events: Iterable[Event]) -> dict[int, str]:
    """Return when each turn was marked or passed on, by its number."""
    return {
        event.data.turn: event.at for event in events if isinstance(event.data, Assessed | Skipped)
    }


def apply(state: SessionState, event: Event) -> SessionState:
    """Return the state after one more event."""
    data = event.data
    elapsed = getattr(data, "elapsed", None)
    if elapsed is not None:
        state = replace(state, elapsed=max(state.elapsed, elapsed))
    match data:
        case Asked():
            return _ask(state, event.seq, data)
        case Drafted() | Answered() | Skipped() | Assessed():
            return _turn_event(state, data)
        case Hinted() | Acted():
            return _remark(state, data)
        case Reopened():
            return _reopen(state, data)
        case Paused():
            return replace(state, paused=True)
        case Resumed():
            number = state.turn.number if state.turn is not None else 0
            notes = (*state.notes, Note(number, data.note)) if data.note else state.notes
            return replace(state, paused=False, notes=notes)
        case StageFinished():
            number = state.turn.number if state.turn is not None else 0
            closed = (*state.closed_after, number)
            return replace(state, stages=(*state.stages, data.score), closed_after=closed)
        case Finished():
            return replace(state, finished=data)
        case Overridden():
            return replace(state, overrides=(*state.overrides, data))
        case Contested():
            return replace(state, contests=(*state.contests, data))
        case Regraded():
            return replace(state, regraded=data)
        case _:
            return state


def _ask(state: SessionState, number: int, asked: Asked) -> SessionState:
    """Open a turn; an item that was left without an answer comes back with what was typed."""
    known = state.record_of(asked.item_id)
    if known is not None:
        turn = Turn(number, asked)
        if asked.kind is TurnKind.ITEM:
            turn = replace(turn, draft=known.main.draft, told=state.is_told(known))
        record = replace(known, turns=(*known.turns, turn))
        at = state.records.index(known)
        state = replace(state, current=at, reopening="")
        return _with_current(state, record)
    planned = next((p for p in state.started.plan if p.item_id == asked.item_id), None)
    if planned is None or asked.kind is not TurnKind.ITEM:
        return state
    records = (*state.records, ItemRecord(planned, (Turn(number, asked),)))
    return replace(state, records=records, current=len(records) - 1)


def _reopen(state: SessionState, data: Reopened) -> SessionState:
    """Leave the open turn for another item; a follow-up is passed on, an item comes back."""
    if state.record_of(data.item_id) is None:
        return state
    state = replace(state, reopening=data.item_id)
    turn, record = state.open_turn, state.record
    if turn is None or record is None:
        return state
    left = replace(turn, until=data.elapsed)
    if turn.asked.kind is TurnKind.ITEM:
        left = replace(left, set_aside=True)
    else:
        left = replace(left, skipped=True)
    return _with_current(state, replace(record, turns=(*record.turns[:-1], left)))


def _remark(state: SessionState, data: Hinted | Acted) -> SessionState:
    record = state.record
    if record is None:
        return state
    return _with_current(state, replace(record, remarks=(*record.remarks, data)))


def _turn_event(state: SessionState, data: Drafted | Answered | Skipped | Assessed) -> SessionState:
    record = state.record
    if record is None:
        return state
    turns = tuple(
        _apply_to_turn(turn, data) if turn.number == data.turn else turn for turn in record.turns
    )
    later = data.later if isinstance(data, Skipped) else record.later
    return _with_current(state, replace(record, turns=turns, later=later))


def _apply_to_turn(turn: Turn, data: Drafted | Answered | Skipped | Assessed) -> Turn:
    match data:
        case Drafted():
            return replace(turn, draft=data.text)
        case Answered():
            return replace(turn, answered=data, draft="", until=data.elapsed)
        case Skipped():
            return replace(turn, skipped=True, until=data.elapsed)
        case Assessed():
            return replace(
                turn, assessment=data.assessment, follow_up=data.follow_up, model=data.model
            )


def _with_current(state: SessionState, record: ItemRecord) -> SessionState:
    at = state.current
    return replace(state, records=(*state.records[:at], record, *state.records[at + 1 :]))
