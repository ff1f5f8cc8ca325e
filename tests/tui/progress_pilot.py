"""Driving the progress screen in tests."""

from pathlib import Path

from textual.pilot import Pilot

from interviewer.storage.durable import ensure_folder
from interviewer.storage.rubric_copies import keep_rubric
from interviewer.tui.screens.progress import ProgressScreen
from tests.tui.pilots import Desk, name, on_screen, settle, shown, until
from tests.unit.services.progress_sessions import RUBRIC

BANK = """
format: 1
id: small
title: A small bank
items:
  - id: clipping
    stage: basic
    topic: optimisation
    prompt: What is gradient clipping?
    references: [It caps the norm of the gradient.]
    criteria:
      - {id: caps, points: 2, says: It caps the size., match: [cap norm]}
"""


def make_folder(desk: Desk) -> Path:
    """Return the folder of the transcripts, where the small bank was kept; it is not in force."""
    ensure_folder(desk.transcripts)
    keep_rubric(desk.transcripts, RUBRIC)
    return desk.transcripts


async def open_progress(pilot: Pilot[None]) -> ProgressScreen:
    """Go from home to the progress, and wait until it has been read."""
    await until(pilot, lambda: name(pilot.app) == "HomeScreen")
    await pilot.press("p")
    await on_screen(pilot, "ProgressScreen")
    await until(pilot, lambda: pilot.app.screen.has_class("-read"))
    screen = pilot.app.screen
    assert isinstance(screen, ProgressScreen)
    return screen


async def whole_page(pilot: Pilot[None]) -> str:
    """Return all that the page shows, screen by screen."""
    texts = [shown(pilot.app)]
    for _ in range(12):
        await pilot.press("pagedown")
        await settle(pilot)
        texts.append(shown(pilot.app))
    return "\n".join(texts)


def put_in_force(desk: Desk) -> None:
    """Make the small bank one of the candidate's own."""
    folder = desk.folder / "rubrics"
    folder.mkdir()
    (folder / "small.yaml").write_text(BANK, "utf-8")
