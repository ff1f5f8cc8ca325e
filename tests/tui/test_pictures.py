"""The pictures of the docs show the app as it is; UPDATE_DOCS=1 draws them anew: look at each."""

import os
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from interviewer.storage.rubric_file import load_rubric
from interviewer.tui.opening import InterviewOpening
from interviewer.tui.screens.bank import BankScreen
from interviewer.tui.screens.editor import EditorScreen
from interviewer.tui.screens.mark import MarkScreen
from interviewer.tui.widgets.editor_try import TryPanel
from tests.factories import FakeClock, make_settings
from tests.tui.coach_class import hold_class, is_asked, mark_all
from tests.tui.coach_walk import BANK, EXAMPLES, at_rest
from tests.tui.pilots import SHIPPED, Desk, asked, in_turn, on_screen, send, settle, shown, until

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST = 60_000
WIDE, USUAL, TALL = (112, 34), (80, 24), (80, 32)
ANSWER = (
    "When gradients explode, one step can wreck the weights. If the gradient is above a "
    "threshold it is scaled down. It also cures vanishing gradients."
)


def drawn(app: App[None], title: str) -> str:
    """Return the screen in front as SVG that asks nothing of the network."""
    picture = merged(app.export_screenshot(title=title))
    picture = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", picture, flags=re.DOTALL)
    # What Rich writes to keep a line within its line, which these do, doubles the size.
    picture = re.sub(r'<clipPath id="\S+-line-\d+">.*?</clipPath>', "", picture, flags=re.DOTALL)
    picture = re.sub(r' clip-path="url\(#\S+-line-\d+\)"', "", picture)
    picture = picture.replace("<style>", "<style>rect {shape-rendering: crispEdges}")
    picture = re.sub(r"terminal-\d+-", "t-", picture).replace("&#160;", "\N{NO-BREAK SPACE}")
    return "\n".join(line.rstrip() for line in picture.splitlines() if line.strip()) + "\n"


RECTANGLE = re.compile(
    r'<rect fill="(\S+)" x="(\S+)" y="(\S+)" width="(\S+)" height="24.65" [^>]*>'
)


def merged(picture: str) -> str:
    """Return a picture in which neighbouring pieces of one colour are one rectangle."""
    runs: list[tuple[str, str, float, float]] = []
    for colour, left, top, width in RECTANGLE.findall(picture):
        begin, end = float(left), float(left) + float(width)
        if runs and runs[-1][:2] == (colour, top) and abs(runs[-1][3] - begin) < 0.1:
            begin = runs.pop()[2]
        runs.append((colour, top, begin, end))
    drawn = (
        f'<rect fill="{colour}" x="{begin:g}" y="{top}" width="{end - begin:g}" height="24.65"/>'
        for colour, top, begin, end in runs
    )
    first = RECTANGLE.search(picture)
    assert first is not None, "a screen has a background"
    rest = RECTANGLE.sub("", picture)
    return rest[: first.start()] + "".join(drawn) + rest[first.start() :]


def words_of(picture: str) -> str:
    """Return what a picture says, without blanks: a cursor that blinks parts its line anew."""
    pieces = re.findall(r"<text [^>]*>(.*?)</text>", picture)
    return "".join(unescape("".join(pieces)).split())


def check(app: App[None], name: str, title: str = "interviewer") -> None:
    """Compare the screen in front with a picture, or draw the picture."""
    path = PICTURES / f"{name}.svg"
    picture = drawn(app, title)
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(picture, "utf-8")
    assert words_of(path.read_text("utf-8")) == words_of(picture), "UPDATE_DOCS=1 draws it anew"
    assert path.stat().st_size <= LARGEST
    assert "://" not in re.sub(r"http://www.w3.org/[\w/]+", "", picture), "nothing is fetched"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a folder whose name is the same each time, for a picture may show it."""
    monkeypatch.chdir(tmp_path)
    return Desk(Path(), FakeClock())


@pytest.fixture
def bank(desk: Desk) -> Path:
    """Return the bank of the walk, in force."""
    path = desk.folder / "rubrics" / f"{BANK}.yaml"
    path.parent.mkdir()
    shutil.copy2(EXAMPLES / path.name, path)
    return path


async def open_editor(pilot: Pilot[None], desk: Desk, path: Path) -> EditorScreen:
    await on_screen(pilot, "HomeScreen")
    pilot.app.push_screen(EditorScreen(desk.context(), path))
    return await at_rest(pilot)


async def test_editor(desk: Desk, bank: Path) -> None:
    async with desk.app().run_test(size=WIDE) as pilot:
        screen = await open_editor(pilot, desk, bank)
        at = next(
            n for n, line in enumerate(screen.editor.text.split("\n")) if "restores s" in line
        )
        screen.editor.go_to(at, 0)
        screen.query_one(TryPanel).answer = load_rubric(bank).items[0].examples[0].answer
        await at_rest(pilot)
        await until(pilot, lambda: "✓ every-account" in shown(pilot.app))
        check(pilot.app, "coach-editor")


async def test_changes(desk: Desk, bank: Path) -> None:
    pattern = "          - restore|recover test|tried|practise|month|year|works\n"
    text = bank.read_text("utf-8")
    assert pattern in text
    bank.write_text(text.replace(pattern, ""), "utf-8")
    hold_class(desk.transcripts, bank)
    async with desk.app().run_test(size=TALL) as pilot:
        screen = await open_editor(pilot, desk, bank)
        line = "          - restores shown\n"
        screen.editor.replace_all(screen.editor.text.replace(line, line + pattern))
        await at_rest(pilot)
        await pilot.press("ctrl+t")
        await on_screen(pilot, "ChangesScreen")
        await until(pilot, lambda: pilot.app.screen.has_class("-done"))
        await settle(pilot)
        check(pilot.app, "coach-changes")


async def open_bank(pilot: Pilot[None], bank: Path) -> None:
    """Show the bank in the app."""
    await on_screen(pilot, "HomeScreen")
    pilot.app.push_screen(BankScreen(bank))
    await until(pilot, lambda: "What makes a backup" in shown(pilot.app))


async def test_marking(desk: Desk, bank: Path) -> None:
    hold_class(desk.transcripts, bank)
    async with desk.app().run_test(size=TALL) as pilot:
        await open_bank(pilot, bank)
        await pilot.press("m")
        await on_screen(pilot, "MarkScreen")
        screen = pilot.app.screen
        assert isinstance(screen, MarkScreen)
        await is_asked(pilot, screen, 0)
        await pilot.press("n")
        await settle(pilot)
        check(pilot.app, "coach-mark")
        await pilot.press("b", "w")

        async def enter() -> None:
            await pilot.press("enter")

        await mark_all(pilot, screen, enter)
        await until(pilot, lambda: "20 answers marked" in shown(pilot.app))
        await settle(pilot)
        check(pilot.app, "coach-agreement")


async def test_statistics(desk: Desk, bank: Path) -> None:
    hold_class(desk.transcripts, bank)
    async with desk.app().run_test(size=USUAL) as pilot:
        await open_bank(pilot, bank)
        await pilot.press("s")
        await until(pilot, lambda: "facility" in shown(pilot.app))
        await settle(pilot)
        check(pilot.app, "coach-statistics")


async def test_interview(desk: Desk) -> None:
    rubric = load_rubric(SHIPPED / "deep-learning.yaml")
    items = tuple(item for item in rubric.items if item.id == "gradient-clipping")
    opening = InterviewOpening(replace(rubric, items=items), make_settings(minutes=15))
    async with desk.app(opening, fast=False).run_test(size=(97, 36)) as pilot:
        await asked(pilot)
        desk.clock.tick(2)
        await send(pilot, ANSWER)
        await in_turn(pilot)
        await until(pilot, lambda: "cures vanishing" in shown(pilot.app))
        await settle(pilot)
        check(pilot.app, "interview")
