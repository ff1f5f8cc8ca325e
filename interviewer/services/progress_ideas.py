"""Ideas over many sessions: how easy each one is, and which weak ones come back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from interviewer.dialogue.credit import PASS_MARK
from interviewer.grading.item_statistics import find_facility
from interviewer.model.rubric import Item, Rubric
from interviewer.services.progress_reading import HeldItem, HeldSession

WHOLE = ""
"""Stands for the criterion of an item that is marked by its references alone."""

COMES_BACK = 2
"""In how many sessions an idea must have been weak to be called so."""


@dataclass(frozen=True)
class IdeaFacility:
    """How easy an idea is: `facility` between 0 (hard) and 1, over first answers.

    It was `asked` for so many times, of which so many were `answers`; the others were skipped.
    """

    item_id: str
    criterion: str
    topic: str
    says: str
    facility: float
    asked: int
    answers: int


@dataclass(frozen=True)
class WeakIdea:
    """An idea that was not said in full, or a misconception that was held, more than once.

    `idea` is the id of the criterion or misconception; `says` is the idea, or the correction.
    `sessions` counts those in which it was so, the last of which began at `last` (UTC, ISO 8601).
    `answers_since` counts the first answers to its question after that one.
    """

    item_id: str
    idea: str
    topic: str
    says: str
    sessions: int
    last: str
    answers_since: int = 0


@dataclass
class _Tally:
    """What is known of one idea, session by session."""

    asked: int = 0
    credits: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    shown_last: bool = False


def find_facilities(rubric: Rubric, sessions: Iterable[HeldSession]) -> tuple[IdeaFacility, ...]:
    """Return how easy each idea of a bank is, the hardest first.

    A skipped question counts as asked and earns nothing. Ideas with too few answers are left out.
    """
    found = []
    for (item, criterion, says), tally in _tallies(rubric, sessions):
        facility = find_facility(tally.credits, tally.asked)
        if facility is not None:
            counts = (tally.asked, len(tally.credits))
            found.append(IdeaFacility(item.id, criterion, item.topic, says, facility, *counts))
    return tuple(sorted(found, key=lambda each: (each.facility, -each.asked)))


def find_weak_ideas(rubric: Rubric, sessions: Iterable[HeldSession]) -> tuple[WeakIdea, ...]:
    """Return the ideas that two sessions or more missed unaided and none has shown since.

    An idea that was said in part is missed; a hint before the answer, or the model answer, is
    help. Those that were missed most often come first, of equals the newest.
    """
    found = [
        WeakIdea(item.id, criterion, item.topic, says, len(tally.missed), tally.missed[-1])
        for (item, criterion, says), tally in _tallies(rubric, sessions)
        if len(tally.missed) >= COMES_BACK and not tally.shown_last
    ]
    return _most_often_first(found)


def find_beliefs(rubric: Rubric, sessions: Iterable[HeldSession]) -> tuple[WeakIdea, ...]:
    """Return the misconceptions that the first answers of two sessions or more showed."""
    held: dict[tuple[str, str], list[str]] = {}
    since: dict[tuple[str, str], int] = {}
    for session in sessions:
        for each in session.items:
            for key in held:
                since[key] += key[0] == each.item_id and each.words is not None
            for belief in each.beliefs:
                held.setdefault((each.item_id, belief), []).append(session.began)
                since[each.item_id, belief] = 0
    found = []
    for (item_id, belief), times in held.items():
        item = rubric.item(item_id)
        known = item.misconception(belief) if item is not None else None
        if item is not None and known is not None and len(times) >= COMES_BACK:
            weak = WeakIdea(item_id, belief, item.topic, known.says, len(times), times[-1],
                            since[item_id, belief])  # fmt: skip
            found.append(weak)
    return _most_often_first(found)


def ideas_asked(item: Item) -> Sequence[tuple[str, str]]:
    """Return the criteria of an item with what they say; the whole of it where it has none."""
    if not item.criteria:
        return ((WHOLE, f"The model answer as a whole: {item.prompt}"),)
    return [(criterion.id, criterion.says) for criterion in item.criteria]


def _tallies(
    rubric: Rubric, sessions: Iterable[HeldSession]
) -> Iterator[tuple[tuple[Item, str, str], _Tally]]:
    """Yield the ideas of the bank that were ever asked for, each with what is known of it."""
    tallies: dict[tuple[str, str], _Tally] = {}
    for session in sessions:
        for each in session.items:
            item = rubric.item(each.item_id)
            for criterion, _ in ideas_asked(item) if item is not None else ():
                _count(tallies, each, criterion, session.began)
    for item in rubric.items:
        for criterion, says in ideas_asked(item):
            tally = tallies.get((item.id, criterion))
            if tally is not None:
                yield (item, criterion, says), tally


def _count(
    tallies: dict[tuple[str, str], _Tally], each: HeldItem, criterion: str, began: str
) -> None:
    credit: float | None = 0.0
    if each.words is not None:
        credit = each.score if criterion == WHOLE else each.credits.get(criterion)
    if credit is None:  # the bank did not have the idea then
        return
    tally = tallies.setdefault((each.item_id, criterion), _Tally())
    tally.asked += 1
    if each.words is not None:
        tally.credits.append(credit)
    tally.shown_last = credit >= (PASS_MARK if criterion == WHOLE else 1)
    if not tally.shown_last:
        tally.missed.append(began)


def _most_often_first(found: Iterable[WeakIdea]) -> tuple[WeakIdea, ...]:
    newest_first = sorted(found, key=lambda each: each.last, reverse=True)
    return tuple(sorted(newest_first, key=lambda each: -each.sessions))
