"""The interview: what the candidate types and does, handed to the session in worker threads."""

import gc
from contextlib import suppress
from functools import partial
from threading import Thread

from textual import events, on

from interviewer.dialogue.act_phrases import load_phrases
from interviewer.dialogue.acts import Request, UnknownCommand, split_confidence
from interviewer.services.grader_loader import GraderLoader
from interviewer.services.interview import Interview
from interviewer.services.requests import Outcome
from interviewer.tui.driver import Failed, Progress, Replied
from interviewer.tui.messages import InterviewLeft
from interviewer.tui.screens.interview_keys import KEYS
from interviewer.tui.screens.interview_requests import InterviewRequests
from interviewer.tui.screens.interview_view import TICK
from interviewer.tui.widgets.dialogs import LeaveChoice, LeaveDialog
from interviewer.tui.widgets.notice import Tone


def prepare_quietly(interview: Interview, freeze: bool) -> None:
    """Get ready to mark the open question; what goes wrong will be told with its answer.

    With `freeze` what is in memory by then is never looked at by the garbage collector again: a
    grader is a million objects, and looking at them would hold the screen for a fifth of a second.
    """
    with suppress(Exception):
        interview.prepare()
    if freeze:
        gc.collect()
        gc.freeze()


class InterviewScreen(InterviewRequests):
    """Takes the candidate's answers and requests."""

    BINDINGS = [*KEYS]
    ASKS_TO_LEAVE = True

    def __init__(self, interview: Interview, loader: GraderLoader | None = None) -> None:
        """Go on with `interview`; `loader` is started once the first question is on the screen."""
        super().__init__(interview)
        interview.has_breaks = True
        self._loader = loader
        self._prepared = False
        self._blank_asked = 0
        self._time_up_sent = 0
        self._shown_turn = 0
        self._trouble = ""
        self._quitting = False

    def on_mount(self) -> None:
        """Let the interviewer begin, and look at the clock from now on."""
        self.set_interval(TICK, self.tick)
        # Read once, and not while the first answer waits.
        self.run_worker(load_phrases, thread=True, group="session", exit_on_error=False)
        self.drive(self.driver.advance)

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
        """Send what stands in the editor: an answer, or a request."""
        if self.busy:
            return
        self.keep_typed()
        turn, text = self.interview.state.open_turn, self.editor.text
        found = self.driver.requests.find(text)
        if self.interview.state.finished is not None:
            self.drive(self.driver.finish)
        elif turn is None:  # the answer is on the disk, and what was to follow has failed
            self.drive(self.driver.advance)
        elif isinstance(found, Request):
            self.say("")
            self.drive(partial(self.driver.request, found, text))
        elif isinstance(found, UnknownCommand):
            meant = f" Did you mean /{found.suggestion}?" if found.suggestion else ""
            self.say(f"There is no command /{found.word}.{meant} F1 lists them.", Tone.WARNING)
        elif not text.strip() and self._blank_asked != turn.number:
            self._blank_asked = turn.number
            self.say("Nothing typed yet: press F5 again to leave it blank, or type /skip.")
        else:
            self.send()

    def send(self) -> None:
        """Hand in what stands in the editor."""
        self.keep_typed()
        self.say("")
        text, confidence = split_confidence(self.typed.text)
        is_up = self.interview.time_left().is_up
        self.drive(partial(self.driver.answer, text, is_up, confidence))

    def action_leave(self, quitting: bool = False) -> None:
        """Ask how to leave; there is nothing to ask where the interview is over."""
        if self.interview.state.finished is None:
            self._quitting = quitting
            self.app.push_screen(LeaveDialog(self._trouble), self.leave)
        elif not self.busy:
            self.drive(self.driver.finish)

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

    @on(events.ScreenResume)
    def finish(self) -> None:
        """Go to the result of an interview that is over."""
        if self.interview.state.finished is not None and self.is_active:
            self.drive(self.driver.finish)

    @on(Progress)
    async def go_on(self, message: Progress) -> None:
        """Show what is on the disk by now; it is the candidate's turn once all is done."""
        self._trouble = ""
        if not message.done:
            self.editor.begin_anew()
            return
        await self.redraw()
        if self.interview.state.finished is not None:
            self.finish()
            return
        self.begin_turn()
        if self._loader is not None:
            self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        """Load the grader and what the open question needs, once the question is there to read."""
        # A daemon: leaving the program never waits for it. What fails is told when it is needed.
        freeze = getattr(self.app, "owns_process", False) and not self._prepared
        self._prepared = True
        Thread(target=prepare_quietly, args=(self.interview, freeze), daemon=True).start()

    def begin_turn(self) -> None:
        """Let the candidate answer, or read the marks in a break."""
        self.show_level()
        self.busy = False
        if self.interview.in_break:
            self.begin_break()
        elif not self.editor.has_focus:
            self.end_break()
        turn = self.interview.state.open_turn
        if turn is not None and turn.number != self._shown_turn:
            self._shown_turn = turn.number
            if turn.draft and not self.editor.text:
                self.editor.load_text(turn.draft)
                self.editor.move_cursor(self.editor.document.end)

    @on(Replied)
    async def reply(self, message: Replied) -> None:
        """Show the interviewer's reply, or do what was asked for."""
        self._trouble = ""
        if message.typed:
            self.editor.begin_anew()
        self.show_level()
        if message.typed:
            self.busy = False
        await self.redraw()
        if message.outcome is Outcome.HELP:
            self.call_later(self.run_action, "app.help")
        elif message.outcome is Outcome.PAUSE:
            self.leave(LeaveChoice.PAUSE)
        elif message.outcome is Outcome.STOP:
            self.leave(LeaveChoice.STOP)

    @on(Failed)
    async def fail(self, message: Failed) -> None:
        """Say what failed; what was typed is still there and can be sent again."""
        self.busy = False
        self._trouble = message.line if message.leaving else ""
        await self.redraw()
        if message.leaving:
            then = "Your text is still here: Esc offers to try again, or to leave without saving"
        elif self.interview.state.open_turn is None:
            then = "What you answered is saved: F5 tries again"
        else:
            then = "Your text is still here: F5 tries again"
        self.say(f"{message.line}. {then}.", Tone.ERROR)
