"""The assessment: what one answer to one item is worth, and exactly why."""

from dataclasses import dataclass
from enum import StrEnum

from interviewer.model.rubric import Band

DENIED_CREDIT = -1.0
"""What an idea earns that an answer says only to deny it: it costs its points."""


class Gate(StrEnum):
    """Why an answer earns nothing, whatever it contains."""

    BLANK = "blank"
    DONT_KNOW = "dont-know"
    ECHO = "echo"
    GIBBERISH = "gibberish"
    OFF_TOPIC = "off-topic"


class Withheld(StrEnum):
    """Why words that match a pattern earn nothing."""

    NEGATED = "negated"
    SUPPLIED = "supplied"


@dataclass(frozen=True)
class Span:
    """A piece of the answer: characters `start` (included) to `end` (excluded)."""

    start: int
    end: int


@dataclass(frozen=True)
class Evidence:
    """The exact words of the answer that a pattern found.

    `words` are the matched words in their order, and the negator with them where the match is
    negated; `withheld` says why the words earn nothing, and is None where they count.
    """

    pattern: str
    words: tuple[Span, ...]
    withheld: Withheld | None = None

    @property
    def start(self) -> int:
        """Return where the first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where the last word ends."""
        return self.words[-1].end


@dataclass(frozen=True)
class CriterionResult:
    """What one criterion earned: `points` x `credit`, the credit between -1 and 1.

    The credit is 1 where a pattern was found (`evidence`), -1 where the idea was said only to be
    denied, else the part that the answer earns by coming close to the idea in other words:
    `closeness`, 0 to 1, and `near`, the words that count most, in their order in the answer.
    """

    id: str
    points: int
    credit: float
    evidence: tuple[Evidence, ...] = ()
    closeness: float = 0.0
    near: tuple[Span, ...] = ()

    @property
    def earned(self) -> float:
        """Return the points earned, with two decimals."""
        return round(self.points * self.credit, 2)


@dataclass(frozen=True)
class MisconceptionResult:
    """A misconception that the answer shows, and the points it costs."""

    id: str
    minus: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Similarity:
    """How much of the closest reference the answer holds.

    `value` is between 0 and 1, `reference` the index of that reference, `points` what the
    similarity adds; `shared` and `absent` are the weightiest words that the answer has and lacks.
    """

    value: float
    reference: int
    points: float
    shared: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordShift:
    """Words of the answer that move the mark, because a coach's marks do, and the points."""

    words: tuple[Span, ...]
    points: float


@dataclass(frozen=True)
class Adjustment:
    """What a calibration adds to the program's own mark, in points; its parts sum to `points`.

    `coach`: how this coach marks the item as a whole; `criteria`: what the ideas weigh for them;
    `words`: words that go with higher or lower marks, the largest shifts first; `others`: all
    further words together; `limited`: what is taken back so that the mark stays between 0 and
    all points, and an answer with hardly any substance earns hardly anything.
    """

    points: float
    coach: float
    criteria: float
    words: tuple[WordShift, ...]
    others: float
    limited: float


@dataclass(frozen=True)
class Assessment:
    """One rubric item applied to one answer.

    `points` is the sum of the criteria, plus the similarity, minus the misconceptions, kept
    between 0 and `possible`; it is 0 when there is a gate. A calibration adds its `adjustment`.
    `score` is `points` / `possible`.
    """

    item_id: str
    rubric_hash: str
    criteria: tuple[CriterionResult, ...]
    misconceptions: tuple[MisconceptionResult, ...]
    similarity: Similarity
    gate: Gate | None
    points: float
    possible: int
    score: float
    band: Band
    adjustment: Adjustment | None = None

    def criterion(self, criterion_id: str) -> CriterionResult | None:
        """Return the result for the criterion with this id, or None."""
        return next((result for result in self.criteria if result.id == criterion_id), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the ids of the criteria that did not earn their full points, in rubric order."""
        return tuple(result.id for result in self.criteria if result.credit < 1)


def total_points(
    criteria: tuple[CriterionResult, ...],
    misconceptions: tuple[MisconceptionResult, ...],
    similarity_points: float,
    possible: int,
) -> float:
    """Return the documented sum: earned + similarity - deductions, between 0 and `possible`."""
    earned = sum(result.earned for result in criteria)
    deducted = sum(result.minus for result in misconceptions)
    return round(min(float(possible), max(0.0, earned + similarity_points - deducted)), 2)


@dataclass(frozen=True)
class FollowUpResult:
    """What the answer to a follow-up earned: aided credit, kept apart from the unaided.

    `criteria` holds only what the follow-up asked for. `put_right` says that the candidate no
    longer holds the misconception asked about; `evidence` are the words that show it.
    """

    criteria: tuple[CriterionResult, ...] = ()
    put_right: bool = False
    evidence: tuple[Evidence, ...] = ()
