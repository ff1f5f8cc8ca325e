"""A CSV of answers by one process and by two: python -m benchmarks.bulk [ROWS].

The command itself is run, from its start to its end, on answers made of the shipped bank; how much
memory it and its processes take at most is what Linux tells of them while they run. The file with
a tenth of the rows shows whether memory grows with the file.
"""

import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import BANK, shipped_bank, varied_answers
from benchmarks.speed import PROGRAM
from benchmarks.table import Ratio, Row, print_rows
from benchmarks.yardsticks import cores_gain, loop_seconds
from interviewer.services.learning import grader_of

ROWS = 100_000
RATE_BAR, GAIN_BAR, GROWTH_BAR = 5_000, 1.8, 1.1
FEWEST = 20_000
"""Rows of which a tenth are still shared out to processes."""

LOOK = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Run:
    """What one run of the command took: seconds, and what each of its processes did."""

    seconds: float
    parent: "Taken"
    workers: tuple["Taken", ...]

    @property
    def busiest(self) -> float:
        """Return the processor time of the process that had most to do, in seconds."""
        return max(taken.seconds for taken in (self.parent, *self.workers))

    @property
    def worker_memory(self) -> float:
        """Return the most memory that a worker took, in MB."""
        return max(taken.memory for taken in self.workers)


@dataclass(frozen=True)
class Taken:
    """What a process took: MB (of 2**20) of memory at most, and seconds of processor time."""

    memory: float = 0.0
    seconds: float = 0.0


def bulk(rows: int) -> list[Row]:
    """Return the rows of the table."""
    grader_of(shipped_bank())  # leaves what it learned in the cache, as any first run does
    with tempfile.TemporaryDirectory() as name:
        small, large = (_made(Path(name), count) for count in (rows // 10, rows))
        fewer = grade(small, 2)
        loops = [loop_seconds()]
        one = grade(large, 1)
        loops.append(loop_seconds())
        gains = [cores_gain()]
        two = grade(large, 2)
        gains.append(cores_gain())
    speeds = speed_rows(rows, one, two, statistics.mean(loops), statistics.mean(gains))
    return [*speeds, *memory_rows(rows, fewer, two)]


def _made(folder: Path, rows: int) -> Path:
    """Write a CSV with so many answers, and return its path."""
    path = folder / f"{rows}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("item_id", "answer"))
        writer.writerows(varied_answers(shipped_bank(), rows))
    return path


def grade(source: Path, jobs: int) -> Run:
    """Run the command on a CSV with so many jobs.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    options = ("--rubric", str(BANK), "--answers", str(source), "--jobs", str(jobs))
    command = [PROGRAM, "grade", *options, "--output", str(source.with_suffix(".out"))]
    begun = time.perf_counter()
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    taken: dict[int, Taken] = {}
    while True:
        for process in [program.pid, *_children(program.pid)]:
            # What is gone, or is ending, tells nothing any more.
            taken[process] = taken_by(process) or taken.get(process, Taken())
        try:
            program.wait(LOOK)
            break
        except subprocess.TimeoutExpired:
            pass
    seconds = time.perf_counter() - begun
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, command)
    parent = taken.pop(program.pid)
    return Run(seconds, parent, tuple(taken.values()))


def taken_by(process: int) -> Taken | None:
    """Return what a process has taken so far, or None where it is gone."""
    folder = Path(f"/proc/{process}")
    try:
        lines = folder.joinpath("status").read_text(encoding="ascii").splitlines()
        # The name, in brackets, may hold anything; user and system time are 11 and 12 after it.
        fields = folder.joinpath("stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    memory = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
    ticks = int(fields[11]) + int(fields[12])
    return Taken(memory[0], ticks / os.sysconf("SC_CLK_TCK")) if memory else None


def _children(process: int) -> Iterator[int]:
    """Yield the processes that a process has started, by any of its threads."""
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            yield from map(int, path.read_text(encoding="ascii").split())
        except OSError:
            continue


def speed_rows(rows: int, one: Run, two: Run, loop: float, ceiling: float) -> list[Row]:
    """Return the rows of one run with one job and one with two, beside their yardsticks.

    `loop` is the seconds of a loop, `ceiling` how many times as fast two processes run loops.
    """
    rate, gain = rows / one.seconds, one.seconds / two.seconds
    shares = one.busiest / two.busiest
    work = Ratio("an answer of a CSV, over a loop", one.seconds / rows / loop)
    shared = Ratio("gain by two jobs, over that of loops", gain / ceiling, more_is_better=True)
    even = Ratio("gain by two jobs, in processor time", shares, more_is_better=True)
    met = rate >= RATE_BAR
    fast = f"at least {RATE_BAR:,} / s"
    return [
        Row(f"CSV of {rows:,} answers, one job", f"{rate:,.0f} / s", fast, met, work),
        Row("the same, two jobs", f"{rows / two.seconds:,.0f} / s", ""),
        Row("two processes with loops of pure Python", f"{ceiling:.2f} x one", "yardstick"),
        Row("two jobs", f"{gain:.2f} x one", f"at least {GAIN_BAR} x", gain >= GAIN_BAR, shared),
        Row("two jobs, processor time of the busiest", f"{shares:.2f} x less", "", ratio=even),
    ]


def memory_rows(rows: int, fewer: Run, two: Run) -> Iterator[Row]:
    """Yield what the command takes at most, and one of its processes, by the size of the file."""
    for what, small, large in (
        ("the command", fewer.parent.memory, two.parent.memory),
        ("a process of it", fewer.worker_memory, two.worker_memory),
    ):
        growth = Ratio(f"memory of {what}, by ten times the answers", large / small)
        yield Row(
            f"memory of {what}, {rows // 10:,} and {rows:,} answers",
            f"{small:.0f} and {large:.0f} MB",
            f"at most {GROWTH_BAR} x",
            growth.value <= GROWTH_BAR,
            growth,
        )


def main() -> None:
    """Measure with as many rows as are asked for."""
    rows = int(sys.argv[1]) if sys.argv[1:] else ROWS
    if rows < FEWEST:
        sys.exit(f"{rows:,} rows are too few to compare; give {FEWEST:,} or more")
    print_rows(bulk(rows))


if __name__ == "__main__":
    main()
