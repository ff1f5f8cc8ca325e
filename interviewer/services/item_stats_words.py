"""The statistics of a bank in words: what both front ends say of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.item_statistics import FEWEST_SESSIONS
from interviewer.model.text import counted, duration
from interviewer.services.item_stats import (
    FEWEST_ASKED,
    BankStatistics,
    ItemStatistics,
    PartStatistics,
    Rate,
)


@dataclass(frozen=True)
class Figures:
    """The figures of one part as texts, empty where there is nothing to tell."""

    asked: str
    facility: str
    discrimination: str
    weight: str
    time: str
    follow_ups: str
    hints: str
    held: str
    flags: str


def summary_text(found: BankStatistics) -> str:
    """Return what the statistics are about, in a sentence."""
    asked = counted(len(found.items), "question")
    never = f", {len(found.never_asked)} never asked" if found.never_asked else ""
    return f"{counted(found.sessions, 'session')}, {asked} asked{never}."


def limits_text(found: BankStatistics) -> str:
    """Return what is withheld and why, in a sentence; empty where nothing is."""
    parts = []
    if any(item.answered < FEWEST_ASKED for item in found.items):
        parts.append(f"facility, weight and time are told from {FEWEST_ASKED} answers on")
    if any(item.whole.discrimination is None for item in found.items):
        parts.append(
            f"discrimination from {FEWEST_SESSIONS} sessions on that asked something else too, "
            "where the marks differ at all"
        )
    if any(len(told_misconceptions(item)) < len(item.misconceptions) for item in found.items):
        parts.append("misconceptions that nobody showed are left out")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def figures_of(part: PartStatistics, item: ItemStatistics | None = None) -> Figures:
    """Return the figures of a part as texts; with `item` the time of the whole item too."""
    return Figures(
        str(part.asked),
        _percent(part.facility),
        "" if part.discrimination is None else f"{part.discrimination:+.2f}",
        "" if part.weight is None else f"{part.weight:.1%}",
        _time(item) if item is not None else "",
        _rate(part.follow_ups),
        _rate(part.hints) if item is not None or (part.hints and part.hints.count) else "",
        _rate(part.held),
        ", ".join(part.flags),
    )


def parts_of(found: BankStatistics) -> Iterator[tuple[str, PartStatistics, ItemStatistics | None]]:
    """Yield every part with what it is called: items, below them ideas (+) and beliefs (-).

    See `told_criteria` and `told_misconceptions`.
    """
    for item in found.items:
        yield item.whole.item_id, item.whole, item
        for criterion in told_criteria(item):
            yield f"+ {criterion.part}", criterion, None
        for belief in told_misconceptions(item):
            yield f"- {belief.part}", belief, None


def told_criteria(item: ItemStatistics) -> tuple[PartStatistics, ...]:
    """Return the criteria, or none of them where there are too few answers to tell anything."""
    return item.criteria if item.answered >= FEWEST_ASKED else ()


def told_misconceptions(item: ItemStatistics) -> tuple[PartStatistics, ...]:
    """Return the misconceptions that somebody showed."""
    return tuple(each for each in item.misconceptions if each.held and each.held.count)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def _rate(rate: Rate | None) -> str:
    return "" if rate is None or not rate.of else f"{rate.count} of {rate.of}"


def _time(item: ItemStatistics) -> str:
    if item.median_seconds is None or item.budget_seconds is None:
        return ""
    return f"{duration(item.median_seconds)} of {duration(item.budget_seconds)}"
