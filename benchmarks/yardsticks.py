"""What figures are held against, so that the machine and its load matter little."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

LOOP_ROUNDS = 10_000
"""Rounds of the loop, which take about as long as one answer."""

_MANY_LOOPS = """
from benchmarks.yardsticks import loop
for _ in range(500):
    loop()
"""


def loop() -> int:
    """Do what Python programs do most: small numbers, a dictionary, short texts."""
    counts: dict[int, int] = {}
    for number in range(LOOP_ROUNDS):
        key = number % 97
        counts[key] = counts.get(key, 0) + len(str(number))
    return sum(counts.values())


def loop_seconds(runs: int = 101) -> float:
    """Return how long the loop takes now: the median of several."""
    return statistics.median(timed(loop) for _ in range(runs))


def cores_gain() -> float:
    """Return how many times as fast two processes run loops as one does: 2 at best."""
    command = [sys.executable, "-c", _MANY_LOOPS]

    def run(count: int) -> None:
        for process in [subprocess.Popen(command) for _ in range(count)]:
            process.wait()

    one, two = in_turn(lambda: timed(lambda: run(1)), lambda: timed(lambda: run(2)), 3)
    return 2 * statistics.median(a / b for a, b in zip(one, two, strict=True))


def timed(action: Callable[[], object]) -> float:
    """Return how many seconds an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run_seconds(*arguments: str, given: str = "") -> float:
    """Return how many seconds a program takes from its start to its end.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    return timed(
        lambda: subprocess.run(
            arguments, input=given, text=True, stdout=subprocess.DEVNULL, check=True
        )
    )


def in_turn(
    ours: Callable[[], float], theirs: Callable[[], float], runs: int
) -> tuple[list[float], list[float]]:
    """Measure two things in turn, so that what else the machine does meets both; return both."""
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return [a for a, _ in pairs], [b for _, b in pairs]
