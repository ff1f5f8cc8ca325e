"""A session: what was chosen for it, and how it went."""

from dataclasses import dataclass
from enum import StrEnum

from interviewer.model.rubric import Band, Stage


class Mode(StrEnum):
    """Practice shows the assessment after each answer; live keeps it until the end."""

    PRACTICE = "practice"
    LIVE = "live"


@dataclass(frozen=True)
class Settings:
    """What the candidate chose.

    `minutes` is the budget of the session, None for untimed; `extra_time` is in per cent, and is
    part of all budgets already. `topic` is the one of a drill, else empty; `fresh` says that the
    plan was made without a look at earlier sessions.
    """

    stages: tuple[Stage, ...]
    items_per_stage: int
    minutes: float | None
    mode: Mode
    gate: bool
    seed: int
    topic: str = ""
    extra_time: float = 0.0
    fresh: bool = False

    @property
    def timed(self) -> bool:
        """Return whether there is a clock at all."""
        return self.minutes is not None


@dataclass(frozen=True)
class PlannedItem:
    """An item of the plan, with its budget in minutes, and why it was chosen."""

    item_id: str
    stage: Stage
    minutes: float
    why: str = ""


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
