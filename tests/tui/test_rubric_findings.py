"""The editor's screens: what an unsaved edit would change, and what is missing from an item."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.message import Message
from textual.pilot import Pilot

from interviewer.services.banks import load_bank_file
from interviewer.tui.screens.changes import ChangesScreen
from interviewer.tui.screens.changes_reading import GivenUpError, Tell
from interviewer.tui.screens.editor import EditorScreen
from interviewer.tui.widgets.menu import Menu
from tests.factories import Script, make_grader, make_started
from tests.hostile.texts import COMMON as HOSTILE
from tests.tui.pilots import SIZES, Desk, name, notice, on_screen, settle, shown, until
from tests.tui.reviews import finished, saved
from tests.tui.test_rubric_editor import (
    BANK,
    WIDE,
    at_rest,
    change,
    choose,
    editing,
    save,
)
from tests.tui.test_sizes import assert_grey

NAMES = "anna bert cleo dora emil finn".split()
GOOD = tuple(f"{n} scales the gradient, that is, puts a ceiling on slopes." for n in NAMES)
POOR = tuple(f"{n} buys more computers." for n in NAMES)
LEAVES = ("[scale* gradient]", "[squash* gradient]")


def sessions(desk: Desk, path: Path, answers: Iterable[str]) -> None:
    """Write a session with each answer to the first item of a bank."""
    rubric = load_bank_file(path)
    grader = make_grader(rubric)
    for number, answer in enumerate(answers):
        script = Script(make_started(rubric)).ask(rubric.items[0]).answer(answer)
        script.assess(grader.assess(rubric.items[0].id, answer))
        saved(desk.transcripts, finished(script).events, rubric, token=f"{number:04x}")


@asynccontextmanager
async def with_answers(
    desk: Desk, answers: Iterable[str], size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[Pilot[None], EditorScreen, Path]]:
    """Open the bank in the editor after people have answered its first item."""
    async with editing(desk, size=size) as (pilot, screen, path):
        sessions(desk, path, answers)
        yield pilot, screen, path


async def worked_out(pilot: Pilot[None], wanted: str) -> None:
    """Wait for a screen to show what it has worked out."""
    await on_screen(pilot, wanted)
    screen = pilot.app.screen
    await until(pilot, lambda: screen.has_class("-done"))
    await settle(pilot)


def flat(pilot: Pilot[None]) -> str:
    """Return what the screen says, without its line ends."""
    return " ".join(shown(pilot.app).split())


async def test_what_would_change_is_shown_before_saving(desk: Desk) -> None:
    async with with_answers(desk, GOOD[:2]) as (pilot, screen, path):
        await change(pilot, screen, *LEAVES)
        await pilot.press("ctrl+t")
        await worked_out(pilot, "ChangesScreen")
        text = flat(pilot)
        assert "What would change: clipping" in text
        assert "1 example would leave the band it should get." in text
        assert "Marks: 5 of 5 texts would change" in text
        assert "leaves its band, strong" in text
        assert "scales: 2 -> 0 by 'scale* gradient'" in text
        assert "Anna" in text or "anna scales the gradient" in text
        assert path.read_text() == BANK
        await pilot.press("end")
        await until(pilot, lambda: "pattern added: squash* gradient" in flat(pilot))
        await pilot.press("escape")
        await on_screen(pilot, "EditorScreen")
        assert LEAVES[1] in screen.editor.text


async def test_an_edit_that_changes_no_mark_says_so(desk: Desk) -> None:
    async with with_answers(desk, GOOD[:1]) as (pilot, screen, _):
        await change(pilot, screen, "stage: basic", "stage: fresher")
        await pilot.press("ctrl+t")
        await worked_out(pilot, "ChangesScreen")
        assert "Marks: 0 of 4 texts would change" in flat(pilot)
        assert "stage: basic -> fresher" in flat(pilot)


async def test_without_an_edit_or_with_problems_the_key_says_why_not(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, _):
        await pilot.press("ctrl+t")
        assert "Nothing would change" in notice(pilot.app)
        await change(pilot, screen, "points: 2", "points: two")
        await pilot.press("ctrl+t")
        assert "Mend the problems first" in notice(pilot.app)
        await pilot.press("ctrl+g")
        assert "Mend the problems first" in notice(pilot.app)
        assert name(pilot.app) == "EditorScreen"


async def test_escape_ends_the_work(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread learns of it at its next step."""
    begun, gave_up = Event(), Event()

    def slow(_screen: ChangesScreen, tell: Tell) -> Message:
        begun.set()
        try:
            while True:
                tell(1, 100)
        except GivenUpError:
            gave_up.set()
            raise

    monkeypatch.setattr(ChangesScreen, "look", slow)
    async with editing(desk) as (pilot, screen, _path):
        await change(pilot, screen, *LEAVES)
        await pilot.press("ctrl+t")
        await until(pilot, begun.is_set)
        await pilot.press("escape")
        await on_screen(pilot, "EditorScreen")
        await until(pilot, gave_up.is_set)


async def test_a_save_that_breaks_an_example_says_how_many(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await change(pilot, screen, *LEAVES)
        await save(pilot, screen)
        assert notice(pilot.app).startswith("1 example left the right band")
        assert LEAVES[1] in path.read_text()
        await change(pilot, screen, "points: 2", "points: 3")
        await save(pilot, screen)
        assert notice(pilot.app).startswith("Saved ")


async def test_a_missing_phrase_becomes_a_pattern_in_the_text(desk: Desk) -> None:
    async with with_answers(desk, (*GOOD, *POOR)) as (pilot, screen, path):
        await pilot.press("ctrl+g")
        await worked_out(pilot, "FindingsScreen")
        text = flat(pilot)
        assert "What is missing: clipping" in text
        assert "12 different answers, 6 good." in text
        menu = pilot.app.screen.query_one(Menu)
        assert menu.option_count >= 1
        pattern = next(iter(menu._entries.values())).title
        assert "ceiling" in pattern
        assert "finds 6 answers, 6 of them good" in text
        await pilot.press("w")
        await on_screen(pilot, "ChoiceDialog")
        assert "It scales large gradients down." in flat(pilot)
        await choose(pilot, "scales")
        await on_screen(pilot, "EditorScreen")
        await until(pilot, lambda: "ceiling" in screen.editor.text and at_rest(screen))
        expected = BANK.replace("[scale* gradient]", f"[{pattern}, scale* gradient]")
        assert screen.editor.text in expected
        assert screen.editor.text != screen.base
        assert path.read_text() == BANK, "nothing is saved by that"
        assert pattern in notice(pilot.app)
        await pilot.press("ctrl+g")
        await worked_out(pilot, "FindingsScreen")
        assert "ceiling" not in flat(pilot).split("Patterns")[0]


async def test_too_few_answers_are_told_in_words(desk: Desk) -> None:
    async with with_answers(desk, GOOD[:2]) as (pilot, _, _path):
        await pilot.press("ctrl+g")
        await worked_out(pilot, "FindingsScreen")
        assert "too few to compare their words" in flat(pilot)
        assert "w Write" not in flat(pilot)
        await pilot.press("w")
        assert name(pilot.app) == "FindingsScreen"
        await pilot.press("escape")
        await on_screen(pilot, "EditorScreen")


async def test_what_tells_nobody_apart_is_listed(desk: Desk) -> None:
    async with with_answers(desk, POOR + tuple(f"{each} Soon." for each in POOR)) as (pilot, _, _p):
        await pilot.press("ctrl+g")
        await worked_out(pilot, "FindingsScreen")
        text = flat(pilot)
        assert "criterion 'scales': none of 12 answers meets it" in text
        assert "criterion 'scales': scale* gradient" in text


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_small_terminals_and_no_colour(
    desk: Desk, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with with_answers(desk, (*GOOD, *POOR), size) as (pilot, screen, _):
        await change(pilot, screen, *LEAVES)
        await pilot.press("ctrl+t")
        await worked_out(pilot, "ChangesScreen")
        assert "would leave" in flat(pilot)
        assert_grey(pilot.app)  # type: ignore[arg-type]  # it is an InterviewerApp
        await pilot.press("escape")
        await on_screen(pilot, "EditorScreen")
        await change(pilot, screen, *reversed(LEAVES))
        await pilot.press("ctrl+g")
        await worked_out(pilot, "FindingsScreen")
        assert "ceiling" in flat(pilot)
        assert_grey(pilot.app)  # type: ignore[arg-type]


async def test_hostile_answers_are_text(desk: Desk) -> None:
    async with with_answers(desk, [text for text in HOSTILE if text.isprintable()]) as (
        pilot,
        screen,
        _,
    ):
        await change(pilot, screen, "[scale* gradient]", "[scale* gradient, bold|red, drop]")
        await pilot.press("ctrl+t")
        await worked_out(pilot, "ChangesScreen")
        assert "\x1b" not in shown(pilot.app)
        await pilot.press("escape")
        await on_screen(pilot, "EditorScreen")
        await pilot.press("ctrl+g")
        await worked_out(pilot, "FindingsScreen")
        assert "\x1b" not in shown(pilot.app)
