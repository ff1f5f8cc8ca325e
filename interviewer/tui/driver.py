"""Drives an interview from worker threads: one call at a time, and every outcome is a message."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from textual.message import Message

from interviewer.dialogue.acts import Request
from interviewer.model.errors import InterviewerError
from interviewer.services.interview import Interview
from interviewer.services.requests import Outcome, Requests
from interviewer.services.sessions import open_past_file
from interviewer.tui.messages import InterviewLeft, InterviewOver
from interviewer.tui.trouble import trouble_line

SIGNAL_WAIT = 2.0
"""For how many seconds a way out waits for a call that is under way before it saves nothing."""


@dataclass
class Progress(Message):
    """What the candidate did is on the disk; once `done`, the interviewer has made its moves."""

    done: bool


@dataclass
class Replied(Message):
    """A request was dealt with, and the question is still open; the outcome says what is left.

    `typed` tells a request that stands in the editor from one that was made by a key.
    """

    outcome: Outcome
    typed: bool


@dataclass
class Told(Message):
    """Something to tell the candidate; nothing has to be done again."""

    line: str
    trouble: bool = False


@dataclass
class Failed(Message):
    """A call failed, and can be made again; `leaving` says that it was the one before leaving."""

    line: str
    leaving: bool = False


@dataclass(frozen=True)
class Typed:
    """What stands in the editor, and the number of the turn that it was typed for."""

    turn: int = 0
    text: str = ""


class SessionDriver:
    """Every method but `save_now` is for a worker thread; it posts what came of it.

    The lock keeps a late autosave from landing in the question after the one it was typed for.
    """

    def __init__(self, interview: Interview, post: Callable[[Message], object]) -> None:
        """Drive `interview`; `post` may be called from any thread."""
        self.interview = interview
        self.requests = Requests(interview)
        self._post = post
        self._lock = Lock()

    def advance(self) -> None:
        """Let the interviewer make its moves."""
        self._do(lambda: None)

    def answer(self, text: str, timed_out: bool, confidence: int = 0) -> None:
        """Take the answer, and go on."""
        self._do(lambda: self.requests.answer(text, timed_out, confidence))

    def go_on_to_next(self) -> None:
        """End the break, and go on."""
        self._do(self.interview.go_on_to_next)

    def request(self, request: Request, text: str) -> None:
        """Do what was typed in the editor."""
        self._request(request, text, None)

    def request_by_key(self, request: Request, text: str, typed: Typed) -> None:
        """Do what a key stands for; what was typed is kept, and its question is the one meant."""
        self._request(request, text, typed)

    def stop(self, typed: Typed) -> None:
        """Keep what was typed and end the interview."""

        def stop() -> None:
            self._keep(typed)
            self.interview.stop()

        self._do(stop)

    def pause(self, typed: Typed, quitting: bool = False) -> None:
        """Keep what was typed, stop the clock and close the file."""
        try:
            with self._lock:
                self._keep(typed)
                self.interview.pause()
                self.interview.close()
        except Exception as error:
            self._post(Failed(trouble_line(error), leaving=True))
        else:
            self._post(InterviewLeft(self.interview, quitting))

    def draft(self, typed: Typed) -> None:
        """Keep what stands in the editor."""
        try:
            with self._lock:
                self._keep(typed)
        except Exception as error:
            line = f"What you type cannot be saved at the moment: {trouble_line(error)}"
            self._post(Told(line, trouble=True))

    def finish(self) -> None:
        """Close the file of an interview that is over, and read the session back from it."""
        try:
            self.interview.close()
            self._post(InterviewOver(open_past_file(self.interview.path)))
        except Exception as error:
            self._post(Failed(trouble_line(error)))

    def save_now(self, typed: Typed) -> None:
        """Save and close on the way out, on any thread; nothing is raised and nothing posted."""
        if not self._lock.acquire(timeout=SIGNAL_WAIT):
            return
        try:
            with suppress(InterviewerError):
                self._keep(typed)
                self.interview.pause()
            self.interview.close()
        finally:
            self._lock.release()

    def _request(self, request: Request, text: str, typed: Typed | None) -> None:
        outcome: Outcome | None = None
        try:
            with self._lock:
                if typed is not None:
                    self._keep(typed)
                if typed is None or typed.turn == self._open_number():
                    outcome = self.requests.handle(request, text)
                if outcome is Outcome.MOVED:
                    self._post(Progress(done=False))
                    self.interview.advance()
        except Exception as error:
            self._post(Failed(trouble_line(error)))
        else:
            moved = outcome is Outcome.MOVED
            told = Replied(outcome or Outcome.REPLIED, typed is None)
            self._post(Progress(done=True) if moved else told)

    def _open_number(self) -> int:
        """Return the number of the open turn, 0 where there is none."""
        turn = self.interview.state.open_turn
        return turn.number if turn is not None else 0

    def _keep(self, typed: Typed) -> None:
        """Write a draft, if its question is still the open one."""
        if typed.turn and typed.turn == self._open_number():
            self.interview.draft(typed.text)

    def _do(self, action: Callable[[], object]) -> None:
        try:
            with self._lock:
                action()
                self._post(Progress(done=False))
                self.interview.advance()
        except Exception as error:
            self._post(Failed(trouble_line(error)))
        else:
            self._post(Progress(done=True))
