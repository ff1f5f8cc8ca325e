"""How long it takes to grade sessions again: python -m benchmarks.regrading [SESSIONS]."""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.answers import BANK, shipped_bank
from benchmarks.session_files import make_sessions
from benchmarks.table import Row, print_rows
from interviewer.services.regrade import regrade_files
from interviewer.storage.phrases_file import load_phrases
from interviewer.storage.transcript_log import list_sessions

SESSIONS = 5_200
"""Of about 20 answers each: 100,000 in all."""

ANSWERS, SECONDS = 100_000, 60.0


def main(sessions: int = SESSIONS) -> None:
    """Grade the sessions again in one process and in two, and print the times."""
    rubric = shipped_bank()
    phrases = load_phrases([BANK.parent / "phrases" / "english.yaml"])
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_sessions(folder, rubric, phrases, sessions)
        paths = list_sessions(folder)
        now = datetime(2026, 11, 20, tzinfo=UTC)
        for workers in (1, 2):
            # A dry run grades everything each time; only the writing of the events is left out.
            begun = time.perf_counter()
            found = list(regrade_files(paths, rubric, now, True, lambda: None, workers))
            seconds = time.perf_counter() - begun
            answers = sum(result.answers for result in found)
            rows.append(_row(f"{answers:,} answers again, {workers} at a time", seconds, answers))
        begun = time.perf_counter()
        found = list(regrade_files(paths, rubric, now, False, lambda: None, 2))
        seconds = time.perf_counter() - begun
        answers = sum(result.answers for result in found)
        rows.append(_row("the same, written down", seconds, answers))
    print_rows(rows)


def _row(name: str, seconds: float, answers: int) -> Row:
    expected = SECONDS * answers / ANSWERS
    return Row(
        name,
        f"{seconds:.1f} s, {answers / seconds:,.0f} / s",
        f"{expected:.1f} s with two (60 s for 100,000)",
        seconds <= expected,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
