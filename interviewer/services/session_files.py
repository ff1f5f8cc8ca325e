"""The files of sessions: one by its name, and what goes when sessions are deleted."""

from collections.abc import Sequence
from pathlib import Path

from interviewer.model.errors import StorageError, UsageError
from interviewer.model.rubric import Rubric
from interviewer.model.transcript import Started
from interviewer.services.sessions import open_past_file
from interviewer.storage.rubric_copies import copy_path
from interviewer.storage.system_calls import cannot
from interviewer.storage.transcript_log import find_session, list_sessions, read_transcript


def named_or_newest(folder: Path, name: str | None) -> Path:
    """Return the session with this name, or the newest where there is no name.

    Raises:
        UsageError: there is no such session, or none at all.
    """
    if name is not None:
        return find_session(folder, name)
    newest = next(iter(list_sessions(folder)), None)
    if newest is None:
        raise UsageError(f"no sessions in {folder} yet; 'interviewer run' starts one")
    return newest


def rubric_of(path: Path) -> Rubric:
    """Return the rubric that graded the session in a file.

    Raises:
        StorageError: it or its rubric cannot be read.
    """
    return open_past_file(path).rubric


def to_delete(folder: Path, chosen: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that go with these sessions: theirs, and rubrics that no other one needs.

    A session that cannot be read keeps every rubric: it may need any of them.
    """
    going = set(chosen)
    needed: set[str] = set()
    for path in list_sessions(folder):
        if path not in going:
            used = _rubric_hashes(path)
            if used is None:
                return tuple(chosen)
            needed |= used
    own = set().union(*(_rubric_hashes(path) or set() for path in chosen))
    copies = [copy_path(folder, each) for each in sorted(own - needed)]
    return (*chosen, *(path for path in copies if path.is_file()))


def delete_sessions(files: Sequence[Path]) -> None:
    """Remove these files.

    Raises:
        StorageError: one cannot be removed; those before it are gone.
    """
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot("removed", path, error) from error


def _rubric_hashes(path: Path) -> set[str] | None:
    """Return the hashes of the rubrics that a session names; None where it cannot be read."""
    try:
        events = read_transcript(path).events
    except StorageError:
        return None
    found = {event.data.rubric_hash for event in events if isinstance(event.data, Started)}
    return found or None
