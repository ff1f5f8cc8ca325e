"""Many entries of the list as columns of plain values.

Ten thousand entries must be read within a moment: a column is checked and decoded several times
faster than as many objects with one field each.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from interviewer.model.rubric import Band
from interviewer.storage.codec import DataError
from interviewer.storage.session_entry import Row, Scores, SessionEntry, SessionStatus

NO_SUMMARY = -1


@dataclass(frozen=True)
class StageColumns:
    """The scores of one stage; no items where the stage did not come up."""

    items: tuple[int, ...]
    unaided: tuple[float, ...]
    aided: tuple[float, ...]
    passed: tuple[bool, ...]


@dataclass(frozen=True)
class Columns:
    """Entries, field by field: the n-th values of all columns are one entry.

    `items` is NO_SUMMARY where an entry has no summary.
    """

    ids: tuple[str, ...]
    sizes: tuple[int, ...]
    changed: tuple[int, ...]
    inodes: tuple[int, ...]
    began: tuple[str, ...]
    titles: tuple[str, ...]
    states: tuple[SessionStatus, ...]
    modes: tuple[str, ...]
    problems: tuple[str, ...]
    rubric_ids: tuple[str, ...]
    topics: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...]
    items: tuple[int, ...]
    answered: tuple[int, ...]
    unaided: tuple[float, ...]
    aided: tuple[float, ...]
    bands: tuple[Band, ...]
    basic: StageColumns
    fresher: StageColumns
    experienced: StageColumns


_NOTHING = Scores(NO_SUMMARY, 0, 0.0, 0.0, Band.MISSING, *(0, 0.0, 0.0, False) * 3)


def to_columns(rows: Iterable[Row]) -> Columns:
    """Return entries as columns."""
    every = list(rows)
    entries = [entry for _, entry in every]
    scores = [entry.scores or _NOTHING for entry in entries]
    numbers: list[Any] = [tuple(column) for column in zip(*scores, strict=True)]
    return Columns(
        tuple(entry.id for entry in entries),
        tuple(size for (size, _, _), _ in every),
        tuple(changed for (_, changed, _), _ in every),
        tuple(inode for (_, _, inode), _ in every),
        tuple(entry.began for entry in entries),
        tuple(entry.rubric_title for entry in entries),
        tuple(entry.state for entry in entries),
        tuple(entry.mode for entry in entries),
        tuple(entry.problem for entry in entries),
        tuple(entry.rubric_id for entry in entries),
        tuple(entry.topics for entry in entries),
        tuple(entry.marks for entry in entries),
        *numbers[:5],
        *(StageColumns(*numbers[at : at + 4]) for at in (5, 9, 13)),
    )


def from_columns(columns: Columns, folder: Path) -> Iterator[Row]:
    """Return the entries that columns hold, of sessions in `folder`.

    Raises:
        DataError: the columns are not all of one length.
    """
    _check_lengths(columns)
    stages = (columns.basic, columns.fresher, columns.experienced)
    scores = map(
        Scores,
        columns.items,
        columns.answered,
        columns.unaided,
        columns.aided,
        columns.bands,
        *(column for each in stages for column in vars(each).values()),
    )
    entries = map(
        SessionEntry,
        columns.ids,
        repeat(folder),
        columns.began,
        columns.titles,
        columns.states,
        columns.modes,
        (None if each.items == NO_SUMMARY else each for each in scores),
        columns.problems,
        columns.rubric_ids,
        columns.topics,
        columns.marks,
    )
    stamps = zip(columns.sizes, columns.changed, columns.inodes, strict=True)
    return zip(stamps, entries, strict=True)


def _check_lengths(columns: Columns) -> None:
    for part in (columns, columns.basic, columns.fresher, columns.experienced):
        for name, column in vars(part).items():
            if isinstance(column, tuple) and len(column) != len(columns.ids):
                raise DataError("is not as long as the others", name)
