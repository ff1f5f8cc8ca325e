"""The transcript: what happened in a session, one event after the other, never changed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, get_args

from interviewer.model.assessment import Assessment, FollowUpResult, Span
from interviewer.model.moderation import Contested, Overridden, Regraded
from interviewer.model.session import PlannedItem, Settings, StageScore, Summary

TRANSCRIPT_VERSION = 1


class TurnKind(StrEnum):
    """What the interviewer asks for: the item itself, the item once more, or a follow-up."""

    ITEM = "item"
    RETRY = "retry"
    MISCONCEPTION = "misconception"
    NUDGE = "nudge"
    PROBE = "probe"
    HINT = "hint"

    @property
    def is_follow_up(self) -> bool:
        """Return whether this asks for a part of the item only."""
        return self not in (TurnKind.ITEM, TurnKind.RETRY)


class EndReason(StrEnum):
    """Why a session is over."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    TIME = "time"
    GATE = "gate"


# Every event that has `elapsed` says how many seconds of the session's own time had been used:
# pauses and the time between a crash and its resumption do not count.


@dataclass(frozen=True)
class Started:
    """The session began: what it is about and the whole plan, fixed by the seed and the past.

    `opening` is what the interviewer said first.
    """

    type: ClassVar[str] = "started"
    rubric_id: str
    rubric_title: str
    rubric_hash: str
    plan: tuple[PlannedItem, ...]
    settings: Settings
    opening: str = ""


@dataclass(frozen=True)
class Asked:
    """The interviewer asked; the event's own number names the turn from now on.

    `target` is the criterion or misconception a follow-up is about; `why` is the reason; `lead`
    is what was said before the question.
    """

    type: ClassVar[str] = "asked"
    item_id: str
    kind: TurnKind
    text: str
    why: str
    target: str = ""
    elapsed: float = 0.0
    lead: str = ""


@dataclass(frozen=True)
class Drafted:
    """What stood in the editor: an autosave."""

    type: ClassVar[str] = "drafted"
    turn: int
    text: str
    elapsed: float = 0.0


@dataclass(frozen=True)
class Answered:
    """The answer to a turn, as typed. `seconds` is the time spent on it.

    `confidence` is how sure the candidate was, said before the mark was shown: 1 (guessing) to 3
    (certain), 0 where nothing was said.
    """

    type: ClassVar[str] = "answered"
    turn: int
    text: str
    seconds: float
    timed_out: bool = False
    elapsed: float = 0.0
    confidence: int = 0


@dataclass(frozen=True)
class ModelIdea:
    """Where the model answer says the idea of a criterion: spans of that reference."""

    criterion: str
    words: tuple[Span, ...]


@dataclass(frozen=True)
class Assessed:
    """The assessment of an answer: of the item, or of a follow-up alone.

    `model` says where the closest reference holds each idea; it is there with an assessment.
    """

    type: ClassVar[str] = "assessed"
    turn: int
    assessment: Assessment | None = None
    follow_up: FollowUpResult | None = None
    model: tuple[ModelIdea, ...] = ()


@dataclass(frozen=True)
class Acted:
    """The candidate said something that is no answer, and the interviewer replied.

    `act` names what was asked for, `text` is what was typed.
    """

    type: ClassVar[str] = "acted"
    turn: int
    act: str
    text: str
    reply: str
    elapsed: float = 0.0


@dataclass(frozen=True)
class Hinted:
    """The candidate asked for a hint: from here on this criterion's credit is aided."""

    type: ClassVar[str] = "hinted"
    turn: int
    target: str
    text: str
    elapsed: float = 0.0
    lead: str = ""


@dataclass(frozen=True)
class Skipped:
    """The candidate passed on a turn; `later` asks for it again at the end of the stage."""

    type: ClassVar[str] = "skipped"
    turn: int
    elapsed: float = 0.0
    later: bool = False


@dataclass(frozen=True)
class Reopened:
    """The candidate asked for an earlier item: one that was skipped, or one to try again."""

    type: ClassVar[str] = "reopened"
    item_id: str
    elapsed: float = 0.0


@dataclass(frozen=True)
class Paused:
    """The clock stopped."""

    type: ClassVar[str] = "paused"
    elapsed: float = 0.0


@dataclass(frozen=True)
class Resumed:
    """The clock goes on; `note` says what the recovery cut, if anything."""

    type: ClassVar[str] = "resumed"
    elapsed: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class StageFinished:
    """A stage ended with its score."""

    type: ClassVar[str] = "stage-finished"
    score: StageScore


@dataclass(frozen=True)
class Finished:
    """The session is over."""

    type: ClassVar[str] = "finished"
    reason: EndReason
    summary: Summary
    elapsed: float = 0.0
    closing: str = ""


EventData = (
    Started
    | Asked
    | Drafted
    | Answered
    | Assessed
    | Acted
    | Hinted
    | Skipped
    | Reopened
    | Paused
    | Resumed
    | StageFinished
    | Finished
    | Overridden
    | Contested
    | Regraded
)

EVENT_TYPES: dict[str, type[EventData]] = {data.type: data for data in get_args(EventData)}


@dataclass(frozen=True)
class Event:
    """One thing that happened: its number in the file (from 1), when (UTC, ISO 8601), and what."""

    seq: int
    at: str
    data: EventData
