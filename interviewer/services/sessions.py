"""Past sessions: listed with how they went, and opened with the rubric that graded them."""

from dataclasses import dataclass
from pathlib import Path

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.state import SessionState, replay
from interviewer.model.errors import StorageError
from interviewer.model.rubric import Rubric
from interviewer.model.session import Summary
from interviewer.storage.rubric_copies import load_rubric_copy
from interviewer.storage.transcript_log import find_session, list_sessions, read_transcript


@dataclass(frozen=True)
class SessionEntry:
    """A session in a list. `state` is finished, paused, or interrupted."""

    id: str
    path: Path
    began: str
    rubric_title: str
    state: str
    mode: str
    summary: Summary | None
    problem: str = ""


@dataclass(frozen=True)
class PastSession:
    """A session with the very rubric that graded it, and what could not be read of its file."""

    id: str
    path: Path
    began: str
    state: SessionState
    rubric: Rubric
    problems: tuple[str, ...]


def list_past(folder: Path) -> tuple[SessionEntry, ...]:
    """Return all sessions in a folder, the newest first."""
    return tuple(_entry(path) for path in list_sessions(folder))


def open_past(folder: Path, name: str) -> PastSession:
    """Return a session by its id, or a unique beginning or end of it.

    Raises:
        UsageError: there is no such session, or more than one.
        StorageError: it or its rubric cannot be read.
    """
    return open_past_file(find_session(folder, name))


def open_past_file(path: Path) -> PastSession:
    """Return the session in a file.

    Raises:
        StorageError: it or its rubric cannot be read.
    """
    transcript = read_transcript(path)
    state = replay(transcript.events)
    if state is None:
        raise StorageError(f"{path.name}: does not say how it began; it cannot be shown")
    rubric = load_rubric_copy(path.parent, state.started.rubric_hash)
    began = transcript.events[0].at
    return PastSession(transcript.session_id, path, began, state, rubric, transcript.problems)


def latest_unfinished(folder: Path) -> Path | None:
    """Return the newest session that can be resumed, or None."""
    for path in list_sessions(folder):
        if _entry(path).state in ("paused", "interrupted"):
            return path
    return None


def _entry(path: Path) -> SessionEntry:
    try:
        transcript = read_transcript(path)
        state = replay(transcript.events)
    except StorageError as error:
        return SessionEntry(path.stem, path, "", "", "unreadable", "", None, str(error))
    if state is None:
        problem = "does not say how it began"
        return SessionEntry(path.stem, path, "", "", "unreadable", "", None, problem)
    finished = state.finished
    status = "finished" if finished else "paused" if state.paused else "interrupted"
    return SessionEntry(
        path.stem,
        path,
        transcript.events[0].at,
        state.started.rubric_title,
        status,
        state.started.settings.mode,
        finished.summary if finished else summarise(state),
        "; ".join(transcript.problems),
    )
