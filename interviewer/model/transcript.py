"""The transcript: what happened in a session, one event after the other, never changed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.rubric import Band, Stage

TRANSCRIPT_VERSION = 1


class Mode(StrEnum):
    """Practice shows the assessment after each answer; live keeps it until the end."""

    PRACTICE = "practice"
    LIVE = "live"


class TurnKind(StrEnum):
    """What the interviewer asks for: the item itself, or one of the follow-ups."""

    ITEM = "item"
    MISCONCEPTION = "misconception"
    NUDGE = "nudge"
    PROBE = "probe"
    HINT = "hint"


class EndReason(StrEnum):
    """Why a session is over."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    TIME = "time"
    GATE = "gate"


@dataclass(frozen=True)
class Settings:
    """What the candidate chose. `minutes` is the budget of the session, None for untimed."""

    stages: tuple[Stage, ...]
    items_per_stage: int
    minutes: float | None
    mode: Mode
    gate: bool
    seed: int

    @property
    def timed(self) -> bool:
        """Return whether there is a clock at all."""
        return self.minutes is not None


@dataclass(frozen=True)
class PlannedItem:
    """An item of the plan, with its budget in minutes."""

    item_id: str
    stage: Stage
    minutes: float


@dataclass(frozen=True)
class StageScore:
    """How a stage went: scores between 0 and 1, unaided and with help."""

    stage: Stage
    items: int
    unaided: float
    aided: float
    passed: bool


@dataclass(frozen=True)
class Summary:
    """How a session went. Scores are means over the items that were asked."""

    items: int
    answered: int
    unaided: float
    aided: float
    band: Band
    stages: tuple[StageScore, ...]


# Every event that has `elapsed` says how many seconds of the session's own time had been used:
# pauses and the time between a crash and its resumption do not count.


@dataclass(frozen=True)
class Started:
    """The session began: what it is about and the whole plan, fixed by the seed."""

    type: ClassVar[str] = "started"
    rubric_id: str
    rubric_title: str
    rubric_hash: str
    plan: tuple[PlannedItem, ...]
    settings: Settings


@dataclass(frozen=True)
class Asked:
    """The interviewer asked; the event's own number names the turn from now on.

    `target` is the criterion or misconception a follow-up is about; `why` is the reason.
    """

    type: ClassVar[str] = "asked"
    item_id: str
    kind: TurnKind
    text: str
    why: str
    target: str = ""
    elapsed: float = 0.0


@dataclass(frozen=True)
class Drafted:
    """What stood in the editor: an autosave."""

    type: ClassVar[str] = "drafted"
    turn: int
    text: str
    elapsed: float = 0.0


@dataclass(frozen=True)
class Answered:
    """The answer to a turn, as typed. `seconds` is the time spent on it."""

    type: ClassVar[str] = "answered"
    turn: int
    text: str
    seconds: float
    timed_out: bool = False
    elapsed: float = 0.0


@dataclass(frozen=True)
class Assessed:
    """The assessment of an answer: of the item, or of a follow-up alone."""

    type: ClassVar[str] = "assessed"
    turn: int
    assessment: Assessment | None = None
    follow_up: FollowUpResult | None = None


@dataclass(frozen=True)
class Hinted:
    """The candidate asked for a hint: from here on this criterion's credit is aided."""

    type: ClassVar[str] = "hinted"
    turn: int
    target: str
    text: str
    elapsed: float = 0.0


@dataclass(frozen=True)
class Skipped:
    """The candidate passed on a turn."""

    type: ClassVar[str] = "skipped"
    turn: int
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


EventData = (
    Started
    | Asked
    | Drafted
    | Answered
    | Assessed
    | Hinted
    | Skipped
    | Paused
    | Resumed
    | StageFinished
    | Finished
)

EVENT_TYPES: dict[str, type[EventData]] = {
    data.type: data
    for data in (
        Started,
        Asked,
        Drafted,
        Answered,
        Assessed,
        Hinted,
        Skipped,
        Paused,
        Resumed,
        StageFinished,
        Finished,
    )
}


@dataclass(frozen=True)
class Event:
    """One thing that happened: its number in the file (from 1), when (UTC, ISO 8601), and what."""

    seq: int
    at: str
    data: EventData
