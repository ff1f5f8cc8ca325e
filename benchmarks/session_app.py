"""The list of sessions in the app, measured in a process of its own: prints seconds as JSON."""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.strip import Strip

from interviewer.services.clock import SystemClock
from interviewer.storage.paths import Paths
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.messages import OpenReview, OpenTranscripts
from interviewer.tui.opening import HomeOpening
from interviewer.tui.screens.review import ReviewScreen
from interviewer.tui.screens.review_turn import Part
from interviewer.tui.screens.transcripts import TranscriptsScreen
from interviewer.tui.widgets.session_list import SessionList

WORDS = "deep jan"
RUNS = 5
PATIENCE = 30.0


@dataclass
class Watch:
    """Notes when a line of the list was drawn last, and how long the loop stood still at most."""

    drawn: list[float] = field(default_factory=list)
    longest: float = 0.0

    def hook(self) -> None:
        """Note from now on when a line is drawn."""
        real = SessionList.render_line

        def noting(widget: SessionList, y: int) -> Strip:
            strip = real(widget, y)
            if widget.here is not None:
                self.drawn.append(time.perf_counter())
            return strip

        setattr(SessionList, "render_line", noting)  # noqa: B010  # in this process alone

    async def beat(self) -> None:
        """Measure how late the loop comes back from a nap."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, time.perf_counter() - before - 0.001)


async def measure(transcripts: Path, cache: Path, long_session: Path) -> dict[str, list[float]]:
    """Return the seconds of each run, by what was measured."""
    paths = Paths(None, transcripts / "no banks", transcripts, transcripts, cache)
    context = Context(paths, SystemClock(), lambda: "0000", lambda: 1)
    app = InterviewerApp(context, HomeOpening())
    app.owns_process = True  # as where it was started from the command line
    watch = Watch()
    watch.hook()
    seconds: dict[str, list[float]] = {"open": [], "still": [], "key": [], "review": []}
    async with app.run_test(size=(120, 40)) as pilot:
        await _wait(lambda: not app.workers._workers)
        heart = asyncio.create_task(watch.beat())
        for _ in range(RUNS):
            await _open_list(pilot, watch, seconds)
        await _type(pilot, watch, seconds["key"])
        heart.cancel()
        for _ in range(RUNS):
            seconds["review"].append(await _review(pilot, long_session))
    return seconds


async def _open_list(pilot: Pilot[None], watch: Watch, seconds: dict[str, list[float]]) -> None:
    if isinstance(pilot.app.screen, TranscriptsScreen):
        await pilot.press("escape")
        await _wait(lambda: not isinstance(pilot.app.screen, TranscriptsScreen))
    watch.drawn.clear()
    watch.longest = 0.0
    start = time.perf_counter()
    pilot.app.post_message(OpenTranscripts())
    await _wait(lambda: bool(watch.drawn))
    seconds["open"].append(watch.drawn[0] - start)
    await _wait(lambda: not pilot.app.workers._workers)
    seconds["still"].append(watch.longest)


async def _type(pilot: Pilot[None], watch: Watch, seconds: list[float]) -> None:
    await pilot.press("slash")
    for letter in WORDS:
        watch.drawn.clear()
        start = time.perf_counter()
        pilot.app.post_message(events.Key("space" if letter == " " else letter, letter))
        await _wait(lambda: bool(watch.drawn))
        seconds.append(watch.drawn[0] - start)
        await pilot.pause()
    await pilot.press("escape")


async def _review(pilot: Pilot[None], path: Path) -> float:
    start = time.perf_counter()
    pilot.app.post_message(OpenReview(path))
    # Textual lays out and paints in one go: what has its size by now is on the screen.
    await _wait(lambda: _has_conversation(pilot))
    taken = time.perf_counter() - start
    await pilot.press("escape")
    await _wait(lambda: isinstance(pilot.app.screen, TranscriptsScreen))
    return taken


def _has_conversation(pilot: Pilot[None]) -> bool:
    screen = pilot.app.screen
    return (
        isinstance(screen, ReviewScreen)
        and screen.review is not None
        and screen.query_one("#turn-question", Part).size.height > 1
    )


async def _wait(condition: Callable[[], bool]) -> None:
    begun = time.perf_counter()
    while not condition():
        if time.perf_counter() - begun > PATIENCE:
            raise TimeoutError("the app did not come to what was waited for")
        await asyncio.sleep(0.0005)


def main() -> None:
    """Measure the folder, the cache and the long session that the command line names."""
    transcripts, cache, long_session = map(Path, sys.argv[1:])
    seconds = asyncio.run(measure(transcripts, cache, long_session))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**seconds, "memory": [memory]}))


if __name__ == "__main__":
    main()
