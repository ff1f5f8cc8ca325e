"""The interview line by line, for screen readers, pipes and tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from interviewer.cli.conversation_view import utterance_lines
from interviewer.cli.result_view import result_lines
from interviewer.dialogue.acts import ACT_HELP, Request, split_confidence
from interviewer.dialogue.record import Turn
from interviewer.dialogue.timing import Urgency
from interviewer.model.errors import StorageError
from interviewer.model.session import Mode
from interviewer.model.text import ANSWER_LIMIT, cap_answer, duration
from interviewer.services.conversation import Speaker, conversation
from interviewer.services.interview import Interview
from interviewer.services.requests import Outcome, Requests, time_in_words
from interviewer.services.result import session_result

_INTRODUCTION = (
    "One line is one answer; a line that ends in \\ goes on in the next. /help lists the commands."
)
WARNINGS = {
    Urgency.SOON: "Most of the time is used.",
    Urgency.LAST: "Less than 30 seconds are left.",
}
_TIME_UP = "The time is up: press Enter, and what you have typed is taken."


@dataclass(frozen=True)
class Console:
    """Where a plain interview reads and writes.

    `read_line` is given the prompt to show and what to do about once a second while it waits; it
    returns a line without its end, or None at the end of the input. `interactive` says whether a
    person sees what is typed.
    """

    read_line: Callable[[str, Callable[[], None]], str | None]
    write: Callable[[str], None]
    interactive: bool


class PlainInterview:
    """Drives an interview on a console until it is finished or the input ends."""

    def __init__(self, interview: Interview, console: Console) -> None:
        """Take over an interview that has begun or was reopened."""
        self._interview = interview
        self._console = console
        self._requests = Requests(interview)
        self._shown: set[str] = set()
        self._placed = 0
        self._again = False
        self._warned: tuple[int, str] = (0, "")

    def run(self) -> None:
        """Hold the interview; at the end of the input it is left paused."""
        self._introduce()
        self._pass_over_earlier()
        self._interview.advance()
        while self._interview.state.finished is None:
            self._show_news()
            turn = self._interview.state.open_turn
            assert turn is not None, "advance ends with a question or with the end"
            text = self._read_answer(turn)
            if text is None:
                self._leave()
                return
            if self._handle(turn, text):
                return
        if self._interview.state.started.settings.mode is Mode.LIVE:
            # Until now no mark was shown, and a mark says little without its question.
            self._shown.clear()
            self._again = True
            self._write("")
            self._write("The interview again, with its marks:")
        self._show_news()
        self._show_result()

    def _introduce(self) -> None:
        started = self._interview.state.started
        settings = started.settings
        time = "untimed" if settings.minutes is None else duration(settings.minutes * 60)
        questions = len(started.plan)
        self._write(
            f"{started.rubric_title}: {questions} questions, {settings.mode}, {time}, "
            f"seed {settings.seed}."
        )
        self._write(f"Transcript: {self._interview.path}")
        self._write(_INTRODUCTION)

    def _pass_over_earlier(self) -> None:
        """Of a session that goes on, show only the question where it was left."""
        earlier = conversation(self._interview.state, self._interview.rubric)
        asked = [place for place, utterance in enumerate(earlier) if utterance.turn]
        if asked:
            last = earlier[asked[-1]].turn
            self._shown = {piece.key for piece in earlier if piece.turn != last}
            self._write("We go on where you left. Earlier questions: interviewer transcript show")

    def _show_news(self) -> None:
        """Write what was said since the last time, and where the interview stands."""
        interactive = self._console.interactive
        for utterance in conversation(self._interview.state, self._interview.rubric):
            if utterance.key in self._shown:
                continue
            self._shown.add(utterance.key)
            own_words = utterance.speaker is Speaker.CANDIDATE
            if own_words and interactive and not (utterance.highlights or self._again):
                continue
            self._write("")
            self._write_all(utterance_lines(utterance))
        turn = self._interview.state.open_turn
        if turn is not None and turn.number != self._placed:
            self._placed = turn.number
            self._write(f"({self._place(turn)})")

    def _place(self, turn: Turn) -> str:
        """Return which question this is and how much time there is."""
        state = self._interview.state
        place = f"{state.stage}, question {state.current + 1} of {len(state.started.plan)}"
        if turn.asked.kind.is_follow_up:
            place += ", follow-up"
        return f"{place}, {time_in_words(self._interview.time_left())}"

    def _warn(self) -> None:
        """Say once a question that the time draws to its end, and that it is over."""
        turn, left = self._interview.state.open_turn, self._interview.time_left()
        warning = _TIME_UP if left.is_up else WARNINGS.get(left.urgency, "")
        if turn is not None and warning and self._warned != (turn.number, warning):
            self._warned = (turn.number, warning)
            self._write(f"({warning})")

    def _read_answer(self, turn: Turn) -> str | None:
        """Return the next answer; what was typed of it so far is kept as a draft."""
        lines: list[str] = [turn.draft] if turn.draft else []
        if turn.draft:
            self._write("What you had typed so far goes before what you type now:")
            self._write(turn.draft)
        prompt = "> "
        while True:
            line = self._console.read_line(prompt, self._warn)
            if line is None:
                return None
            goes_on = line.endswith("\\")
            if lines and not goes_on and self._is_request(line, is_first=prompt == "> "):
                return line
            lines.append(line[:-1] if goes_on else line)
            if not goes_on:
                return "\n".join(lines)
            self._interview.draft("\n".join(lines))
            prompt = ". "

    def _is_request(self, line: str, is_first: bool) -> bool:
        """Return whether a line after a draft is no part of it: a command, or a request in words.

        In the midst of an answer only a command is a request.
        """
        found = self._requests.find(line)
        return found is not None and (is_first or line.lstrip().startswith("/"))

    def _handle(self, turn: Turn, text: str) -> bool:
        """Do what the candidate typed; return whether the interview is left."""
        found = self._requests.find(text)
        if isinstance(found, Request):
            return self._do(found, text)
        if found is not None:
            meant = f"; did you mean /{found.suggestion}?" if found.suggestion else "."
            self._write(f"There is no command /{found.word}{meant} /help lists them.")
            return False
        if not text.strip() and self._console.interactive:
            prompt = "Nothing typed. Enter again to leave it blank: "
            again = self._console.read_line(prompt, self._warn)
            if again is None:
                self._leave()
                return True
            if again.strip():
                return self._handle(turn, again)
        self._send(text)
        return False

    def _send(self, text: str) -> None:
        text, confidence = split_confidence(text)
        _, cut = cap_answer(text)
        if cut:
            self._write(
                f"The answer was cut at {ANSWER_LIMIT:,} characters; {cut:,} were left out."
            )
        self._requests.answer(text, self._interview.time_left().is_up, confidence)
        self._interview.advance()

    def _do(self, request: Request, text: str) -> bool:
        """Do what was asked for; return whether the interview is left."""
        match self._requests.handle(request, text):
            case Outcome.MOVED:
                self._interview.advance()
            case Outcome.HELP:
                self._write_all(f"/{name}  {says}" for name, says in ACT_HELP.items())
            case Outcome.PAUSE:
                self._leave()
                return True
            case Outcome.STOP:
                self._interview.stop()
            case Outcome.REPLIED:
                pass  # the reply is part of the conversation
        return False

    def _leave(self) -> None:
        """Stop the clock and say how to go on."""
        self._interview.pause()
        session = self._interview.path.stem
        self._write("")
        self._write(f"Paused. Go on with: interviewer resume {session} --plain")

    def _show_result(self) -> None:
        self._write("")
        self._write_all(result_lines(session_result(self._interview.state, self._interview.rubric)))
        self._write(f"Read it again with: interviewer transcript show {self._interview.path.stem}")

    def _write(self, text: str) -> None:
        self._console.write(text)

    def _write_all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)


def hold(interview: Interview, console: Console) -> None:
    """Hold a plain interview; whatever ends it, the transcript is freed and the clock stopped."""
    try:
        PlainInterview(interview, console).run()
    except (KeyboardInterrupt, BrokenPipeError):
        interview.pause()
        raise
    except StorageError:
        raise
    finally:
        interview.close()
