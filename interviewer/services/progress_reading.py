"""What the sessions with a bank say beyond the index: read from their transcripts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.dialogue.credit import done_records, unaided_score
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.record import ItemRecord
from interviewer.dialogue.state import moments_of, replay
from interviewer.grading.hedging import count_words
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Rubric
from interviewer.services.banks import default_bank, load_bank, load_bank_file
from interviewer.services.history import MOST_SESSIONS
from interviewer.services.sessions import SessionEntry, open_past_file
from interviewer.storage.paths import Paths, rubric_files
from interviewer.storage.transcript_lines import read_lines

_DRAFTED = b'"type":"drafted"'
_ASSESSED, _FOLLOW_UP = b'"type":"assessed"', b'"assessment":null'


@dataclass(frozen=True)
class HeldItem:
    """A question that was answered or skipped in a session, by the marks in force.

    `at` is when it was marked or passed on (UTC, ISO 8601). `score` is the unaided score between 0
    and 1. `credits` has the unaided credit of each criterion, between 0 and 1, by its id, and
    `beliefs` the misconceptions that the first answer showed. `words` counts those of the first
    answer, and is None where the question was skipped.
    """

    item_id: str
    at: str
    score: float
    credits: Mapping[str, float]
    beliefs: tuple[str, ...]
    words: int | None


@dataclass(frozen=True)
class HeldSession:
    """A session as far as it counts for the progress; `seconds` are its own, without pauses."""

    id: str
    began: str
    seconds: float
    items: tuple[HeldItem, ...]


def progress_bank(paths: Paths, sessions: Sequence[SessionEntry], name: str = "") -> Rubric:
    """Return the bank to show the progress with.

    Args:
        paths: the folders in force.
        sessions: all past sessions, the newest first.
        name: the id of a bank or a file; empty means the bank of the newest session, as it is now,
            or as that session kept it where it is not in force any more.

    Raises:
        UsageError: there is no such bank, or none at all.
        InputError: it cannot be read.
        StorageError: what the newest session kept of it cannot be read.
    """
    if name:
        return load_bank(paths, name)
    newest = next((entry for entry in sessions if entry.rubric_id), None)
    if newest is None:
        return load_bank(paths, default_bank(paths))
    files = rubric_files(paths)
    if newest.rubric_id in files:
        return load_bank_file(files[newest.rubric_id], paths.cache)
    return open_past_file(newest.path).rubric


def bank_option(paths: Paths, rubric: Rubric, name: str = "") -> str | None:
    """Return what `interviewer run` needs after --rubric to ask from this bank.

    It is empty where nothing is needed, and None where the bank is not in force any more. `name`
    is what the user called the bank, if anything.
    """
    files = rubric_files(paths)
    if name and name not in files:
        return name
    if rubric.id not in files:
        return None
    try:
        return "" if default_bank(paths) == rubric.id else rubric.id
    except UsageError:
        return rubric.id


def progress_files(
    sessions: Iterable[SessionEntry], rubric_id: str, limit: int = MOST_SESSIONS
) -> tuple[Path, ...]:
    """Return the files of the newest `limit` sessions with a bank, the oldest first.

    Live interviews that are not finished are left out: they tell their marks at their end.
    """
    found = [e.path for e in sessions if e.rubric_id == rubric_id and not e.hides_marks]
    return tuple(reversed(found[:limit]))


def read_held(path: Path) -> HeldSession | None:
    """Return the session in a file; None where it cannot be read: the list tells of that."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    events = read_lines(_useful_lines(content)).events
    state = replay(events)
    if state is None:
        return None
    moments = moments_of(events)
    records = done_records(in_force(state))
    items = [held_item(r, moments[r.main.number]) for r in records if r.main.number in moments]
    return HeldSession(path.stem, events[0].at, state.elapsed, tuple(items))


def held_item(record: ItemRecord, at: str) -> HeldItem:
    """Return what counts of a question that is done with, by the marks in its record."""
    assessment, answered = record.main.assessment, record.main.answered
    credits: dict[str, float] = {}
    beliefs: tuple[str, ...] = ()
    if assessment is not None:
        earns_nothing = assessment.gate is not None or record.main.told
        hinted = record.hinted_before(record.main)
        for result in assessment.criteria:
            helped = earns_nothing or result.id in hinted
            credits[result.id] = 0.0 if helped else max(0.0, result.credit)
        if assessment.gate is None:
            beliefs = tuple(found.id for found in assessment.misconceptions)
    words = count_words(answered.text) if answered is not None else None
    score = unaided_score(record)
    return HeldItem(record.planned.item_id, at, score, credits, beliefs, words)


def _useful_lines(content: bytes) -> bytes:
    """Leave out autosaves and the marks of follow-ups: nothing unaided depends on them."""
    return b"\n".join(
        line
        for line in content.split(b"\n")
        if _DRAFTED not in line and not (_ASSESSED in line and _FOLLOW_UP in line)
    )
