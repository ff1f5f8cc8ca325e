"""What a review does with files: a report to read elsewhere, and removing the session."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from interviewer.services.report import SessionReader, earlier_attempts
from interviewer.services.report_formats import ReportFormat, write_report
from interviewer.services.session_files import delete_sessions
from interviewer.storage.durable import write_atomic
from interviewer.storage.transcript_log import TranscriptWriter


def export_html(path: Path, folder: Path) -> Path:
    """Write the session at `path` as HTML into `folder`, and return where.

    A file that is there already stays: the new one has a number at its end.

    Raises:
        StorageError: the session or its rubric cannot be read, or the file cannot be written.
    """
    session = SessionReader().read(path)
    text = write_report(ReportFormat.HTML, [session], earlier_attempts(path))
    target = free_name(folder, path.stem, ".html")
    write_atomic(target, text.encode())
    return target


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return the first of stem, stem-2, stem-3 and so on that is not in the folder yet."""
    names = (f"{stem}{suffix}" if n == 1 else f"{stem}-{n}{suffix}" for n in count(1))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def remove_session(path: Path, files: Sequence[Path]) -> None:
    """Remove these files, the session at `path` among them, unless it is in use elsewhere.

    Raises:
        StorageError: it is open in another window, or a file cannot be removed.
    """
    # Not held while the files go: some systems do not remove a file that is open.
    TranscriptWriter.reopen(path).close()
    delete_sessions(files)
