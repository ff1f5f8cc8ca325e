"""The break after each question of a practice interview: reading, going on, trying again."""

import pytest

from interviewer.model.session import Mode
from interviewer.tui.opening import ResumeOpening
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.widgets.conversation import ConversationView, ModelAnswer
from tests.factories import CLIPPING, DROPOUT, TUNING
from tests.tui.pilots import (
    SIZES,
    Desk,
    asked,
    in_turn,
    on_screen,
    see_result,
    send,
    shown,
    until,
    write,
)

GOOD = "Clipping limits the norm; it answers exploding gradients in recurrent networks."


def models(screen: InterviewScreen) -> list[bool]:
    return [model.opened for model in screen.query(ModelAnswer)]


async def test_a_break_lets_read_while_the_clock_stands_still(desk: Desk) -> None:
    app = desk.interview(CLIPPING, DROPOUT, minutes=30)
    async with app.run_test(size=(100, 40)) as pilot:
        await send(pilot, GOOD)
        screen = await in_turn(pilot)
        assert screen.interview.in_break
        assert screen.editor.read_only
        text = shown(app)
        assert "Read the marks" in text
        assert "F5 next question · F6 try again" in text
        assert "F5 Next  F6 Try again  Esc Leave  F1 Help" in text
        assert "F4 Hint" not in text
        assert "30:00 in all" in text
        desk.clock.tick(600)
        screen.tick()
        assert "30:00 in all" in shown(app)
        await pilot.press("x", "enter")
        assert screen.editor.text == ""
        await pilot.press("f5")
        await until(pilot, lambda: screen.interview.state.open_turn is not None)
        await in_turn(pilot)
        assert "1:00 left · 30:00 in all" in shown(app)
        assert "F5 Send  F4 Hint  F6 Sure  F7 Later  Esc Leave  F1 Help" in shown(app)
        assert screen.focused is screen.editor
        await pilot.press("x")
        assert screen.editor.text == "x"


async def test_the_model_answer_is_open_in_its_break_and_closed_after_it(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 50)) as pilot:
        await send(pilot, GOOD)
        screen = await in_turn(pilot)
        assert models(screen) == [True]
        await asked(pilot)
        assert models(screen) == [False]
        await pilot.press("f3")
        await send(pilot, "/skip")
        assert models(screen) == [True, True]
        await pilot.press("f3")
        assert models(screen) == [False, False]


async def test_the_break_shows_the_marks_from_the_last_answer_on(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(80, 24)) as pilot:
        await send(pilot, GOOD)
        screen = await in_turn(pilot)
        await until(pilot, lambda: "Strong: 6 of 6 points" in shown(pilot.app))
        assert "You" in shown(pilot.app)
        view = screen.query_one(ConversationView)
        before = view.scroll_y
        assert before < view.max_scroll_y, "the model answer goes on below"
        await pilot.press("pagedown")
        await until(pilot, lambda: view.scroll_y > before)
        assert "+ said" in shown(pilot.app)


async def test_an_item_can_be_tried_again_and_the_first_answer_counts(desk: Desk) -> None:
    app = desk.interview(CLIPPING, DROPOUT)
    async with app.run_test(size=(100, 50)) as pilot:
        await send(pilot, "It is about exploding gradients in an RNN, no more than that.")
        screen = await in_turn(pilot)
        while not screen.interview.in_break:
            await send(pilot, "nothing that I know of")
        await pilot.press("f6")
        await until(pilot, lambda: screen.interview.state.open_turn is not None)
        screen = await in_turn(pilot)
        assert "Interviewer · once more" in shown(app)
        assert "question 1 of 2 · again" in shown(app)
        assert not screen.editor.read_only
        await send(pilot, GOOD)
        assert screen.interview.in_break, "there is no follow-up on a second attempt"
        assert "Attempts at this question: first" in shown(app)
        await asked(pilot)
        assert "question 2 of 2" in shown(app)
    record = screen.interview.state.records[0]
    assert len(record.retries) == 1


async def test_the_last_item_can_be_tried_again_too(desk: Desk) -> None:
    async with desk.interview(DROPOUT).run_test(size=(100, 40)) as pilot:
        await send(pilot, "/dontknow")
        screen = await in_turn(pilot)
        while not screen.interview.in_break:
            await send(pilot, "/dontknow")
        assert "F5 shows the result · F6 try again" in shown(pilot.app)
        assert "F5 Result  F6 Try again" in shown(pilot.app)
        await pilot.press("f6")
        await until(pilot, lambda: screen.interview.state.open_turn is not None)
        await send(pilot, "It drops random units, so it reduces overfitting.")
        await see_result(pilot)


async def test_a_skipped_item_is_taken_up_by_the_same_key(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test(size=(100, 40)) as pilot:
        await send(pilot, "/skip")
        screen = await in_turn(pilot)
        assert screen.interview.in_break
        await pilot.press("f6")
        await until(pilot, lambda: screen.interview.state.open_turn is not None)
        await send(pilot, GOOD)
        assessment = screen.interview.state.records[0].main.assessment
        assert assessment is not None
        assert assessment.score == 1


async def test_leaving_in_a_break_comes_back_to_it(desk: Desk) -> None:
    app = desk.interview(CLIPPING, DROPOUT)
    async with app.run_test() as pilot:
        await send(pilot, GOOD)
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app._exit)
    again = desk.app(ResumeOpening(desk.session().path))
    async with again.run_test(size=(100, 40)) as pilot:
        screen = await in_turn(pilot)
        assert screen.interview.in_break
        assert "Read the marks" in shown(again)
        await asked(pilot)


async def test_stopping_in_a_break_shows_the_result(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT).run_test() as pilot:
        await send(pilot, GOOD)
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        await pilot.press("down", "down", "enter")
        await on_screen(pilot, "ResultScreen")


async def test_a_live_interview_has_no_breaks(desk: Desk) -> None:
    app = desk.interview(CLIPPING, DROPOUT, mode=Mode.LIVE)
    async with app.run_test(size=(100, 40)) as pilot:
        await send(pilot, GOOD)
        screen = await in_turn(pilot)
        assert screen.interview.state.open_turn is not None
        assert not screen.editor.read_only
        assert screen.interview.state.current == 1


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_break_and_its_keys_at_any_size(desk: Desk, size: tuple[int, int]) -> None:
    app = desk.interview(CLIPPING, DROPOUT, minutes=30)
    async with app.run_test(size=size) as pilot:
        await write(pilot, "half")
        assert "F5 Send  F4 Hint" in shown(app)
        await send(pilot, GOOD)
        lines = shown(app).splitlines()
        assert len(lines) == size[1]
        assert "F5 next question" in shown(app)
        assert "Read the marks" in shown(app)
        assert lines[-1].strip().startswith("F5 Next")
        assert "Esc Leave" in lines[-1]


@pytest.mark.parametrize(("width", "columns"), [(80, False), (120, True), (40, False)])
async def test_the_model_answer_stands_beside_the_candidates_words(
    desk: Desk, width: int, columns: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = desk.interview(CLIPPING, TUNING)
    async with app.run_test(size=(width, 70)) as pilot:
        await send(pilot, "It caps the norm.")
        screen = await in_turn(pilot)
        while not screen.interview.in_break:
            await send(pilot, "it is for exploding gradients")
        lines = shown(app).splitlines()
        text = "\n".join(lines)
        for mark in ("+ said", "+ with help", "○ missing"):
            assert mark in text, mark
        both = [line for line in lines if "model  “" in line and "you  “" in line]
        assert bool(both) is columns
        assert "you  “" in text
        model = screen.query_one(ModelAnswer)
        ideas = model.piece.utterance.ideas
        assert [idea.aided for idea in ideas] == [False, True, False]
