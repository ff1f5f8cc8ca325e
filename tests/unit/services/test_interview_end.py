"""Skipping, stopping, running out of time, pauses, and two threads at once."""

from collections.abc import Iterable
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest

from interviewer.grading.grader import Grader
from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Stage
from interviewer.model.transcript import (
    Answered,
    Asked,
    EndReason,
    Finished,
    Resumed,
)
from interviewer.services.interview import Interview
from interviewer.services.interview_start import begin_interview
from tests.factories import PHRASES, FakeClock, make_settings
from tests.unit.services.interviews import (
    GRADER,
    RUBRIC,
    TOKEN,
    begin,
    last_event,
    on_disk,
    types,
)

# Skip, stop, time


def test_skipping_goes_on_to_the_next_item(interview: Interview) -> None:
    """A stage of one skipped item is finished with nothing earned."""
    interview.skip()
    interview.advance()
    assert interview.state.stages[0].unaided == 0
    assert interview.state.open_turn is not None
    assert interview.state.open_turn.asked.item_id == "dropout"


def test_stopping_sums_up_what_was_answered(interview: Interview) -> None:
    """The stage under way is scored, then the session ends."""
    interview.answer("It caps the norm where gradients are exploding, in RNNs.")
    interview.advance()
    interview.answer("Random units are silenced.")
    interview.advance()
    interview.stop()
    assert types(interview.path)[-2:] == ["stage-finished", "finished"]
    end = interview.state.finished
    assert end is not None
    assert end.reason is EndReason.STOPPED
    assert [score.stage for score in interview.state.stages] == [Stage.BASIC, Stage.FRESHER]
    assert end.summary.items == 2
    assert on_disk(interview) == interview.state


def test_stopping_before_any_answer(interview: Interview) -> None:
    """There is no stage to score."""
    interview.stop()
    assert types(interview.path) == ["started", "asked", "finished"]


def test_stopping_right_after_an_answer_still_counts_it(interview: Interview) -> None:
    """What was answered counts, even where the mark is not there yet."""
    interview.answer("It caps the norm where gradients are exploding, in RNNs.")
    interview.stop()
    assert types(interview.path)[-4:] == ["answered", "assessed", "stage-finished", "finished"]
    assert interview.state.finished is not None
    assert interview.state.finished.summary.unaided == 1.0


def test_after_the_end_nothing_is_written(interview: Interview) -> None:
    """Stopping, pausing, drafting and advancing change nothing any more."""
    interview.stop()
    before = types(interview.path)
    interview.stop()
    interview.pause()
    interview.go_on()
    interview.draft("late")
    interview.advance()
    assert types(interview.path) == before
    with pytest.raises(UsageError, match="no open question"):
        interview.answer("late")


def test_a_timeout_takes_the_draft_and_asks_no_further(tmp_path: Path, clock: FakeClock) -> None:
    """What stood in the editor is the answer; the next item comes, not a follow-up."""
    live = begin(tmp_path, clock, make_settings(minutes=10))
    assert live.time_left().item == 120
    clock.tick(119)
    live.draft("It caps the")
    assert not live.time_left().is_up
    clock.tick(1)
    assert live.time_left().is_up
    turn = live.state.open_turn
    assert turn is not None
    live.answer(turn.draft, timed_out=True)
    live.advance()
    assert last_event(live).data.type == "asked"
    main = live.state.records[0].main
    assert main.answered == Answered(2, "It caps the", 120.0, True, 120.0)
    assert live.state.records[0].follow_ups == ()
    assert live.state.records[1].planned.item_id == "dropout"
    live.close()


def test_when_the_time_of_the_session_is_over_it_ends(tmp_path: Path, clock: FakeClock) -> None:
    """The answer under way is taken and marked, the stage scored, the session finished."""
    live = begin(tmp_path, clock, make_settings(minutes=1))
    clock.tick(61)
    assert live.time_left().session == -1
    live.answer("It caps the norm", timed_out=True)
    live.advance()
    live.close()
    assert types(live.path)[-4:] == ["answered", "assessed", "stage-finished", "finished"]
    end = live.state.finished
    assert end is not None
    assert end.reason is EndReason.TIME
    assert end.summary.items == 1


def test_the_gate_ends_the_session(tmp_path: Path, clock: FakeClock) -> None:
    """A stage below its pass mark is the last one."""
    live = begin(tmp_path, clock, make_settings(gate=True))
    live.skip()
    live.advance()
    live.close()
    last = last_event(live).data
    assert isinstance(last, Finished)
    assert last.reason is EndReason.GATE


# Pauses


def test_a_pause_stops_the_clock(interview: Interview, clock: FakeClock) -> None:
    """What passes meanwhile counts neither for the session nor for the answer."""
    clock.tick(10)
    interview.pause()
    clock.tick(1000)
    assert interview.elapsed() == 10
    interview.go_on()
    assert last_event(interview).data == Resumed(10.0)
    clock.tick(5)
    interview.answer("an answer")
    assert last_event(interview).data == Answered(2, "an answer", 15.0, False, 15.0)


def test_the_seconds_of_an_answer_count_from_its_question(
    interview: Interview, clock: FakeClock
) -> None:
    """Not from the beginning of the session; to the millisecond."""
    clock.tick(5)
    interview.answer("I don't know")
    interview.advance()
    clock.tick(7.1236)
    interview.answer("I don't know that either")
    assert last_event(interview).data == Answered(
        5, "I don't know that either", 7.124, False, 12.124
    )


def test_pausing_twice_is_pausing_once(interview: Interview) -> None:
    """The same for going on."""
    interview.go_on()
    interview.pause()
    interview.pause()
    interview.go_on()
    interview.go_on()
    assert types(interview.path)[2:] == ["paused", "resumed"]


def test_the_wall_clock_does_not_matter(interview: Interview, clock: FakeClock) -> None:
    """A clock that is set back changes when things happened, not how long they took."""
    clock.tick(10)
    clock.wall = clock.wall.replace(year=2020)
    interview.answer("an answer")
    event = last_event(interview)
    assert event.at.startswith("2020-")
    assert event.data == Answered(2, "an answer", 10.0, False, 10.0)


def test_times_are_in_milliseconds(interview: Interview, clock: FakeClock) -> None:
    """No digits that nobody can have measured."""
    clock.tick(1.23456)
    assert interview.elapsed() == 1.235


# Two threads: one grades, the other is the screen's


class SlowMarker:
    """Waits with its first assessment until it is released."""

    def __init__(self, grader: Grader) -> None:
        self._grader = grader
        self.began = Signal()
        self.release = Signal()

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        if not self.began.is_set():
            self.began.set()
            assert self.release.wait(30), "the test releases it"
        return self._grader.assess(item_id, answer, asked)

    def assess_follow_up(
        self,
        item_id: str,
        answer: str,
        targets: Iterable[str],
        misconception: str = "",
        asked: str = "",
    ) -> FollowUpResult:
        raise AssertionError("no follow-up is answered")


def test_stopping_while_the_answer_is_being_graded(tmp_path: Path, clock: FakeClock) -> None:
    """The answer is assessed once, the end comes last, and the screen never waits for a grader."""
    marker = SlowMarker(GRADER)
    live = begin(tmp_path, clock, marker=marker)
    live.answer("It caps the norm where gradients are exploding, in RNNs.")
    worker = Thread(target=live.advance)
    worker.start()
    assert marker.began.wait(30)
    live.pause()
    live.go_on()
    live.stop()
    marker.release.set()
    worker.join(30)
    assert not worker.is_alive()
    live.close()
    assert types(live.path) == [
        "started",
        "asked",
        "answered",
        "paused",
        "resumed",
        "assessed",
        "stage-finished",
        "finished",
    ]
    assert on_disk(live) == live.state


def test_a_grader_that_fails_loses_no_answer(tmp_path: Path, clock: FakeClock) -> None:
    """The answer is on the disk; the next advance tries again."""
    graders: list[Grader | None] = [None, GRADER]

    def marker() -> Grader:
        grader = graders.pop(0)
        if grader is None:
            raise MemoryError
        return grader

    live = begin_interview(RUBRIC, make_settings(), tmp_path, clock, TOKEN, marker, PHRASES)
    live.advance()
    live.answer("It caps the norm where gradients are exploding, in RNNs.")
    with pytest.raises(MemoryError):
        live.advance()
    assert types(live.path)[-1] == "answered"
    live.advance()
    assert isinstance(last_event(live).data, Asked)
    live.close()
