"""What earlier sessions say about each item: how it went, and when it is due for review.

The spacing is FSRS, the free spaced repetition scheduler of Jarrett Ye and others, in its Python
package `fsrs` with the weights that come with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from interviewer.model.rubric import BAND_FLOORS, Band


@dataclass(frozen=True)
class Attempt:
    """One item that was answered or skipped in an earlier session.

    `at` is the moment of its assessment (UTC, ISO 8601), `score` the unaided score between 0
    and 1; a skipped item has 0.
    """

    item_id: str
    topic: str
    at: str
    score: float


@dataclass(frozen=True)
class Past:
    """All that is known of earlier sessions with one bank."""

    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How one item stands now.

    `seen` counts its attempts; `retrievability` is the chance, between 0 and 1, that what was
    known last time is still known; `due` is the beginning of the day from which on it should be
    asked again, and `overdue` the whole days since then, below 0 while that day is to come.
    """

    item_id: str
    seen: int
    last_score: float
    retrievability: float
    due: datetime
    overdue: int

    @property
    def is_due(self) -> bool:
        """Return whether it should be asked again by now."""
        return self.overdue >= 0

    @property
    def went_well(self) -> bool:
        """Return whether the last answer was solid or better."""
        return self.last_score >= BAND_FLOORS[Band.SOLID]

    @property
    def strength(self) -> float:
        """Return what is left of the last score, between 0 and 1."""
        return self.retrievability * self.last_score


def find_standings(past: Past, now: datetime) -> dict[str, Standing]:
    """Return how each item that was ever attempted stands at the moment `now`, by its id.

    Days are counted by the calendar of `now`'s time zone: what was asked last night was asked
    yesterday. An attempt that a wrong clock dated after `now` counts as made today.

    Raises:
        ValueError: `now` or an attempt's time has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("the time of an interview needs its time zone")
    tries: dict[str, list[tuple[datetime, float]]] = {}
    for attempt in past.attempts:
        entry = (datetime.fromisoformat(attempt.at), attempt.score)
        tries.setdefault(attempt.item_id, []).append(entry)
    # Two tries of one moment keep their order in the files.
    return {
        item_id: _standing(item_id, sorted(entries, key=lambda entry: entry[0]), now)
        for item_id, entries in tries.items()
    }


def _standing(item_id: str, tries: Sequence[tuple[datetime, float]], now: datetime) -> Standing:
    today = now.date()
    reviews = [(min(at.astimezone(now.tzinfo).date(), today), score) for at, score in tries]
    retrievability, due = _space(reviews, today)
    return Standing(
        item_id,
        len(reviews),
        reviews[-1][1],
        retrievability,
        datetime.combine(due, time.min, now.tzinfo),
        (today - due).days,
    )


def _space(reviews: Sequence[tuple[date, float]], today: date) -> tuple[float, date]:
    """Return the retrievability today, and the day of the next review, by FSRS."""
    # It takes longer to import than all the rest of a plan: a first interview does without.
    from fsrs import Card, Rating, Scheduler

    ratings = {
        Band.MISSING: Rating.Again,
        Band.WEAK: Rating.Again,
        Band.PARTIAL: Rating.Hard,
        Band.SOLID: Rating.Good,
        Band.STRONG: Rating.Easy,
    }
    # No steps within a day and no random days: the same past always gives the same plan.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    # A card without a number would wait a millisecond for one, and read the clock.
    card = Card(card_id=0, due=_midnight(today))
    for day, score in reviews:
        card, _ = scheduler.review_card(card, ratings[Band.of(score)], _midnight(day))
    retrievability = scheduler.get_card_retrievability(card, _midnight(today))
    # Four digits are the same on every machine, so that ties stay ties.
    return round(retrievability, 4), card.due.date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
