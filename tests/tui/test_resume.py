"""Resuming: the draft is back in the editor, the clock stood still."""

from interviewer.tui.opening import ResumeOpening
from tests.factories import CLIPPING, DROPOUT
from tests.tui.pilots import Desk, in_turn, name, notice, on_screen, send, shown, until, write


async def test_resuming_goes_on_with_the_draft_in_the_editor(desk: Desk) -> None:
    app = desk.interview(CLIPPING, DROPOUT, minutes=30)
    async with app.run_test() as pilot:
        await in_turn(pilot)
        desk.clock.tick(20)
        await write(pilot, "half a\nthought")
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app._exit)
    path = desk.session().path
    desk.clock.tick(5000)
    async with desk.app(ResumeOpening(path)).run_test(size=(100, 40)) as pilot:
        screen = await in_turn(pilot)
        await until(pilot, lambda: screen.editor.text == "half a\nthought")
        assert screen.editor.cursor_location == (1, 7)
        assert "1:40 left" in shown(pilot.app)
        await pilot.press("!")
        assert screen.editor.text == "half a\nthought!"
        await send(pilot, "It caps the norm")
        assert screen.interview.state.records[0].main.answered is not None


async def test_a_cut_off_session_says_what_was_cut(desk: Desk) -> None:
    app = desk.interview(CLIPPING)
    async with app.run_test() as pilot:
        screen = await in_turn(pilot)
        await send(pilot, "It caps the norm")
        screen.interview.close()
    path = desk.session().path
    with path.open("ab") as file:
        file.write(b'{"v":1,"seq":9,"at":"20')
    async with desk.app(ResumeOpening(path)).run_test(size=(100, 40)) as pilot:
        await in_turn(pilot)
        await until(pilot, lambda: "torn off" in shown(pilot.app))


async def test_a_session_open_elsewhere_is_refused_in_plain_words(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test() as pilot:
        await in_turn(pilot)
        path = desk.session().path
        async with desk.app(ResumeOpening(path)).run_test() as second:
            await until(second, lambda: "another interviewer window" in notice(second.app))
            assert name(second.app) == "HomeScreen"


async def test_a_pending_answer_is_assessed_on_resuming(desk: Desk) -> None:
    app = desk.interview(CLIPPING, DROPOUT)
    async with app.run_test() as pilot:
        screen = await in_turn(pilot)
        screen.interview.answer("It caps the norm of exploding gradients in an RNN.")
        screen.interview.close()
    path = desk.session().path
    async with desk.app(ResumeOpening(path)).run_test(size=(100, 40)) as pilot:
        screen = await in_turn(pilot)
        assert screen.interview.state.records[0].main.assessment is not None
        assert "6 of 6 points" in shown(pilot.app)
