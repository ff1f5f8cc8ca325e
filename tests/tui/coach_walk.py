"""docs/for-coaches.md read step by step, and hands that do what stands there."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual import events
from textual.pilot import Pilot

from interviewer.cli.program import program
from interviewer.tui.screens.editor import EditorScreen
from interviewer.tui.screens.editor_forms import FormDialog
from interviewer.tui.widgets.choice import Choice
from tests.tui.pilots import Desk, on_screen, settle, until

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "for-coaches.md").read_text("utf-8")
EXAMPLES = DOCS / "examples"
BANK = "data-safety"

_NAMED = ("Enter", "Esc", "Up", "Down", "Right", "End")
_KEY = re.compile(rf"(?:Ctrl\+)?[A-Z]|F\d|{'|'.join(_NAMED)}|[a-z]")
_OTHER_NAMES = {"Esc": "escape"}


@dataclass(frozen=True)
class Step:
    """A step of the page: what to call, which keys to press, and what stands in its boxes."""

    name: str
    text: str

    @property
    def commands(self) -> list[str]:
        """Return the lines to type at the prompt of the terminal."""
        return re.findall(r"^    (interviewer.*)$", self.text, re.MULTILINE)

    @property
    def keys(self) -> list[str]:
        """Return the keys, each once."""
        return sorted(set(re.findall(r"\*\*(.+?)\*\*", self.text)))

    def boxes(self, kind: str) -> list[str]:
        """Return what stands in the boxes of one kind."""
        return re.findall(rf"^```{kind}\n(.*?)^```$", self.text, re.MULTILINE | re.DOTALL)


def steps_of(page: str) -> list[Step]:
    """Return the steps in the order of the page."""
    _, *parts = re.split(r"^<!-- step: (.+) -->$", page, flags=re.MULTILINE)
    return [Step(name, text) for name, text in zip(parts[::2], parts[1::2], strict=True)]


class Walk:
    """Somebody who goes through the page; `problems` says where page and hands part."""

    def __init__(self, desk: Desk, page: str = PAGE) -> None:
        self.desk = desk
        self.left = steps_of(page)
        self.step = Step("", "")
        self.problems: list[str] = []
        self._commands: list[str] = []
        self._pressed: list[str] = []

    def begin(self, name: str) -> Step:
        """Go to the next step of the page, which has this name."""
        self.end()
        if not self.left or self.left[0].name != name:
            pytest.fail(f"step '{name}' is not the next one of the page")
        self.step, *self.left = self.left
        self._commands, self._pressed = self.step.commands, []
        return self.step

    def end(self) -> None:
        """Compare what was done in a step with what stands there."""
        pressed = sorted(set(self._pressed))
        if pressed != self.step.keys:
            self.problems.append(f"{self.step.name}: keys {self.step.keys}, pressed {pressed}")
        if self._commands:
            self.problems.append(f"{self.step.name}: not called: {self._commands}")

    def command(self) -> str:
        """Return the next command of the step, which is called by that."""
        if not self._commands:
            pytest.fail(f"step '{self.step.name}' names no further command")
        command, *self._commands = self._commands
        return command

    def run(self, given: Sequence[str] = (), file: str = "FILE") -> str:
        """Call the next command of the step and return what it printed.

        Args:
            given: the lines that are typed.
            file: what stands in the place of FILE.
        """
        _, *arguments = shlex.split(self.command().replace("FILE", shlex.quote(file)))
        typed = "".join(f"{line}\n" for line in given)
        done = CliRunner().invoke(program, arguments, input=typed, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    async def press(self, pilot: Pilot[None], *keys: str) -> None:
        """Press keys that are written as on the page."""
        for key in keys:
            assert _KEY.fullmatch(key), key
            self._pressed.append(key)
            await pilot.press(_OTHER_NAMES.get(key, key.lower()))
        await settle(pilot)

    async def fill(self, pilot: Pilot[None], box: str) -> None:
        """Fill in a form as a box of the page says, and write it."""
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        wanted = [tuple(line.split(": ", 1)) for line in box.splitlines()]
        for number, each in enumerate(form.form.lines):
            if not wanted:
                break
            if each.label == wanted[0][0]:
                (_, value), *wanted = wanted
                await self._fill_line(pilot, form.query_one(f"#form-{number}"), value)
            if wanted:
                await self.press(pilot, "Down")
        assert not wanted, f"the form has no {wanted[0][0]}"
        await self.press(pilot, "F5")
        await on_screen(pilot, "EditorScreen")
        await at_rest(pilot)

    async def _fill_line(self, pilot: Pilot[None], control: object, value: str) -> None:
        if isinstance(control, Choice):
            while control.value != value:
                await self.press(pilot, "Right")
            return
        if getattr(control, "value", ""):
            await self.press(pilot, "Ctrl+U")
        await paste(pilot, value)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type a text, key by key."""
    await pilot.press(*text)


async def paste(pilot: Pilot[None], text: str) -> None:
    """Put in a text at once, as a terminal does with what is pasted: a test has little time."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


async def at_rest(pilot: Pilot[None]) -> EditorScreen:
    """Wait until the editor has marked the text and the answer as they stand."""
    await on_screen(pilot, "EditorScreen")
    screen = pilot.app.screen
    assert isinstance(screen, EditorScreen)
    await until(pilot, lambda: screen.bench is not None and screen.is_looked_at, seconds=60)
    return screen


async def saved(pilot: Pilot[None], screen: EditorScreen) -> None:
    """Wait until the text is that of the file."""
    await until(pilot, lambda: not screen.saving and not screen.is_unsaved)
    await at_rest(pilot)
