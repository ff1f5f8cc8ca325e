"""The first screen and the lists: what is there, what is wrong, and friendly words for nothing."""

from interviewer.model.session import Mode
from interviewer.tui.opening import ReviewOpening
from tests.factories import CLIPPING, DROPOUT
from tests.tui.pilots import (
    Desk,
    in_turn,
    name,
    notice,
    on_screen,
    see_result,
    send,
    shown,
    until,
    write,
)


async def finish(desk: Desk, mode: Mode = Mode.PRACTICE) -> None:
    """Leave a finished interview behind."""
    async with desk.interview(CLIPPING, mode=mode).run_test() as pilot:
        await send(pilot, "It caps the norm of exploding gradients in an RNN.")
        await see_result(pilot)


async def leave(desk: Desk, mode: Mode = Mode.PRACTICE) -> None:
    """Leave a paused interview behind, with one question answered."""
    app = desk.interview(CLIPPING, DROPOUT, mode=mode)
    async with app.run_test() as pilot:
        await send(pilot, "It caps the norm of exploding gradients in an RNN.")
        await write(pilot, "/pause")
        await pilot.press("f5")
        await until(pilot, lambda: app._exit)


async def test_home_offers_to_resume_only_what_waits(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        await until(pilot, lambda: "none yet" in shown(pilot.app))
        assert "Resume" not in shown(pilot.app)
        await pilot.press("r")
        await pilot.pause()
        assert name(pilot.app) == "HomeScreen"
    await leave(desk)
    async with desk.app().run_test() as pilot:
        await until(pilot, lambda: "Resume" in shown(pilot.app))
        assert "A small bank, paused, 20 Nov 2026, 12:00" in shown(pilot.app)
        await pilot.click("#home-menu", offset=(6, 1))
        screen = await in_turn(pilot)
        assert len(screen.interview.state.records) == 2


async def test_home_says_how_the_last_interview_went(desk: Desk) -> None:
    await finish(desk)
    async with desk.app().run_test() as pilot:
        await until(
            pilot, lambda: "1 interview, the last finished one strong at 100%" in shown(pilot.app)
        )


async def test_the_menu_marks_where_the_cursor_is(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        await until(pilot, lambda: "▸ n  New interview" in shown(pilot.app))
        await pilot.press("down")
        await until(pilot, lambda: "▸ t  Transcripts" in shown(pilot.app))
        assert "▸ n" not in shown(pilot.app)
        await pilot.press("enter")
        await on_screen(pilot, "TranscriptsScreen")


async def test_q_quits(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("q")
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0


async def test_transcripts_are_listed_with_state_and_score(desk: Desk) -> None:
    await finish(desk)
    desk.clock.tick(3600)
    await leave(desk)
    async with desk.app().run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("t")
        await until(pilot, lambda: "Began" in shown(pilot.app))
        lines = [line.strip("▸ ") for line in shown(pilot.app).splitlines() if "2026" in line]
        assert [line.split("  ")[0] for line in lines] == [
            "20 Nov 2026, 13:00",
            "20 Nov 2026, 12:00",
        ]
        assert "paused" in lines[0]
        assert lines[1].split()[-3:] == ["finished", "100%", "strong"]
        assert "r Resume" in shown(pilot.app)
        await pilot.press("down")
        await until(pilot, lambda: "r Resume" not in shown(pilot.app))
        await pilot.press("up", "r")
        await in_turn(pilot)


async def test_an_unfinished_live_session_keeps_its_score_to_itself(desk: Desk) -> None:
    await leave(desk, Mode.LIVE)
    async with desk.app().run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("t")
        await until(pilot, lambda: "paused" in shown(pilot.app))
        assert "%" not in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: "marks of a live interview show" in shown(pilot.app))
        assert "points" not in shown(pilot.app).replace("cost points", "")


async def test_a_review_says_what_is_broken_in_the_file(desk: Desk) -> None:
    await finish(desk)
    path = desk.session().path
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"caps", b"cups")
    path.write_bytes(b"".join(lines))
    async with desk.app(ReviewOpening(path)).run_test(size=(100, 30)) as pilot:
        await on_screen(pilot, "ReviewScreen")
        await until(pilot, lambda: "line 3" in shown(pilot.app))
        assert "Interviewer" in shown(pilot.app)


async def test_a_review_goes_to_the_result_and_back(desk: Desk) -> None:
    await finish(desk)
    async with desk.app(ReviewOpening(desk.session().path)).run_test(size=(100, 50)) as pilot:
        await until(pilot, lambda: "v Result" in shown(pilot.app))
        text = shown(pilot.app)
        assert "Clipping caps the norm of the gradient" in text, "the model answer is open"
        await pilot.press("v")
        await on_screen(pilot, "ResultScreen")
        assert "100% unaided" in shown(pilot.app)
        await pilot.press("escape")
        await on_screen(pilot, "ReviewScreen")


async def test_a_result_leads_to_another_interview(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(100, 50)) as pilot:
        await send(pilot, "It caps the norm of exploding gradients in an RNN.")
        await see_result(pilot)
        assert "Strengths" in shown(pilot.app)
        assert str(desk.session().path)[:60] in shown(pilot.app)
        await pilot.press("n")
        await until(pilot, lambda: "questions, about" in shown(pilot.app))


async def test_a_bank_with_problems_lists_them_all_in_plain_words(desk: Desk) -> None:
    folder = desk.folder / "rubrics"
    folder.mkdir()
    (folder / "broken.yaml").write_text(
        "format: 1\nid: broken\ntitle: Broken\nitems:\n  - id: A\n    stage: expert\n"
    )
    async with desk.app().run_test(size=(100, 30)) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("b")
        await until(pilot, lambda: "has problems; Enter lists them" in shown(pilot.app))
        assert "broken.yaml:" in notice(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: "cannot be used yet" in shown(pilot.app))
        text = shown(pilot.app)
        assert "5:" in text
        assert "6:" in text
        await pilot.press("escape")
        await on_screen(pilot, "RubricsScreen")


async def test_a_bank_shows_its_questions_with_their_points(desk: Desk) -> None:
    async with desk.app().run_test(size=(100, 30)) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("b")
        await until(pilot, lambda: "Deep learning" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: "Basic · 17 questions" in shown(pilot.app))
        assert "+2  Deep learning is machine learning with neural networks." in shown(pilot.app)
        await pilot.press("n")
        await until(pilot, lambda: "9 questions" in shown(pilot.app))


async def test_ctrl_c_says_how_to_leave(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("ctrl+c")
        assert "Ctrl+Q leaves the program" in notice(pilot.app)
