"""Time: deadlines, warnings, and what happens when the time is up."""

from datetime import timedelta

import pytest

from interviewer.dialogue.timing import TimeLeft, Urgency
from interviewer.tui.widgets.dialogs import LeaveDialog
from interviewer.tui.widgets.status import (
    Status,
    StatusBar,
    clock_text,
    status_content,
)
from tests.factories import CLIPPING, DROPOUT, changed
from tests.tui.pilots import Desk, in_turn, notice, on_screen, see_result, shown, until, write


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (-3, "0:00"), (0.2, "0:01"), (59.1, "1:00"), (120, "2:00"), (3601, "1:00:01")],
)
def test_the_clock_says_zero_only_when_the_time_is_up(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


@pytest.mark.parametrize("width", [1, 5, 12, 20, 40, 60, 80, 120, 300])
def test_the_status_fits_any_width(width: int) -> None:
    status = Status(
        "experienced", 12, 24, "follow-up", TimeLeft(36.0, 3700.0), Urgency.SOON, Urgency.NONE
    )
    content = status_content(status, width)
    assert content.cell_length <= width
    if width >= 40:
        assert "12" in content.plain
        assert "0:36" in content.plain
        assert "!" in content.plain, "the warning is not a colour alone"


async def test_the_time_comes_from_the_deadline_not_from_ticks(desk: Desk) -> None:
    async with desk.interview(CLIPPING, minutes=30).run_test() as pilot:
        await in_turn(pilot)
        assert "2:00 left" in shown(pilot.app)
        desk.clock.tick(47)
        await until(pilot, lambda: "1:13 left" in shown(pilot.app))
        assert "29:13 in all" in shown(pilot.app)


async def test_two_gentle_warnings_come_once_each(desk: Desk) -> None:
    item = changed(CLIPPING, minutes=4)
    async with desk.interview(item, minutes=30).run_test() as pilot:
        screen = await in_turn(pilot)
        desk.clock.tick(191)
        screen.tick()
        assert notice(pilot.app) == ""
        desk.clock.tick(1)
        await until(pilot, lambda: "Most of the time" in notice(pilot.app))
        assert "! 0:48 left" in shown(pilot.app)
        screen.say("")
        screen.tick()
        assert notice(pilot.app) == "", "a warning is given once"
        desk.clock.tick(18)
        await until(pilot, lambda: "Less than 30 seconds" in notice(pilot.app))
        assert "! 0:30 left" in shown(pilot.app)


async def test_when_the_time_is_up_the_draft_is_the_answer(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT, minutes=30).run_test(size=(100, 40)) as pilot:
        screen = await in_turn(pilot)
        await write(pilot, "It caps the norm")
        desk.clock.tick(121)
        await until(pilot, lambda: screen.interview.in_break)
        answered = screen.interview.state.records[0].main.answered
        assert answered is not None
        assert (answered.text, answered.timed_out) == ("It caps the norm", True)
        await in_turn(pilot)
        assert "The time was up" in shown(pilot.app)
        assert screen.editor.text == ""


async def test_when_the_session_is_up_the_result_is_shown(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT, minutes=5).run_test() as pilot:
        await write(pilot, "It caps the norm")
        desk.clock.tick(301)
        await until(pilot, lambda: "F5 shows the result" in shown(pilot.app))
        await see_result(pilot)
    state = desk.session().state
    assert state.finished is not None
    assert state.finished.reason == "time"


async def test_the_time_runs_out_behind_the_dialog_too(desk: Desk) -> None:
    async with desk.interview(CLIPPING, minutes=1).run_test() as pilot:
        screen = await in_turn(pilot)
        await write(pilot, "It caps the norm")
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        desk.clock.tick(61)
        status = screen.query_one(StatusBar)
        await until(pilot, lambda: status.status.note == "break")
        await until(pilot, lambda: all(worker.is_finished for worker in screen.workers))
        assert isinstance(pilot.app.screen, LeaveDialog), "the dialog is not torn away"
        await pilot.press("enter")
        await on_screen(pilot, "InterviewScreen")
        await see_result(pilot)
    answered = desk.session().state.records[0].main.answered
    assert answered is not None
    assert answered.text == "It caps the norm"


async def test_an_untimed_interview_never_ends_by_itself(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test() as pilot:
        screen = await in_turn(pilot)
        desk.clock.tick(100_000)
        screen.tick()
        assert "untimed" in shown(pilot.app)
        assert screen.interview.state.open_turn is not None
        assert screen.query_one(StatusBar).status.item_urgency is Urgency.NONE


async def test_a_wall_clock_that_jumps_back_moves_no_deadline(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT, minutes=30).run_test(size=(100, 40)) as pilot:
        screen = await in_turn(pilot)
        await write(pilot, "It caps the norm")
        desk.clock.wall -= timedelta(days=1)
        desk.clock.seconds += 119
        screen.tick()
        await until(pilot, lambda: "0:01 left" in shown(pilot.app))
        assert screen.interview.state.open_turn is not None
        desk.clock.seconds += 2
        await until(pilot, lambda: screen.interview.in_break)
        answered = screen.interview.state.records[0].main.answered
        assert answered is not None
        assert (answered.text, answered.timed_out) == ("It caps the norm", True)


async def test_the_end_of_the_interview_is_warned_of_in_words_of_its_own(desk: Desk) -> None:
    item = changed(CLIPPING, minutes=30)
    async with desk.interview(item, minutes=10).run_test() as pilot:
        screen = await in_turn(pilot)
        desk.clock.tick(481)
        await until(pilot, lambda: "time for the interview is used" in notice(pilot.app))
        assert "! 1:59 in all" in shown(pilot.app)
        assert "! 21:59 left" not in shown(pilot.app)
        desk.clock.tick(90)
        await until(pilot, lambda: "30 seconds of the interview" in notice(pilot.app))
        assert screen.interview.state.open_turn is not None
