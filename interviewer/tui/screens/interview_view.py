"""What an interview looks like: the conversation, the status line, the time."""

from collections.abc import Iterable
from dataclasses import replace

from textual import on
from textual.timer import Timer
from textual.widget import Widget

from interviewer.dialogue.policy import is_at_end
from interviewer.dialogue.timing import Urgency
from interviewer.model.text import ANSWER_LIMIT
from interviewer.services.conversation import conversation
from interviewer.services.interview import Interview
from interviewer.tui.driver import Told
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.interview_keys import is_offered
from interviewer.tui.screens.interview_status import status_of, warning_of
from interviewer.tui.widgets.conversation import ConversationView
from interviewer.tui.widgets.editor import (
    BREAK,
    BUSY,
    LAST_BREAK,
    READING,
    AnswerEditor,
    Face,
    open_face,
)
from interviewer.tui.widgets.notice import Tone
from interviewer.tui.widgets.status import StatusBar

PATIENCE = 0.15
"""Seconds that a call may take before the screen says so: most are over sooner."""

TICK = 0.5
"""Seconds between two looks at the clock; what is shown comes from the deadline, not from ticks."""


class InterviewView(BaseScreen):
    """Shows an interview; what the candidate does is the subclass's business."""

    CSS_PATH = ["interview.tcss", "../widgets/conversation.tcss"]
    HELP_TOPIC = "interview"
    AUTO_FOCUS = "#answer"

    def __init__(self, interview: Interview) -> None:
        """Show `interview`."""
        super().__init__()
        self.interview = interview
        self.level = ""
        """How sure the candidate says to be of the answer, in words."""
        self._busy = False
        self._patience: Timer | None = None
        self._offered = (False, False)
        self._warned: set[tuple[int, str, Urgency]] = set()

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
        if busy:
            self.editor.read_only = True
            if self._patience is None:
                self._patience = self.set_timer(PATIENCE, self.show_waiting)
            return
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self.editor.wear(self.face())
        self._offer_keys()

    async def show_waiting(self) -> None:
        """Say that something takes its time, and show what is on the disk by now."""
        self._patience = None
        if self._busy:
            pending = self.interview.state.pending_turn is not None
            self.editor.wear(READING if pending else BUSY)
            await self.redraw()

    def _offer_keys(self) -> None:
        """Draw the footer anew where other keys do something now: that takes a while."""
        offered = (self.interview.in_break, self.interview.in_break and self.at_end)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    @property
    def at_end(self) -> bool:
        """Return whether no question is to come after this break."""
        return is_at_end(self.interview.state, self.interview.rubric)

    def face(self) -> Face:
        """Return what the editor looks like when nothing is under way."""
        if self.interview.in_break:
            face = LAST_BREAK if self.at_end else BREAK
            timed = self.interview.state.started.settings.timed
            return face if timed else replace(face, placeholder="The arrows scroll.")
        return open_face(self.level)

    async def redraw(self) -> None:
        """Draw the conversation as it is now."""
        state = self.interview.state
        view = self.query_one(ConversationView)
        if await view.show(conversation(state, self.interview.rubric), state):
            view.show_newest()
        self.show_time()

    def begin_break(self) -> None:
        """Show what became of the item from the last answer on, its model answer opened."""
        view = self.query_one(ConversationView)
        view.open_last_model()
        view.show_from_last_answer()
        view.focus()

    def end_break(self) -> None:
        """Show the next question, and let the candidate type."""
        view = self.query_one(ConversationView)
        view.open_last_model(False)
        view.show_newest()
        self.editor.focus()

    def show_time(self) -> None:
        """Draw the status line, and warn once for each urgency of a question and the interview."""
        self.query_one(StatusBar).show(status_of(self.interview))
        warning = None if self._busy else warning_of(self.interview)
        if warning is not None and warning.key not in self._warned:
            self._warned.add(warning.key)
            self.say(warning.text, Tone.WARNING)

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
        """Hide the keys that do nothing now."""
        at_end = action in ("next", "end") and self.interview.in_break and self.at_end
        return is_offered(action, self.interview, at_end)
