"""What a candidate asks for, typed or by key: no draft is lost, and replies are in the talk."""

import pytest

from interviewer.model.session import Mode
from interviewer.tui.screens.interview import InterviewScreen
from tests.factories import CLIPPING, DROPOUT, changed
from tests.tui.pilots import (
    Desk,
    asked,
    in_turn,
    notice,
    on_screen,
    send,
    shown,
    until,
    write,
)

SECOND = changed(DROPOUT, stage=CLIPPING.stage)
DRAFT = "half a thought"


def hints(screen: InterviewScreen) -> int:
    """Return how many hints were given for the first item."""
    return len(screen.interview.state.records[0].hints)


async def test_a_hint_by_key_is_offered_with_its_cost_and_then_taken(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(100, 40)) as pilot:
        await write(pilot, DRAFT)
        screen = await asked(pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "3 points" in shown(pilot.app))
        assert screen.interview.state.records[0].hints == ()
        await pilot.press("f4")
        await until(pilot, lambda: len(screen.interview.state.records[0].hints) == 1)
        await until(pilot, lambda: "product of many factors" in shown(pilot.app))
        assert screen.editor.text == DRAFT
        assert not screen.editor.read_only


async def test_a_hint_in_words_is_taken_or_declined_in_words(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(100, 40)) as pilot:
        screen = await asked(pilot)
        await send(pilot, "Can I have a hint?")
        await send(pilot, "no thanks")
        assert hints(screen) == 0
        await send(pilot, "/hint")
        await send(pilot, "yes please")
        assert hints(screen) == 1
        assert screen.interview.state.records[0].main.is_open
        assert screen.editor.text == ""
        assert "yes please" in shown(pilot.app)


async def test_hints_run_out_in_words(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(100, 40)) as pilot:
        screen = await asked(pilot)
        for _ in range(2):
            await send(pilot, "/hint")
            await send(pilot, "yes")
        await send(pilot, "/hint")
        assert len(screen.interview.state.records[0].hints) == 2
        assert (
            "hint" in shown(pilot.app).splitlines()[-12:][0] or not screen.driver.requests.offered
        )


async def test_a_saved_command_does_not_come_back_as_a_draft(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(100, 40)) as pilot:
        await write(pilot, "/hint")
        screen = await asked(pilot)
        screen.save_draft()
        await until(pilot, lambda: desk.session().state.records[0].main.draft == "/hint")
        await pilot.press("f5")
        await until(pilot, lambda: screen.driver.requests.offered)
        await in_turn(pilot)
        assert screen.editor.text == ""


async def test_repeat_and_time_are_answered_in_the_conversation(desk: Desk) -> None:
    async with desk.interview(CLIPPING, minutes=10).run_test(size=(100, 40)) as pilot:
        screen = await asked(pilot)
        await send(pilot, "Could you say that again?")
        assert shown(pilot.app).count("when would you use it?") == 2
        await send(pilot, "/time")
        assert "2 min for this question, 10 min in all" in shown(pilot.app)
        await write(pilot, "/help")
        await pilot.press("f5")
        await on_screen(pilot, "HelpScreen")
        assert "This screen: the interview" in shown(pilot.app)
        await pilot.press("escape")
        await on_screen(pilot, "InterviewScreen")
        assert screen.editor.text == ""
        assert screen.interview.state.records[0].main.is_open


async def test_an_unknown_command_names_the_one_that_was_meant(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        await send(pilot, "/hnit")
        assert "There is no command /hnit. Did you mean /hint?" in notice(pilot.app)


async def test_stopping_in_words_asks_before_it_ends(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 40)) as pilot:
        screen = await asked(pilot)
        await send(pilot, "Let's stop here, please.")
        assert screen.interview.state.finished is None
        await write(pilot, "yes")
        await pilot.press("f5")
        await on_screen(pilot, "ResultScreen")


async def test_how_sure_is_chosen_by_key_and_kept_with_the_answer(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(80, 24)) as pilot:
        await write(pilot, "It caps the norm of exploding gradients in an RNN.")
        screen = await asked(pilot)
        levels = []
        for _ in range(4):
            await pilot.press("f6")
            levels.append(screen.editor.border_title)
        assert levels == [
            "Your answer · a guess",
            "Your answer · fairly sure",
            "Your answer · certain",
            "Your answer",
        ]
        await pilot.press("f6", "f6")
        assert "Your answer · fairly sure" in shown(pilot.app)
        await pilot.press("f5")
        await until(pilot, lambda: screen.interview.in_break)
        answered = screen.interview.state.records[0].main.answered
        assert answered is not None
        assert answered.confidence == 2
        await asked(pilot)
        assert screen.editor.border_title == "Your answer", "it is said anew for each answer"


async def test_how_sure_can_be_typed_at_the_end_of_the_answer(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test() as pilot:
        screen = await asked(pilot)
        await send(pilot, "It caps the norm. /sure 3")
        answered = screen.interview.state.records[0].main.answered
        assert answered is not None
        assert (answered.text, answered.confidence) == ("It caps the norm.", 3)


@pytest.mark.parametrize("mode", list(Mode))
async def test_later_puts_the_question_off_and_its_draft_comes_back(desk: Desk, mode: Mode) -> None:
    app = desk.interview(CLIPPING, SECOND, mode=mode)
    async with app.run_test(size=(100, 40)) as pilot:
        await write(pilot, DRAFT)
        screen = await asked(pilot)
        await pilot.press("f7")
        await until(pilot, lambda: screen.interview.state.current == 1)
        await in_turn(pilot)
        assert screen.interview.state.open_turn is not None, "there is no break: nothing to read"
        assert screen.editor.text == ""
        assert "Model answer" not in shown(app), "what comes back is not given away"
        await write(pilot, "/skip")
        await pilot.press("f5")
        await until(pilot, lambda: len(screen.interview.state.records[1].turns) == 1)
        await asked(pilot)
        await until(pilot, lambda: screen.interview.state.current == 0)
        await in_turn(pilot)
        assert screen.editor.text == DRAFT
        assert len(screen.interview.state.records[0].turns) == 2


async def test_a_follow_up_cannot_be_put_off_and_its_draft_stays(desk: Desk) -> None:
    async with desk.interview(CLIPPING, SECOND).run_test() as pilot:
        await send(pilot, "It caps the norm, to fix vanishing gradients.")
        await write(pilot, DRAFT)
        screen = await asked(pilot)
        await pilot.press("f7")
        await until(pilot, lambda: "cannot be put off" in notice(pilot.app))
        assert screen.editor.text == DRAFT
        assert screen.interview.state.open_turn is not None


async def test_back_leaves_the_open_question_and_its_draft_for_a_skipped_one(desk: Desk) -> None:
    async with desk.interview(CLIPPING, SECOND).run_test(size=(100, 40)) as pilot:
        screen = await asked(pilot)
        await send(pilot, "/skip")
        await send(pilot, "Could we go back to the one I skipped?")
        assert screen.interview.state.current == 0
        assert screen.interview.state.open_turn is not None


async def test_undo_has_a_key_besides_the_one_that_suspends(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test() as pilot:
        screen = await asked(pilot)
        await pilot.press("a", "b")
        await pilot.press("ctrl+underscore")
        assert screen.editor.text != "ab"


@pytest.mark.parametrize("text", ["Clipping limits the norm of the gradient.", "/time"])
async def test_what_was_sent_cannot_be_undone(desk: Desk, text: str) -> None:
    """The next question begins with an empty editor, and keeps none of the keys before it."""
    async with desk.interview(CLIPPING, SECOND, mode=Mode.LIVE).run_test() as pilot:
        screen = await asked(pilot)
        await pilot.press("a", "b", "backspace", "backspace")
        await send(pilot, text)
        screen = await asked(pilot)
        await pilot.press("ctrl+underscore")
        assert screen.editor.text == ""
        assert not screen.editor.history.undo_stack
