"""Choosing which answers a coach marks: spread over the items and over the program's marks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

STRATA = 5
"""Into how many steps the program's marks are divided, as there are bands."""


@dataclass(frozen=True)
class Scored:
    """An answer to an item as far as sampling looks at it: the program's score is from 0 to 1."""

    item_id: str
    score: float


def spread_order(answers: Sequence[Scored], seed: int) -> Iterator[int]:
    """Yield the places of all answers so that every beginning of the order is well spread.

    The next answer is one to the item that has had the fewest; of its answers, one of the stratum
    that has had the fewest in all. Strata are quantiles of the marks that differ, so that all
    levels come up even where most answers earned the same. What is equal is decided by `seed`.

    Args:
        answers: the answers, with the marks of the program.
        seed: the same seed gives the same order.
    """
    random = Random(seed)
    strata = strata_of([answer.score for answer in answers])
    cells: dict[str, dict[int, list[int]]] = {}
    for place, answer in enumerate(answers):
        cells.setdefault(answer.item_id, {}).setdefault(strata[place], []).append(place)
    lots = {item_id: random.random() for item_id in sorted(cells)}
    for item_id in sorted(cells):
        for stratum in sorted(cells[item_id]):
            random.shuffle(cells[item_id][stratum])
    per_item: Counter[str] = Counter()
    per_stratum: Counter[int] = Counter()
    per_cell: Counter[tuple[str, int]] = Counter()
    while cells:
        item_id = min(cells, key=lambda each: (per_item[each], lots[each]))
        strata_left = cells[item_id]
        stratum = min(strata_left, key=lambda s: (per_cell[item_id, s], per_stratum[s], s))
        yield strata_left[stratum].pop()
        per_item[item_id] += 1
        per_stratum[stratum] += 1
        per_cell[item_id, stratum] += 1
        if not strata_left[stratum]:
            del strata_left[stratum]
        if not strata_left:
            del cells[item_id]


def strata_of(scores: Sequence[float]) -> list[int]:
    """Return the stratum of each score, 0 for the lowest: quantiles of the scores that differ."""
    different = sorted({round(score, 4) for score in scores})
    rank = {score: at for at, score in enumerate(different)}
    return [rank[round(score, 4)] * STRATA // len(different) for score in scores]
