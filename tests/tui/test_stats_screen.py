"""The statistics of a bank on the screen."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from interviewer.storage.rubric_file import load_rubric
from interviewer.tui.screens.bank import BankScreen
from interviewer.tui.screens.stats import StatsScreen
from tests.tui.pilots import SIZES, Desk, name, on_screen, shown, until
from tests.tui.progress_pilot import whole_page
from tests.tui.test_mark_screen import BANK, bank_of
from tests.unit.services.many_sessions import hold_sessions


async def open_stats(pilot: Pilot[None], path: Path) -> StatsScreen:
    await until(pilot, lambda: name(pilot.app) == "HomeScreen")
    pilot.app.push_screen(BankScreen(path))
    await until(pilot, lambda: "What is gradient clipping?" in shown(pilot.app))
    await pilot.press("s")
    await on_screen(pilot, "StatsScreen")
    screen = pilot.app.screen
    assert isinstance(screen, StatsScreen)
    await until(pilot, lambda: screen.found is not None)
    return screen


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
@pytest.mark.parametrize("colour", [True, False])
async def test_everything_is_told(
    desk: Desk, size: tuple[int, int], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bars with their numbers, flags in words."""
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    path, rubric = bank_of(desk)
    hold_sessions(desk.transcripts, rubric, 24, quality=(0.3, 0.9), items_per_stage=2)
    async with desk.app().run_test(size=size) as pilot:
        await open_stats(pilot, path)
        await until(pilot, lambda: "24 sessions, 2 questions asked." in shown(pilot.app))
        text = await whole_page(pilot)
        lines = text.splitlines()
        clipping = next(line for line in lines if line.strip().startswith("clipping"))
        assert "━" in clipping
        assert "%" in clipping
        assert len(clipping.split()) >= 5
        exploding = next(at for at, line in enumerate(lines) if "+ exploding" in line)
        assert " 0%" in lines[exploding]
        assert "! nobody meets it" in lines[exploding + 1]
        assert "40 s of 3 min" in text


async def test_f_shows_what_is_flagged_alone(desk: Desk) -> None:
    path, rubric = bank_of(desk)
    hold_sessions(desk.transcripts, rubric, 12, quality=(0.3, 0.9), items_per_stage=2)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = await open_stats(pilot, path)
        await until(pilot, lambda: "clipping" in shown(pilot.app))
        assert screen.found is not None
        assert "tuning" in await whole_page(pilot)
        await pilot.press("f")
        await until(pilot, lambda: "tuning" not in shown(pilot.app))
        assert "+ exploding" in shown(pilot.app)
        await pilot.press("f")
        await until(pilot, lambda: "tuning" in shown(pilot.app))


async def test_nothing_was_asked_yet(desk: Desk) -> None:
    path, _ = bank_of(desk)
    assert load_rubric(path).title in BANK
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_stats(pilot, path)
        await until(pilot, lambda: "No question of this bank was asked yet" in shown(pilot.app))
        await pilot.press("escape")
        await on_screen(pilot, "BankScreen")
