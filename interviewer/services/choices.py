"""What a candidate chooses before an interview, made complete: the same for both front ends."""

from collections.abc import Sequence

from interviewer.dialogue.plan import make_plan, suggested_minutes
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode, Settings

DEFAULT_ITEMS_PER_STAGE = 3


def complete_settings(
    rubric: Rubric,
    stages: Sequence[Stage],
    items_per_stage: int,
    minutes: float | None,
    timed: bool,
    mode: Mode,
    gate: bool,
    seed: int,
) -> Settings:
    """Return the settings of an interview with what was left open filled in.

    No stages means all that the bank has items for; no minutes, in a timed interview, means the
    budget that its plan suggests.

    Raises:
        UsageError: the bank has no items for the stages.
    """
    chosen = tuple(stage for stage in Stage if stage in stages) or available_stages(rubric)
    plan = make_plan(rubric, chosen, items_per_stage, seed)
    budget = None
    if timed:
        budget = minutes if minutes is not None else float(suggested_minutes(plan))
    return Settings(chosen, items_per_stage, budget, mode, gate, seed)


def available_stages(rubric: Rubric) -> tuple[Stage, ...]:
    """Return the stages that the bank has items for, in their order."""
    return tuple(s for s in Stage if any(item.stage is s for item in rubric.items))
