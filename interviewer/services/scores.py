"""The scores of a session by topic and by question, with the time that each question took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interviewer.dialogue.credit import aided_score, unaided_score
from interviewer.dialogue.record import ItemRecord
from interviewer.model.rubric import Band, Rubric, Stage
from interviewer.model.transcript import TurnKind
from interviewer.services.places import Place

LEAST_OVERRUN = 1.0
"""A budget is overrun from so many seconds on: at the end of the time the program itself takes a
moment."""


@dataclass(frozen=True)
class TopicScore:
    """How a topic went: means over its items, between 0 and 1, unaided and with help."""

    topic: str
    items: int
    unaided: float
    aided: float


@dataclass(frozen=True)
class Attempts:
    """The scores, between 0 and 1, of the attempts at a question that was tried again."""

    times: int
    first: float
    best: float
    last: float


@dataclass(frozen=True)
class ItemResult(Place):
    """How one question went; scores between 0 and 1, times in seconds.

    `seconds` is how long the question and its follow-ups were open, without further attempts;
    `budget` is None in an untimed session; `overrun` is the time beyond the budget.
    """

    stage: Stage
    topic: str
    unaided: float
    aided: float
    band: Band
    skipped: bool
    seconds: float
    budget: float | None
    overrun: float
    timed_out: bool
    attempts: Attempts | None


def item_result(question: int, record: ItemRecord, rubric: Rubric, timed: bool) -> ItemResult:
    """Return how a question went that was answered or skipped."""
    turns = [turn for turn in record.turns if turn.asked.kind is not TurnKind.RETRY]
    seconds = round(sum(turn.seconds for turn in turns), 3)
    budget = record.planned.minutes * 60 if timed else None
    overrun = 0.0 if budget is None else round(seconds - budget, 3)
    unaided = unaided_score(record)
    return ItemResult(
        record.planned.item_id,
        record.main.number,
        question,
        record.planned.stage,
        topic_of(record, rubric),
        unaided,
        aided_score(record),
        Band.of(unaided),
        record.main.answered is None,
        seconds,
        budget,
        overrun if overrun >= LEAST_OVERRUN else 0.0,
        any(turn.answered is not None and turn.answered.timed_out for turn in turns),
        _attempts(record),
    )


def topic_of(record: ItemRecord, rubric: Rubric) -> str:
    """Return the topic of a record's item."""
    item = rubric.item(record.planned.item_id)
    return item.topic if item is not None else "general"


def topic_scores(items: Iterable[ItemResult]) -> tuple[TopicScore, ...]:
    """Return the scores by topic, the weakest first."""
    by_topic: dict[str, list[ItemResult]] = {}
    for item in items:
        by_topic.setdefault(item.topic, []).append(item)
    scores = [
        TopicScore(
            topic,
            len(group),
            _mean([item.unaided for item in group]),
            _mean([item.aided for item in group]),
        )
        for topic, group in by_topic.items()
    ]
    return tuple(sorted(scores, key=lambda score: (score.unaided, score.topic)))


def longest_over(items: Iterable[ItemResult]) -> ItemResult | None:
    """Return the question that went farthest beyond its budget, or None."""
    over = [item for item in items if item.overrun > 0]
    return max(over, key=lambda item: item.overrun, default=None)


def _attempts(record: ItemRecord) -> Attempts | None:
    turns = [record.main, *record.retries]
    scores = [turn.assessment.score for turn in turns if turn.assessment is not None]
    if len(scores) < 2 or record.main.assessment is None:
        return None
    return Attempts(len(scores), scores[0], max(scores), scores[-1])


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)
