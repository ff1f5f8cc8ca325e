"""Speed: what starts take beside the smallest programs of their kind, banks, one answer."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.answers import BANK, long_answer, shipped_bank
from benchmarks.empty_app import MARK
from benchmarks.table import Ratio, Row
from benchmarks.terminal import python_program, seconds_until
from benchmarks.yardsticks import in_turn, loop, run_seconds, timed
from interviewer.services.banks import load_bank_file
from interviewer.services.learning import grader_of

RUNS = 11
SINGLE_WORDS = 150
SINGLE_ROUNDS = 50

PAINT_BAR = 1.15
HELP_BAR = 2.0
READY_BAR = 0.300
GRADE_BAR = 0.150
ANSWER_BAR = 0.005

PROGRAM = str(Path(sys.executable).with_name("interviewer"))

_BARE = "an empty Python"
_GRADED = f"'interviewer grade' of one answer, over {_BARE}"

_READY = """
from benchmarks.answers import shipped_bank
from interviewer.services.grader_loader import GraderLoader
loader = GraderLoader(shipped_bank())
loader.start()
loader()
"""


def first_paint() -> list[Row]:
    """Return the first paint of the app and of an empty one, measured in turn."""
    empty = python_program(str(Path(__file__).with_name("empty_app.py")))
    ours, theirs = in_turn(
        lambda: seconds_until([PROGRAM], "Transcripts"),
        lambda: seconds_until(empty, MARK),
        RUNS,
    )
    ratio = Ratio("first paint, over an empty Textual app's", _quotient(ours, theirs))
    return [
        Row("first paint, empty Textual app", _ms(statistics.median(theirs)), "yardstick"),
        Row("first paint, the app's home", _ms(statistics.median(ours)), ""),
        _ratio_row("first paint, ratio", ratio, PAINT_BAR),
    ]


def helped() -> list[Row]:
    """Return how long `interviewer --help` takes, beside the import of click."""
    ours, theirs = in_turn(
        lambda: run_seconds(PROGRAM, "--help"),
        lambda: run_seconds(sys.executable, "-c", "import click"),
        RUNS,
    )
    ratio = Ratio("'interviewer --help', over the import of click", _quotient(ours, theirs))
    return [
        Row("python -c 'import click'", _ms(statistics.median(theirs)), "yardstick"),
        Row("interviewer --help", _ms(statistics.median(ours)), ""),
        _ratio_row("interviewer --help, ratio", ratio, HELP_BAR),
    ]


def started() -> list[Row]:
    """Return what fresh processes take: until a grader is ready, and for one answer in all.

    What the bank teaches lies in the cache, as after any first start.
    """
    answer = long_answer(shipped_bank().items[0], SINGLE_WORDS)
    item = shipped_bank().items[0].id
    grade = partial(
        run_seconds, PROGRAM, "grade", "--rubric", str(BANK), "--item", item, given=answer
    )
    ready = partial(run_seconds, sys.executable, "-c", _READY)
    nothing = partial(run_seconds, sys.executable, "-c", "pass")
    ready()
    graded, bare = in_turn(grade, nothing, RUNS)
    got_ready, also_bare = in_turn(ready, nothing, RUNS)
    bare_ms = _ms(statistics.median([*bare, *also_bare]))
    name = "ready to grade after the start of a process"
    return [
        Row("python -c pass", bare_ms, "yardstick"),
        _barred(name, READY_BAR, got_ready, f"{name}, over {_BARE}", also_bare),
        _barred("interviewer grade, one answer", GRADE_BAR, graded, _GRADED, bare),
    ]


def bank_loaded() -> list[Row]:
    """Return how long the shipped bank takes to load: parsed and kept, and read from its cache."""
    parsed, cached, loops = [], [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            bank = load_bank_file(BANK, Path(folder))  # leaves the cache that the next line reads
            cached.append(_processed(partial(load_bank_file, BANK, Path(folder))))
            parsed.append(_processed(partial(load_bank_file, BANK, Path(folder, "fresh"))))
            loops.append(_processed(loop))
    name = f"bank of {len(bank.items)} items from YAML (process time)"
    return [
        _barred(name, 0.150, parsed, "shipped bank from YAML, over a loop", loops),
        _barred(
            "the same from its cache",
            0.015,
            cached,
            "shipped bank from its cache, over a loop",
            loops,
        ),
    ]


def single_answers() -> list[Row]:
    """Return the time for one answer of 150 words, warm, beside a loop after each."""
    bank = shipped_bank()
    grader = grader_of(bank)
    answers = [(item.id, long_answer(item, SINGLE_WORDS)) for item in bank.items]
    for item_id, answer in answers:
        grader.assess(item_id, answer)
    times, loops = [], []
    for _ in range(SINGLE_ROUNDS):
        for pair in answers:
            times.append(timed(partial(grader.assess, *pair)))
            loops.append(timed(loop))
    p50, p99 = _quantile(times, 0.5), _quantile(times, 0.99)
    usual = Ratio("one 150-word answer, p50, over a loop", p50 / _quantile(loops, 0.5))
    worst = Ratio("one 150-word answer, p99, over a loop's", p99 / _quantile(loops, 0.99))
    return [
        Row("a loop of pure Python", _ms(_quantile(loops, 0.5)), "yardstick"),
        Row("one 150-word answer, p50", _ms(p50), "", ratio=usual),
        Row("one 150-word answer, p99", _ms(p99), "at most 5 ms", p99 <= ANSWER_BAR, worst),
    ]


def _ratio_row(what: str, ratio: Ratio, bar: float) -> Row:
    """Return a row of a ratio that is held against a bar itself."""
    return Row(what, f"{ratio.value:.2f}", f"at most {bar}", ratio.value <= bar, ratio)


def _barred(what: str, bar: float, ours: list[float], name: str, theirs: list[float]) -> Row:
    """Return a row of seconds with their bar, and with the ratio to their yardstick."""
    seconds = statistics.median(ours)
    ratio = Ratio(name, _quotient(ours, theirs))
    return Row(what, _ms(seconds), f"at most {bar * 1000:.0f} ms", seconds <= bar, ratio)


def _quotient(ours: list[float], theirs: list[float]) -> float:
    """Return the median of the ratios of pairs that were measured in turn."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def _quantile(times: list[float], part: float) -> float:
    return sorted(times)[int(len(times) * part)]


def _processed(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"
