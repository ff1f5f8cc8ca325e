"""The rows of a CSV of answers: read strictly, each problem with its line."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from interviewer.model.errors import InputError
from interviewer.model.text import one_line

ITEM_COLUMN, ANSWER_COLUMN, SCORE_COLUMN = "item_id", "answer", "score"

_LARGEST_FIELD = 1_000_000


def open_csv(source: Path) -> TextIO:
    """Open a CSV in UTF-8, with or without a byte order mark.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return source.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InputError(
            f"{file_name(source)}: cannot be read ({error.strerror}); check the path"
        ) from None


def csv_rows(source: Path, text: TextIO) -> Iterator[Sequence[str]]:
    """Yield the rows of a CSV that are not empty.

    Raises:
        InputError: a row is no CSV or not UTF-8; the error names its line.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader(text, strict=True)
    try:
        for row in reader:
            if row:
                yield row
    except UnicodeDecodeError:
        raise InputError(
            f"{file_name(source)}: after line {reader.line_num} there is text that is not UTF-8; "
            "save the file as UTF-8"
        ) from None
    except csv.Error as error:
        raise InputError(
            f"{file_name(source)}: line {reader.line_num + 1}: {error}; mend that line or save the "
            "file as CSV again"
        ) from None


def column_places(source: Path, heading: Sequence[str], names: Sequence[str]) -> list[int]:
    """Return where the named columns stand.

    Raises:
        InputError: one of them is missing, or any column is there twice.
    """
    missing = [name for name in names if name not in heading]
    if missing:
        found = ", ".join(one_line(name)[:40] for name in heading[:8])
        lacking = " and no column ".join(missing)
        raise InputError(
            f"{file_name(source)}: line 1: there is no column {lacking} among {found}; "
            f"the first line must hold {','.join(names)}"
        )
    doubled = {name for name in heading if heading.count(name) > 1}
    if doubled:
        twice = ", ".join(sorted(one_line(name)[:40] for name in doubled))
        raise InputError(f"{file_name(source)}: line 1: column {twice} is there twice; rename one")
    return [heading.index(name) for name in names]


def bad_row(source: Path, number: int, columns: int, wanted: int) -> InputError:
    """Return the error for a row with too many columns or too few."""
    return InputError(
        f"{file_name(source)}: row {number} has {columns} columns, the first line has {wanted}; "
        'put an answer that holds commas or line breaks into "quotes"'
    )


def file_name(source: Path) -> str:
    """Return the name of a file for a message."""
    return one_line(str(source))
