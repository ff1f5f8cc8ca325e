"""The page of the progress on the screen."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import ProgressBar

from interviewer.storage.durable import ensure_folder
from interviewer.storage.rubric_copies import keep_rubric
from interviewer.tui.screens.progress_page import ScoreLine, ScoreRow
from tests.factories import (
    CLIPPING,
    DROPOUT,
    changed,
    make_assessment,
    make_rubric,
)
from tests.tui.pilots import (
    HOSTILE,
    SIZES,
    Desk,
    on_screen,
    settle,
    shown,
    until,
)
from tests.tui.progress_pilot import make_folder, open_progress, whole_page
from tests.unit.services.many_sessions import hold_sessions
from tests.unit.services.progress_sessions import RUBRIC, answered, begun, keep


@pytest.fixture
def sessions(desk: Desk) -> Path:
    """The folder of the transcripts, where the small bank was kept; it is not in force."""
    return make_folder(desk)


async def test_the_menu_leads_there(desk: Desk, sessions: Path) -> None:
    keep(sessions, answered(1, 1, 1))
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "p  Progress" in shown(pilot.app))
        await open_progress(pilot)
        assert shown(pilot.app).splitlines()[0] == "  Progress · A small bank"
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_everything_is_told_at_any_size(
    desk: Desk, sessions: Path, size: tuple[int, int]
) -> None:
    """Figures, stages, topics, what is due, weak ideas, facility; every picture with its number."""
    for days, credits in ((9, (0, 0, 0)), (8, (1, 0, 0)), (7, (1, 0.9, 0))):
        keep(sessions, answered(*credits, beliefs=["cures-vanishing"]), days)
    async with desk.app().run_test(size=size) as pilot:
        screen = await open_progress(pilot)
        text = await whole_page(pilot)
        flat = " ".join(text.split())
        for wanted in ("3 sessions,", "Stages, unaided", "Basic", "optimisation", "Topics",
                       "Due for review", "· 1 question", "overdue", "Weak ideas that come back",
                       "It answers exploding", "Ideas by facility", "67%", "45% up"):  # fmt: skip
            assert wanted in flat, wanted
        rows = screen.query(ScoreRow)
        assert len(rows) == 3
        for row in rows:
            assert row.query_one(".number").region.width >= 7
            assert row.region.height == 1


async def test_a_line_is_on_a_scale_from_nothing_to_all(desk: Desk, sessions: Path) -> None:
    """Textual's own would make the least of the values the lowest step."""
    for days in (3, 2, 1):
        keep(sessions, answered(1, 1, 0), days)
    keep(sessions, begun().ask(DROPOUT).skip(), 0)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = await open_progress(pilot)
        lines = shown(pilot.app).splitlines()
        basic = next(line for line in lines if "Basic" in line)
        assert "▆▆▆ ━" in basic
        assert "83% steady passed (3)" in basic
        fresher = next(line for line in lines if "Fresher" in line)
        assert " ▁ ━" in fresher
        assert "  0%        not passed (1)" in fresher
        await pilot.resize_terminal(40, 24)
        await settle(pilot)
        assert screen.query(ScoreLine).first().size.width == 8


async def test_only_the_newest_that_there_is_room_for(desk: Desk, sessions: Path) -> None:
    for days in range(1, 31):
        keep(sessions, answered(*((1, 1, 1) if days <= 3 else (0, 0, 0))), days)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_progress(pilot)
        basic = next(line for line in shown(pilot.app).splitlines() if "Basic" in line)
        assert f" {'▁' * 15}███ ━" in basic


async def test_s_goes_from_section_to_section(desk: Desk, sessions: Path) -> None:
    """And round."""
    for days in (3, 2, 1):
        keep(sessions, answered(0, 0, 0), days)
    async with desk.app().run_test(size=(40, 12)) as pilot:
        await open_progress(pilot)
        tops = []
        for _ in range(8):
            await pilot.press("s")
            await settle(pilot)
            tops.append(shown(pilot.app).splitlines()[2].split("  ")[1].strip())
        wanted = ["Stages, unaided", "Topics, the lowest first", "Due for review"]
        assert tops[:3] == wanted
        assert "▌ 3 sessions, 0 finished; 3" in tops[4:]


async def test_without_colour(desk: Desk, sessions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has a hue, and every picture has its number."""
    monkeypatch.setenv("NO_COLOR", "1")
    for days in (3, 2, 1):
        keep(sessions, answered(1, 0, 1), days)
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_progress(pilot)
        assert app.no_color
        assert len(screen.query(ProgressBar)) == 3
        assert "50% steady not passed (3)" in shown(app)
        for strip in app.screen._compositor.render_strips():
            for filtered in app._filters:
                strip = strip.apply_filter(filtered, Color.parse("black"))
            for segment in strip:
                style = segment.style
                if style is None or not segment.text.strip():
                    continue
                for colour in (style.color, style.bgcolor):
                    if colour is not None:
                        assert len(set(colour.get_truecolor())) == 1, segment


async def test_hostile_texts(desk: Desk) -> None:
    """A bank whose words want to be more than text."""
    folder = desk.transcripts
    ensure_folder(folder)
    items = [
        changed(CLIPPING, id=f"clipping-{number}", topic=text, prompt=text,
                criteria=(replace(CLIPPING.criteria[0], says=text),))
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip
    rubric = replace(make_rubric(*items), title=" ".join(HOSTILE))
    keep_rubric(folder, rubric)
    script = begun(rubric=rubric)
    for item in items:
        script.ask(item).answer().assess(make_assessment(item))
    for days in (9, 8, 7):
        keep(folder, script, days)
    async with desk.app().run_test(size=(80, 40)) as pilot:
        await open_progress(pilot)
        text = await whole_page(pilot)
        assert "[bold" in text
        assert "Due for review" in text
        assert not any(character in text for character in "\x1b\x00\u202e")


async def test_interviews_that_were_really_held(desk: Desk, sessions: Path) -> None:
    """The page has all of them."""
    hold_sessions(sessions, RUBRIC, 8)
    async with desk.app().run_test(size=(120, 40)) as pilot:
        await open_progress(pilot)
        assert "8 sessions, 8 finished; " in shown(pilot.app)
        assert "(8)" in shown(pilot.app)
