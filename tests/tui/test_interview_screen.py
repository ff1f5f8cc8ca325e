"""The interview screen: answers, commands, leaving."""

import pytest

from interviewer.model.session import Mode
from interviewer.services.conversation import Speaker
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.widgets.conversation import ConversationView, ModelAnswer, UtteranceView
from tests.factories import CLIPPING, DROPOUT
from tests.tui.pilots import (
    Desk,
    asked,
    in_turn,
    name,
    notice,
    on_screen,
    press_send,
    send,
    shown,
    until,
    write,
)

GOOD = "Clipping limits the norm; it answers exploding gradients in recurrent networks."


def speakers(screen: InterviewScreen) -> list[str]:
    return [view.piece.utterance.speaker for view in screen.query(UtteranceView)]


async def test_an_answer_is_shown_with_its_assessment_and_the_next_question(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 50)) as pilot:
        await send(pilot, GOOD)
        screen = await asked(pilot)
        text = shown(pilot.app)
        assert "You" in text
        assert "Strong: 6 of 6 points" in text
        assert "+3  It answers exploding gradients." in text
        assert "sum  criteria 6 + similarity 0 = 6 of 6" in text
        assert "exploding gradients⁺" in text
        assert "Fresher · question 2 of 2" in text
        assert screen.editor.text == ""
        assert screen.focused is screen.editor


async def test_words_that_cost_points_are_struck_and_marked(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(100, 50)) as pilot:
        await send(pilot, "It caps the norm, to fix vanishing gradients.")
        text = shown(pilot.app)
        assert "fix vanishing⁻" in text
        assert "\N{MINUS SIGN}2  This is not right." in text
        assert "Interviewer · follow-up" in text
        assert "slope that is already tiny?" in text


async def test_live_mode_shows_no_marks_until_the_end(desk: Desk) -> None:
    async with desk.interview(CLIPPING, mode=Mode.LIVE).run_test(size=(100, 50)) as pilot:
        await send(pilot, "It caps the size of the gradient.")
        screen = await in_turn(pilot)
        assert Speaker.ASSESSMENT not in speakers(screen)
        assert "points" not in shown(pilot.app)
        assert "F3" not in shown(pilot.app)


async def test_enter_makes_a_new_line_and_sends_nothing(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        await pilot.press("a", "enter", "b")
        assert screen.editor.text == "a\nb"
        assert screen.interview.state.open_turn is not None


async def test_ctrl_enter_sends_where_the_terminal_tells_it(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        await pilot.press("a", "ctrl+enter")
        await until(pilot, lambda: not screen.busy)
        assert screen.interview.state.records[0].main.answered is not None


async def test_an_empty_answer_has_to_be_confirmed(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        await press_send(pilot)
        assert "Nothing typed yet" in notice(pilot.app)
        assert screen.interview.state.records[0].main.is_open
        await press_send(pilot)
        await until(pilot, lambda: not screen.busy)
        answered = screen.interview.state.records[0].main.answered
        assert answered is not None
        assert answered.text == ""


async def test_an_unknown_command_is_said_and_stays_in_the_editor(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        await send(pilot, "/jump")
        assert "no command /jump" in notice(pilot.app)
        assert screen.editor.text == "/jump"
        assert screen.interview.state.records[0].main.is_open


async def test_a_command_within_an_answer_is_part_of_the_answer(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        await send(pilot, "/skip connections help")
        answered = screen.interview.state.records[0].main.answered
        assert answered is not None
        assert answered.text == "/skip connections help"


async def test_skip_goes_on(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 40)) as pilot:
        screen = await in_turn(pilot)
        await send(pilot, "/skip")
        assert screen.interview.state.records[0].main.skipped
        assert "(skipped)" in shown(pilot.app)
        await asked(pilot)
        assert "Fresher · question 2 of 2" in shown(pilot.app)


async def test_escape_keeps_the_text_and_go_on_returns_to_it(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        await write(pilot, "half a thought")
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        assert "Pause and leave" in shown(pilot.app)
        await pilot.press("escape")
        await on_screen(pilot, "InterviewScreen")
        assert screen.editor.text == "half a thought"
        assert screen.focused is screen.editor


async def test_pause_saves_the_draft_and_ends_a_program_that_was_opened_for_it(desk: Desk) -> None:
    app = desk.interview()
    async with app.run_test() as pilot:
        await in_turn(pilot)
        await write(pilot, "half a thought")
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0
    state = desk.session().state
    assert state.paused
    assert state.open_turn is not None
    assert state.open_turn.draft == "half a thought"


async def test_pause_from_home_goes_home_where_it_can_be_resumed(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("n")
        await until(pilot, lambda: getattr(pilot.app.screen, "rubric", None) is not None)
        await pilot.press("f5")
        await send(pilot, "/pause")
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "Resume" in shown(pilot.app))
        await pilot.press("r")
        screen = await in_turn(pilot)
        assert not screen.interview.state.paused


async def test_stop_shows_the_result(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 50)) as pilot:
        await send(pilot, GOOD)
        await write(pilot, "unsent words")
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        await pilot.press("down", "down", "enter")
        await on_screen(pilot, "ResultScreen")
        assert "Strong" in shown(pilot.app)
    state = desk.session().state
    assert state.finished is not None
    assert state.records[1].main.draft == "unsent words"


@pytest.mark.parametrize("choice", [0, 1, 2])
async def test_the_leave_dialog_takes_clicks(desk: Desk, choice: int) -> None:
    async with desk.interview().run_test() as pilot:
        await in_turn(pilot)
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        await pilot.click("#leave-menu", offset=(5, choice))
        expected = ["InterviewScreen", None, "ResultScreen"][choice]
        if expected is None:
            await until(pilot, lambda: pilot.app._exit)
        else:
            await on_screen(pilot, expected)


async def test_quitting_asks_first_and_then_ends_the_program(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("n")
        await until(pilot, lambda: getattr(app.screen, "rubric", None) is not None)
        await pilot.press("f5")
        await write(pilot, "half a thought")
        await pilot.press("f1")
        await on_screen(pilot, "HelpScreen")
        await pilot.press("ctrl+q")
        await on_screen(pilot, "LeaveDialog")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0
    turn = desk.session().state.open_turn
    assert turn is not None
    assert turn.draft == "half a thought"


async def test_what_is_typed_is_saved_within_a_second(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        await in_turn(pilot)
        await pilot.press(*"draft")

        def saved() -> bool:
            turn = desk.session().state.open_turn
            return turn is not None and turn.draft == "draft"

        await until(pilot, saved, seconds=5)


async def test_the_model_answer_opens_by_key_and_by_click(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 50)) as pilot:
        await send(pilot, GOOD)
        await asked(pilot)
        assert "Clipping caps the norm" not in shown(pilot.app)
        await pilot.press("f3")
        await pilot.pause()
        assert "Clipping caps the norm" in shown(pilot.app)
        await pilot.click(ModelAnswer)
        await pilot.pause()
        assert "Clipping caps the norm" not in shown(pilot.app)


async def test_the_newest_stays_in_view_and_the_page_keys_scroll(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(80, 24)) as pilot:
        screen = await in_turn(pilot)
        await send(pilot, "It caps the norm. " + "More words come here. " * 30)
        view = screen.query_one(ConversationView)
        await until(pilot, lambda: view.scroll_y == view.max_scroll_y > 0)
        question = screen.interview.state.turn
        assert question is not None
        assert question.asked.text[:40] in shown(pilot.app)
        await pilot.press("pageup")
        assert view.scroll_y < view.max_scroll_y
        await pilot.press("pagedown")
        await until(pilot, lambda: view.scroll_y == view.max_scroll_y)


async def test_a_notice_does_not_cover_the_newest(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(80, 24)) as pilot:
        await send(pilot, "It caps the norm. " + "More words come here. " * 30)
        screen = await in_turn(pilot)
        await press_send(pilot)
        await pilot.pause()
        view = screen.query_one(ConversationView)
        assert "Nothing typed yet" in notice(pilot.app)
        await until(pilot, lambda: view.scroll_y == view.max_scroll_y)


async def test_the_screen_is_named_in_its_help(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        await in_turn(pilot)
        await pilot.press("f1")
        await on_screen(pilot, "HelpScreen")
        assert name(pilot.app) == "HelpScreen"
        text = shown(pilot.app)
        assert "This screen: the interview" in text
        assert "Ctrl+Enter" in text


async def test_the_last_assessment_can_be_read_before_the_result(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(100, 40)) as pilot:
        await send(pilot, GOOD)
        screen = await in_turn(pilot)
        text = shown(pilot.app)
        assert "Strong: 6 of 6 points" in text
        assert "Read the marks" in text
        assert "F5 shows the result" in text
        await pilot.press("a")
        assert screen.editor.text == ""
        await pilot.press("f1", "escape", "f5")
        await on_screen(pilot, "ResultScreen")


async def test_a_live_interview_ends_with_the_result(desk: Desk) -> None:
    async with desk.interview(CLIPPING, mode=Mode.LIVE).run_test(size=(100, 40)) as pilot:
        await write(pilot, GOOD)
        await pilot.press("f5")
        await on_screen(pilot, "ResultScreen")
