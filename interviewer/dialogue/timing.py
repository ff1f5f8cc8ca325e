"""How much time is left: pure functions of the state and the session's own time."""

from dataclasses import dataclass

from interviewer.dialogue.state import SessionState
from interviewer.model.transcript import TurnKind

FOLLOW_UP_SECONDS = 60.0
"""A follow-up leaves at least this much time, even when the item's own is nearly used up."""


@dataclass(frozen=True)
class TimeLeft:
    """Seconds left for the item and for the session; None where there is no limit."""

    item: float | None
    session: float | None

    @property
    def is_up(self) -> bool:
        """Return whether the open answer must be taken now."""
        return any(left is not None and left <= 0 for left in (self.item, self.session))


def time_left(state: SessionState, elapsed: float) -> TimeLeft:
    """Return the time left for the open turn and the session, `elapsed` seconds into it."""
    minutes = state.started.settings.minutes
    if minutes is None:
        return TimeLeft(None, None)
    session = minutes * 60 - elapsed
    turn = state.open_turn
    if turn is None:
        return TimeLeft(None, session)
    record = state.records[-1]
    deadline = record.main.asked.elapsed + record.planned.minutes * 60
    if turn.asked.kind is not TurnKind.ITEM:
        deadline = max(deadline, turn.asked.elapsed + FOLLOW_UP_SECONDS)
    return TimeLeft(deadline - elapsed, session)


def is_time_over(state: SessionState) -> bool:
    """Return whether the session has used up its time, as far as the events tell."""
    minutes = state.started.settings.minutes
    return minutes is not None and state.elapsed >= minutes * 60
