"""Grading many answers at once: a CSV in, a CSV out, in constant memory."""

import csv
import io
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.grading.grader import Marker
from interviewer.model.errors import InputError
from interviewer.model.text import clean_text
from interviewer.services.bulk_chunks import Chunk, GradedChunk, Layout, grade_chunk, read_chunks
from interviewer.services.csv_rows import (
    ANSWER_COLUMN,
    ITEM_COLUMN,
    column_places,
    csv_rows,
    file_name,
    open_csv,
)
from interviewer.storage.durable import stream_atomic

if TYPE_CHECKING:
    from interviewer.services.bulk_workers import Sharing

ADDED_COLUMNS = ("score", "points", "possible", "band", "gate")
GIVEN_PREFIX = "given_"
"""What a column of the input is renamed with when its name is one of the added ones."""


@dataclass(frozen=True)
class BulkResult:
    """How many answers were graded, and how many were longer than may be and were cut."""

    graded: int
    capped: int


def grade_file(
    marker: Marker,
    source: Path,
    target: Path,
    on_progress: Callable[[int], None],
    sharing: "Sharing | None" = None,
) -> BulkResult:
    """Grade every row of `source` and write it, with the marks added, to `target`.

    All columns of the input are kept, without control characters. `on_progress` is told how many
    bytes of the source have been read. The target appears only when all of it is there. With
    `sharing`, several processes grade a file that is worth it; what is written is the same.

    Raises:
        InputError: the source cannot be read, lacks a column, or names an item that is not there.
        StorageError: the target cannot be written.
        UsageError: a process that graded was ended from outside, or could not be started.
    """
    count = capped = 0
    with open_csv(source) as text, stream_atomic(target) as write:
        rows = csv_rows(source, text)
        heading = next(rows, None)
        if heading is None:
            raise InputError(
                f"{file_name(source)}: is empty; its first line must be item_id,answer"
            )
        places = column_places(source, heading, (ITEM_COLUMN, ANSWER_COLUMN))
        layout = Layout(source, len(heading), *places)
        write(_heading_line(heading))
        chunks = read_chunks(text, rows, first=2)
        with closing(_graded(marker, layout, chunks, sharing)) as every:
            for graded in every:
                write(graded.written)
                count += graded.graded
                capped += graded.capped
                on_progress(graded.read)
    return BulkResult(count, capped)


def _graded(
    marker: Marker, layout: Layout, chunks: Iterator[Chunk], sharing: "Sharing | None"
) -> Generator[GradedChunk, None, None]:
    """Yield the chunks graded: here, or by several processes where there are rows enough."""
    if sharing is not None:
        ahead: list[Chunk] = []
        rows = 0
        for chunk in chunks:
            ahead.append(chunk)
            rows += len(chunk.rows)
            if rows >= sharing.fewest:
                break
        chunks = chain(ahead, chunks)
        if rows >= sharing.fewest:
            # Imported here: what starts processes is not needed where one is enough.
            from interviewer.services import bulk_workers, worker_pool

            if worker_pool.can_share():
                yield from bulk_workers.grade_shared(chunks, layout, sharing)
                return
    for chunk in chunks:
        yield grade_chunk(marker, layout, chunk)


def _heading_line(heading: Sequence[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*map(_renamed, heading), *ADDED_COLUMNS])
    return out.getvalue().encode("utf-8", errors="replace")


def _renamed(column: str) -> str:
    return GIVEN_PREFIX + column if column in ADDED_COLUMNS else clean_text(column)
