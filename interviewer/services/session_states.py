"""All sessions with one bank, replayed from their transcripts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from interviewer.dialogue.state import SessionState, moments_of, replay
from interviewer.model.errors import StorageError
from interviewer.services.progress_reading import progress_files
from interviewer.services.session_filter import SessionFilter
from interviewer.services.sessions import list_past
from interviewer.storage.paths import Paths
from interviewer.storage.transcript_log import read_told


@dataclass(frozen=True)
class ReplayedSession:
    """A session as its events leave it; `moments` say when each turn was marked or passed on."""

    id: str
    began: str
    state: SessionState
    moments: dict[int, str]


def session_files(paths: Paths, rubric_id: str, since: date | None = None) -> Sequence[Path]:
    """Return the files of all sessions with a bank, the oldest first.

    Live interviews that are not finished are left out: they tell their marks at their end.

    Args:
        paths: the folders in force.
        rubric_id: the bank.
        since: the first day that counts, in the zone of this machine.

    Raises:
        StorageError: the folder cannot be listed.
    """
    wanted = SessionFilter(since=since)
    found = [e for e in list_past(paths.transcripts, paths.cache) if wanted.matches(e)]
    return progress_files(found, rubric_id, len(found))


def replayed(
    files: Sequence[Path], on_step: Callable[[], None] = lambda: None
) -> Iterator[ReplayedSession]:
    """Yield the sessions in files; one that cannot be read is passed over: the list tells of it."""
    for path in files:
        session = _replay(path)
        on_step()
        if session is not None:
            yield session


def _replay(path: Path) -> ReplayedSession | None:
    try:
        events = read_told(path)
    except StorageError:
        return None
    state = replay(events)
    if state is None:
        return None
    return ReplayedSession(path.stem, events[0].at, state, moments_of(events))
