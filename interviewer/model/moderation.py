"""What people add to the marks of a session afterwards; the marks themselves stay as they are."""

from dataclasses import dataclass
from typing import ClassVar

from interviewer.model.assessment import Assessment, FollowUpResult


@dataclass(frozen=True)
class Overridden:
    """A coach decided what an idea is worth in one turn.

    `target` is the criterion, or the misconception, that the coach judged; `points` is what it
    earns now: 0 to the points of the criterion, 0 or the deduction below 0 for a misconception.
    An empty `reason` is not allowed; `by` may be empty, as names are never needed.
    """

    type: ClassVar[str] = "overridden"
    turn: int
    target: str
    points: float
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Contested:
    """A candidate does not agree with a mark: a note for the coach, which changes nothing."""

    type: ClassVar[str] = "contested"
    turn: int
    target: str
    note: str


@dataclass(frozen=True)
class NewMark:
    """The mark of one turn by another grading."""

    turn: int
    assessment: Assessment | None = None
    follow_up: FollowUpResult | None = None


@dataclass(frozen=True)
class Regraded:
    """The session was graded again, with the rubric of this hash; the last time counts.

    `marks` are those that differ from the first ones; `grader` tells versions of the program
    apart, which may mark the same answer differently.
    """

    type: ClassVar[str] = "regraded"
    rubric_hash: str
    marks: tuple[NewMark, ...]
    grader: str = ""
