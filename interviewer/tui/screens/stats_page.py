"""The statistics of a bank on the screen: a table of items and ideas with bars of facility."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from interviewer.services.item_stats import BankStatistics, ItemStatistics, PartStatistics
from interviewer.services.item_stats_words import (
    figures_of,
    limits_text,
    summary_text,
    told_criteria,
    told_misconceptions,
)
from interviewer.tui.prose import Row, joined, line, meter, plain
from interviewer.tui.widgets.menu import fitted
from interviewer.tui.widgets.page import Block

NAME, ASKED, BAR, FACILITY, FIGURE = 26, 5, 10, 5, 7

NOTHING = "No question of this bank was asked yet; press Esc and then n to be asked some."
NOTHING_REMARKABLE = "Nothing is remarkable as far as there are figures; f shows all items."


def stats_blocks(found: BankStatistics, remarkable_only: bool) -> Iterable[Block]:
    """Yield the page; with `remarkable_only` the items alone of which something is flagged."""
    rows = [Row(plain(summary_text(found), "bold"))]
    if limits_text(found):
        rows.append(Row(plain(limits_text(found), "$muted")))
    yield Block(rows, classes="-card")
    if not found.items:
        yield Block([Row(plain(NOTHING))])
        return
    items = [item for item in found.items if not remarkable_only or _is_remarkable(item)]
    if not items:
        yield Block([Row(plain(NOTHING_REMARKABLE))])
        return
    yield Block([Row(_heads())], classes="-heads")
    for item in items:
        yield Block(list(_item_rows(item)))


def _is_remarkable(item: ItemStatistics) -> bool:
    parts = (item.whole, *told_criteria(item), *told_misconceptions(item))
    return any(part.flags for part in parts)


def _heads() -> Content:
    cells = (("", NAME), ("n", ASKED), ("facility", BAR + FACILITY + 2), ("discr.", FIGURE),
             ("weight", FIGURE))  # fmt: skip
    return joined(*(fitted(text, width, "$muted") for text, width in cells))


def _item_rows(item: ItemStatistics) -> Iterator[Row]:
    yield Row(_figures(item.whole.item_id, item.whole, "bold"))
    told = figures_of(item.whole, item)
    about = [
        f"time {told.time}" if told.time else "",
        f"follow-ups met {told.follow_ups}" if told.follow_ups else "",
        f"hints taken {told.hints}" if told.hints else "",
    ]
    yield Row(line(" · ".join(part for part in about if part), "$muted"))
    yield from _flags(item.whole)
    for criterion in told_criteria(item):
        yield Row(_figures(f"+ {criterion.part}", criterion))
        yield from _flags(criterion)
    for belief in told_misconceptions(item):
        held = f"held {figures_of(belief).held}" if figures_of(belief).held else ""
        yield Row(joined(fitted(f"- {belief.part}", NAME), line(held)))
        yield from _flags(belief)


def _figures(name: str, part: PartStatistics, style: str = "") -> Content:
    told = figures_of(part)
    bar = meter(part.facility, BAR) if part.facility is not None else Content(" " * BAR)
    return joined(
        fitted(name, NAME, style),
        fitted(told.asked, ASKED),
        bar,
        Content("  "),
        fitted(told.facility, FACILITY),
        fitted(told.discrimination, FIGURE),
        fitted(told.weight, FIGURE),
    )


def _flags(part: PartStatistics) -> Iterator[Row]:
    if part.flags:
        text = ", ".join(part.flags)
        yield Row(joined(Content.styled("  ! ", "bold $withheld"), line(text, "$withheld")))
