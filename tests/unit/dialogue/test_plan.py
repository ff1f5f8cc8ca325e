"""Which items an interview asks: stages in order, topics balanced, fixed by the seed."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.plan import find_topic, make_plan, suggested_minutes
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Stage
from interviewer.model.session import PlannedItem
from tests.factories import CLIPPING, DROPOUT, TUNING, changed, make_rubric
from tests.unit.dialogue.plans import BIG, TOPICS, ids, tried


def test_stages_come_in_their_order() -> None:
    """Whatever order they were chosen in, and only those."""
    plan = make_plan(BIG, [Stage.EXPERIENCED, Stage.BASIC], 2, 1)
    assert [planned.stage for planned in plan] == [Stage.BASIC] * 2 + [Stage.EXPERIENCED] * 2


def test_items_carry_their_stage_and_minutes() -> None:
    """The plan is complete by itself: the transcript keeps it."""
    plan = make_plan(make_rubric(), list(Stage), 5, 1)
    assert plan == (
        PlannedItem("clipping", Stage.BASIC, 2),
        PlannedItem("dropout", Stage.FRESHER, 1),
        PlannedItem("tuning", Stage.EXPERIENCED, 3),
    )


@pytest.mark.parametrize(
    ("items", "topics"),
    [
        (1, [1]),
        (3, [1, 1, 1]),
        (4, [1, 1, 2]),
        (5, [1, 2, 2]),
        (6, [1, 2, 3]),
        (7, [1, 2, 4]),
        (99, [1, 2, 4]),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_topics_are_balanced(items: int, topics: list[int], seed: int) -> None:
    """One of each topic first, then the second of each, and so on."""
    plan = make_plan(BIG, [Stage.BASIC], items, seed)
    chosen = [BIG.item(planned.item_id) for planned in plan]
    counts = Counter(item.topic for item in chosen if item is not None)
    assert sorted(counts.values()) == topics


def test_the_seed_decides() -> None:
    """One seed, one plan; other seeds choose other items."""
    plans = {tuple(ids(BIG, list(Stage), 2, seed)) for seed in range(20)}
    assert len(plans) > 10
    assert ids(BIG, list(Stage), 2, 3) == ids(BIG, list(Stage), 2, 3)


def test_the_plan_of_a_seed_is_the_same_everywhere() -> None:
    """No hash of the process, no platform: these very items, now and in later versions."""
    assert ids(BIG, [Stage.BASIC], 4, 7) == ["basic-6", "basic-3", "basic-5", "basic-1"]


def test_the_order_of_the_file_does_not_matter() -> None:
    """Moving items about in the bank keeps the plan."""
    shuffled = make_rubric(*reversed(BIG.items))
    assert ids(shuffled, list(Stage), 3, 5) == ids(BIG, list(Stage), 3, 5)


@settings(deadline=None, max_examples=50)
@given(st.sets(st.sampled_from(Stage), min_size=1), st.integers(1, 9), st.integers())
def test_no_item_comes_twice(stages: set[Stage], items: int, seed: int) -> None:
    """Each stage has as many items as asked for, or all that there are."""
    chosen = ids(BIG, list(stages), items, seed)
    assert len(set(chosen)) == len(chosen) == len(stages) * min(items, len(TOPICS))


def test_a_stage_without_items_is_passed_over() -> None:
    """The others make the plan."""
    plan = make_plan(make_rubric(CLIPPING), list(Stage), 2, 1)
    assert [planned.item_id for planned in plan] == ["clipping"]


def test_a_plan_without_items_is_refused() -> None:
    """The error names the stages."""
    with pytest.raises(UsageError, match="'small' has no items for: fresher, experienced; choose"):
        make_plan(make_rubric(CLIPPING), [Stage.FRESHER, Stage.EXPERIENCED], 2, 1)


@pytest.mark.parametrize(("minutes", "budget"), [((2, 1, 3), 8), ((4,), 5), ((0.5,), 1)])
def test_the_suggested_budget(minutes: tuple[float, ...], budget: int) -> None:
    """The minutes of the items and a quarter more, in whole minutes."""
    plan = [PlannedItem("x", Stage.BASIC, m) for m in minutes]
    assert suggested_minutes(plan) == budget


def test_the_small_bank_suggests_eight_minutes() -> None:
    """Six minutes of items, a quarter for follow-ups, rounded up."""
    assert {CLIPPING.minutes, DROPOUT.minutes, TUNING.minutes} == {1, 2, 3}
    assert suggested_minutes(make_plan(make_rubric(), list(Stage), 1, 0)) == 8


def test_a_drill_asks_one_topic() -> None:
    """In all stages, with the same cap, in the same order of what comes first."""
    past = tried({"basic-4": (0.9, 1)})
    plan = make_plan(BIG, list(Stage), 9, 1, topic="b", past=past)
    assert {planned.item_id[-1] for planned in plan} == {"4", "5"}
    assert [planned.item_id for planned in plan[:2]] == ["basic-5", "basic-4"]
    assert len(plan) == 6
    assert len(make_plan(BIG, list(Stage), 1, 1, topic="b")) == 3


def test_a_topic_may_be_written_in_any_case() -> None:
    """The bank's own spelling comes back, an exact one before others."""
    rubric = make_rubric(changed(CLIPPING, topic="SQL"), changed(DROPOUT, topic="sql"), TUNING)
    assert find_topic(rubric, " Judgement ") == "judgement"
    assert (find_topic(rubric, "sql"), find_topic(rubric, "SQL")) == ("sql", "SQL")


@pytest.mark.parametrize("name", ["optimization", "  ", "a\nb"])
def test_an_unknown_topic_is_refused(name: str) -> None:
    """The error lists the topics that there are, in one line."""
    with pytest.raises(UsageError) as caught:
        make_plan(make_rubric(), list(Stage), 2, 1, topic=name)
    said = str(caught.value)
    assert "bank 'small' has no topic" in said
    assert said.endswith("choose one of: judgement, optimisation, regularisation")
    assert "\n" not in said


def test_a_topic_without_items_in_the_stages_is_refused() -> None:
    """The error tells where it has some."""
    rubric = make_rubric(CLIPPING, changed(CLIPPING, id="more", stage=Stage.EXPERIENCED), DROPOUT)
    with pytest.raises(UsageError) as caught:
        make_plan(rubric, [Stage.FRESHER], 2, 1, topic="Optimisation")
    assert str(caught.value) == (
        "bank 'small' has no items on 'optimisation' for: fresher; "
        "it has some for: basic, experienced"
    )


@pytest.mark.parametrize(
    ("extra_time", "minutes", "budget"),
    [
        (0, [2, 1, 3], 8),
        (25, [2.5, 1.25, 3.75], 10),
        (10, [2.2, 1.1, 3.3], 9),
        (60, [3.2, 1.6, 4.8], 12),
    ],
)
def test_extra_time(extra_time: float, minutes: list[float], budget: int) -> None:
    """Each item gets so many percent more, and so does the budget of the session."""
    plan = make_plan(make_rubric(), list(Stage), 1, 1, extra_time=extra_time)
    assert [planned.minutes for planned in plan] == minutes
    assert suggested_minutes(plan) == budget
