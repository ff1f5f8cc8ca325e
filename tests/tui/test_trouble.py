"""What fails: the disk, the grader, the way out. Nothing typed is ever lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError
from interviewer.model.transcript import Answered, Assessed, Drafted, Event, EventData, Paused
from interviewer.storage.transcript_log import TranscriptWriter
from interviewer.tui.opening import ResumeOpening
from interviewer.tui.trouble import trouble_line
from tests.factories import CLIPPING, DROPOUT
from tests.tui.pilots import Desk, in_turn, notice, on_screen, send, shown, until, write

FULL = "the disk: cannot be written: No space left on device; free some space"
SECRET = "my-secret-answer"


class Disk:
    """A disk that refuses events of some kinds."""

    def __init__(self) -> None:
        self.refuses: tuple[type[EventData], ...] = ()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    real: Callable[..., Event] = TranscriptWriter.append

    def append(self: TranscriptWriter, data: EventData, now: object) -> Event:
        if isinstance(data, disk.refuses):
            raise StorageError(FULL)
        return real(self, data, now)

    monkeypatch.setattr(TranscriptWriter, "append", append)
    return disk


async def test_an_answer_that_cannot_be_saved_stays_and_can_be_sent_again(
    desk: Desk, disk: Disk
) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 40)) as pilot:
        screen = await in_turn(pilot)
        disk.refuses = (Answered,)
        await send(pilot, "It caps the norm")
        assert "No space left" in notice(pilot.app)
        assert "No space left" in shown(pilot.app)
        assert screen.editor.text == "It caps the norm"
        assert not screen.editor.read_only
        disk.refuses = ()
        await pilot.press("f5")
        await until(pilot, lambda: screen.editor.text == "" and not screen.busy)
        assert notice(pilot.app) == ""
        answered = screen.interview.state.records[0].main.answered
        assert answered is not None
        assert answered.text == "It caps the norm"


async def test_an_assessment_that_cannot_be_saved_is_made_again(desk: Desk, disk: Disk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 40)) as pilot:
        screen = await in_turn(pilot)
        disk.refuses = (Assessed,)
        await send(pilot, "It caps the norm")
        assert "What you answered is saved" in notice(pilot.app)
        assert screen.interview.state.pending_turn is not None
        assert "It caps the norm" in shown(pilot.app)
        disk.refuses = ()
        await pilot.press("f5")
        await until(pilot, lambda: screen.interview.state.open_turn is not None)
        await in_turn(pilot)
        assert len(screen.interview.state.records[0].turns) == 2, "one answer, then its follow-up"


async def test_a_time_up_that_cannot_be_saved_is_tried_once_and_then_by_hand(
    desk: Desk, disk: Disk
) -> None:
    async with desk.interview(CLIPPING, DROPOUT, minutes=30).run_test() as pilot:
        screen = await in_turn(pilot)
        await write(pilot, "It caps the norm")
        disk.refuses = (Answered,)
        desk.clock.tick(121)
        await until(pilot, lambda: "No space left" in notice(pilot.app))
        assert screen.editor.text == "It caps the norm"
        disk.refuses = ()
        screen.tick()
        assert not screen.busy, "it is not tried again behind the candidate's back"
        await pilot.press("f5")
        await until(pilot, lambda: screen.interview.in_break)
        answered = screen.interview.state.records[0].main.answered
        assert answered is not None
        assert answered.timed_out


async def test_a_draft_that_cannot_be_saved_is_said_and_typing_goes_on(
    desk: Desk, disk: Disk
) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        disk.refuses = (Drafted,)
        await pilot.press("a")
        await until(pilot, lambda: "cannot be saved at the moment" in notice(pilot.app))
        await pilot.press("b")
        assert screen.editor.text == "ab"


@pytest.mark.parametrize("abandon", [True, False])
async def test_leaving_a_full_disk(desk: Desk, disk: Disk, abandon: bool) -> None:
    app = desk.interview()
    async with app.run_test() as pilot:
        screen = await in_turn(pilot)
        await write(pilot, "half a thought")
        disk.refuses = (Drafted, Paused)
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "leave without saving" in notice(app))
        assert screen.editor.text == "half a thought"
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        assert "Leave without saving" in shown(app)
        if not abandon:
            disk.refuses = ()
        await pilot.press(*(["end"] if abandon else ["down"]), "enter")
        await until(pilot, lambda: app._exit)
    assert app.return_code == (4 if abandon else 0)


async def test_a_grader_that_fails_is_said_without_the_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("interviewer.grading.grader.Grader.assess", broken)
    async with desk.interview(CLIPPING).run_test() as pilot:
        await send(pilot, SECRET)
        assert "ValueError" in notice(pilot.app)
        assert SECRET not in notice(pilot.app)
        assert "What you answered is saved" in notice(pilot.app)


async def test_a_folder_that_cannot_be_written_is_said_on_the_first_screen(desk: Desk) -> None:
    desk.transcripts.write_text("a file where the folder should be")
    async with desk.interview(CLIPPING).run_test() as pilot:
        await until(pilot, lambda: "cannot be" in notice(pilot.app))
        await on_screen(pilot, "HomeScreen")


async def test_a_session_that_is_not_there_is_said_on_the_first_screen(desk: Desk) -> None:
    missing = desk.transcripts / "20261120T120000Z-small-0000.jsonl"
    async with desk.app(ResumeOpening(missing)).run_test() as pilot:
        await until(pilot, lambda: "is not there" in notice(pilot.app))


def test_an_error_of_the_program_says_itself_and_others_only_where_they_are() -> None:
    assert trouble_line(StorageError("a line\nand another")) == "a line"
    with pytest.raises(FileNotFoundError) as caught:
        Path(SECRET).read_text()
    assert SECRET in str(caught.value)
    assert SECRET not in trouble_line(caught.value)
    assert "FileNotFoundError" in trouble_line(caught.value)
