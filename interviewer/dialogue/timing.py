"""How much time is left: pure functions of the state and the session's own time."""

from dataclasses import dataclass
from enum import IntEnum

from interviewer.dialogue.state import SessionState
from interviewer.model.transcript import TurnKind

FOLLOW_UP_SECONDS = 60.0
"""A follow-up leaves at least this much time, even when the item's own is nearly used up."""

WARN_SHARE = 0.2
"""A gentle warning comes when this share of a budget is left."""

LAST_SECONDS = 30.0
"""The last warning comes when this much of a budget is left."""


class Urgency(IntEnum):
    """How close the end of the time is."""

    NONE = 0
    SOON = 1
    LAST = 2


@dataclass(frozen=True)
class TimeLeft:
    """Seconds left for the item and for the session; None where there is no limit.

    `urgency` is how close the end of either is.
    """

    item: float | None
    session: float | None
    urgency: Urgency = Urgency.NONE

    @property
    def is_up(self) -> bool:
        """Return whether the open answer must be taken now."""
        return any(left is not None and left <= 0 for left in (self.item, self.session))


UNTIMED = TimeLeft(None, None)


def time_left(state: SessionState, elapsed: float) -> TimeLeft:
    """Return the time left for the open turn and the session, `elapsed` seconds into it.

    Only the time counts for which a turn was open: grading and reading cost the candidate nothing.
    """
    minutes = state.started.settings.minutes
    if minutes is None:
        return UNTIMED
    session = minutes * 60 - elapsed
    urgent = urgency(session, minutes * 60)
    turn, record = state.open_turn, state.record
    if turn is None or record is None:
        return TimeLeft(None, session, urgent)
    whole = record.planned.minutes * 60
    budget = whole
    if turn.asked.kind is not TurnKind.RETRY:
        budget -= record.seconds
        if turn is not record.turns[0]:
            least = FOLLOW_UP_SECONDS * (1 + state.started.settings.extra_time / 100)
            budget = max(budget, least)
    left = budget - (elapsed - turn.asked.elapsed)
    return TimeLeft(left, session, max(urgent, urgency(left, budget)))


def urgency(left: float, budget: float) -> Urgency:
    """Return how urgent `left` seconds of a budget are."""
    if left <= LAST_SECONDS:
        return Urgency.LAST
    if left <= WARN_SHARE * budget:
        return Urgency.SOON
    return Urgency.NONE


def is_time_over(state: SessionState) -> bool:
    """Return whether the session has used up its time, as far as the events tell."""
    minutes = state.started.settings.minutes
    return minutes is not None and state.elapsed >= minutes * 60
