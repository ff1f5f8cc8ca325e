"""What a candidate chooses before an interview, made complete: the same for both front ends."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewer.dialogue.past import Standing
from interviewer.dialogue.plan import find_topic, lengthened, make_plan, suggested_minutes
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode, PlannedItem, Settings

DEFAULT_ITEMS_PER_STAGE = 3
MOST_EXTRA_TIME = 300.0
"""The most extra time that can be asked for, in percent; who needs more goes untimed."""


def complete_settings(
    rubric: Rubric,
    stages: Sequence[Stage],
    items_per_stage: int,
    minutes: float | None,
    timed: bool,
    mode: Mode,
    gate: bool,
    seed: int,
    topic: str = "",
    extra_time: float = 0.0,
    fresh: bool = False,
    past: Mapping[str, Standing] = {},
) -> Settings:
    """Return the settings of an interview with what was left open filled in.

    No stages means all that the bank has items for, of the topic where there is one; no minutes,
    in a timed interview, means the budget that its plan suggests. `minutes` are those without
    the extra time, which is in percent, 0 to `MOST_EXTRA_TIME`; the budget of the settings has
    it. `past` is how the items stand that were asked before; a `fresh` interview does not heed it.

    Raises:
        UsageError: the bank has no items for the stages or no such topic, or the extra time is
            out of its range.
    """
    if not 0 <= extra_time <= MOST_EXTRA_TIME:
        raise UsageError(
            f"extra time of {extra_time:g} percent: give 0 to {MOST_EXTRA_TIME:g}, or go untimed"
        )
    topic = find_topic(rubric, topic) if topic else ""
    chosen = tuple(stage for stage in Stage if stage in stages) or available_stages(rubric, topic)
    untimed = Settings(chosen, items_per_stage, None, mode, gate, seed, topic, extra_time, fresh)
    plan = planned_items(rubric, untimed, past)
    if not timed:
        return untimed
    suggested = float(suggested_minutes(plan))
    budget = suggested if minutes is None else lengthened(minutes, extra_time)
    return replace(untimed, minutes=budget)


def planned_items(
    rubric: Rubric, settings: Settings, past: Mapping[str, Standing] = {}
) -> tuple[PlannedItem, ...]:
    """Return the plan of an interview with these settings; a fresh one does not heed the past.

    Raises:
        UsageError: the bank has no items for the stages, or no such topic.
    """
    return make_plan(
        rubric,
        settings.stages,
        settings.items_per_stage,
        settings.seed,
        settings.topic,
        {} if settings.fresh else past,
        settings.extra_time,
    )


def available_stages(rubric: Rubric, topic: str = "") -> tuple[Stage, ...]:
    """Return the stages that the bank has items for, of this topic if any, in their order."""
    items = [item for item in rubric.items if not topic or item.topic == topic]
    return tuple(s for s in Stage if any(item.stage is s for item in items))


def topics_of(rubric: Rubric, stages: Sequence[Stage] = ()) -> tuple[tuple[str, int], ...]:
    """Return the topics of these stages by name, each with its number of items.

    No stages means all of them.
    """
    chosen = stages or tuple(Stage)
    counts = Counter(item.topic for item in rubric.items if item.stage in chosen)
    return tuple(sorted(counts.items()))
