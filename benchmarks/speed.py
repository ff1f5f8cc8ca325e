"""Speed: start-up against an empty Textual app, grading one answer and many."""

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.answers import BANK, long_answer, shipped_bank, varied_answers
from benchmarks.empty_app import MARK
from benchmarks.table import Row
from benchmarks.terminal import python_program, seconds_until
from interviewer.grading.grader import Grader
from interviewer.services.banks import load_bank_file
from interviewer.services.bulk import grade_file

PAINT_RUNS = 11
LOAD_RUNS = 11
SINGLE_WORDS = 150
BULK_ROWS = 20_000

_READY = """
from benchmarks.answers import shipped_bank
from interviewer.services.grader_loader import GraderLoader
loader = GraderLoader(shipped_bank())
loader.start()
loader()
"""


def first_paint() -> list[Row]:
    """Return the first paint of the app and of an empty one, measured in turn."""
    app = [str(Path(sys.executable).with_name("interviewer"))]
    empty = python_program(str(Path(__file__).with_name("empty_app.py")))
    ours, theirs = [], []
    for _ in range(PAINT_RUNS):
        ours.append(seconds_until(app, "Transcripts"))
        theirs.append(seconds_until(empty, MARK))
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    return [
        Row("first paint, empty Textual app", _ms(statistics.median(theirs)), "yardstick"),
        Row("first paint, the app's home", _ms(statistics.median(ours)), ""),
        Row("first paint, ratio (median of pairs)", f"{ratio:.2f}", "at most 1.30", ratio <= 1.3),
    ]


def bank_loaded() -> list[Row]:
    """Return how long the shipped bank takes to load: parsed and kept, and read from its cache."""
    parsed, cached = [], []
    for _ in range(LOAD_RUNS):
        with tempfile.TemporaryDirectory() as folder:
            bank = load_bank_file(BANK, Path(folder))  # leaves the cache that the next line reads
            cached.append(_processed(partial(load_bank_file, BANK, Path(folder))))
            parsed.append(_processed(partial(load_bank_file, BANK, Path(folder, "fresh"))))
    slow, quick = statistics.median(parsed), statistics.median(cached)
    name = f"bank of {len(bank.items)} items from YAML (process time)"
    return [
        Row(name, _ms(slow), "at most 150 ms", slow <= 0.150),
        Row("the same from its cache", _ms(quick), "at most 15 ms", quick <= 0.015),
    ]


def grader_ready() -> list[Row]:
    """Return how long a fresh process takes until its grader is ready."""
    times = [_timed(lambda: subprocess.run([sys.executable, "-c", _READY], check=True))]
    times += [
        _timed(lambda: subprocess.run([sys.executable, "-c", _READY], check=True)) for _ in range(4)
    ]
    ready = statistics.median(times)
    return [
        Row("grader ready after start of a process", _ms(ready), "at most 2,000 ms", ready <= 2)
    ]


def single_answers() -> list[Row]:
    """Return the time for one answer of 150 words, warm."""
    bank = shipped_bank()
    grader = Grader(bank)
    answers = [(item.id, long_answer(item, SINGLE_WORDS)) for item in bank.items]
    for item_id, answer in answers:
        grader.assess(item_id, answer)
    times = sorted(
        _timed(lambda pair=pair: grader.assess(*pair))  # type: ignore[misc]
        for _ in range(100)
        for pair in answers
    )
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    return [
        Row("one 150-word answer, p50", _ms(p50), ""),
        Row("one 150-word answer, p99", _ms(p99), "at most 5 ms", p99 <= 0.005),
    ]


def bulk_answers() -> list[Row]:
    """Return how many answers of a CSV are graded in a second on one core, once loaded."""
    bank = shipped_bank()
    grader = Grader(bank)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.csv"), Path(folder, "out.csv")
        with source.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("item_id", "answer"))
            writer.writerows(varied_answers(bank, BULK_ROWS))
        seconds = _timed(lambda: grade_file(grader, source, target, lambda _read: None))
    rate = BULK_ROWS / seconds
    return [
        Row(
            f"CSV of {BULK_ROWS:,} answers", f"{rate:,.0f} / s", "at least 5,000 / s", rate >= 5_000
        )
    ]


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _processed(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"
