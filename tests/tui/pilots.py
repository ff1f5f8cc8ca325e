"""Driving the app in tests: an app in a folder of its own, waiting, and the screen as text."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from interviewer.model.rubric import Item, Rubric
from interviewer.model.session import Mode, Settings
from interviewer.services.sessions import PastSession, list_past, open_past_file
from interviewer.storage.paths import Paths
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.opening import HomeOpening, InterviewOpening, Opening
from interviewer.tui.screens.interview import InterviewScreen
from tests.factories import FakeClock, make_grader, make_rubric, make_settings
from tests.hostile.texts import COMMON

SHIPPED = Path(__file__).parents[2] / "rubrics"

_FOLDER = tempfile.TemporaryDirectory(prefix="interviewer-banks-")
ONE_BANK = Path(_FOLDER.name)
"""A folder with one of the shipped banks, so that what the screens show is known."""
shutil.copytree(SHIPPED / "phrases", ONE_BANK / "phrases")
shutil.copy2(SHIPPED / "deep-learning.yaml", ONE_BANK)

SIZES = ((80, 24), (120, 40), (40, 12))

HOSTILE = COMMON
"""Texts that crash or mangle widgets that parse what they are given."""


@dataclass
class Desk:
    """A folder with everything an app needs, and the clock that it looks at."""

    folder: Path
    clock: FakeClock

    @property
    def transcripts(self) -> Path:
        """Where the sessions lie."""
        return self.folder / "transcripts"

    @property
    def paths(self) -> Paths:
        """The folders; one shipped bank is in force, and what the test puts into `rubrics`."""
        own = self.folder / "rubrics"
        return Paths(own if own.is_dir() else None, ONE_BANK, self.transcripts, self.folder)

    def context(self, fast: bool = True) -> Context:
        """What to hand to the app; with `fast` answers are marked without scikit-learn."""
        tokens = (f"{number:04x}" for number in range(1000))
        context = Context(self.paths, self.clock, lambda: next(tokens), lambda: 5)
        if not fast:
            return context

        def marker_for(rubric: Rubric) -> Callable[[], object]:
            grader = make_grader(rubric)
            return lambda: grader

        return Context(
            context.paths,
            context.clock,
            context.new_token,
            context.new_seed,
            marker_for,  # type: ignore[arg-type]  # a Grader is a Marker
        )

    def app(self, opening: Opening | None = None, fast: bool = True) -> InterviewerApp:
        """An app that begins at the home screen, or at `opening`."""
        return InterviewerApp(self.context(fast), opening or HomeOpening())

    def interview(
        self, *items: Item, minutes: float | None = None, mode: Mode = Mode.PRACTICE
    ) -> InterviewerApp:
        """An app that begins with an interview about `items`, or about the small bank."""
        rubric = make_rubric(*items)
        settings = make_settings(minutes=minutes, mode=mode, items_per_stage=len(rubric.items))
        return self.app(InterviewOpening(rubric, settings))

    def settings_app(self, rubric: Rubric, settings: Settings) -> InterviewerApp:
        """An app that begins with an interview about `rubric`."""
        return self.app(InterviewOpening(rubric, settings))

    def session(self) -> PastSession:
        """The only session, read back from its file."""
        (entry,) = list_past(self.transcripts)
        return open_past_file(entry.path)


async def until(pilot: Pilot[None], condition: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for a condition; the limit is for tests that would never end."""
    for _ in range(int(seconds / 0.01)):
        if condition():
            await settle(pilot)
            return
        await pilot.pause(0.01)
    raise AssertionError(f"waited {seconds} s in vain; the screen shows:\n{shown(pilot.app)}")


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every widget has done what it was told, and the screen is laid out anew.

    `pause` waits for an idle processor, which on a busy machine may come too early.
    """
    for _ in range(2):
        await pilot._wait_for_screen()
        await pilot.pause()


def name(app: App[None]) -> str:
    """Return the name of the screen in front."""
    return type(app.screen).__name__


async def on_screen(pilot: Pilot[None], wanted: str) -> None:
    """Wait for a screen to be in front."""
    await until(pilot, lambda: name(pilot.app) == wanted and pilot.app.screen.is_mounted)


async def in_turn(pilot: Pilot[None]) -> InterviewScreen:
    """Wait until it is the candidate's turn, and return the interview screen."""

    def waits() -> bool:
        screen = pilot.app.screen
        return isinstance(screen, InterviewScreen) and screen.is_mounted and not screen.busy

    await until(pilot, waits)
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    return screen


async def asked(pilot: Pilot[None]) -> InterviewScreen:
    """Wait for a question, and return the interview screen; a break is ended."""
    screen = await in_turn(pilot)
    if screen.interview.in_break:
        await pilot.press("f5")
        await until(pilot, lambda: not screen.interview.in_break)
        screen = await in_turn(pilot)
    return screen


async def write(pilot: Pilot[None], text: str) -> None:
    """Put a text into the editor; a break is ended before."""
    screen = await asked(pilot)
    screen.editor.replace(text, (0, 0), screen.editor.document.end)
    await pilot.pause()


async def send(pilot: Pilot[None], text: str) -> None:
    """Type an answer or a command, send it, and wait for what the interviewer makes of it."""
    await write(pilot, text)
    await press_send(pilot)
    await until(pilot, lambda: not getattr(pilot.app.screen, "busy", False))


async def press_send(pilot: Pilot[None]) -> None:
    """Press F5 and wait until the screen has taken it: a key goes through the editor first."""
    screen = await in_turn(pilot)
    taken: list[bool] = []
    action = screen.action_send

    def watched() -> None:
        action()
        taken.append(True)

    screen.action_send = watched  # type: ignore[method-assign]  # this one screen, for one key
    await pilot.press("f5")
    await until(pilot, lambda: bool(taken))
    screen.action_send = action  # type: ignore[method-assign]


async def see_result(pilot: Pilot[None]) -> None:
    """Go on from the assessment of the last answer to the result."""
    screen = await in_turn(pilot)
    assert screen.interview.in_break
    assert screen.at_end
    await pilot.press("f5")
    await on_screen(pilot, "ResultScreen")


def shown(app: App[None]) -> str:
    """Return the screen in front as plain text, one line a row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def notice(app: App[None]) -> str:
    """Return what the notice of the screen in front says."""
    from interviewer.tui.widgets.notice import Notice

    widget = app.screen.query_one(Notice)
    return widget.message if widget.has_class("-shown") else ""
