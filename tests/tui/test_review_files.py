"""What a review does beside reading: resume, export, delete, and the way to the result."""

from pathlib import Path

import pytest

from interviewer.storage.transcript_log import TranscriptWriter
from interviewer.tui import messages
from tests.tui.pilots import SIZES, Desk, in_turn, name, notice, on_screen, shown, until
from tests.tui.reviews import answered, finished, read, review, saved, script


async def test_v_goes_to_the_result_and_back(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        await until(pilot, lambda: "v Result" in shown(pilot.app))
        assert "Resume" not in shown(pilot.app)
        await pilot.press("v")
        await on_screen(pilot, "ResultScreen")
        await pilot.press("escape")
        await on_screen(pilot, "ReviewScreen")


async def test_r_goes_on_with_an_unfinished_session(desk: Desk) -> None:
    path = saved(desk.transcripts, answered("It caps the norm.").events)
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        await until(pilot, lambda: "r Resume" in shown(pilot.app))
        await pilot.press("r")
        screen = await in_turn(pilot)
        assert screen.interview.state.records[0].planned.item_id == "clipping"


async def test_e_writes_a_report_into_the_working_folder_and_says_where(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with review(desk, path).run_test(size=(200, 30)) as pilot:
        await read(pilot)
        await pilot.press("e")
        await until(pilot, lambda: notice(pilot.app).startswith("Report: "))
        first = folder / f"{path.stem}.html"
        assert notice(pilot.app) == f"Report: {first}"
        assert "Clipping" in first.read_text()
        first.write_text("mine")
        await pilot.press("e")
        second = folder / f"{path.stem}-2.html"
        await until(pilot, lambda: notice(pilot.app) == f"Report: {second}")
        assert first.read_text() == "mine", "nothing is written over"
        assert "Clipping" in second.read_text()


async def test_a_report_that_cannot_be_written_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    for copy in (desk.transcripts / "rubrics").iterdir():
        copy.unlink()
    monkeypatch.chdir(desk.folder)
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "rubric that graded this session" in notice(pilot.app))
        assert list(desk.folder.glob("*.html")) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_d_names_the_files_and_deletes_them(desk: Desk, size: tuple[int, int]) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    (copy,) = (desk.transcripts / "rubrics").iterdir()
    async with review(desk, path).run_test(size=size) as pilot:
        screen = await read(pilot)
        await pilot.press("d")
        await on_screen(pilot, "DeleteDialog")
        text = shown(pilot.app)
        assert "Delete this session for good?" in text
        assert "▸ Keep it" in text
        drawn = "".join(text.split()).replace("│", "")
        assert path.name[:20] in drawn
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert path.exists(), "keeping is what Enter does"
        await pilot.press("d")
        await on_screen(pilot, "DeleteDialog")
        await until(pilot, lambda: "▸ Keep it" in shown(pilot.app))
        await pilot.pause()
        await pilot.press("down")
        await until(pilot, lambda: "▸ Keep it" not in shown(pilot.app))
        await pilot.press("enter")
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "was deleted: 2 files" in notice(pilot.app))
    assert not path.exists()
    assert not copy.exists()


async def test_a_rubric_that_another_session_needs_stays(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    other = saved(desk.transcripts, finished(answered()).events, token="00bb")
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        await pilot.press("d")
        await on_screen(pilot, "DeleteDialog")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "was deleted" in notice(pilot.app))
    assert not path.exists()
    assert other.exists()
    assert len(list((desk.transcripts / "rubrics").iterdir())) == 1


async def test_deleting_leaves_the_result_of_the_session_as_well(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with desk.app().run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("t")
        await until(pilot, lambda: "finished" in shown(pilot.app))
        await pilot.press("enter")
        await read(pilot)
        await until(pilot, lambda: "v Result" in shown(pilot.app))
        await pilot.press("v")
        await on_screen(pilot, "ResultScreen")
        pilot.app.post_message(messages.OpenReview(path))
        await read(pilot)
        await pilot.press("d")
        await on_screen(pilot, "DeleteDialog")
        await pilot.press("down", "enter")
        await until(pilot, lambda: name(pilot.app) == "TranscriptsScreen")
        await until(pilot, lambda: "No interviews yet" in shown(pilot.app))


async def test_a_session_in_use_elsewhere_is_not_deleted(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    other = TranscriptWriter.reopen(path)
    try:
        async with review(desk, path).run_test() as pilot:
            await read(pilot)
            await pilot.press("d")
            await on_screen(pilot, "DeleteDialog")
            await pilot.press("down", "enter")
            await until(pilot, lambda: "open in another" in notice(pilot.app))
            assert name(pilot.app) == "ReviewScreen"
    finally:
        other.close()
    assert path.exists()
