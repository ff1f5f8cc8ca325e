"""Where the progress leads, and how it is read."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from interviewer.services.progress_reading import HeldSession, read_held
from interviewer.storage.rubric_copies import keep_rubric
from interviewer.tui.screens.setup import SetupScreen
from interviewer.tui.widgets.choice import Choice
from tests.factories import (
    CLIPPING,
    Script,
    make_started,
)
from tests.tui.pilots import (
    Desk,
    name,
    notice,
    on_screen,
    settle,
    shown,
    until,
)
from tests.tui.progress_pilot import make_folder, open_progress, put_in_force
from tests.unit.services.progress_sessions import RUBRIC, answered, keep

SCREEN = "interviewer.tui.screens.progress"


@pytest.fixture
def sessions(desk: Desk) -> Path:
    """The folder of the transcripts, where the small bank was kept; it is not in force."""
    return make_folder(desk)


async def test_enter_on_a_topic_sets_up_a_drill(desk: Desk, sessions: Path) -> None:
    put_in_force(desk)
    keep(sessions, answered(0, 0, 0), 5)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_progress(pilot)
        for _ in range(20):
            await pilot.press("down")
        await until(pilot, lambda: "▸ !  optimisation · 1 question due" in shown(pilot.app))
        assert " Enter Drill  s Section  n New  Esc Back" in shown(pilot.app)
        await pilot.press("enter")
        await on_screen(pilot, "SetupScreen")
        screen = pilot.app.screen
        assert isinstance(screen, SetupScreen)
        await until(pilot, lambda: screen.rubric is not None)
        assert screen.query_one("#bank", Choice).options[screen.query_one("#bank", Choice).at][1]
        assert screen.rubric is not None
        assert screen.rubric.id == "small"
        assert screen.choice("topic").value == "optimisation"
        assert "A drill: this topic alone." in shown(pilot.app)


async def test_a_topic_that_another_bank_lacks_is_dropped(desk: Desk) -> None:
    """The setup screen then offers all topics."""
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = SetupScreen(desk.context(), "deep-learning", "no such topic")
        pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.rubric is not None)
        assert screen.choice("topic").value == ""
        assert screen.selection() is not None


async def test_a_bank_that_is_not_in_force_cannot_be_drilled(desk: Desk, sessions: Path) -> None:
    keep(sessions, answered(0, 0, 0), 5)
    async with desk.app().run_test(size=(80, 40)) as pilot:
        await open_progress(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "not in force any more" in notice(pilot.app))
        assert name(pilot.app) == "ProgressScreen"


async def test_b_shows_the_next_bank(desk: Desk, sessions: Path) -> None:
    """The key is there only where there are several."""
    keep(sessions, answered(1), 1)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_progress(pilot)
        assert "b Bank" not in shown(pilot.app)
        await pilot.press("b", "escape")
    other = replace(RUBRIC, id="other", title="Another bank")
    keep_rubric(sessions, other)
    keep(sessions, Script(make_started(other)).ask(CLIPPING).skip(), 0, "other")
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_progress(pilot)
        assert "Progress · Another bank" in shown(pilot.app)
        assert "b Bank" in shown(pilot.app)
        for title in ("A small bank", "Another bank"):
            await pilot.press("b")
            await until(pilot, lambda: f"Progress · {title}" in shown(pilot.app))  # noqa: B023


async def test_nothing_yet_says_what_to_do(desk: Desk) -> None:
    async with desk.app().run_test(size=(40, 12)) as pilot:
        await open_progress(pilot)
        assert "No sessions yet; press n to start one." in " ".join(shown(pilot.app).split())
        assert "s Section" not in shown(pilot.app)
        await pilot.press("n")
        await on_screen(pilot, "SetupScreen")


async def test_a_folder_that_cannot_be_listed(desk: Desk) -> None:
    """One line says why."""
    desk.transcripts.write_text("no folder", "utf-8")
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "cannot be listed" in notice(pilot.app))
        await pilot.press("p")
        await on_screen(pilot, "ProgressScreen")
        await until(pilot, lambda: "cannot be listed" in notice(pilot.app))
        assert "The progress cannot be shown" in shown(pilot.app)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Reading stops at the second session until the event is set; patience ends at once."""
    go_on, calls = Event(), list[Path]()

    def wait(path: Path) -> HeldSession | None:
        calls.append(path)
        if len(calls) == 2:
            go_on.wait(20)
        return read_held(path)

    monkeypatch.setattr(f"{SCREEN}.read_held", wait)
    monkeypatch.setattr(f"{SCREEN}.PATIENCE", 0.01)
    monkeypatch.setattr(f"{SCREEN}.STEP", 1)
    yield go_on
    go_on.set()


async def test_a_long_reading_shows_how_far_it_is(desk: Desk, sessions: Path, slow: Event) -> None:
    for days in (4, 3, 2, 1):
        keep(sessions, answered(1), days)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: name(pilot.app) == "HomeScreen")
        await pilot.press("p")
        await until(pilot, lambda: "25%" in shown(pilot.app))
        assert "Reading the sessions …" in shown(pilot.app)
        slow.set()
        await until(pilot, lambda: "Progress · A small bank" in shown(pilot.app))
        assert "25%" not in shown(pilot.app)


async def test_leaving_while_it_reads(desk: Desk, sessions: Path, slow: Event) -> None:
    """The reading ends, and what it found is for nobody."""
    for days in (4, 3, 2, 1):
        keep(sessions, answered(1), days)
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: name(app) == "HomeScreen")
        await pilot.press("p")
        await until(pilot, lambda: "25%" in shown(app))
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        slow.set()
        await settle(pilot)
        assert name(app) == "HomeScreen"
