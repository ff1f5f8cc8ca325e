"""What a review has done in workers: decisions about marks, reports, removing sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual.message import Message

from interviewer.services.moderation import contest, override
from interviewer.services.session_files import to_delete


@dataclass(frozen=True)
class Ruling:
    """What somebody says of a mark.

    `points` is what a coach decided, None for a candidate who contests it; `words` are the reason
    or the note; `by` names the coach, and may be empty.
    """

    turn: int
    target: str
    points: float | None
    words: str
    by: str = ""


@dataclass
class Exported(Message):
    """The report was written."""

    path: Path


@dataclass
class FilesFound(Message):
    """What would be removed with the session."""

    files: tuple[Path, ...]


@dataclass
class Deleted(Message):
    """The session is gone, with so many files in all."""

    count: int


def rule(path: Path, ruling: Ruling, now: datetime) -> None:
    """Write what somebody says of a mark into the session.

    Raises:
        UsageError: the points are out of range, or the words are missing.
        StorageError: the session is in use elsewhere, or cannot be written.
    """
    if ruling.points is None:
        contest(path, ruling.turn, ruling.target, ruling.words, now)
        return
    override(path, ruling.turn, ruling.target, ruling.points, ruling.words, ruling.by, now)


def export(path: Path) -> Exported:
    """Write the session as HTML into the working folder."""
    from interviewer.services.review_files import export_html

    return Exported(export_html(path, Path.cwd()))


def find_files(path: Path) -> FilesFound:
    """Find out what goes with the session."""
    return FilesFound(to_delete(path.parent, [path]))


def delete(path: Path, files: Sequence[Path]) -> Deleted:
    """Remove the session."""
    from interviewer.services.review_files import remove_session

    remove_session(path, files)
    return Deleted(len(files))
