"""Measure everything that has a bar, and compare it with the recorded run: python -m benchmarks.

With --record the figures of this run become the recorded ones. The exit code is 1 where the ratio
of a bar to its yardstick is worse than recorded by more than a quarter.
"""

import argparse
import compileall
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import interviewer
from benchmarks.bulk import ROWS, bulk
from benchmarks.large_bank import ITEMS, large_bank
from benchmarks.memory import memory
from benchmarks.recorded import RECORDED, compare, read, this_machine, written
from benchmarks.speed import bank_loaded, first_paint, helped, single_answers, started
from benchmarks.table import Row, print_rows

LONGER = {
    "benchmarks.sessions": "ten thousand sessions: made, listed, opened",
    "benchmarks.regrading": "100,000 answers of sessions graded again",
    "benchmarks.kills": "how much typing a kill costs",
    "benchmarks.editor": "from a key in the rubric editor to the new marks",
    "benchmarks.turnaround": "from an answer to the next question on the screen",
}
"""What takes longer, by the module to run."""


def measurements() -> Sequence[Callable[[], Sequence[Row]]]:
    """Return what there is to measure."""
    return (
        first_paint,
        memory,
        helped,
        started,
        bank_loaded,
        single_answers,
        lambda: bulk(ROWS),
        _large_bank,
    )


def main() -> int:
    """Run all measurements, print and compare them, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--record", action="store_true", help="keep the figures of this run")
    record = parser.parse_args().record
    # As an installed program is: else each start would translate what has been edited since.
    compileall.compile_dir(Path(interviewer.__file__).parent, quiet=2)
    machine, begun = this_machine(), time.monotonic()
    print(f"Python {platform.python_version()}, {machine}", flush=True)
    rows: list[Row] = []
    for measure in measurements():
        some = measure()
        print_rows(some)
        print(flush=True)
        rows += some
    print(f"Took {time.monotonic() - begun:.0f} s; {this_machine()}. What takes longer:")
    for module, what in LONGER.items():
        print(f"  python -m {module:<22}{what}")
    print()
    if record:
        RECORDED.write_text(written(rows, machine, date.today()), encoding="utf-8")
        print(f"Recorded in {RECORDED.name}.")
        return 0
    return compared(rows)


def compared(rows: Sequence[Row]) -> int:
    """Say what has become worse since the recorded run, and return the exit code."""
    if not RECORDED.is_file():
        print("Nothing is recorded yet: make bench ARGS=--record")
        return 0
    recorded = read(RECORDED.read_text(encoding="utf-8"))
    print(f"Recorded on {recorded.date}, Python {recorded.python}, {recorded.machine}:")
    comparison = compare(rows, recorded)
    for line in comparison.lines:
        print(line)
    return 1 if comparison.failed else 0


def _large_bank() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        return large_bank(Path(name), ITEMS)


if __name__ == "__main__":
    sys.exit(main())
