"""Every screen at every size, in colour and without: nothing crashes, nothing is clipped."""

from collections.abc import Awaitable, Callable

import pytest
from textual.color import Color
from textual.pilot import Pilot

from interviewer.tui.app import InterviewerApp
from interviewer.tui.widgets.editor import AnswerEditor
from tests.factories import CLIPPING, DROPOUT, TUNING
from tests.tui.pilots import SIZES, Desk, in_turn, on_screen, see_result, send, shown, until, write

Way = Callable[[Pilot[None]], Awaitable[None]]


async def home(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: "1 bank, 59 q" in shown(pilot.app))


async def setup(pilot: Pilot[None]) -> None:
    await home(pilot)
    await pilot.press("n")
    await until(pilot, lambda: getattr(pilot.app.screen, "rubric", None) is not None)


async def transcripts(pilot: Pilot[None]) -> None:
    await home(pilot)
    await pilot.press("t")
    await until(pilot, lambda: "No interviews yet" in shown(pilot.app))


async def rubrics(pilot: Pilot[None]) -> None:
    await home(pilot)
    await pilot.press("b")
    await until(pilot, lambda: "Deep learning" in shown(pilot.app))


async def bank(pilot: Pilot[None]) -> None:
    await rubrics(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: "What is deep learning?" in shown(pilot.app))


async def help_screen(pilot: Pilot[None]) -> None:
    await home(pilot)
    await pilot.press("f1")
    await on_screen(pilot, "HelpScreen")


WAYS: dict[str, tuple[Way, tuple[str, ...]]] = {
    "home": (home, ("New interview", "Transcripts", "Rubrics", "Help", "Quit")),
    "setup": (setup, ("New interview", "Bank")),
    "transcripts": (transcripts, ("No interviews yet",)),
    "rubrics": (rubrics, ("Deep learning",)),
    "bank": (bank, ("What is deep learning?",)),
    "help": (help_screen, ("This screen: home",)),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("way", list(WAYS))
async def test_a_screen_shows_what_it_must(desk: Desk, way: str, size: tuple[int, int]) -> None:
    go, wanted = WAYS[way]
    async with desk.app().run_test(size=size) as pilot:
        await go(pilot)
        text = shown(pilot.app)
        assert [each for each in wanted if each not in text] == []


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_interview_result_and_review_at_any_size(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.interview(CLIPPING, DROPOUT, TUNING, minutes=30).run_test(size=size) as pilot:
        screen = await in_turn(pilot)
        assert "when would you use it?" in " ".join(shown(pilot.app).split())
        assert screen.query_one(AnswerEditor).content_size.height >= 2
        await send(pilot, "It caps the norm, which can fix vanishing gradients.")
        await send(pilot, "nothing")
        await send(pilot, "nothing")
        await send(pilot, "/skip")
        await send(pilot, "Raise the rate step by step and watch the loss.")
        await see_result(pilot)
        assert "unaided" in shown(pilot.app)
        await pilot.press("v")
        await on_screen(pilot, "ReviewScreen")
        await until(pilot, lambda: "Interviewer" in shown(pilot.app))


async def test_the_form_fits_a_small_terminal_without_scrolling(desk: Desk) -> None:
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await setup(pilot)
        await until(pilot, lambda: "9 questions, about" in shown(pilot.app))
        text = shown(pilot.app)
        for wanted in (
            "Bank          Deep learning",
            "[x] Basic (17)    [x] Fresher (24)    [x] Experienced (18)",
            "3 a stage",
            "minutes",
            "All topics",
            "New and weak questions first",
            "Extra time",
            "Practice",
            "Pass mark",
            "Start",
            "F5 Start",
        ):
            assert wanted in text.replace("▸", " "), wanted


async def test_the_home_screen_in_plain_text(desk: Desk) -> None:
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "59 questions" in shown(pilot.app))
        lines = shown(pilot.app).splitlines()
        assert lines[6:18] == [
            "      I N T E R V I E W E R",
            "      A mock interview in your terminal, every point explained.",
            "",
            f"      {'─' * 68}",
            "",
            "    ▸ n  New interview     choose questions, time and mode",
            "      t  Transcripts       none yet",
            "      p  Progress          scores over time, and what is due",
            "      b  Rubrics           1 bank, 59 questions",
            "      ?  Help              keys, commands, how a mark comes about",
            "      q  Quit",
            "",
        ]
        assert lines[23] == " n New  t Transcripts  b Rubrics  q Quit  F2 Colours  F1 Help"


async def test_an_interview_screen_in_plain_text(desk: Desk) -> None:
    async with desk.interview(CLIPPING, DROPOUT, minutes=30).run_test(size=(80, 24)) as pilot:
        await in_turn(pilot)
        desk.clock.tick(8)
        await write(pilot, "half a thought")
        await until(pilot, lambda: "1:52 left" in shown(pilot.app))
        lines = shown(pilot.app).splitlines()
        assert len(lines) == 24
        assert lines[0] == (
            "  Basic · question 1 of 2  ━━━━━━━━━─────────         1:52 left · 29:52 in all"
        )
        assert lines[14] == "  First, the groundwork. What is gradient clipping, and when would you"
        assert lines[15] == "  use it?"
        assert lines[16] == (
            " ╭─ Your answer ──────────────────────────────────────────────────────────────╮"
        )
        assert lines[17].startswith(" │ half a thought ")
        assert lines[22] == (
            " ╰────────────────────────────────────── F5 sends · /help lists the commands ─╯"
        )
        assert lines[23] == " F5 Send  F4 Hint  F6 Sure  F7 Later  Esc Leave  F1 Help"


@pytest.mark.parametrize("way", list(WAYS))
async def test_without_colour_everything_is_grey_and_still_there(
    desk: Desk, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.no_color
        await WAYS[way][0](pilot)
        assert WAYS[way][1][0] in shown(app)
        assert_grey(app)


async def test_marks_are_told_without_colour(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = desk.interview(CLIPPING)
    async with app.run_test(size=(80, 40)) as pilot:
        await send(pilot, "It caps the norm, to fix vanishing gradients.")
        text = shown(app)
        assert "caps⁺" in text
        assert "fix vanishing⁻" in text
        assert "+2  It caps" in text
        styles = {
            segment.text: segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
        }
        assert styles["caps"].underline
        assert styles["fix vanishing"].strike
        assert_grey(app)


def assert_grey(app: InterviewerApp) -> None:
    """Assert that what reaches the terminal has no hue, and that text differs from its ground."""
    for strip in app.screen._compositor.render_strips():
        for filtered in app._filters:
            strip = strip.apply_filter(filtered, Color.parse("black"))
        for segment in strip:
            style = segment.style
            if style is None or not segment.text.strip():
                continue
            colours = [each.get_truecolor() for each in (style.color, style.bgcolor) if each]
            assert all(len(set(colour)) == 1 for colour in colours), segment
            if len(colours) == 2 and segment.text.strip(" ━─▁▂▃▄▅▆▇█▌▐│╭╮╰╯"):
                assert abs(colours[0].red - colours[1].red) > 60, segment
