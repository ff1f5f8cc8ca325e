"""What earlier sessions change in a plan: new, due and weak first, well known last."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.past import Attempt, Past, find_standings
from interviewer.dialogue.plan import make_plan, why_planned
from interviewer.model.rubric import Stage
from tests.factories import CLIPPING, NOON, changed, make_rubric
from tests.unit.dialogue.plans import BIG, TOPICS, ids, one_topic, topics_in_order, tried

ITEM_IDS = [item.id for item in BIG.items]
PASTS = st.dictionaries(
    st.sampled_from(ITEM_IDS), st.tuples(st.floats(0, 1), st.integers(0, 90)), max_size=21
)


@pytest.mark.parametrize("seed", range(5))
def test_new_items_come_before_those_seen(seed: int) -> None:
    """Within a topic, however badly the others went and however long ago."""
    past = tried({"0": (0.0, 300), "1": (1.0, 1), "2": (0.5, 30)})
    plan = ids(one_topic(6), [Stage.BASIC], 6, seed, past)
    assert set(plan[:3]) == {"3", "4", "5"}


@pytest.mark.parametrize("seed", range(5))
def test_spacing(seed: int) -> None:
    """Badly yesterday comes before well a month ago, and well yesterday comes last."""
    past = tried({"0": (0.9, 1), "1": (0.9, 30), "2": (0.2, 1), "3": (0.7, 60), "4": (0.59, 1)})
    plan = ids(one_topic(5), [Stage.BASIC], 5, seed, past)
    assert plan == ["2", "4", "3", "1", "0"]


@pytest.mark.parametrize("seed", range(5))
def test_what_is_due_comes_before_what_is_not(seed: int) -> None:
    """A bad answer of today waits till tomorrow, and then till the others that are due."""
    past = tried({"0": (0.0, 0), "1": (1.0, 300), "2": (1.0, 0)})
    assert ids(one_topic(3), [Stage.BASIC], 3, seed, past) == ["1", "0", "2"]


def test_the_seed_decides_between_equals() -> None:
    """Items that stand alike come in another order with another seed."""
    past = tried({str(number): (0.5, 3) for number in range(5)})
    plans = {tuple(ids(one_topic(5), [Stage.BASIC], 5, seed, past)) for seed in range(20)}
    assert len(plans) > 10


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("weak", ["a", "b", "c"])
def test_weak_topics_come_first_and_strong_ones_last(weak: str, seed: int) -> None:
    """In every round: what went badly, what was never asked, what went well."""
    new, strong = [topic for topic in "abc" if topic != weak]
    tries = {
        item.id: ({weak: 0.2, strong: 0.9}[item.topic], 1)
        for item in BIG.items
        if item.stage is Stage.BASIC and item.topic != new
    }
    plan = topics_in_order(ids(BIG, [Stage.BASIC], 3, seed, tried(tries)))
    assert plan == [weak, new, strong]


def test_the_weakest_topic_comes_first() -> None:
    """The mean over the items seen counts, and what is left of each score."""
    past = tried(
        {"basic-0": (1.0, 1), "basic-1": (0.0, 1), "basic-4": (0.4, 1), "basic-6": (0.4, 9)}
    )
    for seed in range(5):
        plan = ids(BIG, [Stage.BASIC], 3, seed, past)
        assert topics_in_order(plan) == ["c", "b", "a"]


def test_a_topic_is_judged_in_its_stage() -> None:
    """Who knows the basics of a topic is asked its harder items all the same."""
    past = tried({"basic-6": (1.0, 1), "fresher-4": (0.9, 1), "fresher-0": (0.9, 1)})
    for seed in range(5):
        assert topics_in_order(ids(BIG, [Stage.FRESHER], 3, seed, past))[0] == "c"


def test_what_can_wait_ends_its_round() -> None:
    """The only item of the weakest topic is not asked twice on a day while others are open."""
    past = tried({"basic-6": (0.0, 0), "basic-0": (0.9, 0)})
    for seed in range(5):
        assert topics_in_order(ids(BIG, [Stage.BASIC], 3, seed, past)) == ["b", "a", "c"]


@pytest.mark.parametrize("score", [0.0, 0.2, 0.5, 0.9])
def test_every_topic_has_its_turn(score: float) -> None:
    """Whoever does badly in all of them is not held to the first few for good."""
    rubric = make_rubric(
        *(
            changed(CLIPPING, id=f"{topic}-{number}", topic=topic)
            for topic in "abcdefgh"
            for number in range(3)
        )
    )
    attempts: list[Attempt] = []
    for day in range(7):
        now = NOON + timedelta(days=day)
        past = find_standings(Past(tuple(attempts)), now)
        for item_id in ids(rubric, [Stage.BASIC], 3, day, past):
            attempts.append(Attempt(item_id, "", now.isoformat(), score))
    assert {attempt.item_id[0] for attempt in attempts} == set("abcdefgh")


@settings(deadline=None, max_examples=60)
@given(PASTS, st.integers(1, 9), st.integers(0, 999))
def test_any_past_keeps_the_balance(
    tries: dict[str, tuple[float, int]], items: int, seed: int
) -> None:
    """Two topics of a stage differ by one item at most, while both have items left."""
    past = tried(tries)
    plan = ids(BIG, [Stage.BASIC], items, seed, past)
    counts = Counter(topics_in_order(plan))
    open_topics = [topic for topic in "abc" if counts[topic] < TOPICS.count(topic)]
    assert len(set(plan)) == len(plan) == min(items, len(TOPICS))
    for topic in open_topics:
        assert max(counts.values()) - counts[topic] <= 1
    assert plan == ids(BIG, [Stage.BASIC], items, seed, past)


@settings(deadline=None, max_examples=30)
@given(PASTS, st.integers(0, 99))
def test_any_past_gives_a_whole_plan(tries: dict[str, tuple[float, int]], seed: int) -> None:
    """Every item once, stage by stage, whatever the order of the file; a longer plan goes on."""
    past = tried(tries)
    plan = ids(BIG, list(Stage), 7, seed, past)
    assert sorted(plan) == sorted(ITEM_IDS)
    assert ids(make_rubric(*reversed(BIG.items)), list(Stage), 7, seed, past) == plan
    alone = ids(BIG, [Stage.FRESHER], 7, seed, past)
    assert ids(BIG, [Stage.FRESHER], 4, seed, past) == alone[:4]


@given(st.integers(0, 999))
def test_stages_take_turns_with_the_topics(seed: int) -> None:
    """A short interview does not stay with one topic from its first stage to its last."""
    plan = ids(BIG, list(Stage), 1, seed, {})
    assert len(set(topics_in_order(plan))) == len(set(TOPICS)) == len(Stage)


def test_items_of_other_banks_do_not_matter() -> None:
    """What the bank does not have cannot be asked."""
    past = tried({"elsewhere": (0.1, 5)})
    assert ids(BIG, list(Stage), 3, 5, past) == ids(BIG, list(Stage), 3, 5)


@pytest.mark.parametrize(
    ("score", "days", "why"),
    [
        (0.4, 4, "did not go well last time (40%), due for review for 3 days"),
        (0.4, 2, "did not go well last time (40%), due for review for 1 day"),
        (0.0, 1, "did not go well last time (0%), due for review today"),
        (0.9, 9, "went well last time (90%), due for review for 1 day"),
        (0.6, 1, "went well last time (60%), not due for review yet; asked to fill the stage"),
    ],
)
def test_the_reason(score: float, days: int, why: str) -> None:
    """How it went last time, and when it is due, in plain words."""
    assert why_planned(tried({"x": (score, days)})["x"]) == why


def test_the_plan_keeps_its_reasons() -> None:
    """With a past every item has one; without a past there is nothing to say."""
    plan = make_plan(make_rubric(), list(Stage), 1, 1, past=tried({"dropout": (0.2, 1)}))
    assert [planned.why for planned in plan] == [
        "not asked before",
        "did not go well last time (20%), due for review today",
        "not asked before",
    ]
    assert {planned.why for planned in make_plan(make_rubric(), list(Stage), 1, 1)} == {""}
