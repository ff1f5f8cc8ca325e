"""The state of a session: what the events so far amount to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.rubric import Stage
from interviewer.model.session import PlannedItem, StageScore
from interviewer.model.transcript import (
    Answered,
    Asked,
    Assessed,
    Drafted,
    Event,
    Finished,
    Hinted,
    Paused,
    Resumed,
    Skipped,
    StageFinished,
    Started,
    TurnKind,
)


@dataclass(frozen=True)
class Turn:
    """One question of the interviewer and what came back; `number` is that of its event."""

    number: int
    asked: Asked
    draft: str = ""
    answered: Answered | None = None
    skipped: bool = False
    assessment: Assessment | None = None
    follow_up: FollowUpResult | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the candidate has yet to answer."""
        return self.answered is None and not self.skipped

    @property
    def is_pending(self) -> bool:
        """Return whether there is an answer that has yet to be assessed."""
        return self.answered is not None and self.assessment is None and self.follow_up is None


@dataclass(frozen=True)
class ItemRecord:
    """All turns of one item; the first asks the item, the others follow up."""

    planned: PlannedItem
    turns: tuple[Turn, ...]
    hints: tuple[Hinted, ...] = ()

    @property
    def main(self) -> Turn:
        """Return the turn that asked the item itself."""
        return self.turns[0]

    @property
    def follow_ups(self) -> tuple[Turn, ...]:
        """Return the turns after the first."""
        return self.turns[1:]

    @property
    def said_since_prompt(self) -> str:
        """Return all that the interviewer said after the prompt: its words earn nothing."""
        asked = [turn.asked.text for turn in self.follow_ups]
        return "\n".join([*asked, *(hint.text for hint in self.hints)])

    def hinted_before(self, turn: Turn) -> frozenset[str]:
        """Return the criteria for which hints were given before this turn's answer."""
        return frozenset(hint.target for hint in self.hints if hint.turn <= turn.number)


@dataclass(frozen=True)
class Note:
    """What the recovery cut when the session went on at a turn; turn 0 is before the first."""

    turn: int
    text: str


@dataclass(frozen=True)
class SessionState:
    """A session so far. `elapsed` is its own time in seconds, without pauses."""

    started: Started
    records: tuple[ItemRecord, ...] = ()
    stages: tuple[StageScore, ...] = ()
    finished: Finished | None = None
    paused: bool = False
    elapsed: float = 0.0
    notes: tuple[Note, ...] = ()

    @property
    def turn(self) -> Turn | None:
        """Return the last turn, or None before the first."""
        return self.records[-1].turns[-1] if self.records else None

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
        return self.records[-1].planned.stage if self.records else None

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


def apply(state: SessionState, event: Event) -> SessionState:
    """Return the state after one more event."""
    data = event.data
    elapsed = getattr(data, "elapsed", None)
    if elapsed is not None:
        state = replace(state, elapsed=max(state.elapsed, elapsed))
    match data:
        case Asked():
            return _ask(state, event.seq, data)
        case Drafted() | Answered() | Skipped() | Assessed() | Hinted():
            return _turn_event(state, data)
        case Paused():
            return replace(state, paused=True)
        case Resumed():
            number = state.turn.number if state.turn is not None else 0
            notes = (*state.notes, Note(number, data.note)) if data.note else state.notes
            return replace(state, paused=False, notes=notes)
        case StageFinished():
            return replace(state, stages=(*state.stages, data.score))
        case Finished():
            return replace(state, finished=data)
        case _:
            return state


def _ask(state: SessionState, number: int, asked: Asked) -> SessionState:
    turn = Turn(number, asked)
    if asked.kind is TurnKind.ITEM:
        planned = next((p for p in state.started.plan if p.item_id == asked.item_id), None)
        if planned is None:
            return state
        return replace(state, records=(*state.records, ItemRecord(planned, (turn,))))
    if not state.records or state.records[-1].planned.item_id != asked.item_id:
        return state
    record = state.records[-1]
    return _with_last(state, replace(record, turns=(*record.turns, turn)))


def _turn_event(
    state: SessionState, data: Drafted | Answered | Skipped | Assessed | Hinted
) -> SessionState:
    if not state.records:
        return state
    record = state.records[-1]
    if isinstance(data, Hinted):
        return _with_last(state, replace(record, hints=(*record.hints, data)))
    turns = tuple(
        _apply_to_turn(turn, data) if turn.number == data.turn else turn for turn in record.turns
    )
    return _with_last(state, replace(record, turns=turns))


def _apply_to_turn(turn: Turn, data: Drafted | Answered | Skipped | Assessed) -> Turn:
    match data:
        case Drafted():
            return replace(turn, draft=data.text)
        case Answered():
            return replace(turn, answered=data, draft="")
        case Skipped():
            return replace(turn, skipped=True)
        case Assessed():
            return replace(turn, assessment=data.assessment, follow_up=data.follow_up)


def _with_last(state: SessionState, record: ItemRecord) -> SessionState:
    return replace(state, records=(*state.records[:-1], record))
