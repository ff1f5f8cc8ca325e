"""How much typing a kill -9 costs: python -m benchmarks.kills [TIMES].

The real app in a pty, killed at random moments while somebody types; what counts is the age of the
first character that is not on the disk. The terminal is that of the tests.
"""

import contextlib
import signal
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks.table import Row, print_rows
from interviewer.model.transcript import Drafted
from interviewer.storage.transcript_log import list_sessions, read_transcript
from tests.faults.terminal import Terminal, open_terminal

TIMES = 50
LONGEST = 5.0
"""Seconds of typing at most before a kill."""

KEY_SECONDS = 0.08
BAR = 1.0
"""Seconds of typing that may be at risk."""

SLACK = 0.5
"""What is allowed beside it on a machine that does other things too."""


def lost_seconds(random: Random) -> float:
    """Type for a while, kill the app, and return how old the first lost character was; 0 if none.

    A character counts as typed when the app has shown it.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options = ("run", "--seed", "1", "--items", "1", "--untimed", "--transcripts", "t")
        with open_terminal(folder, *options) as terminal:
            terminal.read_until(lambda: b"Your answer" in terminal.output)
            typed = _type(terminal, random.uniform(0.2, LONGEST))
            killed = time.monotonic()
            terminal.signal(signal.SIGKILL)
            terminal.wait()
        text = _saved(folder)
    lost = [moment for letter, moment in typed[len(text) :]]
    assert text == "".join(letter for letter, _ in typed)[: len(text)], "what was saved was typed"
    return killed - lost[0] if lost else 0.0


def _type(terminal: Terminal, seconds: float) -> list[tuple[str, float]]:
    """Type letters one by one for so long; return each with the moment it was sent."""
    typed: list[tuple[str, float]] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        letter = "abcdefghij"[len(typed) % 10]
        typed.append((letter, time.monotonic()))
        terminal.type(letter)
        after = time.monotonic() + KEY_SECONDS
        with contextlib.suppress(AssertionError):
            terminal.read_until(lambda after=after: time.monotonic() >= after)  # type: ignore[misc]
    return typed


def _saved(folder: Path) -> str:
    drafts = [
        event.data.text
        for path in list_sessions(folder / "t")
        for event in read_transcript(path).events
        if isinstance(event.data, Drafted)
    ]
    return drafts[-1] if drafts else ""


def main(times: int = TIMES) -> None:
    """Kill the app so many times, and print what was lost at most."""
    random = Random(7)
    lost = sorted(lost_seconds(random) for _ in range(times))
    middle, most = lost[len(lost) // 2], lost[-1]
    print_rows(
        [
            Row(f"typing lost in {times} kills, median", f"{middle:.2f} s", ""),
            Row(
                f"typing lost in {times} kills, most",
                f"{most:.2f} s",
                f"at most {BAR:g} s, and {SLACK:g} s for a busy machine",
                most <= BAR + SLACK,
            ),
        ]
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
