"""The set-up: what is chosen is what is asked."""

import pytest
from textual.pilot import Pilot

from interviewer.model.rubric import Stage
from interviewer.model.session import Mode
from interviewer.tui.screens.setup import SetupScreen
from tests.hostile.test_screens import write_bank
from tests.tui.pilots import (
    Desk,
    in_turn,
    notice,
    on_screen,
    see_result,
    send,
    settle,
    shown,
    until,
)


async def opened(pilot: Pilot[None]) -> SetupScreen:
    """Open the set-up and wait until the bank is loaded."""
    await on_screen(pilot, "HomeScreen")
    await pilot.press("n")
    await until(pilot, lambda: getattr(pilot.app.screen, "rubric", None) is not None)
    await until(pilot, lambda: "questions" in shown(pilot.app))
    screen = pilot.app.screen
    assert isinstance(screen, SetupScreen)
    return screen


async def test_what_is_chosen_is_what_is_asked(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("down", "space")  # no basic stage
        await pilot.press("down", "down", "down", "down", "right")  # four a stage
        await pilot.press("down", "down", "right", "right")  # 15 minutes
        await pilot.press("down", "down", "right", "down", "right")  # live, with the pass mark
        await until(pilot, lambda: "8 questions, at most 15 minutes." in shown(pilot.app))
        assert "[ ] Basic (17)" in shown(pilot.app)
        assert "No marks before the end" in shown(pilot.app)
        assert "ends after a stage below 60%" in shown(pilot.app)
        selection = screen.selection()
        assert selection is not None
        await pilot.press("f5")
        interview = (await in_turn(pilot)).interview
        settings = interview.state.started.settings
        assert settings == selection.settings()
        assert settings.stages == (Stage.FRESHER, Stage.EXPERIENCED)
        assert (settings.items_per_stage, settings.minutes) == (4, 15)
        assert (settings.mode, settings.gate) == (Mode.LIVE, True)
        assert len(interview.state.started.plan) == 8


async def test_untimed_and_back_around_to_the_suggestion(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        screen = await opened(pilot)
        screen.choice("minutes").focus()
        await pilot.press("left")
        await until(pilot, lambda: "9 questions, untimed." in shown(pilot.app))
        selection = screen.selection()
        assert selection is not None
        assert selection.settings().minutes is None
        await pilot.press("right")
        about = f"9 questions, about {selection.suggested} minutes."
        await until(pilot, lambda: about in shown(pilot.app))
        suggested = screen.selection()
        assert suggested is not None
        assert suggested.settings().minutes == selection.suggested


async def test_no_stage_cannot_be_started(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", "space", "right", "space", "right", "space")
        await until(pilot, lambda: "Choose at least one stage." in shown(pilot.app))
        await pilot.press("f5")
        await pilot.pause()
        assert "at least one stage first" in notice(pilot.app)
        await on_screen(pilot, "SetupScreen")


async def test_the_mouse_chooses_and_starts(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        await opened(pilot)
        await pilot.click("#items", offset=(2, 0))
        await until(pilot, lambda: "2 a stage" in shown(pilot.app))
        await pilot.click("#items", offset=(8, 0))
        await until(pilot, lambda: "3 a stage" in shown(pilot.app))
        await pilot.click("#stage-basic")
        await until(pilot, lambda: "6 questions" in shown(pilot.app))
        await pilot.click("#start")
        assert (await in_turn(pilot)).interview.state.stage is Stage.FRESHER


async def test_another_bank_brings_its_own_stages(desk: Desk) -> None:
    write_bank(desk.folder / "rubrics", "small", "A small bank", "What is a gradient?")
    async with desk.app().run_test() as pilot:
        await opened(pilot)
        await pilot.press("right")
        await until(pilot, lambda: "1 question, about" in shown(pilot.app))
        text = shown(pilot.app)
        assert "A small bank" in text
        assert "[ ] Fresher (0)" in text
        assert "1 a stage" in text
        await pilot.press("right")
        await until(pilot, lambda: "[x] Fresher (24)" in shown(pilot.app))


async def test_a_folder_without_banks_says_where_to_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.tui.pilots.ONE_BANK", desk.folder / "nothing")
    async with desk.app().run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("n")
        await until(pilot, lambda: "there is no bank" in notice(pilot.app))
        await pilot.press("f5")
        await on_screen(pilot, "SetupScreen")
        await pilot.press("escape")
        await pilot.press("b")
        await until(pilot, lambda: "There are no banks" in shown(pilot.app))


async def test_starting_twice_starts_once(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        screen = await opened(pilot)
        screen.action_start()
        screen.action_start()
        await in_turn(pilot)
        assert len(list(desk.transcripts.glob("*.jsonl"))) == 1
        assert len(pilot.app.screen_stack) == 2


async def test_a_start_that_failed_can_be_tried_again(desk: Desk) -> None:
    desk.transcripts.write_text("a file where the folder should be")
    async with desk.app().run_test() as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: "cannot be" in notice(pilot.app))
        desk.transcripts.unlink()
        await pilot.press("f5")
        await in_turn(pilot)


async def test_a_drill_on_one_topic_with_extra_time(desk: Desk) -> None:
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        topics = dict(screen.choice("topic").options)
        assert topics[""] == "All topics"
        screen.choice("topic").focus()
        await pilot.press("right")
        topic = screen.choice("topic").value
        count = sum(item.topic == topic for item in screen.rubric.items) if screen.rubric else 0
        assert topics[topic] == f"{topic} ({count})"
        await until(pilot, lambda: "A drill: this topic alone." in shown(pilot.app))
        selection = screen.selection()
        assert selection is not None
        plain = selection.suggested
        screen.choice("extra").focus()
        await pilot.press("right", "right")
        selection = screen.selection()
        assert selection is not None
        assert plain < selection.suggested <= plain * 1.5 + 1
        await until(pilot, lambda: f"about {selection.suggested} minutes" in shown(pilot.app))
        await pilot.press("f5")
        interview = (await in_turn(pilot)).interview
        settings = interview.state.started.settings
        assert (settings.topic, settings.extra_time) == (topic, 50)
        assert settings.minutes == selection.suggested
        asked = {interview.rubric.item(p.item_id) for p in interview.state.started.plan}
        assert {item.topic for item in asked if item is not None} == {topic}


async def test_a_topic_that_the_stages_do_not_have_is_left(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        screen = await opened(pilot)
        rubric = screen.rubric
        assert rubric is not None
        basic = {item.topic for item in rubric.items if item.stage is Stage.BASIC}
        others = {item.topic for item in rubric.items if item.stage is not Stage.BASIC}
        only_basic = sorted(basic - others)
        if not only_basic:
            only_basic = [""]
        topic = screen.choice("topic")
        topic.at = [value for value, _ in topic.options].index(only_basic[0])
        await pilot.press("down", "space")
        await until(pilot, lambda: screen.choice("topic").value == "")
        assert {value for value, _ in topic.options} == {"", *others}


async def test_the_past_decides_unless_the_choice_is_fresh(desk: Desk) -> None:
    async with desk.app().run_test() as pilot:
        screen = await opened(pilot)
        assert "0 of 59 asked before" in shown(pilot.app)
        first = screen.selection()
        assert first is not None
        await pilot.press("f5")
        for _ in first.plan:
            await send(pilot, "/skip")
        await see_result(pilot)
    desk.clock.tick(3600)
    async with desk.app().run_test() as pilot:
        screen = await opened(pilot)
        assert "9 of 59 asked before" in shown(pilot.app)
        selection = screen.selection()
        assert selection is not None
        assert selection.seed == first.seed
        assert selection.plan != first.plan
        screen.choice("past").focus()
        await pilot.press("right")
        await until(pilot, lambda: "as if nothing had been asked before" in shown(pilot.app))
        selection = screen.selection()
        assert selection is not None
        ids = [planned.item_id for planned in selection.plan]
        assert ids == [planned.item_id for planned in first.plan]
        screen.choice("past").focus()
        await pilot.press("left")
        selection = screen.selection()
        assert selection is not None
        await pilot.press("f5")
        interview = (await in_turn(pilot)).interview
        assert interview.state.started.plan == selection.plan, "what is shown is what is asked"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=str)
async def test_every_row_can_be_reached_at_any_size(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.app().run_test(size=size) as pilot:
        await opened(pilot)
        seen = shown(pilot.app)
        for _ in range(12):
            await pilot.press("down")
            await settle(pilot)
            seen += shown(pilot.app)
        for label in ("Bank", "Stages", "Topic", "Questions", "Past", "Time", "Extra time", "Mode"):
            assert label in seen, label
        assert "Pass mark" in seen
        assert "questions, about" in seen
