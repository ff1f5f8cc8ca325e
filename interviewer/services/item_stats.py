"""Statistics of a bank's items and criteria over all sessions: what they tell of candidates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from interviewer.grading.item_statistics import (
    FEWEST_SESSIONS,
    find_discrimination,
    find_facility,
    find_weight,
    mean_of,
)
from interviewer.model.rubric import Item, Rubric
from interviewer.services.item_stats_parts import PartMarks, all_marks, deviations
from interviewer.services.item_stats_reading import AskedItem, AskedSession

FEWEST_ASKED = 10
"""Of a question with fewer answers no facility, weight or time is told."""

EVERYONE, NOBODY = 0.95, 0.05
"""From and up to which facility everyone or nobody meets an idea."""

TELLS_NOTHING = 0.10
"""Up to this discrimination a mark does not tell strong candidates from weak ones."""

OVERLONG = 1.0
"""Above this share of its time a question takes longer than was planned."""

MEETS_ALL = "everyone meets it"
MEETS_NONE = "nobody meets it"
TELLS_NOBODY = "does not tell strong from weak"
AGAINST = "weaker candidates do better"
TOO_LONG = "takes longer than its time"
HELD_BY_NONE = "nobody holds it"


@dataclass(frozen=True)
class Rate:
    """How often something happened: `count` times of `of`."""

    count: int
    of: int


@dataclass(frozen=True)
class PartStatistics:
    """What the sessions say of an item (`part` is empty), a criterion, or a misconception.

    `asked` counts how often it was asked for, skipped questions included, which earned nothing.
    `facility`: mean mark / maximum, 0 (hard) to 1; None below 10 answers. `discrimination`:
    corrected item-rest correlation within sessions, -1 to 1; None below 20 sessions with something
    else in them, and where it is undefined. `weight`: the share of the variance of the sessions'
    marks that it makes, None below 20 sessions. `follow_ups` are those that asked for it, with
    how many succeeded; `hints` how often one was taken. Of a misconception `held` says how often
    first answers showed it, and all but `asked` and `follow_ups` are None.
    """

    item_id: str
    part: str
    says: str
    asked: int
    facility: float | None = None
    discrimination: float | None = None
    weight: float | None = None
    follow_ups: Rate = Rate(0, 0)
    hints: Rate | None = None
    held: Rate | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemStatistics:
    """What the sessions say of one item.

    `median_seconds` is the median time of its answers with all that followed, `budget_seconds`
    that of the time that plans gave it, `time_share` the median of the one by the other; None
    below 10 answers.
    """

    whole: PartStatistics
    criteria: tuple[PartStatistics, ...]
    misconceptions: tuple[PartStatistics, ...]
    answered: int
    median_seconds: float | None
    budget_seconds: float | None
    time_share: float | None


@dataclass(frozen=True)
class BankStatistics:
    """What the sessions say of a bank: those of its items that were ever asked, in its order."""

    rubric_id: str
    rubric_title: str
    sessions: int
    items: tuple[ItemStatistics, ...]
    never_asked: tuple[str, ...]


def bank_statistics(rubric: Rubric, sessions: Iterable[AskedSession]) -> BankStatistics:
    """Return the statistics of a bank over sessions.

    A session's mark is the mean of the scores of its questions, as everywhere. Items and criteria
    are known by their ids, whatever their wording was; what a version did not have does not count.
    """
    held = list(sessions)
    asked: dict[str, list[AskedItem]] = {}
    for session in held:
        for each in session.items:
            asked.setdefault(each.held.item_id, []).append(each)
    marks = all_marks(rubric, held)
    sizes = [len(session.items) for session in held]
    totals = deviations(held, sizes)
    found = tuple(
        _item(item, asked[item.id], marks, totals, sizes)
        for item in rubric.items
        if item.id in asked
    )
    never = tuple(item.id for item in rubric.items if item.id not in asked)
    return BankStatistics(rubric.id, rubric.title, len(held), found, never)


def _item(
    item: Item,
    asked: Sequence[AskedItem],
    marks: dict[tuple[str, str], PartMarks],
    totals: Sequence[float],
    sizes: Sequence[int],
) -> ItemStatistics:
    answered = [each for each in asked if each.is_answered]
    timed = [(each.seconds, each.budget) for each in answered if each.seconds and each.budget]
    told = len(timed) >= FEWEST_ASKED
    share = round(median(seconds / budget for seconds, budget in timed), 4) if told else None
    hints = Rate(sum(bool(each.hints) for each in asked), len(asked))
    every = [follow_up for each in asked for follow_up in each.follow_ups]
    rate = Rate(sum(each.succeeded for each in every), len(every))
    late = (TOO_LONG,) if share is not None and share > OVERLONG else ()
    whole = _part(item.id, "", item.prompt, marks[item.id, ""], totals, sizes, rate, hints, late)
    criteria = []
    for criterion in item.criteria:
        if (item.id, criterion.id) in marks:
            own = marks[item.id, criterion.id]
            taken = Rate(sum(criterion.id in each.hints for each in asked), len(asked))
            rate = _follow_up_rate(asked, criterion.id)
            criteria.append(
                _part(item.id, criterion.id, criterion.says, own, totals, sizes, rate, taken)
            )
    return ItemStatistics(
        whole,
        tuple(criteria),
        tuple(_beliefs(item, asked, answered)),
        len(answered),
        round(median(seconds for seconds, _ in timed), 1) if told else None,
        round(median(budget for _, budget in timed), 1) if told else None,
        share,
    )


def _part(
    item_id: str,
    part: str,
    says: str,
    marks: PartMarks,
    totals: Sequence[float],
    sizes: Sequence[int],
    follow_ups: Rate,
    hints: Rate,
    flags: tuple[str, ...] = (),
) -> PartStatistics:
    mean = mean_of([added for _, added in marks.added])
    parts = [0.0] * len(totals)
    for number, added in marks.added:
        parts[number] = (added - mean) / sizes[number]
    facility = find_facility(marks.credits, marks.asked, FEWEST_ASKED)
    discrimination = find_discrimination(marks.parts, marks.rests)
    weight = find_weight(parts, totals) if facility is not None else None
    said = (*_flags(facility, discrimination, len(marks.parts)), *flags)
    return PartStatistics(
        item_id, part, says, marks.asked, facility, discrimination, weight, follow_ups, hints,
        flags=said,
    )  # fmt: skip


def _flags(facility: float | None, discrimination: float | None, sessions: int) -> Iterator[str]:
    if facility is not None and facility >= EVERYONE:
        yield MEETS_ALL
    elif facility is not None and facility <= NOBODY:
        yield MEETS_NONE
    elif discrimination is not None and discrimination < -2 / sqrt(sessions):
        yield AGAINST  # two standard errors: less is what chance does one time in twenty
    elif discrimination is not None and discrimination <= TELLS_NOTHING:
        yield TELLS_NOBODY


def _beliefs(
    item: Item, asked: Sequence[AskedItem], answered: Sequence[AskedItem]
) -> Iterator[PartStatistics]:
    for belief in item.misconceptions:
        held = Rate(sum(belief.id in each.held.beliefs for each in answered), len(answered))
        flags = (HELD_BY_NONE,) if held.of >= FEWEST_SESSIONS and not held.count else ()
        rate = _follow_up_rate(asked, belief.id)
        yield PartStatistics(
            item.id, belief.id, belief.says, len(asked), follow_ups=rate, held=held, flags=flags
        )


def _follow_up_rate(asked: Sequence[AskedItem], target: str) -> Rate:
    own = [each for one in asked for each in one.follow_ups if each.target == target]
    return Rate(sum(each.succeeded for each in own), len(own))
