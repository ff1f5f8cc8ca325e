"""Past sessions: listed with how they went, and opened with the rubric that graded them."""

import os
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from interviewer.dialogue.credit import done_records, summarise, unaided_score
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.state import SessionState, replay
from interviewer.model.errors import StorageError
from interviewer.model.rubric import Rubric
from interviewer.model.transcript import Drafted
from interviewer.storage.data_cache import rules_of
from interviewer.storage.paths import cache_folder
from interviewer.storage.rubric_copies import load_rubric_copy
from interviewer.storage.session_entry import (
    ItemMark,
    Row,
    SessionEntry,
    SessionStatus,
    pack_marks,
    pack_summary,
)
from interviewer.storage.session_index import SessionIndex, session_stamps
from interviewer.storage.transcript_log import SUFFIX, find_session, read_transcript

__all__ = [
    "Listing",
    "PastSession",
    "SessionEntry",
    "SessionStatus",
    "latest_unfinished",
    "list_past",
    "listings",
    "open_past",
    "open_past_file",
]

FIRST_STEP = 40
STEP = 250
"""How many files are read between two listings: a screenful at first, then what takes a second."""
SAVED_STEP = 2000
"""How many files are read before the index is saved in between."""


@dataclass(frozen=True)
class PastSession:
    """A session with the very rubric that graded it, and what could not be read of its file."""

    id: str
    path: Path
    began: str
    state: SessionState
    rubric: Rubric
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """The sessions of a folder as far as they have been read, the newest first; `total` are there.

    What is missing of them has not been read yet.
    """

    sessions: tuple[SessionEntry, ...]
    total: int

    @property
    def is_complete(self) -> bool:
        """Return whether all are there."""
        return len(self.sessions) == self.total


def list_past(folder: Path, cache_at: Path | None = None) -> tuple[SessionEntry, ...]:
    """Return all sessions in a folder, the newest first.

    Args:
        folder: where the sessions lie.
        cache_at: the cache folder, where it is not the one in force.

    Raises:
        StorageError: the folder cannot be listed.
    """
    sessions: tuple[SessionEntry, ...] = ()
    for listing in listings(folder, cache_at):
        sessions = listing.sessions
    return sessions


def listings(folder: Path, cache_at: Path | None = None) -> Generator[Listing, None, None]:
    """Yield the sessions in a folder while they are being read; the last listing has all.

    What the index knows comes at once, its newest part before the rest. Who stops listening stops
    the reading; what was read until then is kept in the index.

    Raises:
        StorageError: the folder cannot be listed.
    """
    index = _index(folder, cache_at)
    stamps = session_stamps(folder)
    rows, known = dict[str, Row](), 0
    for block in index.blocks() if stamps else ():
        rows |= {name: row for name, row in block.items() if stamps.get(name) == row[0]}
        if not known and len(rows) < len(stamps):
            yield _listing(stamps, rows)
        known += len(block)
    unread = [name for name in stamps if name not in rows]
    unsaved = known != len(rows)
    reader = _Reader(folder)
    try:
        for number, name in enumerate(unread):
            if number % STEP == FIRST_STEP:
                yield _listing(stamps, rows)
            rows[name] = (stamps[name], reader.read(name))
            unsaved = True
            if number % SAVED_STEP == SAVED_STEP - 1:
                index.save(reader.certain(rows))
        yield _listing(stamps, rows)
    finally:
        if unsaved:
            index.save(reader.certain(rows))


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
    transcript = read_transcript(path, all_drafts=False)
    state = replay(transcript.events)
    if state is None:
        raise StorageError(f"{path.name}: does not say how it began; it cannot be shown")
    rubric = load_rubric_copy(path.parent, state.started.rubric_hash)
    began = transcript.events[0].at
    return PastSession(transcript.session_id, path, began, state, rubric, transcript.problems)


def latest_unfinished(folder: Path, cache_at: Path | None = None) -> Path | None:
    """Return the newest session that can be resumed, or None.

    Raises:
        StorageError: the folder cannot be listed.
    """
    stamps = session_stamps(folder)
    known = _index(folder, cache_at).load() if stamps else {}
    reader = _Reader(folder)
    for name, stamp in stamps.items():
        row = known.get(name)
        entry = row[1] if row is not None and row[0] == stamp else reader.read(name)
        if entry.can_be_resumed:
            return entry.path
    return None


class _Reader:
    """Reads sessions for the list; a rubric that many of them share is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._topics: dict[str, dict[str, str]] = {}
        self._failed: set[str] = set()

    def read(self, name: str) -> SessionEntry:
        """Return what the list tells of a session."""
        try:
            transcript = read_transcript(self._folder / (name + SUFFIX), all_drafts=False)
        except StorageError as error:
            self._failed.add(name)
            return self._unreadable(name, str(error))
        # What stood in the editor changes nothing that the list tells, and is half of all events.
        state = replay(e for e in transcript.events if not isinstance(e.data, Drafted))
        if state is None:
            return self._unreadable(name, "does not say how it began")
        return self._entry(name, state, transcript.events[0].at, transcript.problems)

    def certain(self, rows: dict[str, Row]) -> dict[str, Row]:
        """Return the rows to keep: what the disk refused today it may give tomorrow."""
        return {name: row for name, row in rows.items() if name not in self._failed}

    def _unreadable(self, name: str, problem: str) -> SessionEntry:
        status = SessionStatus.UNREADABLE
        return SessionEntry(name, self._folder, "", "", status, "", None, problem)

    def _entry(
        self, name: str, state: SessionState, began: str, problems: Iterable[str]
    ) -> SessionEntry:
        started, finished = state.started, state.finished
        status = SessionStatus.PAUSED if state.paused else SessionStatus.INTERRUPTED
        counted = in_force(state)
        own_summary = finished is not None and counted is state
        records = done_records(counted)
        topics = self._topics_of(started.rubric_hash)
        asked = dict.fromkeys(topics.get(record.planned.item_id, "") for record in records)
        return SessionEntry(
            name,
            self._folder,
            began,
            started.rubric_title,
            status if finished is None else SessionStatus.FINISHED,
            started.settings.mode.value,
            pack_summary(finished.summary if finished and own_summary else summarise(counted)),
            "; ".join(problems),
            started.rubric_id,
            tuple(topic for topic in asked if topic),
            pack_marks(ItemMark(r.planned.item_id, unaided_score(r)) for r in records),
        )

    def _topics_of(self, rubric_hash: str) -> dict[str, str]:
        """Return the topic of each item of a rubric; none where the rubric cannot be read."""
        if rubric_hash not in self._topics:
            try:
                items = load_rubric_copy(self._folder, rubric_hash).items
            except StorageError:
                items = ()
            self._topics[rubric_hash] = {item.id: item.topic for item in items}
        return self._topics[rubric_hash]


def _index(folder: Path, cache_at: Path | None) -> SessionIndex:
    return SessionIndex(cache_at or cache_folder(Path(), os.environ), folder, _rules())


def _listing(names: Iterable[str], rows: dict[str, Row]) -> Listing:
    ordered = [rows.get(name) for name in names]
    return Listing(tuple(row[1] for row in ordered if row is not None), len(ordered))


@cache
def _rules() -> str:
    """Return what the index knows this program by: all that decides what an entry says."""
    here = Path(__file__)
    floors = rules_of(here.parent.parent / floor for floor in ("model", "dialogue", "storage"))
    with suppress(OSError):  # a program without sources has its version alone
        return sha256(floors.encode() + here.read_bytes()).hexdigest()
    return floors
