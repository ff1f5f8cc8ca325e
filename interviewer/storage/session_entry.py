"""What the list tells of a session."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from interviewer.model.rubric import Band, Stage
from interviewer.model.session import Mode, StageScore, Summary
from interviewer.storage.transcript_log import SUFFIX

Stamp = tuple[int, int, int]
"""What tells whether a file was changed: its bytes, its time of change in ns, its inode."""

_MARK = re.compile(r"([a-z0-9][a-z0-9-]{0,63})=([01]\.\d{4})")


class SessionStatus(StrEnum):
    """How far a session came, or that its file does not say it."""

    FINISHED = "finished"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class ItemMark:
    """What an item earned unaided, 0 to 1; 0 where it was skipped."""

    item_id: str
    unaided: float


class Scores(NamedTuple):
    """A summary as one row; no items in a stage that did not come up."""

    items: int
    answered: int
    unaided: float
    aided: float
    band: Band
    basic: int
    basic_unaided: float
    basic_aided: float
    basic_passed: bool
    fresher: int
    fresher_unaided: float
    fresher_aided: float
    fresher_passed: bool
    experienced: int
    experienced_unaided: float
    experienced_aided: float
    experienced_passed: bool

    def has_stage(self, stage: Stage) -> bool:
        """Return whether the stage came up."""
        return bool(getattr(self, stage))


def pack_summary(summary: Summary) -> Scores:
    """Return a summary as one row."""
    absent = StageScore(Stage.BASIC, 0, 0.0, 0.0, False)
    found = {score.stage: score for score in summary.stages}
    values: list[Any] = [
        summary.items,
        summary.answered,
        summary.unaided,
        summary.aided,
        summary.band,
    ]
    for score in (found.get(stage, absent) for stage in Stage):
        values += [score.items, score.unaided, score.aided, score.passed]
    return Scores(*values)


@dataclass(frozen=True)
class SessionEntry:
    """A session in a list.

    `began` is the time of its first event (UTC, ISO 8601). The `scores` count the marks in force, a
    coach's among them. `problem` says what could not be read. `topics` are those that were
    asked about, as far as the rubric is still there to tell; `marks` is packed, see `items`. What
    is not known of an unreadable session is empty.
    """

    id: str
    folder: Path
    began: str
    rubric_title: str
    state: SessionStatus
    mode: str
    scores: Scores | None
    problem: str = ""
    rubric_id: str = ""
    topics: tuple[str, ...] = ()
    marks: str = ""

    @property
    def path(self) -> Path:
        """Return the file of the session."""
        return self.folder / (self.id + SUFFIX)

    @cached_property
    def summary(self) -> Summary | None:
        """Return how it went; made when it is asked for, as most entries are never looked at."""
        if self.scores is None:
            return None
        values: list[Any] = [*self.scores]
        rows = ((stage, values[5 + 4 * at : 9 + 4 * at]) for at, stage in enumerate(Stage))
        stages = tuple(StageScore(stage, *row) for stage, row in rows if row[0])
        return Summary(*self.scores[:5], stages)

    @property
    def items(self) -> tuple[ItemMark, ...]:
        """Return the items that were assessed or skipped, in the order in which they were asked."""
        found = map(_MARK.fullmatch, self.marks.split())
        return tuple(ItemMark(match[1], float(match[2])) for match in found if match)

    @property
    def can_be_resumed(self) -> bool:
        """Return whether the interview can go on."""
        return self.state in (SessionStatus.PAUSED, SessionStatus.INTERRUPTED)

    @property
    def hides_marks(self) -> bool:
        """Return whether the marks may not show yet: a live interview tells them at its end."""
        return self.mode == Mode.LIVE and self.state is not SessionStatus.FINISHED

    @property
    def shown_scores(self) -> Scores | None:
        """Return how it went, where that may show and there is anything to show."""
        if self.scores is None or self.hides_marks or not self.scores.items:
            return None
        return self.scores


def pack_marks(marks: Iterable[ItemMark]) -> str:
    """Return marks as one text, for `SessionEntry.marks`."""
    return " ".join(f"{mark.item_id}={mark.unaided:.4f}" for mark in marks)


Row = tuple[Stamp, SessionEntry]
"""An entry, and the file that it was read from."""
