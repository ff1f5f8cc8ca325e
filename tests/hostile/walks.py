"""Ways to every screen and dialog, in a folder where everything says something hostile."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from interviewer.services.mining import FEWEST_IN_GROUP
from interviewer.tui.app import InterviewerApp
from interviewer.tui.opening import HomeOpening, InterviewOpening, Opening, ReviewOpening
from interviewer.tui.screens.editor import EditorScreen
from interviewer.tui.screens.mark import MarkScreen
from interviewer.tui.screens.stats import StatsScreen
from tests.factories import instantly, make_settings
from tests.hostile.banks import (
    evil_rubric,
    save_evil_class,
    save_evil_session,
    write_evil_bank,
)
from tests.tui.pilots import Desk, in_turn, name, on_screen, press_send, send, settle, until, write
from tests.tui.test_mark_screen import asked
from tests.tui.test_rubric_editor import change, save
from tests.tui.test_rubric_findings import worked_out

Way = Callable[[Desk, Pilot[None]], Awaitable[object]]
Begin = Callable[[Desk, str], Opening]
BOTH = "rubrics"


def lay_out(desk: Desk, text: str) -> None:
    """Put two sessions and a bank into the folder."""
    for days in (-3, -2):
        save_evil_session(desk.transcripts, text, days + 4)
    write_evil_bank(desk.folder / BOTH, text)


def at_home(_desk: Desk, _text: str) -> Opening:
    return HomeOpening()


def after_a_class(desk: Desk, text: str, answers: int = 2 * FEWEST_IN_GROUP) -> Opening:
    save_evil_class(desk.transcripts, desk.folder / BOTH / "evil.yaml", text, answers)
    return HomeOpening()


def after_two(desk: Desk, text: str) -> Opening:
    return after_a_class(desk, text, 2)


def in_interview(_desk: Desk, text: str) -> Opening:
    return InterviewOpening(evil_rubric(text), make_settings())


def in_review(desk: Desk, _text: str) -> Opening:
    return ReviewOpening(max(desk.transcripts.glob("*.jsonl")))


@asynccontextmanager
async def walking(
    desk: Desk, text: str, screen: str, size: tuple[int, int] = (100, 40)
) -> AsyncIterator[tuple[InterviewerApp, Pilot[None]]]:
    """Go to a screen by its name in `WAYS`, with `text` in all that is shown there."""
    lay_out(desk, text)
    begin, go = WAYS[screen]
    app = desk.app(begin(desk, text))
    async with app.run_test(size=size) as pilot:
        await go(desk, pilot)
        await settle(pilot)
        yield app, pilot


async def home(_desk: Desk, pilot: Pilot[None]) -> None:
    await on_screen(pilot, "HomeScreen")


def by_key(key: str, wanted: str, go: Way = home) -> Way:
    """Return the way that goes on from another by one key."""

    async def way(desk: Desk, pilot: Pilot[None]) -> None:
        await go(desk, pilot)
        await settle(pilot)
        await pilot.press(key)
        await on_screen(pilot, wanted)
        await settle(pilot)

    return way


async def interview(_desk: Desk, pilot: Pilot[None]) -> None:
    await in_turn(pilot)
    await send(pilot, "It caps the norm. It can fix vanishing gradients.")
    await pilot.press("f3")


async def result(_desk: Desk, pilot: Pilot[None]) -> None:
    await in_turn(pilot)
    await send(pilot, "It caps the norm. It can fix vanishing gradients.")
    await write(pilot, "/stop")
    await press_send(pilot)
    await on_screen(pilot, "ResultScreen")


async def review(_desk: Desk, pilot: Pilot[None]) -> None:
    await on_screen(pilot, "ReviewScreen")
    await until(pilot, lambda: getattr(pilot.app.screen, "review", None) is not None)


async def bank(desk: Desk, pilot: Pilot[None]) -> None:
    await by_key("b", "RubricsScreen")(desk, pilot)
    await until(pilot, lambda: pilot.app.screen.query("Menu").first().option_count >= 2)  # type: ignore[attr-defined]
    await pilot.press("end", "enter")
    await on_screen(pilot, "BankScreen")


async def stats(desk: Desk, pilot: Pilot[None]) -> None:
    await by_key("s", "StatsScreen", bank)(desk, pilot)
    screen = pilot.app.screen
    assert isinstance(screen, StatsScreen)
    await until(pilot, lambda: screen.found is not None)


async def marking(desk: Desk, pilot: Pilot[None]) -> None:
    await by_key("m", "MarkScreen", bank)(desk, pilot)
    await asked(pilot, marking_screen(pilot))


def marking_screen(pilot: Pilot[None]) -> MarkScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MarkScreen)
    return screen


async def agreement(desk: Desk, pilot: Pilot[None]) -> None:
    """Give every answer the same mark, to the page that says how well that agrees."""
    await marking(desk, pilot)
    screen = marking_screen(pilot)
    await pilot.press("w")
    while screen.session is not None and screen.session.current is not None:
        await asked(pilot, screen)
        at = screen.session.at
        await pilot.press("1", "enter")
        await until(pilot, lambda at=at: screen.session.at != at)  # type: ignore[misc]
    await until(pilot, lambda: not screen.has_class("-asking"))


async def open_editor(desk: Desk, pilot: Pilot[None]) -> EditorScreen:
    await home(desk, pilot)
    screen = EditorScreen(desk.context(), desk.folder / BOTH / "evil.yaml", teach=instantly)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.bank is not None and screen.is_looked_at)
    return screen


async def changed_editor(desk: Desk, pilot: Pilot[None]) -> EditorScreen:
    """Take away what most answers to the first item are found by."""
    screen = await open_editor(desk, pilot)
    await until(pilot, lambda: screen.bench is not None)
    await change(pilot, screen, "exploding|huge", "sudden")
    return screen


async def changes(desk: Desk, pilot: Pilot[None]) -> None:
    await changed_editor(desk, pilot)
    await pilot.press("ctrl+t")
    await worked_out(pilot, "ChangesScreen")


async def findings(desk: Desk, pilot: Pilot[None]) -> None:
    screen = await open_editor(desk, pilot)
    await until(pilot, lambda: screen.bench is not None)
    await pilot.press("ctrl+g")
    await worked_out(pilot, "FindingsScreen")


async def versions(desk: Desk, pilot: Pilot[None]) -> None:
    screen = await changed_editor(desk, pilot)
    await save(pilot, screen)
    desk.clock.tick(60)
    await pilot.press("f8")
    await on_screen(pilot, "VersionsScreen")


async def leaving_editor(desk: Desk, pilot: Pilot[None]) -> None:
    await changed_editor(desk, pilot)
    await pilot.press("escape")
    await on_screen(pilot, "LeaveEditorDialog")


async def conflict(desk: Desk, pilot: Pilot[None]) -> None:
    """Save after another program has written the file."""
    await changed_editor(desk, pilot)
    path = desk.folder / BOTH / "evil.yaml"
    path.write_text(path.read_text("utf-8").replace("minutes: 2", "minutes: 5"), "utf-8")
    await pilot.press("f5")
    await on_screen(pilot, "ConflictDialog")


async def trying(desk: Desk, pilot: Pilot[None]) -> None:
    await open_editor(desk, pilot)
    await pilot.press("f6", *"caps norm")


async def adding(desk: Desk, pilot: Pilot[None]) -> None:
    await open_editor(desk, pilot)
    await pilot.press("f3")
    await on_screen(pilot, "AddDialog")


async def filling_in(desk: Desk, pilot: Pilot[None]) -> None:
    await adding(desk, pilot)
    await pilot.press("enter")
    await until(pilot, lambda: name(pilot.app) != "AddDialog")


WAYS: dict[str, tuple[Begin, Way]] = {
    "home": (at_home, home),
    "help": (at_home, by_key("f1", "HelpScreen")),
    "setup": (at_home, by_key("n", "SetupScreen")),
    "transcripts": (at_home, by_key("t", "TranscriptsScreen")),
    "progress": (at_home, by_key("p", "ProgressScreen")),
    "rubrics": (at_home, by_key("b", "RubricsScreen")),
    "bank": (at_home, bank),
    "statistics": (after_two, stats),
    "marking": (after_two, marking),
    "agreement": (after_two, agreement),
    "editor": (at_home, open_editor),
    "what would change": (after_two, changes),
    "what is missing": (after_a_class, findings),
    "where to write": (after_a_class, by_key("w", "ChoiceDialog", findings)),
    "versions": (at_home, versions),
    "leaving the editor": (at_home, leaving_editor),
    "conflict": (at_home, conflict),
    "try panel": (at_home, trying),
    "what to add": (at_home, adding),
    "form": (at_home, filling_in),
    "interview": (in_interview, interview),
    "leaving": (in_interview, by_key("escape", "LeaveDialog", interview)),
    "result": (in_interview, result),
    "review": (in_review, review),
    "compare": (in_review, by_key("s", "CompareScreen", review)),
    "mark": (in_review, by_key("m", "MarkDialog", review)),
    "delete": (in_review, by_key("d", "DeleteDialog", review)),
}
"""Where the app begins, and what to do from there."""
