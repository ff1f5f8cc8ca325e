"""The marks of a coach in a CSV: each is on the disk as soon as it is given."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from interviewer.model.errors import InputError
from interviewer.model.rubric import Rubric
from interviewer.model.text import one_line
from interviewer.services.answer_pool import answer_key
from interviewer.services.csv_rows import (
    ANSWER_COLUMN,
    ITEM_COLUMN,
    SCORE_COLUMN,
    csv_rows,
    file_name,
    open_csv,
)
from interviewer.services.marked_answers import MarkedAnswer, read_marked
from interviewer.storage.durable import AppendFile, ensure_folder, write_atomic

CRITERIA_COLUMN, BELIEFS_COLUMN, SOURCE_COLUMN = "criteria", "misconceptions", "source"
COLUMNS = (
    ITEM_COLUMN,
    ANSWER_COLUMN,
    SCORE_COLUMN,
    CRITERIA_COLUMN,
    BELIEFS_COLUMN,
    SOURCE_COLUMN,
)
_CREDITS = {0.0, 0.5, 1.0}


@dataclass(frozen=True)
class CoachMark:
    """What a coach gave an answer: a score from 0 to 1.

    Where the answer was marked idea by idea, `credits` has 0, 0.5 or 1 for each criterion by its
    id, and `beliefs` the misconceptions that the coach saw in it; else `credits` is None.
    """

    item_id: str
    answer: str
    score: float
    credits: Mapping[str, float] | None = field(default=None, hash=False)
    beliefs: tuple[str, ...] = ()
    source: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells answers apart, as for a `GivenAnswer`."""
        return answer_key(self.item_id, self.answer)


def read_marks(source: Path, rubric: Rubric) -> list[CoachMark]:
    """Return the marks in a CSV; of two marks of one answer the later one counts.

    The columns item_id, answer and score are needed, criteria and misconceptions are read where
    they are there: any file that `interviewer calibrate` takes will do.

    Raises:
        InputError: see `read_marked`; or a criterion's credit cannot be read.
    """
    marked = read_marked(source, rubric)
    with open_csv(source) as text:
        rows = csv_rows(source, text)
        heading = list(next(rows, ()))
        marks = {
            mark.key: mark
            for number, (each, row) in enumerate(zip(marked, rows, strict=True), start=2)
            for mark in [_mark(source, number, each, dict(zip(heading, row, strict=True)))]
        }
    return list(marks.values())


class MarksFile:
    """The file that a coach's marks go to; locked for as long as it is open.

    `marks` are those in the file, by the keys of their answers, in their order. Where a crash had
    torn the last row, `torn` is the file beside it that keeps what was cut off: an edit by hand
    that loses a quote looks the same, and then whole rows are in it.
    """

    def __init__(self, path: Path, rubric: Rubric) -> None:
        """Open the file, or begin a new one that appears with its first mark.

        Raises:
            InputError: it is there and holds something else than such marks.
            StorageError: it cannot be read or written, or another window has it open.
        """
        ensure_folder(path.absolute().parent)
        self.path = path
        self.torn: Path | None = None
        self.marks: dict[tuple[str, str], CoachMark] = {}
        self._file = AppendFile(path, new=not path.exists())
        try:
            if self._file.length:
                self._check_heading()
                self._cut_torn()
            if self._file.length:  # else not even the first line was whole
                self.marks = {mark.key: mark for mark in read_marks(path, rubric)}
        except BaseException:
            self.close()
            raise

    def put(self, mark: CoachMark) -> None:
        """Keep a mark; it is on the disk when this returns. A new mark of an answer replaces it.

        Raises:
            StorageError: it cannot be written; the file is as it was.
        """
        if mark.key not in self.marks:
            heading = b"" if self._file.length else _csv_line(COLUMNS)
            self._file.append(heading + _csv_line(_cells(mark)))
            self.marks[mark.key] = mark
            return
        marks = self.marks | {mark.key: mark}
        lines = [_csv_line(COLUMNS), *(_csv_line(_cells(each)) for each in marks.values())]
        self._file.close()  # the lock is one of the file that is about to be replaced
        try:
            write_atomic(self.path, b"".join(lines))
        finally:
            self._file = AppendFile(self.path)
        self.marks = marks

    def close(self) -> None:
        """Free the file."""
        self._file.close()

    def _check_heading(self) -> None:
        with open_csv(self.path) as text:
            heading = next(csv_rows(self.path, text), ())
        if tuple(heading) != COLUMNS:
            raise InputError(
                f"{file_name(self.path)}: is there already and was not written by marking; "
                "its first line would be " + ",".join(COLUMNS) + "; give another file"
            )

    def _cut_torn(self) -> None:
        data = self.path.read_bytes()
        whole = whole_rows(data)
        if whole < len(data):
            beside = self.path.with_name(f"{self.path.name}.torn")
            before = beside.read_bytes() if beside.exists() else b""
            write_atomic(beside, before + data[whole:] + b"\n")
            self._file.cut_to(whole)
            self.torn = beside


def whole_rows(data: bytes) -> int:
    """Return the length of the rows of a CSV that are there to their ends."""
    end = whole = quotes = 0
    for line in data.splitlines(keepends=True):
        end += len(line)
        quotes += line.count(b'"')
        # An even number of quotes: this line end is none within a cell.
        if quotes % 2 == 0 and line.endswith((b"\n", b"\r")):
            whole = end
    return whole


def _mark(source: Path, number: int, each: MarkedAnswer, cells: Mapping[str, str]) -> CoachMark:
    mark = CoachMark(each.item_id, each.answer, each.score, source=cells.get(SOURCE_COLUMN, ""))
    given = cells.get(CRITERIA_COLUMN, "").split()
    if not given:
        return mark
    try:
        credits = {name: float(value) for name, value in (part.split("=") for part in given)}
        if not set(credits.values()) <= _CREDITS:
            raise ValueError("no such credit")
    except ValueError:
        raise InputError(
            f"{file_name(source)}: row {number}: the column {CRITERIA_COLUMN} holds "
            f"'{one_line(cells[CRITERIA_COLUMN])[:40]}'; write each as criterion=1, =0.5 or =0"
        ) from None
    return replace(mark, credits=credits, beliefs=tuple(cells.get(BELIEFS_COLUMN, "").split()))


def _cells(mark: CoachMark) -> Sequence[str]:
    credits = mark.credits or {}
    return (
        mark.item_id,
        mark.answer,
        f"{mark.score:.4g}",
        " ".join(f"{name}={credit:g}" for name, credit in credits.items()),
        " ".join(mark.beliefs),
        mark.source,
    )


def _csv_line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode("utf-8", errors="replace")
