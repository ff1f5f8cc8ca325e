"""Time: deadlines, warnings, and what happens when the time is up."""

import pytest

from interviewer.dialogue.timing import TimeLeft
from interviewer.tui.widgets.dialogs import LeaveDialog
from interviewer.tui.widgets.status import (
    Status,
    StatusBar,
    Urgency,
    clock_text,
    status_content,
    time_text,
    urgency,
)
from tests.factories import CLIPPING, DROPOUT, changed
from tests.tui.pilots import Desk, in_turn, notice, on_screen, shown, until, write


@pytest.mark.parametrize(
    ("left", "total", "expected"),
    [
        (None, None, Urgency.NONE),
        (120.0, 120.0, Urgency.NONE),
        (36.1, 180.0, Urgency.NONE),
        (36.0, 180.0, Urgency.SOON),
        (30.0, 180.0, Urgency.LAST),
        (30.0, None, Urgency.LAST),
        (-5.0, 180.0, Urgency.LAST),
    ],
)
def test_urgency_begins_at_a_fifth_and_at_thirty_seconds(
    left: float | None, total: float | None, expected: Urgency
) -> None:
    assert urgency(left, total) is expected


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (-3, "0:00"), (0.2, "0:01"), (59.1, "1:00"), (120, "2:00"), (3601, "1:00:01")],
)
def test_the_clock_says_zero_only_when_the_time_is_up(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


def test_the_time_in_words() -> None:
    assert time_text(TimeLeft(None, None)) == "This interview is untimed."
    assert time_text(TimeLeft(None, 60)) == "Time left: 1:00 for the interview."


@pytest.mark.parametrize("width", [1, 5, 12, 20, 40, 60, 80, 120, 300])
def test_the_status_fits_any_width(width: int) -> None:
    status = Status("experienced", 12, 24, True, TimeLeft(36.0, 3700.0), Urgency.SOON)
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
        await until(pilot, lambda: len(screen.interview.state.records) == 2)
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
        await on_screen(pilot, "ResultScreen")
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
        await until(pilot, lambda: status.status.over)
        await until(pilot, lambda: all(worker.is_finished for worker in screen.workers))
        assert isinstance(pilot.app.screen, LeaveDialog), "the dialog is not torn away"
        await pilot.press("enter")
        await on_screen(pilot, "ResultScreen")
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
        assert screen.query_one(StatusBar).status.urgency is Urgency.NONE
