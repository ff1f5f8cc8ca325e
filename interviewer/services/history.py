"""What earlier sessions with a bank say: read from their transcripts alone."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from interviewer.dialogue.credit import done_records, unaided_score
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.past import Attempt, Past, Standing, find_standings
from interviewer.dialogue.state import moments_of, replay
from interviewer.model.rubric import Rubric
from interviewer.storage.transcript_lines import read_lines
from interviewer.storage.transcript_log import list_sessions

MOST_SESSIONS = 200
"""How many sessions, the newest ones, make the past."""

# What no unaided score depends on, and what most of a transcript is: autosaves, answers, and the
# marks of follow-ups. Within an answer the quotation marks would have backslashes before them.
_OF_NO_USE = (b'"type":"drafted"', b'"type":"answered"')


def read_standings(
    folder: Path, rubric: Rubric, now: datetime, limit: int = MOST_SESSIONS
) -> Mapping[str, Standing]:
    """Return how each item of the bank that was ever asked stands now, by its id.

    Raises:
        StorageError: the folder cannot be listed.
    """
    return find_standings(read_past(folder, rubric, limit), now)


def read_past(folder: Path, rubric: Rubric, limit: int = MOST_SESSIONS) -> Past:
    """Return all attempts in the newest `limit` sessions with this bank, the oldest first.

    Items are known by their ids, whatever their wording was; those that the bank does not have
    any more are left out. Files that cannot be read are passed over: the list of sessions tells
    of them.

    Raises:
        StorageError: the folder cannot be listed.
    """
    sessions = [path for path in list_sessions(folder) if _rubric_id(path) == rubric.id]
    attempts: list[Attempt] = []
    for path in reversed(sessions[:limit]):
        attempts += _attempts(path, rubric)
    return Past(tuple(attempts))


def _rubric_id(path: Path) -> str:
    """Return the bank that a session's name tells: it stands between the time and the token."""
    return path.stem.partition("-")[2].rpartition("-")[0]


def _attempts(path: Path, rubric: Rubric) -> list[Attempt]:
    try:
        content = path.read_bytes()
    except OSError:
        return []
    events = read_lines(_useful_lines(content)).events
    state = replay(events)
    if state is None:
        return []
    moments = moments_of(events)
    attempts = []
    for record in done_records(in_force(state)):
        item = rubric.item(record.planned.item_id)
        at = moments.get(record.main.number)
        if item is not None and at is not None:
            attempts.append(Attempt(item.id, item.topic, at, unaided_score(record)))
    return attempts


def _useful_lines(content: bytes) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join(line for line in lines if not _is_of_no_use(line))


def _is_of_no_use(line: bytes) -> bool:
    of_follow_up = b'"type":"assessed"' in line and b'"assessment":null' in line
    return of_follow_up or any(kind in line for kind in _OF_NO_USE)
