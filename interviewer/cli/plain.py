"""The interview line by line, for screen readers, pipes and tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from interviewer.cli.text_view import duration, result_lines, utterance_lines
from interviewer.dialogue.acts import ACT_HELP, Act, find_act
from interviewer.dialogue.state import Turn
from interviewer.model.errors import StorageError
from interviewer.model.text import ANSWER_LIMIT, cap_answer
from interviewer.model.transcript import TurnKind
from interviewer.services.conversation import Speaker, conversation
from interviewer.services.interview import Interview
from interviewer.services.result import session_result

_INTRODUCTION = (
    "One line is one answer; a line that ends in \\ goes on in the next. /help lists the commands."
)


@dataclass(frozen=True)
class Console:
    """Where a plain interview reads and writes.

    `read_line` is given the prompt to show and returns a line without its end, or None at the
    end of the input. `interactive` says whether a person sees what is typed.
    """

    read_line: Callable[[str], str | None]
    write: Callable[[str], None]
    interactive: bool


class PlainInterview:
    """Drives an interview on a console until it is finished or the input ends."""

    def __init__(self, interview: Interview, console: Console) -> None:
        """Take over an interview that has begun or was reopened."""
        self._interview = interview
        self._console = console
        self._shown: set[str] = set()

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
            if own_words and interactive and not utterance.highlights:
                continue
            self._write("")
            self._write_all(utterance_lines(utterance))
        turn = self._interview.state.open_turn
        if turn is not None:
            self._write(f"({self._place(turn)})")

    def _place(self, turn: Turn) -> str:
        """Return which question this is and how much time there is."""
        state = self._interview.state
        planned = state.records[-1].planned
        place = f"{planned.stage}, question {len(state.records)} of {len(state.started.plan)}"
        if turn.asked.kind is not TurnKind.ITEM:
            place += ", follow-up"
        return f"{place}, {self._time()}"

    def _time(self) -> str:
        left = self._interview.time_left()
        if left.item is None or left.session is None:
            return "untimed"
        return f"{duration(left.item)} for this one, {duration(left.session)} in all"

    def _read_answer(self, turn: Turn) -> str | None:
        """Return the next answer; what was typed of it so far is kept as a draft."""
        lines: list[str] = [turn.draft] if turn.draft else []
        if turn.draft:
            self._write("What you had typed so far goes before what you type now:")
            self._write(turn.draft)
        prompt = "> "
        while True:
            line = self._console.read_line(prompt)
            if line is None:
                return None
            goes_on = line.endswith("\\")
            lines.append(line[:-1] if goes_on else line)
            if not goes_on:
                return "\n".join(lines)
            self._interview.draft("\n".join(lines))
            prompt = ". "

    def _handle(self, turn: Turn, text: str) -> bool:
        """Do what the candidate typed; return whether the interview is left."""
        act = find_act(text)
        if isinstance(act, Act):
            return self._do(act, turn)
        if act is not None:
            self._write(f"There is no command /{act}; /help lists them.")
            return False
        if not text.strip() and self._console.interactive:
            again = self._console.read_line("Nothing typed. Enter again to leave it blank: ")
            if again is None:
                self._leave()
                return True
            if again.strip():
                return self._handle(turn, again)
        self._send(text)
        return False

    def _send(self, text: str) -> None:
        _, cut = cap_answer(text)
        if cut:
            self._write(
                f"The answer was cut at {ANSWER_LIMIT:,} characters; {cut:,} were left out."
            )
        self._interview.answer(text, timed_out=self._interview.time_left().is_up)
        self._interview.advance()

    def _do(self, act: Act, turn: Turn) -> bool:
        """Do a command; return whether the interview is left."""
        match act:
            case Act.REPEAT:
                self._write(f"Interviewer: {turn.asked.text}")
            case Act.HINT:
                if self._interview.hint() is None:
                    self._write("There is no further hint for this question.")
            case Act.SKIP:
                self._interview.skip()
                self._interview.advance()
            case Act.TIME:
                self._write(self._time())
            case Act.HELP:
                self._write_all(f"/{name}  {text}" for name, text in ACT_HELP.items())
            case Act.PAUSE:
                self._leave()
                return True
            case Act.STOP:
                self._interview.stop()
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
