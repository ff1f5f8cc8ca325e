"""A CSV of answers in chunks: read, graded and written the same by one process or by many."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from interviewer.grading.grader import Marker
from interviewer.model.errors import InputError, UsageError
from interviewer.model.text import cap_answer, clean_text
from interviewer.services.csv_rows import bad_row, file_name

CHUNK_ROWS = 200
"""How many answers make a chunk."""

CHUNK_CHARACTERS = 1_000_000
"""How many characters do, where the answers are long: what is held in memory stays the same."""


@dataclass(frozen=True)
class Layout:
    """How the rows of one CSV are laid out: how many columns, and where the two needed stand."""

    source: Path
    columns: int
    item_at: int
    answer_at: int


@dataclass(frozen=True)
class Chunk:
    """Some rows of a CSV, one after the other.

    `first` is the number of the first of them, `read` how many bytes of the file had been read.
    `problem` is what ended the reading after these rows: whoever grades them tells it, after
    whatever is wrong with the rows themselves.
    """

    first: int
    rows: Sequence[Sequence[str]]
    read: int
    problem: InputError | None = None


@dataclass(frozen=True)
class GradedChunk:
    """The rows of a chunk as they are written, how many, and how many answers were cut."""

    written: bytes
    graded: int
    capped: int
    read: int


def read_chunks(text: TextIO, rows: Iterator[Sequence[str]], first: int) -> Iterator[Chunk]:
    """Yield the rows in chunks; `text` is the file that they come from, `first` their number.

    Where the rows end in an InputError, the last chunk holds it.
    """
    held: list[Sequence[str]] = []
    characters = 0
    problem = None
    try:
        for row in rows:
            held.append(row)
            characters += sum(map(len, row))
            if len(held) == CHUNK_ROWS or characters >= CHUNK_CHARACTERS:
                yield Chunk(first, held, _place_in(text))
                first += len(held)
                held, characters = [], 0
    except InputError as error:
        problem = error
    if held or problem is not None:
        yield Chunk(first, held, _place_in(text), problem)


def grade_chunk(
    marker: Marker, layout: Layout, chunk: Chunk, stopped: Callable[[], bool] = lambda: False
) -> GradedChunk:
    """Return the rows of a chunk with their marks, as CSV; once `stopped`, no more are graded.

    Raises:
        InputError: a row has too few or too many columns or names an item that is not there; or
            the chunk ends in a problem.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    capped = 0
    for number, row in enumerate(chunk.rows, start=chunk.first):
        if stopped():
            break
        if len(row) != layout.columns:
            raise bad_row(layout.source, number, len(row), layout.columns)
        cleaned = [clean_text(field) for field in row]
        answer, cut = cap_answer(cleaned[layout.answer_at])
        capped += cut > 0
        marks = _marks(marker, layout.source, number, row[layout.item_at], answer)
        writer.writerow([*cleaned, *marks])
    if chunk.problem is not None:
        raise chunk.problem
    written = out.getvalue().encode("utf-8", errors="replace")
    return GradedChunk(written, len(chunk.rows), capped, chunk.read)


def _marks(
    marker: Marker, source: Path, number: int, item_id: str, answer: str
) -> tuple[str | float | int, ...]:
    try:
        assessment = marker.assess(item_id.strip(), answer)
    except UsageError as error:
        raise InputError(f"{file_name(source)}: row {number}: {error}") from None
    return (
        assessment.score,
        assessment.points,
        assessment.possible,
        assessment.band,
        assessment.gate or "",
    )


def _place_in(text: TextIO) -> int:
    """Return how many bytes of a file have been read; 0 where it is a pipe, which cannot tell."""
    try:
        return text.buffer.tell()
    except OSError:
        return 0
