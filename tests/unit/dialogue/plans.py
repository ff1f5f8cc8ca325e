"""Plans for the tests: a bank of three uneven topics in each stage, and a past for its items."""

from collections.abc import Mapping
from datetime import timedelta

from interviewer.dialogue.past import Attempt, Past, Standing, find_standings
from interviewer.dialogue.plan import make_plan
from interviewer.model.rubric import Rubric, Stage
from tests.factories import CLIPPING, NOON, changed, make_rubric

TOPICS = ("a", "a", "a", "a", "b", "b", "c")
BIG = make_rubric(
    *(
        changed(CLIPPING, id=f"{stage}-{number}", stage=stage, topic=topic, minutes=number + 1)
        for stage in Stage
        for number, topic in enumerate(TOPICS)
    )
)


def ids(
    rubric: Rubric,
    stages: list[Stage],
    items: int,
    seed: int,
    past: Mapping[str, Standing] = {},
) -> list[str]:
    """Return the items of a plan by their ids."""
    return [planned.item_id for planned in make_plan(rubric, stages, items, seed, past=past)]


def tried(tries: Mapping[str, tuple[float, int]]) -> dict[str, Standing]:
    """Return how items stand that were tried once: the score, and how many days ago."""
    attempts = [
        Attempt(item_id, "", (NOON - timedelta(days=days)).isoformat(), score)
        for item_id, (score, days) in tries.items()
    ]
    return find_standings(Past(tuple(attempts)), NOON)


def one_topic(items: int) -> Rubric:
    """Return a bank of one stage and topic; the items are named by their numbers."""
    return make_rubric(*(changed(CLIPPING, id=str(number)) for number in range(items)))


def topics_in_order(plan: list[str]) -> list[str]:
    """Return the topics of the items of a plan."""
    return [item.topic for item_id in plan for item in [BIG.item(item_id)] if item is not None]
