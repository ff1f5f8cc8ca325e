"""Where an interview is and how much time is left, for the status line and the warnings."""

from dataclasses import dataclass

from interviewer.dialogue.timing import Urgency, time_left, urgency
from interviewer.model.transcript import TurnKind
from interviewer.services.interview import Interview
from interviewer.tui.widgets.status import Status

QUESTION = "question"
INTERVIEW = "interview"

WARNINGS = {
    (QUESTION, Urgency.SOON): "Most of the time for this question is used.",
    (QUESTION, Urgency.LAST): "Less than 30 seconds are left; then what stands here is taken.",
    (INTERVIEW, Urgency.SOON): "Most of the time for the interview is used.",
    (
        INTERVIEW,
        Urgency.LAST,
    ): "Less than 30 seconds of the interview are left; then what stands here is taken.",
}


@dataclass(frozen=True)
class TimeWarning:
    """What to say of the time; `key` is the same for what is to be said once."""

    key: tuple[int, str, Urgency]
    text: str


def status_of(interview: Interview) -> Status:
    """Return what the status line says now."""
    state = interview.state
    if not state.records or state.stage is None:
        return Status(timed=state.started.settings.timed)
    return Status(
        stage=state.stage,
        position=state.current + 1,
        total=len(state.started.plan),
        note=_note(interview),
        left=interview.time_left(),
        item_urgency=_item_urgency(interview),
        session_urgency=_session_urgency(interview),
        timed=state.started.settings.timed,
        over=state.finished is not None,
    )


def warning_of(interview: Interview) -> TimeWarning | None:
    """Return the warning that the time calls for while a question is open, or None.

    The end of the interview comes before the end of a question.
    """
    turn = interview.state.open_turn
    if turn is None:
        return None
    item, session = _item_urgency(interview), _session_urgency(interview)
    what, number, level = QUESTION, turn.number, item
    if session is not Urgency.NONE and session >= item:
        what, number, level = INTERVIEW, 0, session
    if level is Urgency.NONE:
        return None
    return TimeWarning((number, what, level), WARNINGS[what, level])


def _note(interview: Interview) -> str:
    """Return what the question is besides the next of the plan."""
    turn = interview.state.turn
    if interview.in_break:
        return "break"
    if turn is None or turn.asked.kind is TurnKind.ITEM:
        return ""
    return "again" if turn.asked.kind is TurnKind.RETRY else "follow-up"


def _item_urgency(interview: Interview) -> Urgency:
    state, turn = interview.state, interview.state.open_turn
    left = interview.time_left().item
    if turn is None or left is None:
        return Urgency.NONE
    budget = time_left(state, turn.asked.elapsed).item
    return urgency(left, budget) if budget is not None else Urgency.NONE


def _session_urgency(interview: Interview) -> Urgency:
    minutes, left = interview.state.started.settings.minutes, interview.time_left().session
    if minutes is None or left is None:
        return Urgency.NONE
    return urgency(left, minutes * 60)
