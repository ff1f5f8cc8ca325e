"""Which items an interview asks, and in which order."""

import hashlib
import math
from collections.abc import Sequence

from interviewer.model.errors import UsageError
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.session import PlannedItem


def make_plan(
    rubric: Rubric, stages: Sequence[Stage], items_per_stage: int, seed: int
) -> tuple[PlannedItem, ...]:
    """Return the plan of an interview, fixed by the seed.

    Stages come in their order, whatever the order of `stages`; each has up to `items_per_stage`
    items, spread over as many topics as there are.

    Raises:
        UsageError: where the bank has no item in any of the stages.
    """
    plan = [
        PlannedItem(item.id, stage, item.minutes)
        for stage in Stage
        if stage in stages
        for item in _spread([i for i in rubric.items if i.stage is stage], seed)[:items_per_stage]
    ]
    if not plan:
        names = ", ".join(stages)
        raise UsageError(f"bank '{rubric.id}' has no items for: {names}; choose another stage")
    return tuple(plan)


def _spread(items: Sequence[Item], seed: int) -> list[Item]:
    """Return the items shuffled, one of each topic first, then the second of each, and so on."""
    shuffled = sorted(items, key=lambda item: _draw(seed, item.id))
    rounds: list[tuple[int, str, Item]] = []
    seen: dict[str, int] = {}
    for item in shuffled:
        turn = seen.get(item.topic, 0)
        seen[item.topic] = turn + 1
        rounds.append((turn, _draw(seed, item.topic), item))
    return [item for _, _, item in sorted(rounds, key=lambda entry: entry[:2])]


def _draw(seed: int, name: str) -> str:
    """Return a value that is the same for one seed and name everywhere, else as good as random."""
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()


def suggested_minutes(plan: Sequence[PlannedItem]) -> int:
    """Return a fair budget for a session: its items' own, and a quarter more for follow-ups."""
    return math.ceil(1.25 * sum(planned.minutes for planned in plan))
