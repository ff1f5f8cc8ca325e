"""What is due for review, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewer.dialogue.past import Attempt, Past, find_standings
from interviewer.model.rubric import Rubric
from interviewer.services.progress_reading import HeldSession

SOON = 7
"""How many days ahead a review counts as soon."""


@dataclass(frozen=True)
class Review:
    """A question that is due for review on `due`, a day as 2026-11-20.

    `overdue` counts the days since then, below 0 while it is to come; `last_score` is between 0
    and 1.
    """

    item_id: str
    topic: str
    prompt: str
    last_score: float
    due: str
    overdue: int


@dataclass(frozen=True)
class TopicDue:
    """A topic and how many of its questions are due now."""

    topic: str
    items: int


@dataclass(frozen=True)
class Due:
    """What is due for review: `now`, the longest overdue first; within seven days; and `later`.

    `topics` are those of the questions that are due now, the one with most of them first.
    """

    now: tuple[Review, ...]
    soon: tuple[Review, ...]
    later: int
    topics: tuple[TopicDue, ...]


def find_due(rubric: Rubric, sessions: Iterable[HeldSession], now: datetime) -> Due:
    """Return what is due for review at the moment `now`, of the items that the bank has.

    Raises:
        ValueError: `now` has no time zone.
    """
    items = {item.id: item for item in rubric.items}
    attempts = [
        Attempt(each.item_id, items[each.item_id].topic, each.at, each.score)
        for session in sessions
        for each in session.items
        if each.item_id in items
    ]
    standings = find_standings(Past(tuple(attempts)), now).values() if attempts else ()
    reviews = [
        Review(
            each.item_id,
            items[each.item_id].topic,
            items[each.item_id].prompt,
            each.last_score,
            each.due.date().isoformat(),
            each.overdue,
        )
        for each in standings
    ]
    reviews.sort(key=lambda each: (-each.overdue, each.last_score, each.item_id))
    due = tuple(each for each in reviews if each.overdue >= 0)
    soon = tuple(each for each in reviews if -SOON <= each.overdue < 0)
    return Due(due, soon, len(reviews) - len(due) - len(soon), _topics_due(due))


def _topics_due(due: Sequence[Review]) -> tuple[TopicDue, ...]:
    """Return the topics with most due questions first; of equals that with the oldest one."""
    counts: dict[str, int] = {}
    for each in due:
        counts[each.topic] = counts.get(each.topic, 0) + 1
    return tuple(TopicDue(*pair) for pair in sorted(counts.items(), key=lambda pair: -pair[1]))
