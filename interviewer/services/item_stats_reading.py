"""What the statistics of a bank look at: every question that was asked, with all that followed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interviewer.dialogue.credit import done_records
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.model.transcript import TurnKind
from interviewer.services.progress_reading import HeldItem, held_item
from interviewer.services.session_states import ReplayedSession


@dataclass(frozen=True)
class FollowedUp:
    """A follow-up that is over: `target` is what it asked for, empty for an open question.

    `succeeded` says that the candidate then said an idea in full, or put a belief right.
    """

    target: str
    succeeded: bool


@dataclass(frozen=True)
class AskedItem:
    """A question that was answered or skipped, by the marks in force, and what followed.

    `points` are those of each criterion in the version of the item that was asked, `possible` all
    of its points, 0 where the question was skipped and never marked. `seconds` is the time of all
    its turns, None where it was skipped; `budget` the time that the plan gave it, in seconds.
    `hints` are the criteria for which hints were taken.
    """

    held: HeldItem
    points: dict[str, int]
    possible: int
    seconds: float | None
    budget: float
    follow_ups: tuple[FollowedUp, ...]
    hints: frozenset[str]

    @property
    def is_answered(self) -> bool:
        """Return whether there was an answer."""
        return self.held.words is not None


@dataclass(frozen=True)
class AskedSession:
    """The questions of one session."""

    id: str
    items: tuple[AskedItem, ...]


def asked_sessions(sessions: Iterable[ReplayedSession]) -> Iterator[AskedSession]:
    """Yield what was asked in each session, by the marks in force; empty sessions are left out."""
    for session in sessions:
        records = done_records(in_force(session.state))
        items = tuple(
            _asked(record, session.moments[record.main.number])
            for record in records
            if record.main.number in session.moments
        )
        if items:
            yield AskedSession(session.id, items)


def _asked(record: ItemRecord, at: str) -> AskedItem:
    assessment = record.main.assessment
    answered = record.main.answered is not None
    return AskedItem(
        held_item(record, at),
        {r.id: r.points for r in assessment.criteria} if assessment is not None else {},
        assessment.possible if assessment is not None else 0,
        record.seconds if answered else None,
        record.planned.minutes * 60,
        tuple(_followed_up(turn) for turn in record.follow_ups if not turn.is_open),
        frozenset(hint.target for hint in record.hints),
    )


def _followed_up(turn: Turn) -> FollowedUp:
    result, kind = turn.follow_up, turn.asked.kind
    succeeded = False
    if result is not None:
        said = any(each.credit >= 1 for each in result.criteria)
        succeeded = result.put_right if kind is TurnKind.MISCONCEPTION else said
    return FollowedUp("" if kind is TurnKind.NUDGE else turn.asked.target, succeeded)
