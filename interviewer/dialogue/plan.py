"""Which items an interview asks, in which order, and why."""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from interviewer.dialogue.credit import PASS_MARK
from interviewer.dialogue.past import Standing
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.session import PlannedItem
from interviewer.model.text import one_line


def make_plan(
    rubric: Rubric,
    stages: Sequence[Stage],
    items_per_stage: int,
    seed: int,
    topic: str = "",
    past: Mapping[str, Standing] = {},
    extra_time: float = 0.0,
) -> tuple[PlannedItem, ...]:
    """Return the plan of an interview, fixed by the seed and the past.

    Stages come in their order, whatever the order of `stages`; each has up to `items_per_stage`
    items, spread over as many topics as there are. Topics that went badly come first, and within
    a topic what was never asked, then what is due for review. Without a past the seed alone
    decides, and no item has a reason.

    Args:
        rubric: the bank to ask from.
        stages: the stages to ask.
        items_per_stage: how many items a stage has at most.
        seed: decides what nothing else does.
        topic: asks items of this topic alone; empty for all topics.
        past: how the items stand that were asked in earlier sessions, by their id.
        extra_time: how many percent more time each item gets.

    Raises:
        UsageError: the bank has no such topic, or no item in any of the stages.
    """
    items = _choosable(rubric, stages, topic)
    chosen: list[Item] = []
    for stage in Stage:
        used = Counter(item.topic for item in chosen)
        of_stage = [item for item in items if item.stage is stage]
        chosen += _spread(of_stage, seed, past, used)[:items_per_stage]
    return tuple(
        PlannedItem(
            item.id,
            item.stage,
            lengthened(item.minutes, extra_time),
            why_planned(past.get(item.id)) if past else "",
        )
        for item in chosen
    )


def why_planned(standing: Standing | None) -> str:
    """Return in plain words why an item was chosen; None is the standing of a new one."""
    if standing is None:
        return "not asked before"
    last = "went well last time" if standing.went_well else "did not go well last time"
    last = f"{last} ({standing.last_score:.0%})"
    if not standing.is_due:
        return f"{last}, not due for review yet; asked to fill the stage"
    if standing.overdue == 0:
        return f"{last}, due for review today"
    days = "1 day" if standing.overdue == 1 else f"{standing.overdue} days"
    return f"{last}, due for review for {days}"


def find_topic(rubric: Rubric, name: str) -> str:
    """Return the topic of the bank that `name` means; capitals do not matter.

    Raises:
        UsageError: there is none; the error lists those that there are.
    """
    topics = sorted({item.topic for item in rubric.items})
    wanted = name.strip().casefold()
    for topic in (*(t for t in topics if t == name), *topics):
        if topic == name or topic.casefold() == wanted:
            return topic
    raise UsageError(
        f"bank '{rubric.id}' has no topic '{one_line(name)[:80]}'; choose one of: "
        f"{', '.join(topics)}"
    )


def lengthened(minutes: float, extra_time: float) -> float:
    """Return minutes with `extra_time` percent more."""
    return round(minutes * (1 + extra_time / 100), 4) if extra_time else minutes


def suggested_minutes(plan: Sequence[PlannedItem]) -> int:
    """Return a fair budget for a session: its items' own, and a quarter more for follow-ups."""
    # Rounded first: a sum of tenths may lie a hair above the whole minute that is meant.
    return math.ceil(round(1.25 * sum(planned.minutes for planned in plan), 6))


def _choosable(rubric: Rubric, stages: Sequence[Stage], topic: str) -> list[Item]:
    """Return the items of these stages and this topic; there is at least one."""
    of_topic = list(rubric.items)
    if topic:
        wanted = find_topic(rubric, topic)
        of_topic = [item for item in of_topic if item.topic == wanted]
    found = [item for item in of_topic if item.stage in stages]
    if found:
        return found
    names = ", ".join(stages)
    if not topic:
        raise UsageError(f"bank '{rubric.id}' has no items for: {names}; choose another stage")
    others = ", ".join(stage for stage in Stage if any(item.stage is stage for item in of_topic))
    raise UsageError(
        f"bank '{rubric.id}' has no items on '{wanted}' for: {names}; it has some for: {others}"
    )


def _spread(
    items: Sequence[Item], seed: int, past: Mapping[str, Standing], used: Counter[str]
) -> list[Item]:
    """Return the items of a stage: the first of each topic, then the second of each, and so on.

    A round begins with what is new or due, whatever its topic. `used` counts the items of each
    topic in the stages before.
    """
    topics = _ordered_topics(items, seed, past, used)
    places = {topic: place for place, topic in enumerate(topics)}
    rounds: list[tuple[int, bool, int, Item]] = []
    taken = dict.fromkeys(places, 0)
    for item in sorted(items, key=lambda i: (_urgency(past.get(i.id)), _draw(seed, i.id))):
        can_wait = item.id in past and not past[item.id].is_due
        rounds.append((taken[item.topic], can_wait, places[item.topic], item))
        taken[item.topic] += 1
    return [item for *_, item in sorted(rounds, key=lambda entry: entry[:3])]


def _urgency(standing: Standing | None) -> tuple[bool, bool, bool, float]:
    """Return what sorts the items of a topic: the lowest is asked first.

    New items come before all others, due ones before those that are not, what went badly before
    what went well; then comes first what is most likely to be forgotten.
    """
    if standing is None:
        return False, False, False, 0.0
    return True, not standing.is_due, standing.went_well, standing.retrievability


def _ordered_topics(
    items: Sequence[Item], seed: int, past: Mapping[str, Standing], used: Counter[str]
) -> list[str]:
    """Return the topics of a stage: the weak ones, the weakest first, then new ones, then strong.

    A topic is as strong as what is left of its items' scores, on average; it is weak below the
    pass mark. New topics take turns with weak ones: whoever does badly everywhere would else be
    asked the same few topics in every interview, and never hear of the others. Topics of which
    nothing more is known follow one another from stage to stage.
    """
    strengths: dict[str, list[float]] = {item.topic: [] for item in items}
    for item in items:
        if item.id in past:
            strengths[item.topic].append(past[item.id].strength)
    means = {topic: sum(found) / len(found) for topic, found in strengths.items() if found}
    drawn = sorted(strengths, key=lambda topic: (used[topic], _draw(seed, topic)))
    new = [topic for topic in drawn if topic not in means]
    seen = sorted((topic for topic in drawn if topic in means), key=lambda topic: means[topic])
    weak = [topic for topic in seen if means[topic] < PASS_MARK]
    both = min(len(weak), len(new))
    taking_turns = [topic for pair in zip(weak, new, strict=False) for topic in pair]
    return [*taking_turns, *weak[both:], *new[both:], *seen[len(weak) :]]


def _draw(seed: int, name: str) -> str:
    """Return a value that is the same for one seed and name everywhere, else as good as random."""
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()
