"""The editor: its limit, what it lets in, and its speed with the worst of pastes."""

from textual import events

from interviewer.model.text import ANSWER_LIMIT, clean_text
from tests.tui.pilots import HOSTILE, Desk, in_turn, notice, until


async def test_a_paste_that_is_too_long_is_capped_and_nothing_typed_is_lost(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        await pilot.press("a", "b")
        pilot.app.post_message(events.Paste("深" * 100_000))
        await until(pilot, lambda: len(screen.editor.text) == ANSWER_LIMIT)
        assert screen.editor.text.startswith("ab深")
        assert "80,002 were left out" in notice(pilot.app)
        await pilot.press("c")
        assert len(screen.editor.text) == ANSWER_LIMIT
        await pilot.press("backspace", "d")
        assert screen.editor.text.endswith("深d")


async def test_a_paste_over_a_selection_has_the_room_of_the_selection(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        screen.editor.insert("a" * ANSWER_LIMIT)
        screen.editor.select_all()
        pilot.app.post_message(events.Paste("b" * (ANSWER_LIMIT + 1)))
        await until(pilot, lambda: screen.editor.text == "b" * ANSWER_LIMIT)
        assert "1 were left out" in notice(pilot.app)


async def test_a_paste_is_cleaned(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        for number, text in enumerate(HOSTILE):
            screen.editor.clear()
            pilot.app.post_message(events.Paste(f"{text} {number}."))
            await until(pilot, lambda: screen.editor.text.endswith(f"{number}."))  # noqa: B023
            assert screen.editor.text == f"{clean_text(text)} {number}."


async def test_tab_leaves_the_editor_and_comes_back(desk: Desk) -> None:
    async with desk.interview().run_test() as pilot:
        screen = await in_turn(pilot)
        await pilot.press("a", "tab")
        assert screen.focused is not screen.editor
        assert screen.editor.text == "a"
        await pilot.press("shift+tab")
        assert screen.focused is screen.editor
