"""The rows of a CSV of answers: read strictly, each problem with its line."""

import csv
from collections import Counter
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
        raise _unreadable(source, error) from None


def csv_rows(source: Path, text: TextIO, separator: str = ",") -> Iterator[Sequence[str]]:
    """Yield the rows of a CSV that are not empty; `separator` is the character between fields.

    Raises:
        InputError: a row is no CSV, not UTF-8 or too long, or the file cannot be read; the error
            names the line in which the row begins.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader(_lines(source, text), delimiter=separator, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader, None)
        except UnicodeDecodeError:
            raise InputError(
                f"{file_name(source)}: line {_undecodable_line(source, begins)}: there is text "
                "that is not UTF-8; save the file as UTF-8"
            ) from None
        except OSError as error:
            raise _unreadable(source, error) from None
        except csv.Error as error:
            reason = f'{error} (is a " left open?)' if reader.line_num > begins else error
            raise InputError(
                f"{file_name(source)}: the row that begins in line {begins}: {reason}; mend it or "
                "save the file as CSV again"
            ) from None
        if row is None:
            return
        if row:
            yield row


def _lines(source: Path, text: TextIO) -> Iterator[str]:
    """Yield the lines of a text, each with its end; no line takes more memory than a field may.

    A device or a binary file may have no line ends at all.
    """
    number = 0
    while line := text.readline(_LARGEST_FIELD + 1):
        number += 1
        if len(line) > _LARGEST_FIELD:
            raise InputError(
                f"{file_name(source)}: line {number}: has more than {_LARGEST_FIELD:,} characters; "
                "is it a CSV? Save the file as CSV again"
            )
        if "\0" in line:
            raise InputError(
                f"{file_name(source)}: line {number}: there is a NUL character, as in files that "
                "are no text or not UTF-8; save the file as CSV in UTF-8"
            )
        yield line


def _undecodable_line(source: Path, begins: int) -> int:
    """Return the first line that is not UTF-8; `begins` where the file cannot be read again."""
    try:
        if source.is_file():
            with source.open("rb") as file:
                for number, line in enumerate(file, start=1):
                    if _is_undecodable(line):
                        return number
    except OSError:
        pass
    return begins


def _is_undecodable(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return True
    return False


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
    doubled = [name for name, count in Counter(heading).items() if count > 1]
    if doubled:
        twice = ", ".join(one_line(name)[:40] for name in doubled[:8])
        raise InputError(f"{file_name(source)}: line 1: column {twice} is there twice; rename one")
    return [heading.index(name) for name in names]


def bad_row(source: Path, number: int, columns: int, wanted: int) -> InputError:
    """Return the error for a row with too many columns or too few."""
    return InputError(
        f"{file_name(source)}: row {number} has {columns} columns, the first line has {wanted}; "
        'put an answer that holds commas or line breaks into "quotes"'
    )


def _unreadable(source: Path, error: OSError) -> InputError:
    return InputError(f"{file_name(source)}: cannot be read ({error.strerror}); check the path")


def file_name(source: Path) -> str:
    """Return the name of a file for a message."""
    return one_line(str(source))
