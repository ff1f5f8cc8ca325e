"""Speed with ten thousand past sessions: python -m benchmarks.sessions [--count N] [--folder DIR].

With --folder the sessions are made there, unless they are there already, and stay.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.answers import shipped_bank
from benchmarks.session_files import hold, make_sessions
from benchmarks.table import Row, print_rows
from interviewer.grading.grader import Grader
from interviewer.services.conversation import conversation
from interviewer.services.session_filter import SessionFilter
from interviewer.services.session_search import search_sessions
from interviewer.services.sessions import list_past, open_past_file
from interviewer.storage.paths import phrases_files, resolve_paths
from interviewer.storage.phrases_file import load_phrases

COUNT = 10_000
RUNS = 20
LONG = 60
"""How many turns the session has that is opened in the review."""

LIST_BAR, REVIEW_BAR = 0.300, 0.100

_LIST = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from interviewer.services.sessions import list_past
found = list_past(Path(sys.argv[1]), Path(sys.argv[2]))
print(time.perf_counter() - start)
"""


def make(folder: Path, count: int) -> Path:
    """Make the sessions where they are not there yet, and return a long one, kept apart."""
    root = Path(__file__).parent.parent
    phrases = load_phrases(phrases_files(resolve_paths(None, None, root, {})))
    bank = shipped_bank()
    sessions, apart = folder / "transcripts", folder / "long"
    if len(list(sessions.glob("*.jsonl"))) < count:
        make_sessions(sessions, bank, phrases, count)
    found = sorted(apart.glob("*.jsonl"))
    return found[0] if found else hold(apart, bank, phrases, Grader(bank), Random(7), 0, 7)


def index_rows(folder: Path, count: int, cache: Path) -> list[Row]:
    """Return how long the index takes from nothing, and the list from the index."""
    start = time.perf_counter()
    cold = _timed(lambda: list_past(folder, cache))
    assert len(list_past(folder, cache)) == count
    (index,) = (cache / "sessions").glob("*.jsonl")
    warm = [_timed(lambda: list_past(folder, cache)) for _ in range(RUNS)]
    command = [sys.executable, "-c", _LIST, str(folder), str(cache)]
    fresh = [
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        for _ in range(RUNS)
    ]
    median = statistics.median(warm)
    print(f"(list measured after {time.perf_counter() - start:.0f} s)", file=sys.stderr)
    return [
        Row(f"index of {count:,} sessions from nothing", f"{cold:,.1f} s", ""),
        Row("its size", f"{index.stat().st_size / 1e6:,.1f} MB", ""),
        Row(f"list from the index, median of {RUNS}", _ms(median), "at most 300 ms",
            median <= LIST_BAR),
        Row(f"list from the index, slowest of {RUNS}", _ms(max(warm)), ""),
        Row("the same in a fresh process, with imports, median", _ms(statistics.median(fresh)), ""),
    ]  # fmt: skip


def search_rows(folder: Path, cache: Path) -> list[Row]:
    """Return how long a search through the answers takes for words that are rare and common."""
    entries = list_past(folder, cache)
    rows = []
    for kind, words in (("that no answer has", "zebra"), ("that most have", "perhaps gradient")):
        start = time.perf_counter()
        *_, last = search_sessions(entries, SessionFilter(text=words))
        seconds = time.perf_counter() - start
        what = f"search of the {last.searched:,} newest for words {kind}"
        rows.append(Row(what, f"{seconds:.2f} s", ""))
    return rows


def app_rows(folder: Path, cache: Path, long_session: Path) -> list[Row]:
    """Return what the app takes."""
    command = [sys.executable, "-m", "benchmarks.session_app"]
    command += [str(path) for path in (folder, cache, long_session)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=300)
    seconds: dict[str, list[float]] = json.loads(done.stdout)
    opened, review = statistics.median(seconds["open"]), statistics.median(seconds["review"])
    return [
        Row("app: list opened to first rows drawn, median", _ms(opened), "at most 300 ms",
            opened <= LIST_BAR),
        Row("app: the same, slowest", _ms(max(seconds["open"])), ""),
        Row("app: longest stand-still of the screen meanwhile", _ms(max(seconds["still"])), ""),
        Row("app: key in the filter to rows drawn, median", _ms(statistics.median(seconds["key"])),
            ""),
        Row("app: the same, slowest", _ms(max(seconds["key"])), ""),
        Row("app: long session opened in the review, median", _ms(review), "at most 100 ms",
            review <= REVIEW_BAR),
        Row("app: most memory", f"{seconds['memory'][0]:,.0f} MB", ""),
    ]  # fmt: skip


def review_rows(long_session: Path) -> list[Row]:
    """Return how long a long session takes to be read, without the screen."""
    past = open_past_file(long_session)
    turns = sum(len(record.turns) for record in past.state.records)
    read = statistics.median(_timed(lambda: open_past_file(long_session)) for _ in range(RUNS))
    said = statistics.median(
        _timed(lambda: conversation(past.state, past.rubric)) for _ in range(RUNS)
    )
    return [
        Row(f"session of {turns} turns read with its rubric, median", _ms(read), ""),
        Row("its conversation worded, median", _ms(said), ""),
    ]


def main() -> None:
    """Make the sessions and measure."""
    parser = argparse.ArgumentParser(description="Speed with many past sessions.")
    parser.add_argument("--count", type=int, default=COUNT, help="how many sessions to make")
    parser.add_argument("--folder", type=Path, help="where to make and leave them")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        long_session = make(folder, chosen.count)
        transcripts, cache = folder / "transcripts", Path(temporary) / "cache"
        rows = index_rows(transcripts, chosen.count, cache)
        rows += search_rows(transcripts, cache)
        rows += review_rows(long_session)
        print_rows(rows + app_rows(transcripts, cache, long_session))


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


if __name__ == "__main__":
    main()
