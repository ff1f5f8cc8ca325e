"""From the last key in the rubric editor to the new marks on its try panel, in the real app.

python -m benchmarks.editor
"""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from textual import events
from textual.widgets import TextArea

from benchmarks.answers import BANK
from benchmarks.table import Row, print_rows
from interviewer.services.clock import SystemClock
from interviewer.storage.paths import Paths
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.opening import HomeOpening
from interviewer.tui.screens.editor import EditorScreen
from interviewer.tui.screens.editor_live import PAUSE
from interviewer.tui.widgets.editor_try import TryPanel

ITEM = "dropout"
EDITS = 50
BAR = 0.150
PATIENCE = 30.0
SIZE = (120, 40)

_ANSWER = (
    "In training random neurons are switched off with probability p, at test time all of them are "
    "used and the outputs are scaled, so that no neuron relies on its neighbours; it works like an "
    "ensemble and reduces overfitting."
)
_WORDS = (
    "zero",
    "mask",
    "scale",
    "ensemble",
    "neighbour",
    "batch",
    "noise",
    "test",
    "slow",
    "keep",
)


@dataclass
class Marks:
    """Tells when marks are on the screen that are about the text and the answer as they stand."""

    screen: EditorScreen
    drawn: asyncio.Event = field(default_factory=asyncio.Event)
    at: float = 0.0
    looked: float = 0.0

    def hook(self) -> None:
        """Watch the panel: it shows marks, and the screen is drawn after that."""
        panel = self.screen.query_one(TryPanel)
        show = panel.show

        def watched(*arguments: object, **names: object) -> None:
            self.looked = time.perf_counter()
            show(*arguments, **names)  # type: ignore[arg-type]  # handed through
            self.screen.call_after_refresh(self._note)

        panel.show = watched  # type: ignore[method-assign]

    def _note(self) -> None:
        if self.screen.is_looked_at and not self.drawn.is_set():
            self.at = time.perf_counter()
            self.drawn.set()


async def measure() -> list[tuple[float, float]]:
    """Return the seconds of each edit: until the marks were drawn, and until they were known."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = folder / "rubrics"
        own.mkdir()
        bank = Path(shutil.copy(BANK, own))
        paths = Paths(own, BANK.parent, folder / "transcripts", folder, folder / "cache")
        context = Context(paths, SystemClock(), lambda: "0000", lambda: 1)
        app = InterviewerApp(context, HomeOpening())
        app.owns_process = True  # as where it was started from the command line
        async with app.run_test(size=SIZE):
            screen = await _opened(app, EditorScreen(context, bank, ITEM))
            screen.query_one(TryPanel).answer = _ANSWER
            await _wait(lambda: screen.is_looked_at and screen.bench is not None)
            await _wait(lambda: not app.workers._workers)
            marks = Marks(screen)
            marks.hook()
            return [await _edit(app, marks, number) for number in range(EDITS)]


async def _opened(app: InterviewerApp, screen: EditorScreen) -> EditorScreen:
    await app.push_screen(screen)
    await _wait(lambda: screen.bank is not None and screen.bench is not None)
    return screen


async def _edit(app: InterviewerApp, marks: Marks, number: int) -> tuple[float, float]:
    """Type a word into the patterns of the item, or into the answer, and wait for the marks."""
    screen, word = marks.screen, _WORDS[number // 2 % len(_WORDS)]
    editor: TextArea = screen.editor
    if number % 2:
        editor = screen.query_one("#try-answer", TextArea)
        editor.move_cursor(editor.document.end)
    else:
        lines = screen.editor.text.split("\n")
        at = next(n for n, line in enumerate(lines) if line.strip() == "match:") + 1
        screen.editor.go_to(at, len(lines[at]))
    editor.focus()
    marks.drawn.clear()
    editor.insert(f" {word[:-1]}" if number % 2 else f"|{word[:-1]}")
    # A person's keys come further apart than two looks: only the last one is followed by a pause.
    await asyncio.wait_for(marks.drawn.wait(), PATIENCE)
    marks.drawn.clear()
    begun = time.perf_counter()
    app.post_message(events.Key(word[-1], word[-1]))
    await asyncio.wait_for(marks.drawn.wait(), PATIENCE)
    await _wait(lambda: not app.workers._workers)
    return marks.at - begun, marks.looked - begun


async def _wait(condition: Callable[[], bool]) -> None:
    begun = time.perf_counter()
    while not condition():
        if time.perf_counter() - begun > PATIENCE:
            raise TimeoutError("the editor did not come to what was waited for")
        await asyncio.sleep(0.001)


def editor_marks() -> list[Row]:
    """Return the rows of the table."""
    times = asyncio.run(measure())
    drawn = sorted(seconds for seconds, _ in times)
    known = sorted(seconds for _, seconds in times)
    p95 = drawn[int(len(drawn) * 0.95)]
    what = "from the last key in the editor to new marks on the panel"
    return [
        Row(f"{what}, p50", f"{statistics.median(drawn) * 1000:.0f} ms", ""),
        Row(
            f"{what}, p95 of {len(drawn)}",
            f"{p95 * 1000:.0f} ms",
            f"at most {BAR * 1000:.0f} ms",
            p95 <= BAR,
        ),
        Row(
            f"of that: the editor's own wait of {PAUSE * 1000:.0f} ms, and marking, p95",
            f"{known[int(len(known) * 0.95)] * 1000:.0f} ms",
            "",
        ),
    ]


if __name__ == "__main__":
    print_rows(editor_marks())
