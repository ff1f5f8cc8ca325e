"""Live interviews for the tests: a folder, a clock that is turned by hand, and a candidate."""

from dataclasses import dataclass, field
from pathlib import Path

from interviewer.dialogue.state import SessionState, replay
from interviewer.grading.grader import Grader, Marker
from interviewer.model.rubric import Rubric
from interviewer.model.session import Settings
from interviewer.model.transcript import Event, TurnKind
from interviewer.services.interview import Interview
from interviewer.services.interview_start import begin_interview, reopen_interview
from interviewer.storage.transcript_log import read_transcript
from tests.factories import PHRASES, FakeClock, make_grader, make_rubric, make_settings

RUBRIC = make_rubric()
GRADER = make_grader(RUBRIC)
TOKEN = "00aa"


def begin(
    folder: Path,
    clock: FakeClock,
    settings: Settings | None = None,
    rubric: Rubric = RUBRIC,
    marker: Marker | None = None,
) -> Interview:
    """Begin an interview and ask the first question."""
    grader = marker or (GRADER if rubric is RUBRIC else make_grader(rubric))
    interview = begin_interview(
        rubric, settings or make_settings(), folder, clock, TOKEN, lambda: grader, PHRASES
    )
    interview.advance()
    return interview


def reopen(path: Path, clock: FakeClock) -> Interview:
    """Go on with a session, with the grader of the rubric that was kept beside it."""
    graders: dict[str, Grader] = {RUBRIC.content_hash: GRADER}
    return reopen_interview(
        path,
        clock,
        lambda rubric: lambda: graders.get(rubric.content_hash) or make_grader(rubric),
        PHRASES,
    )


def on_disk(interview: Interview) -> SessionState:
    """Return the state that the file holds now."""
    transcript = read_transcript(interview.path)
    assert transcript.problems == ()
    state = replay(transcript.events)
    assert state is not None
    return state


def last_event(interview: Interview) -> Event:
    """Return the last event in the file."""
    return read_transcript(interview.path).events[-1]


def types(path: Path) -> list[str]:
    """Return the types of all events in a file."""
    return [event.data.type for event in read_transcript(path).events]


@dataclass
class Candidate:
    """Goes through an interview; what it says depends on the question alone.

    Answers are found by item, kind and target; without an entry the question is skipped. It
    checks after every step that the file holds exactly what the interview believes.
    """

    answers: dict[tuple[str, TurnKind, str], str]
    clock: FakeClock
    hints: frozenset[tuple[str, TurnKind]] = frozenset()
    pauses: frozenset[tuple[str, TurnKind]] = frozenset()
    seconds: float = 10.0
    drafts: bool = True
    asked: list[tuple[str, TurnKind, str]] = field(default_factory=list)

    def go_on(self, interview: Interview) -> None:
        """Answer until the session is over."""
        self.check(interview)
        while interview.state.finished is None:
            self.step(interview)

    def step(self, interview: Interview) -> None:
        """Answer the open question, with a draft, a hint and a pause where asked for."""
        interview.go_on()
        interview.advance()
        self.check(interview)
        turn = interview.state.open_turn
        if turn is None:
            return
        place = (turn.asked.item_id, turn.asked.kind)
        question = (*place, turn.asked.target)
        self.asked.append(question)
        self.clock.tick(self.seconds)
        given = {hint.turn for hint in interview.state.records[-1].hints}
        if place in self.hints and turn.number not in given:
            interview.hint()
            self.check(interview)
        if place in self.pauses:
            interview.pause()
            self.check(interview)
            self.clock.tick(500)
            interview.go_on()
            self.check(interview)
        text = self.answers.get(question)
        if text is None:
            interview.skip()
        else:
            if self.drafts:
                interview.draft(text[: len(text) // 2])
                self.check(interview)
            interview.answer(text)
        self.check(interview)
        interview.advance()
        self.check(interview)

    @staticmethod
    def check(interview: Interview) -> None:
        """Check that all that counts is on the disk already."""
        assert on_disk(interview) == interview.state
