"""Sessions for a report: read with their marks, made anonymous, cut into questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from interviewer.dialogue.credit import done_records, summarise
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.dialogue.state import SessionState, replay
from interviewer.model.errors import StorageError
from interviewer.model.rubric import Rubric
from interviewer.services.conversation import Utterance, conversation, shows_assessments
from interviewer.storage.rubric_copies import load_rubric_copy
from interviewer.storage.transcript_log import list_sessions, read_told, read_transcript

MOST_EARLIER = 20
"""How many earlier sessions of the same bank a report of one session looks back on."""

_AFTERWARDS = ("override-", "contest-")
_STAMP = len("20261120T085100Z-")
_TOKEN = len("-00aa")


@dataclass(frozen=True)
class ReportedSession:
    """A session as a report tells it.

    `began` is UTC in ISO 8601, as are the times in `asked_at`, by turn; both are empty in an
    anonymous report. `state` has the program's own marks, `marked` those in force.
    """

    name: str
    began: str
    state: SessionState
    marked: SessionState
    rubric: Rubric
    problems: tuple[str, ...] = ()
    asked_at: Mapping[int, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """Return finished, paused, or interrupted."""
        if self.state.finished is not None:
            return "finished"
        return "paused" if self.state.paused else "interrupted"

    @property
    def shows_marks(self) -> bool:
        """Return whether marks may be seen: a live interview keeps them until it is over."""
        return shows_assessments(self.state)


@dataclass(frozen=True)
class Attempt:
    """How one session over a bank went: scores between 0 and 1, with the marks in force."""

    rubric_title: str
    began: str
    unaided: float
    aided: float

    def without_date(self) -> "Attempt":
        """Return the same for an anonymous report."""
        return replace(self, began="")


@dataclass(frozen=True)
class Stretch:
    """A part of the conversation about one item; `record` is None before the first question.

    `number` counts the items from 1; `again` says that the item was left and taken up again.
    """

    utterances: tuple[Utterance, ...]
    record: ItemRecord | None = None
    number: int = 0
    again: bool = False


class SessionReader:
    """Reads sessions; a rubric that graded many of them is read once."""

    def __init__(self) -> None:
        """Begin with no rubric known."""
        self._load_rubric = cache(load_rubric_copy)

    def read(self, path: Path) -> ReportedSession:
        """Return the session in a file.

        Raises:
            StorageError: it or its rubric cannot be read.
        """
        transcript = read_transcript(path, all_drafts=False)
        state = replay(transcript.events)
        if state is None:
            raise StorageError(f"{path.name}: does not say how it began; it cannot be exported")
        return ReportedSession(
            transcript.session_id,
            transcript.events[0].at,
            state,
            in_force(state),
            self._load_rubric(path.parent, state.started.rubric_hash),
            transcript.problems,
            {event.seq: event.at for event in transcript.events if event.data.type == "asked"},
        )


def earlier_attempts(path: Path) -> tuple[Attempt, ...]:
    """Return the newest finished sessions over the same bank before this one, oldest first.

    Sessions that cannot be read are passed over.
    """
    attempts: list[Attempt] = []
    for other in list_sessions(path.parent):
        if len(attempts) == MOST_EARLIER:
            break
        if other.name >= path.name or _rubric_id(other) != _rubric_id(path):
            continue
        try:
            events = read_told(other)
        except StorageError:
            continue
        state = replay(events)
        if state is not None and state.finished is not None and done_records(state):
            attempts.append(_attempt(in_force(state), events[0].at))
    return tuple(reversed(attempts))


def attempt(session: ReportedSession) -> Attempt | None:
    """Return how a session went; None where nothing was marked, or no marks may be seen yet."""
    if not done_records(session.marked) or not session.shows_marks:
        return None
    return _attempt(session.marked, session.began)


def anonymised(sessions: Sequence[ReportedSession]) -> tuple[ReportedSession, ...]:
    """Return the sessions under neutral names, without dates and without names of coaches.

    Answers, and what else a person typed, stay as they are.
    """
    return tuple(
        replace(
            session,
            name=f"session-{number}",
            began="",
            asked_at={},
            state=_without_names(session.state),
            marked=_without_names(session.marked),
        )
        for number, session in enumerate(sessions, 1)
    )


def stretches(session: ReportedSession) -> tuple[Stretch, ...]:
    """Return the conversation cut where another item begins.

    What was said about marks afterwards is left out: a report tells it beside the marks.
    """
    said = conversation(session.state, session.rubric)
    during = [each for each in said if not each.key.startswith(_AFTERWARDS)]
    return tuple(_stretches(session.state, during))


def turns_of(state: SessionState) -> list[tuple[ItemRecord, Turn]]:
    """Return all turns with their items, in the order in which they were asked."""
    pairs = [(record, turn) for record in state.records for turn in record.turns]
    return sorted(pairs, key=lambda pair: pair[1].number)


def _stretches(state: SessionState, utterances: Sequence[Utterance]) -> Iterator[Stretch]:
    places = {
        turn.number: place for place, record in enumerate(state.records) for turn in record.turns
    }
    seen: set[int] = set()
    for place, pieces in groupby(utterances, lambda utterance: places.get(utterance.turn, -1)):
        if place < 0:
            yield Stretch(tuple(pieces))
            continue
        yield Stretch(tuple(pieces), state.records[place], place + 1, place in seen)
        seen.add(place)


def _attempt(marked: SessionState, began: str) -> Attempt:
    summary = summarise(marked)
    return Attempt(marked.started.rubric_title, began, summary.unaided, summary.aided)


def _without_names(state: SessionState) -> SessionState:
    return replace(state, overrides=tuple(replace(each, by="") for each in state.overrides))


def _rubric_id(path: Path) -> str:
    return path.stem[_STAMP:-_TOKEN]
