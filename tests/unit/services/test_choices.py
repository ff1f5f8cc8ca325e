"""What a candidate left open is filled in, the same for both front ends."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from interviewer.dialogue.past import Attempt, Past, Standing, find_standings
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode, Settings
from interviewer.services.choices import (
    MOST_EXTRA_TIME,
    available_stages,
    complete_settings,
    planned_items,
    topics_of,
)
from tests.factories import CLIPPING, NOON, TUNING, changed, make_rubric

WIDE = make_rubric(
    *(
        changed(CLIPPING, id=f"{stage}-{topic}-{number}", stage=stage, topic=topic, minutes=minutes)
        for stage, topic, minutes in (
            (Stage.BASIC, "data", 1),
            (Stage.BASIC, "training", 2),
            (Stage.EXPERIENCED, "training", 4),
        )
        for number in range(3)
    )
)


def chosen(
    stages: Sequence[Stage] = (),
    minutes: float | None = None,
    timed: bool = True,
    rubric: Rubric | None = None,
) -> Settings:
    return complete_settings(
        rubric or make_rubric(), stages, 2, minutes, timed, Mode.LIVE, True, 42
    )


def test_what_was_chosen_is_kept() -> None:
    """Every choice comes back as it was."""
    assert chosen([Stage.BASIC], 12.5) == Settings((Stage.BASIC,), 2, 12.5, Mode.LIVE, True, 42)


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([], tuple(Stage)),
        ([Stage.EXPERIENCED, Stage.BASIC], (Stage.BASIC, Stage.EXPERIENCED)),
        ([Stage.BASIC, Stage.BASIC], (Stage.BASIC,)),
    ],
)
def test_stages(stages: list[Stage], expected: tuple[Stage, ...]) -> None:
    """None means all; they come in their order, each once."""
    assert chosen(stages).stages == expected


def test_no_stages_means_those_that_the_bank_has() -> None:
    """A stage without items is not offered."""
    rubric = make_rubric(TUNING, CLIPPING)
    assert available_stages(rubric) == (Stage.BASIC, Stage.EXPERIENCED)
    assert chosen(rubric=rubric).stages == (Stage.BASIC, Stage.EXPERIENCED)


@pytest.mark.parametrize(
    ("minutes", "timed", "expected"),
    [(None, True, 8.0), (20, True, 20), (None, False, None), (20, False, None)],
)
def test_minutes(minutes: float | None, timed: bool, expected: float | None) -> None:
    """Left open, the plan suggests them; untimed wins over any number."""
    assert chosen(minutes=minutes, timed=timed).minutes == expected


def test_a_bank_without_items_for_the_stages() -> None:
    """Wrong use, said before anything begins."""
    with pytest.raises(UsageError, match="no items for: fresher"):
        chosen([Stage.FRESHER], rubric=make_rubric(CLIPPING))


def drill(
    topic: str = "",
    stages: Sequence[Stage] = (),
    items: int = 2,
    minutes: float | None = None,
    timed: bool = True,
    extra_time: float = 0.0,
    fresh: bool = False,
    past: Mapping[str, Standing] = {},
) -> Settings:
    return complete_settings(
        WIDE, stages, items, minutes, timed, Mode.LIVE, True, 42, topic, extra_time, fresh, past
    )


def long_known(*item_ids: str) -> dict[str, Standing]:
    """Return how items stand that went well yesterday."""
    at = (NOON - timedelta(days=1)).isoformat()
    return find_standings(Past(tuple(Attempt(item_id, "", at, 1.0) for item_id in item_ids)), NOON)


def test_a_drill_keeps_its_topic_and_the_stages_that_have_it() -> None:
    """Written as the bank writes it; the budget is that of its items."""
    assert drill("Data") == Settings((Stage.BASIC,), 2, 3.0, Mode.LIVE, True, 42, "data")
    training = drill("training")
    assert (training.stages, training.minutes) == ((Stage.BASIC, Stage.EXPERIENCED), 15.0)
    assert drill("training", [Stage.BASIC]).stages == (Stage.BASIC,)


@pytest.mark.parametrize(
    ("topic", "stages", "said"),
    [
        ("history", [], "has no topic 'history'; choose one of: data, training"),
        ("data", [Stage.EXPERIENCED], "for: experienced; it has some for: basic"),
    ],
)
@pytest.mark.parametrize("timed", [True, False])
def test_a_drill_on_nothing(topic: str, stages: list[Stage], said: str, timed: bool) -> None:
    """Wrong use, said before anything begins."""
    with pytest.raises(UsageError, match=said):
        drill(topic, stages, timed=timed)


@pytest.mark.parametrize(
    ("minutes", "timed", "expected"),
    # Suggested: 16.5 minutes of items and a quarter more, in whole minutes.
    [(None, True, 21.0), (20, True, 30.0), (0.1, True, 0.15), (None, False, None)],
)
def test_extra_time(minutes: float | None, timed: bool, expected: float | None) -> None:
    """Half as much again, of the minutes given and of those suggested; the plan has it too."""
    settings = drill(minutes=minutes, timed=timed, extra_time=50)
    assert (settings.extra_time, settings.minutes) == (50, expected)
    assert sum(planned.minutes for planned in planned_items(WIDE, settings)) == 16.5


@pytest.mark.parametrize("extra_time", [-1, MOST_EXTRA_TIME + 1, float("nan"), float("inf")])
def test_extra_time_out_of_range(extra_time: float) -> None:
    """One line that tells the range."""
    with pytest.raises(UsageError, match="give 0 to 300, or go untimed"):
        drill(extra_time=extra_time)


def test_the_past_decides_what_the_budget_is_for() -> None:
    """The minutes are those of the items that will be asked."""
    rubric = make_rubric(
        changed(CLIPPING, id="short", minutes=2), changed(CLIPPING, id="long", minutes=8)
    )
    for known, minutes in (("short", 10.0), ("long", 3.0)):
        past = long_known(known)
        settings = complete_settings(rubric, (), 1, None, True, Mode.LIVE, False, 1, past=past)
        assert settings.minutes == minutes
        (planned,) = planned_items(rubric, settings, past)
        assert planned.item_id != known
        assert planned.why == "not asked before"


def test_a_fresh_interview_does_not_heed_the_past() -> None:
    """The same questions as without any, and no reasons."""
    for seed in range(20):
        plain = complete_settings(WIDE, (), 1, None, True, Mode.LIVE, False, seed)
        first = [planned.item_id for planned in planned_items(WIDE, plain)]
        past = long_known(*first)
        fresh = complete_settings(
            WIDE, (), 1, None, True, Mode.LIVE, False, seed, fresh=True, past=past
        )
        assert (fresh.fresh, fresh.minutes) == (True, plain.minutes)
        assert planned_items(WIDE, fresh, past) == planned_items(WIDE, plain)
        heeding = [planned.item_id for planned in planned_items(WIDE, plain, past)]
        assert not set(heeding) & set(first)


@pytest.mark.parametrize(
    ("stages", "topics"),
    [
        ([], (("data", 3), ("training", 6))),
        ([Stage.BASIC], (("data", 3), ("training", 3))),
        ([Stage.FRESHER], ()),
        ([Stage.EXPERIENCED], (("training", 3),)),
        (list(Stage), (("data", 3), ("training", 6))),
    ],
)
def test_topics(stages: list[Stage], topics: tuple[tuple[str, int], ...]) -> None:
    """By name, with the number of items in the stages; no stages means all."""
    assert topics_of(WIDE, stages) == topics


def test_the_stages_of_a_topic() -> None:
    """Those where a drill has something to ask."""
    assert available_stages(WIDE, "data") == (Stage.BASIC,)
    assert available_stages(WIDE, "training") == (Stage.BASIC, Stage.EXPERIENCED)
