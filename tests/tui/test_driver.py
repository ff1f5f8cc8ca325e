"""The driver: one call at a time, every outcome a message, and no draft in the wrong question."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from textual.message import Message

from interviewer.dialogue.acts import Act, Request
from interviewer.grading.grader import Marker
from interviewer.services.interview import Interview
from interviewer.services.interview_start import begin_interview
from interviewer.services.requests import Outcome
from interviewer.tui.driver import Failed, Progress, Replied, SessionDriver, Told, Typed
from interviewer.tui.messages import InterviewLeft, InterviewOver
from tests.factories import CLIPPING, DROPOUT, PHRASES, make_grader, make_rubric, make_settings
from tests.tui.pilots import Desk

RUBRIC = make_rubric(CLIPPING, DROPOUT)


class Gate:
    """A marker that is ready when the test says so."""

    def __init__(self) -> None:
        self.ready = Event()
        self.ready.set()
        self.asked = Event()
        self.passed = False

    def __call__(self) -> Marker:
        self.asked.set()
        self.ready.wait(20)
        self.passed = True
        return make_grader(RUBRIC)


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def interview(desk: Desk, gate: Gate) -> Iterator[Interview]:
    interview = begin_interview(
        RUBRIC, make_settings(), desk.transcripts, desk.clock, "0000", gate, PHRASES
    )
    interview.advance()
    yield interview
    interview.close()


@pytest.fixture
def posted() -> list[Message]:
    return []


@pytest.fixture
def driver(interview: Interview, posted: list[Message]) -> SessionDriver:
    return SessionDriver(interview, posted.append)


def open_turn(interview: Interview) -> int:
    turn = interview.state.open_turn
    assert turn is not None
    return turn.number


def test_an_answer_is_told_twice_when_recorded_and_when_all_is_done(
    driver: SessionDriver, posted: list[Message]
) -> None:
    driver.answer("It caps the norm", timed_out=False)
    assert posted == [Progress(done=False), Progress(done=True)]


def test_a_late_draft_never_lands_in_the_next_question(
    driver: SessionDriver, interview: Interview
) -> None:
    first = open_turn(interview)
    driver.answer("It caps the norm", timed_out=False)
    driver.draft(Typed(first, "It caps the norm"))
    assert open_turn(interview) != first
    assert interview.state.open_turn is not None
    assert interview.state.open_turn.draft == ""
    driver.pause(Typed(first, "It caps the norm"))
    assert interview.state.open_turn.draft == ""


def test_a_draft_is_kept_for_its_own_question(driver: SessionDriver, interview: Interview) -> None:
    driver.draft(Typed(open_turn(interview), "half"))
    assert interview.state.open_turn is not None
    assert interview.state.open_turn.draft == "half"


def test_pausing_and_finishing_close_the_file(
    driver: SessionDriver, interview: Interview, posted: list[Message]
) -> None:
    driver.stop(Typed(open_turn(interview), "half"))
    driver.finish()
    (over,) = [message for message in posted if isinstance(message, InterviewOver)]
    assert over.session.state.finished is not None
    driver.draft(Typed(1, ""))
    driver.pause(Typed())
    assert posted[-1] == InterviewLeft(interview)


def test_a_key_for_a_question_that_is_over_does_nothing(
    driver: SessionDriver, interview: Interview, posted: list[Message]
) -> None:
    first = Typed(open_turn(interview), "half")
    driver.answer("It caps the norm", timed_out=False)
    before = interview.state
    driver.request_by_key(Request(Act.LATER, in_words=False), "/later", first)
    driver.request_by_key(Request(Act.HINT, in_words=False), "/hint", first)
    assert interview.state == before
    assert posted[-2:] == [Replied(Outcome.REPLIED, typed=False)] * 2


def test_what_was_typed_is_kept_before_a_key_puts_the_question_off(
    driver: SessionDriver, interview: Interview
) -> None:
    typed = Typed(open_turn(interview), "half a thought")
    driver.request_by_key(Request(Act.LATER, in_words=False), "/later", typed)
    first, again = interview.state.records[0].turns
    assert first.skipped
    assert again.draft == "half a thought", "it is the only item of its stage: it comes at once"


def test_a_closed_file_is_told_and_nothing_is_raised(
    driver: SessionDriver, interview: Interview, posted: list[Message]
) -> None:
    turn = open_turn(interview)
    interview.close()
    driver.answer("x", timed_out=False)
    driver.draft(Typed(turn, "x"))
    driver.pause(Typed(turn, "x"))
    driver.save_now(Typed(turn, "x"))
    assert [type(message) for message in posted] == [Failed, Told, Failed]


def test_a_way_out_does_not_wait_for_ever_for_a_grader(
    driver: SessionDriver, interview: Interview, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.tui.driver.SIGNAL_WAIT", 0.01)
    gate.ready.clear()
    grading = Thread(target=driver.answer, args=("It caps the norm", False))
    grading.start()
    assert gate.asked.wait(20)
    driver.save_now(Typed(1, "late"))
    assert not gate.passed, "it came back though the grader is not ready"
    gate.ready.set()
    grading.join(20)
    answered = interview.state.records[0].main.answered
    assert answered is not None
    assert answered.text == "It caps the norm"
