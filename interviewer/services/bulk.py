"""Grading many answers at once: a CSV in, a CSV out, in constant memory."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from interviewer.grading.grader import Marker
from interviewer.model.assessment import Assessment
from interviewer.model.errors import InputError, UsageError
from interviewer.model.text import cap_answer, clean_text
from interviewer.services.csv_rows import (
    ANSWER_COLUMN,
    ITEM_COLUMN,
    bad_row,
    column_places,
    csv_rows,
    file_name,
    open_csv,
)
from interviewer.storage.durable import stream_atomic

ADDED_COLUMNS = ("score", "points", "possible", "band", "gate")
GIVEN_PREFIX = "given_"
"""What a column of the input is renamed with when its name is one of the added ones."""

_ROWS_A_WRITE = 500


@dataclass(frozen=True)
class BulkResult:
    """How many answers were graded, and how many were longer than may be and were cut."""

    graded: int
    capped: int


def grade_file(
    marker: Marker, source: Path, target: Path, on_progress: Callable[[int], None]
) -> BulkResult:
    """Grade every row of `source` and write it, with the marks added, to `target`.

    All columns of the input are kept, without control characters. `on_progress` is told how many
    bytes of the source have been read. The target appears only when all of it is there.

    Raises:
        InputError: the source cannot be read, lacks a column, or names an item that is not there.
        StorageError: the target cannot be written.
    """
    graded = capped = 0
    with open_csv(source) as text, stream_atomic(target) as write:
        rows = csv_rows(source, text)
        heading = next(rows, None)
        if heading is None:
            raise InputError(
                f"{file_name(source)}: is empty; its first line must be item_id,answer"
            )
        item_at, answer_at = column_places(source, heading, (ITEM_COLUMN, ANSWER_COLUMN))
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*map(_renamed, heading), *ADDED_COLUMNS])
        for number, row in enumerate(rows, start=2):
            if len(row) != len(heading):
                raise bad_row(source, number, len(row), len(heading))
            answer, cut = cap_answer(row[answer_at])
            capped += cut > 0
            kept = map(clean_text, row)
            writer.writerow([*kept, *_marks(marker, source, number, row[item_at], answer)])
            graded += 1
            if graded % _ROWS_A_WRITE == 0:
                write(_taken(out))
                on_progress(text.buffer.tell())
        write(_taken(out))
        on_progress(text.buffer.tell())
    return BulkResult(graded, capped)


def _marks(
    marker: Marker, source: Path, number: int, item_id: str, answer: str
) -> tuple[str | float | int, ...]:
    try:
        assessment: Assessment = marker.assess(item_id.strip(), answer)
    except UsageError as error:
        raise InputError(f"{file_name(source)}: row {number}: {error}") from None
    return (
        assessment.score,
        assessment.points,
        assessment.possible,
        assessment.band,
        assessment.gate or "",
    )


def _renamed(column: str) -> str:
    return GIVEN_PREFIX + column if column in ADDED_COLUMNS else clean_text(column)


def _taken(out: io.StringIO) -> bytes:
    """Return what was written into `out`, and empty it."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", errors="replace")
