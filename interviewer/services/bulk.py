"""Grading many answers at once: a CSV in, a CSV out, in constant memory."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from interviewer.grading.grader import Marker
from interviewer.model.assessment import Assessment
from interviewer.model.errors import InputError, UsageError
from interviewer.model.text import cap_answer, one_line
from interviewer.storage.durable import stream_atomic

ITEM_COLUMN, ANSWER_COLUMN = "item_id", "answer"
ADDED_COLUMNS = ("score", "points", "possible", "band", "gate")
GIVEN_PREFIX = "given_"
"""What a column of the input is renamed with when its name is one of the added ones."""

_LARGEST_FIELD = 1_000_000
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

    All columns of the input are kept. `on_progress` is told how many bytes of the source have
    been read. The target appears only when all of it is there.

    Raises:
        InputError: the source cannot be read, lacks a column, or names an item that is not there.
        StorageError: the target cannot be written.
    """
    graded = capped = 0
    with _open(source) as text, stream_atomic(target) as write:
        rows = _rows(source, text)
        heading = next(rows, None)
        if heading is None:
            raise InputError(f"{_name(source)}: is empty; its first line must be item_id,answer")
        item_at, answer_at = _columns(source, heading)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*map(_renamed, heading), *ADDED_COLUMNS])
        for number, row in enumerate(rows, start=2):
            if len(row) != len(heading):
                raise _bad_row(source, number, len(row), len(heading))
            answer, cut = cap_answer(row[answer_at])
            capped += cut > 0
            writer.writerow([*row, *_marks(marker, source, number, row[item_at], answer)])
            graded += 1
            if graded % _ROWS_A_WRITE == 0:
                write(_taken(out))
                on_progress(text.buffer.tell())
        write(_taken(out))
        on_progress(text.buffer.tell())
    return BulkResult(graded, capped)


def _open(source: Path) -> TextIO:
    try:
        return source.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InputError(
            f"{_name(source)}: cannot be read ({error.strerror}); check the path"
        ) from None


def _rows(source: Path, text: TextIO) -> Iterator[Sequence[str]]:
    """Yield the rows of a CSV that are not empty; what is wrong with one names its line."""
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader(text, strict=True)
    try:
        for row in reader:
            if row:
                yield row
    except UnicodeDecodeError:
        raise InputError(
            f"{_name(source)}: after line {reader.line_num} there is text that is not UTF-8; "
            "save the file as UTF-8"
        ) from None
    except csv.Error as error:
        raise InputError(
            f"{_name(source)}: line {reader.line_num + 1}: {error}; mend that line or save the "
            "file as CSV again"
        ) from None


def _columns(source: Path, heading: Sequence[str]) -> tuple[int, int]:
    """Return where the item and the answer stand."""
    missing = [name for name in (ITEM_COLUMN, ANSWER_COLUMN) if name not in heading]
    if missing:
        found = ", ".join(one_line(name)[:40] for name in heading[:8])
        raise InputError(
            f"{_name(source)}: line 1: there is no column {' and no column '.join(missing)} among "
            f"{found}; the first line must hold item_id,answer"
        )
    doubled = {name for name in heading if heading.count(name) > 1}
    if doubled:
        names = ", ".join(sorted(one_line(name)[:40] for name in doubled))
        raise InputError(f"{_name(source)}: line 1: column {names} is there twice; rename one")
    return heading.index(ITEM_COLUMN), heading.index(ANSWER_COLUMN)


def _marks(
    marker: Marker, source: Path, number: int, item_id: str, answer: str
) -> tuple[str | float | int, ...]:
    try:
        assessment: Assessment = marker.assess(item_id.strip(), answer)
    except UsageError as error:
        raise InputError(f"{_name(source)}: row {number}: {error}") from None
    return (
        assessment.score,
        assessment.points,
        assessment.possible,
        assessment.band,
        assessment.gate or "",
    )


def _renamed(column: str) -> str:
    return GIVEN_PREFIX + column if column in ADDED_COLUMNS else column


def _bad_row(source: Path, number: int, columns: int, wanted: int) -> InputError:
    return InputError(
        f"{_name(source)}: row {number} has {columns} columns, the first line has {wanted}; "
        'put an answer that holds commas or line breaks into "quotes"'
    )


def _taken(out: io.StringIO) -> bytes:
    """Return what was written into `out`, and empty it."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", errors="replace")


def _name(source: Path) -> str:
    return one_line(str(source))
