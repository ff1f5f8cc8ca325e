"""What is typed in an interview is kept, and handed to the session in worker threads."""

from collections.abc import Callable
from functools import partial

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from interviewer.services.interview import Interview
from interviewer.tui.driver import SessionDriver, Typed
from interviewer.tui.screens.interview_view import InterviewView
from interviewer.tui.widgets.notice import Notice, Tone

DRAFT_SECONDS = 0.75
"""So soon after a key the typing is saved: with the writing itself, a second at most is at risk."""


class InterviewDrafts(InterviewView):
    """Keeps what stands in the editor, on the disk and for when the widgets are gone."""

    def __init__(self, interview: Interview) -> None:
        """Go on with `interview`."""
        super().__init__(interview)
        self.driver = SessionDriver(interview, self.post_message)
        self.typed = Typed()
        """What stands in the editor, kept here for when the widgets are gone."""
        self._draft_timer: Timer | None = None

    def drive(self, call: Callable[[], None]) -> None:
        """Run a call of the driver in a thread; until it posts the candidate has to wait."""
        self.busy = True
        self.run_worker(call, thread=True, group="session", exit_on_error=False)

    @on(TextArea.Changed)
    def keep_typed(self) -> None:
        """Remember what was typed, and save it within a second."""
        turn, text = self.interview.state.open_turn, self.editor.text
        if self.busy or turn is None:
            return
        self.typed = Typed(turn.number, text)
        if text:
            self.query_one(Notice).clear(Tone.INFO)
        if self._draft_timer is None and text != turn.draft:
            self._draft_timer = self.set_timer(DRAFT_SECONDS, self.save_draft)

    def save_draft(self) -> None:
        """Save what stands in the editor."""
        self._draft_timer = None
        if not self.busy:
            call = partial(self.driver.draft, self.typed)
            self.run_worker(call, thread=True, group="session", exit_on_error=False)

    def save_now(self) -> None:
        """Save what was typed, from the model: the widgets may be gone."""
        self.driver.save_now(self.typed)
