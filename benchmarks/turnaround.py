"""From the key that sends an answer to the next question on the screen: live, 60 items.

python -m benchmarks.turnaround
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from benchmarks.answers import BANK, shipped_bank
from benchmarks.table import Row, print_rows
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode, Settings
from interviewer.services.clock import SystemClock
from interviewer.storage.paths import Paths
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.opening import InterviewOpening
from interviewer.tui.screens.interview import InterviewScreen

ITEMS = 60
TURNS = 60
BAR = 0.050
TYPING = 0.5
"""Seconds that the candidate needs for an answer, at the least."""

_ANSWERS = (
    "I would say that it helps the network to learn, because the layers see the data.",
    "It is a way to make the model fit new data as well as the data that it was trained on: one "
    "takes parts away at random, or stops early, or makes large weights cost something, and then "
    "looks at what the validation loss does over time.",
)


def bank_of_sixty() -> Rubric:
    """Return the shipped bank with as many items as the bar speaks of."""
    bank = shipped_bank()
    more = [replace(item, id=f"{item.id}-again") for item in bank.items]
    return replace(bank, items=(*bank.items, *more)[:ITEMS])


async def measure() -> list[float]:
    """Return the seconds of each turn: real app, real grader, real files, 80x24."""
    rubric = bank_of_sixty()
    settings = Settings(tuple(Stage), ITEMS, None, Mode.LIVE, False, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = Paths(None, BANK.parent, folder / "transcripts", folder, folder / "cache")
        context = Context(paths, SystemClock(), lambda: "0000", lambda: 1)
        app = InterviewerApp(context, InterviewOpening(rubric, settings, {}))
        app.owns_process = True  # as where it was started from the command line
        times: list[float] = []
        async with app.run_test(size=(80, 24)) as pilot:
            for turn in range(TURNS):
                times.append(await _turn(app, pilot, turn))
    return times


async def _turn(app: InterviewerApp, pilot: Pilot[None], turn: int) -> float:
    """Type an answer, send it, and wait until the next question was drawn."""
    while not isinstance(app.screen, InterviewScreen) or not app.screen.is_mounted:
        await asyncio.sleep(0.001)
    screen = app.screen
    await pilot.pause()
    while screen.busy:
        await asyncio.sleep(0.001)
    screen.editor.load_text(_ANSWERS[turn % len(_ANSWERS)])
    await asyncio.sleep(TYPING)
    drawn = asyncio.Event()
    before = screen.interview.state.open_turn
    begun = time.perf_counter()
    screen.action_send()
    while screen.busy or screen.interview.state.open_turn == before:
        await asyncio.sleep(0.001)
    screen.call_after_refresh(drawn.set)
    await drawn.wait()
    return time.perf_counter() - begun


def turnaround() -> list[Row]:
    """Return the rows of the table."""
    times = sorted(asyncio.run(measure())[1:])  # the first one loads what all others use
    p99 = times[int(len(times) * 0.99)]
    return [
        Row(
            "from sending to the next question, p50",
            f"{statistics.median(times) * 1000:.0f} ms",
            "",
        ),
        Row(
            f"from sending to the next question, p99 of {len(times)}",
            f"{p99 * 1000:.0f} ms",
            "at most 50 ms",
            p99 <= BAR,
        ),
    ]


if __name__ == "__main__":
    print_rows(turnaround())
