"""What an interview looks like: the conversation, the status line, the time."""

from collections.abc import Iterable

from textual import on
from textual.widget import Widget

from interviewer.dialogue.timing import time_left
from interviewer.model.session import Mode
from interviewer.model.text import ANSWER_LIMIT
from interviewer.model.transcript import TurnKind
from interviewer.services.conversation import conversation
from interviewer.services.interview import Interview
from interviewer.tui.driver import Told
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.widgets.conversation import ConversationView
from interviewer.tui.widgets.editor import AnswerEditor
from interviewer.tui.widgets.notice import Tone
from interviewer.tui.widgets.status import Status, StatusBar, Urgency, urgency

TICK = 0.5
"""Seconds between two looks at the clock; what is shown comes from the deadline, not from ticks."""

WARNINGS = {
    Urgency.SOON: "Most of the time for this question is used.",
    Urgency.LAST: "Less than 30 seconds are left; then what stands here is taken.",
}


def turn_seconds(interview: Interview) -> float | None:
    """Return how much time the open turn had from its beginning, or None."""
    turn = interview.state.open_turn
    if turn is None:
        return None
    return time_left(interview.state, turn.asked.elapsed).item


def status_of(interview: Interview) -> Status:
    """Return what the status line says now."""
    state = interview.state
    if not state.records or state.stage is None:
        return Status(timed=state.started.settings.timed)
    left = interview.time_left()
    turn = state.turn
    session = urgency(left.session, None)
    return Status(
        stage=state.stage,
        position=len(state.records),
        total=len(state.started.plan),
        follow_up=turn is not None and turn.asked.kind is not TurnKind.ITEM,
        left=left,
        urgency=max(urgency(left.item, turn_seconds(interview)), session),
        timed=state.started.settings.timed,
        over=state.finished is not None,
    )


class InterviewView(BaseScreen):
    """Shows an interview; what the candidate does is the subclass's business."""

    CSS_PATH = ["interview.tcss", "../widgets/conversation.tcss"]
    HELP_TOPIC = "interview"
    AUTO_FOCUS = "#answer"

    def __init__(self, interview: Interview) -> None:
        """Show `interview`."""
        super().__init__()
        self.interview = interview
        self._busy = False
        self._warned: set[tuple[int, Urgency]] = set()

    def compose_body(self) -> Iterable[Widget]:
        """Return the status line, the conversation and the editor."""
        yield StatusBar(id="status")
        yield ConversationView(id="conversation")
        yield AnswerEditor(id="answer")

    @property
    def editor(self) -> AnswerEditor:
        """Return where the candidate types."""
        return self.query_one(AnswerEditor)

    @property
    def busy(self) -> bool:
        """Return whether an answer is being taken and graded."""
        return self._busy

    @busy.setter
    def busy(self, busy: bool) -> None:
        self._busy = busy
        editor = self.editor
        editor.read_only = busy
        editor.show_cursor = not busy
        editor.set_class(busy, "-busy")
        editor.border_title = "One moment …" if busy else "Your answer"
        editor.border_subtitle = "" if busy else "F5 sends · /help lists the commands"

    async def redraw(self) -> None:
        """Draw the conversation as it is now."""
        state = self.interview.state
        view = self.query_one(ConversationView)
        if await view.show(conversation(state, self.interview.rubric), state):
            view.show_newest()
        self.show_time()

    def show_time(self) -> None:
        """Draw the status line, and warn once a question for each urgency."""
        status = status_of(self.interview)
        self.query_one(StatusBar).show(status)
        turn = self.interview.state.open_turn
        if turn is None or status.urgency is Urgency.NONE or self._busy:
            return
        if (turn.number, status.urgency) not in self._warned:
            self._warned.add((turn.number, status.urgency))
            self.say(WARNINGS[status.urgency], Tone.WARNING)

    @on(Told)
    def tell(self, message: Told) -> None:
        """Say what is to be told."""
        self.say(message.line, Tone.ERROR if message.trouble else Tone.INFO)

    @on(AnswerEditor.Capped)
    def tell_capped(self, message: AnswerEditor.Capped) -> None:
        """Say how much of a paste did not fit."""
        self.say(
            f"An answer has up to {ANSWER_LIMIT:,} characters: {message.cut:,} were left out.",
            Tone.WARNING,
        )

    def action_models(self) -> None:
        """Open or close the model answers."""
        self.query_one(ConversationView).toggle_models()

    def action_page(self, direction: int) -> None:
        """Show an earlier (-1) or a later (1) part of the conversation."""
        view = self.query_one(ConversationView)
        view.scroll_relative(y=direction * max(1, view.size.height - 2), animate=False)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide the model answers' key where none are shown."""
        if action == "models":
            return self.interview.state.started.settings.mode is Mode.PRACTICE
        return True
