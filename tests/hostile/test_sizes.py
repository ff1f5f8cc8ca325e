"""Every screen and dialog in windows of any size."""

import importlib
import pkgutil
import random
from collections.abc import Iterator

import pytest
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

import interviewer.tui
from tests.hostile.resizing import resize, saving_work
from tests.hostile.scale import scaled
from tests.hostile.texts import commands_in
from tests.hostile.walks import WAYS, walking
from tests.tui.pilots import Desk, shown

SCREENS = {
    "home": "HomeScreen",
    "help": "HelpScreen",
    "setup": "SetupScreen",
    "transcripts": "TranscriptsScreen",
    "progress": "ProgressScreen",
    "rubrics": "RubricsScreen",
    "bank": "BankScreen",
    "statistics": "StatsScreen",
    "marking": "MarkScreen",
    "agreement": "MarkScreen",
    "editor": "EditorScreen",
    "what would change": "ChangesScreen",
    "what is missing": "FindingsScreen",
    "where to write": "ChoiceDialog",
    "versions": "VersionsScreen",
    "leaving the editor": "LeaveEditorDialog",
    "conflict": "ConflictDialog",
    "try panel": "EditorScreen",
    "what to add": "AddDialog",
    "form": "FormDialog",
    "interview": "InterviewScreen",
    "leaving": "LeaveDialog",
    "result": "ResultScreen",
    "review": "ReviewScreen",
    "compare": "CompareScreen",
    "mark": "MarkDialog",
    "delete": "DeleteDialog",
}
"""Where each way of `WAYS` leads."""

SMALLEST = (Size(1, 1), Size(2, 1), Size(1, 24), Size(80, 1), Size(1, 2))
SIZES = scaled(150, 600)
TYPED = "\u00a7 [/] [red]x"
QUIET = {"home", "help", "setup", "what is missing"}
"""What shows nothing of the hostile bank or of a session with it at first."""


def sizes_for(screen: str) -> Iterator[Size]:
    """Yield the smallest windows and random ones, every other of them no larger than 40x12."""
    yield from SMALLEST
    chance = random.Random(screen)
    for number in range(SIZES):
        width, height = ((140, 60), (40, 12))[number % 2]
        yield Size(chance.randint(1, width), chance.randint(1, height))
    yield Size(100, 40)


@pytest.mark.parametrize("screen", WAYS)
async def test_150_sizes(desk: Desk, screen: str) -> None:
    """Each is laid out and drawn; nothing fails, and nothing that was typed is lost by it."""
    async with walking(desk, TYPED, screen) as (app, pilot):
        assert type(app.screen).__name__ == SCREENS[screen]
        drawn = " ".join(shown(app).split())
        assert (TYPED in drawn) == (screen not in QUIET), drawn
        with saving_work():
            tried = [await resize(pilot, size) for size in sizes_for(screen)]
        assert len(tried) > SIZES
        assert commands_in("".join(tried)) == set()


def every_screen() -> set[str]:
    """Return the names of the app's screens and dialogs, without what screens are made of."""
    for module in pkgutil.walk_packages(interviewer.tui.__path__, "interviewer.tui."):
        importlib.import_module(module.name)
    found: set[type] = set()
    waiting: list[type] = [Screen]
    while waiting:
        derived: list[type] = waiting.pop().__subclasses__()
        found |= set(derived)
        waiting += derived
    ours = {each for each in found if each.__module__.startswith("interviewer.")}
    # A dialog may be both shown itself and the base of others.
    return {
        each.__name__
        for each in ours
        if ModalScreen in each.__bases__ or not set(each.__subclasses__()) & ours
    }


def test_every_screen_is_walked() -> None:
    """A new one needs a way to it: every hostile test of the screens goes there then."""
    assert set(SCREENS) == set(WAYS)
    assert every_screen() == set(SCREENS.values())
