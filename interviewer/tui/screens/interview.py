"""The interview: what the candidate types and does, handed to the session in worker threads."""

from collections.abc import Callable
from functools import partial

from textual import events, on
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import TextArea

from interviewer.dialogue.acts import Act, find_act
from interviewer.model.session import Mode
from interviewer.model.transcript import EndReason
from interviewer.services.grader_loader import GraderLoader
from interviewer.services.interview import Interview
from interviewer.tui.driver import Failed, Progress, SessionDriver, Typed
from interviewer.tui.messages import InterviewLeft
from interviewer.tui.screens.interview_view import TICK, InterviewView
from interviewer.tui.widgets.dialogs import LeaveChoice, LeaveDialog
from interviewer.tui.widgets.notice import Notice, Tone
from interviewer.tui.widgets.status import time_text

DRAFT_SECONDS = 1.0
"""At most this much typing is at risk."""


class InterviewScreen(InterviewView):
    """Takes the candidate's answers and commands."""

    BINDINGS = [
        Binding(
            "f5,ctrl+enter",
            "send",
            "Send",
            id="interview.send",
            key_display="F5",
            tooltip="Send the answer; Ctrl+Enter does it too where the terminal can tell it",
        ),
        Binding(
            "f3",
            "models",
            "Model answers",
            id="interview.models",
            tooltip="Open or close the model answers",
        ),
        Binding(
            "escape",
            "leave",
            "Leave",
            id="interview.leave",
            tooltip="Pause or stop; the text in the editor stays",
        ),
    ]

    ASKS_TO_LEAVE = True

    def __init__(self, interview: Interview, loader: GraderLoader | None = None) -> None:
        """Go on with `interview`; `loader` is started once the first question is on the screen."""
        super().__init__(interview)
        self.driver = SessionDriver(interview, self.post_message)
        self.typed = Typed()
        """What stands in the editor, kept here for when the widgets are gone."""
        self._loader = loader
        self._draft_timer: Timer | None = None
        self._blank_asked = 0
        self._time_up_sent = 0
        self._trouble = ""
        self._quitting = False

    def on_mount(self) -> None:
        """Let the interviewer begin, and look at the clock from now on."""
        self.set_interval(TICK, self.tick)
        self.drive(self.driver.advance)

    def drive(self, call: Callable[[], None]) -> None:
        """Run a call of the driver in a thread; until it posts the candidate has to wait."""
        self.busy = True
        self.run_worker(call, thread=True, group="session", exit_on_error=False)

    def tick(self) -> None:
        """Show the time; where it is up, take what stands in the editor."""
        self.show_time()
        turn = self.interview.state.open_turn
        if turn is None or self.busy or turn.number == self._time_up_sent:
            return
        if self.interview.time_left().is_up:
            self._time_up_sent = turn.number
            self.send()

    def action_send(self) -> None:
        """Send what stands in the editor: an answer, or a command."""
        if self.busy:
            return
        self.keep_typed()
        turn, text = self.interview.state.open_turn, self.editor.text
        act = find_act(text)
        if self.interview.state.finished is not None:
            self.drive(self.driver.finish)
        elif turn is None:  # the answer is on the disk, and what was to follow has failed
            self.drive(self.driver.advance)
        elif isinstance(act, Act):
            self.perform(act)
        elif act is not None:
            known = ", ".join(f"/{each}" for each in Act)
            self.say(f"There is no command /{act}. There are {known}.", Tone.WARNING)
        elif not text.strip() and self._blank_asked != turn.number:
            self._blank_asked = turn.number
            self.say("Nothing typed yet: press F5 again to leave it blank, or type /skip.")
        else:
            self.send()

    def send(self) -> None:
        """Hand in what stands in the editor."""
        self.keep_typed()
        self.say("")
        text, is_up = self.typed.text, self.interview.time_left().is_up
        self.drive(partial(self.driver.answer, text, is_up))
        self.editor.border_title = "Reading your answer …"

    def perform(self, act: Act) -> None:
        """Do what a command asks for."""
        turn = self.interview.state.open_turn
        self.say("")
        if act in (Act.HINT, Act.SKIP):
            self.drive(self.driver.hint if act is Act.HINT else self.driver.skip)
            return
        self.editor.clear()
        if act is Act.HELP:
            self.call_later(self.run_action, "app.help")
        elif act is Act.TIME:
            self.say(time_text(self.interview.time_left()))
        elif act is Act.REPEAT:
            self.say(turn.asked.text if turn is not None else "")
        else:
            self.leave(LeaveChoice.PAUSE if act is Act.PAUSE else LeaveChoice.STOP)

    def action_leave(self, quitting: bool = False) -> None:
        """Ask how to leave; there is nothing to ask where the interview is over."""
        if self.interview.state.finished is not None:
            self.drive(self.driver.finish)
            return
        self._quitting = quitting
        self.app.push_screen(LeaveDialog(self._trouble), self.leave)

    def save_now(self) -> None:
        """Save what was typed, from the model: the widgets may be gone."""
        self.driver.save_now(self.typed)

    def leave(self, choice: LeaveChoice | None) -> None:
        """Leave in the way that was chosen, or go on."""
        if choice is LeaveChoice.ABANDON:
            self.interview.close()
            self.post_message(InterviewLeft(self.interview, self._quitting, saved=False))
        elif self.interview.state.finished is None and choice in (
            LeaveChoice.PAUSE,
            LeaveChoice.STOP,
        ):
            self.keep_typed()
            if choice is LeaveChoice.PAUSE:
                self.drive(partial(self.driver.pause, self.typed, self._quitting))
            else:
                self.drive(partial(self.driver.stop, self.typed))

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

    @on(events.ScreenResume)
    def finish(self) -> None:
        """Go to the result of an interview that is over.

        After the last question of a practice interview the candidate reads its assessment first.
        """
        finished = self.interview.state.finished
        if finished is None or not self.is_active:
            return
        practice = self.interview.state.started.settings.mode is Mode.PRACTICE
        if practice and finished.reason is EndReason.COMPLETED:
            self.busy = False
            self.editor.read_only = True
            self.editor.show_cursor = False
            self.editor.placeholder = ""
            self.editor.border_title = "The interview is over"
            self.editor.border_subtitle = "F5 shows the result"
            self.say("That was the last question. F5 shows the result.")
        else:
            self.drive(self.driver.finish)

    @on(Progress)
    async def go_on(self, message: Progress) -> None:
        """Show what is on the disk by now; it is the candidate's turn once all is done."""
        self._trouble = ""
        if not message.done:
            self.editor.clear()
        await self.redraw()
        if not message.done:
            return
        if self.interview.state.finished is not None:
            self.finish()
            return
        self.busy = False
        turn = self.interview.state.open_turn
        if turn is not None and turn.draft and not self.editor.text:
            self.editor.load_text(turn.draft)
            self.editor.move_cursor(self.editor.document.end)
        if self._loader is not None:
            self.call_after_refresh(self._loader.start)

    @on(Failed)
    def fail(self, message: Failed) -> None:
        """Say what failed; what was typed is still there and can be sent again."""
        self.busy = False
        self._trouble = message.line if message.leaving else ""
        if message.leaving:
            then = "Your text is still here: Esc offers to try again, or to leave without saving"
        elif self.interview.state.open_turn is None:
            then = "What you answered is saved: F5 tries again"
        else:
            then = "Your text is still here: F5 tries again"
        self.say(f"{message.line}. {then}.", Tone.ERROR)
