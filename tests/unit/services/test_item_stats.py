"""Statistics of items and criteria over many sessions."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from interviewer.dialogue.state import moments_of
from interviewer.grading.agreement import correlation
from interviewer.model.moderation import Overridden
from interviewer.model.rubric import Item
from interviewer.model.session import PlannedItem
from interviewer.model.transcript import Event, Started, TurnKind
from interviewer.services.item_stats import (
    AGAINST,
    HELD_BY_NONE,
    MEETS_ALL,
    MEETS_NONE,
    TELLS_NOBODY,
    TOO_LONG,
    BankStatistics,
    Rate,
    bank_statistics,
)
from interviewer.services.item_stats_reading import asked_sessions
from interviewer.services.item_stats_words import figures_of, limits_text, parts_of, summary_text
from interviewer.services.session_states import ReplayedSession
from tests.factories import (
    AT,
    CLIPPING,
    DROPOUT,
    Script,
    changed,
    earned,
    make_assessment,
    make_rubric,
)
from tests.unit.services.progress_sessions import RUBRIC, begun

Both = tuple[Sequence[float], Sequence[float]]


def two(clipping: Sequence[float], dropout: Sequence[float], seconds: float = 60) -> Script:
    """A session that asked two questions, with these credits."""
    script = begun().ask(CLIPPING).answer(elapsed=seconds)
    script.assess(make_assessment(CLIPPING, clipping)).ask(DROPOUT, elapsed=seconds)
    return script.answer(elapsed=2 * seconds).assess(make_assessment(DROPOUT, dropout))


def statistics(*scripts: Script) -> BankStatistics:
    sessions = []
    for number, script in enumerate(scripts):
        events = [Event(seq, AT, data) for seq, data in enumerate(script.events, start=1)]
        sessions.append(ReplayedSession(f"s{number}", AT, script.state, moments_of(events)))
    return bank_statistics(RUBRIC, asked_sessions(sessions))


def random_sessions(count: int, seed: int = 1) -> list[Both]:
    """Credits that follow how strong the candidate is, with some chance; `recurrent` does not."""
    random = Random(seed)
    made: list[Both] = []
    for _ in range(count):
        strength = random.random()
        made.append((
            (float(random.random() < strength), float(random.random() < strength),
             float(random.random() < 0.5)),
            (float(random.random() < strength), float(random.random() < strength)),
        ))  # fmt: skip
    return made


def test_facility_is_the_mean_mark_and_withheld_of_few() -> None:
    """Skipped questions earned nothing; nine answers are too few."""
    made = random_sessions(10)
    found = statistics(*(two(*each) for each in made), begun().ask(CLIPPING).skip())
    clipping, dropout = found.items
    points = [2 * c[0] + 3 * c[1] + c[2] for c, _ in made]
    assert clipping.whole.facility == pytest.approx(sum(points) / 6 / 11, abs=1e-3)
    assert clipping.criteria[1].facility == pytest.approx(sum(c[1] for c, _ in made) / 11, abs=1e-3)
    assert (clipping.whole.asked, clipping.answered, dropout.whole.asked) == (11, 10, 10)
    few = statistics(*(two(*each) for each in made[:9])).items[0]
    assert (few.whole.asked, few.whole.facility, few.whole.weight) == (9, None, None)
    assert few.median_seconds is None
    assert found.never_asked == ("tuning",)


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    """Of an item with the other items, of a criterion with all that it is no part of."""
    made = random_sessions(40)
    found = statistics(*(two(*each) for each in made))
    clipping = [(2 * c[0] + 3 * c[1] + c[2]) / 6 for c, _ in made]
    dropout = [(2 * d[0] + 2 * d[1]) / 4 for _, d in made]
    whole = found.items[0].whole
    assert whole.discrimination == pytest.approx(correlation(clipping, dropout), abs=1e-3)
    caps = [c[0] for c, _ in made]
    rest = [a + b - 2 / 6 * c for a, b, c in zip(clipping, dropout, caps, strict=True)]
    part = found.items[0].criteria[0]
    assert part.discrimination == pytest.approx(correlation(caps, rest), abs=1e-3)
    few = statistics(*(two(*each) for each in made[:19])).items[0]
    assert few.whole.discrimination is None
    alone = statistics(*(Script().ask(CLIPPING).answer().assess(make_assessment(CLIPPING, c))
                         for c, _ in made)).items[0]  # fmt: skip
    assert alone.whole.discrimination is None, "there is no rest"
    assert alone.criteria[0].discrimination is not None


def test_weights_sum_to_one_whatever_was_drawn() -> None:
    """Some sessions ask one of the questions alone."""
    scripts = [two(*each) for each in random_sessions(40)]
    scripts += [begun().ask(DROPOUT).answer().assess(make_assessment(DROPOUT, d))
                for _, d in random_sessions(20, seed=2)]  # fmt: skip
    found = statistics(*scripts)
    weights = [item.whole.weight or 0 for item in found.items]
    assert sum(weights) == pytest.approx(1, abs=1e-3)
    assert min(weights) > 0.1
    criteria = [part.weight or 0 for part in found.items[1].criteria]
    assert sum(criteria) == pytest.approx(weights[1], abs=1e-3), "there is nothing else in it"


def test_flags_in_words() -> None:
    made = random_sessions(60)
    flags = [
        {part.part: part.flags for part in item.criteria}
        for item in statistics(
            *(two((1, 0, 1 - d[0]), d) for _, d in made),
        ).items
    ]
    assert flags[0] == {"caps": (MEETS_ALL,), "exploding": (MEETS_NONE,), "recurrent": (AGAINST,)}
    tells = statistics(*(two(*each) for each in made)).items[0].criteria
    assert tells[0].flags == ()
    both = [two((caps, 0, 0), d) for _, d in made for caps in (0, 1)]
    random = statistics(*both).items[0]
    assert random.criteria[0].discrimination == pytest.approx(0, abs=1e-9)
    assert random.criteria[0].flags == (TELLS_NOBODY,)
    few = statistics(*(two((1, 0, 0), d) for _, d in made[:9])).items[0]
    assert [part.flags for part in few.criteria] == [(), (), ()]


@pytest.mark.parametrize(("seconds", "flags"), [(60, ()), (130, (TOO_LONG,))])
def test_time_against_the_budget(seconds: float, flags: tuple[str, ...]) -> None:
    """Clipping has two minutes."""
    found = statistics(*(two(*each, seconds=seconds) for each in random_sessions(12))).items[0]
    assert (found.median_seconds, found.budget_seconds) == (seconds, 120)
    assert found.time_share == pytest.approx(seconds / 120, abs=1e-3)
    assert found.whole.flags == flags


def probed(succeeded: bool, hint: bool = False) -> Script:
    """A session with a probe for `caps`, and one that asks about a misconception."""
    script = begun().ask(CLIPPING)
    if hint:
        script.hint("caps")
    script.answer().assess(make_assessment(CLIPPING, (0,), ["cures-vanishing"]))
    script.ask(CLIPPING, TurnKind.PROBE, "caps").answer()
    script.assess(earned(CLIPPING, *(["caps"] if succeeded else [])))
    script.ask(CLIPPING, TurnKind.MISCONCEPTION, "cures-vanishing").answer()
    return script.assess(earned(CLIPPING, put_right=succeeded))


def test_follow_ups_hints_and_misconceptions() -> None:
    """A follow-up that was skipped, or still is open, did not succeed; an open one is no one."""
    skipped = begun().ask(CLIPPING).answer().assess(make_assessment(CLIPPING))
    skipped.ask(CLIPPING, TurnKind.PROBE, "caps").skip()
    waiting = begun().ask(CLIPPING).answer().assess(make_assessment(CLIPPING))
    waiting.ask(CLIPPING, TurnKind.PROBE, "caps")
    (item,) = statistics(probed(True, hint=True), probed(False), skipped, waiting).items
    assert item.whole.follow_ups == Rate(2, 5)
    assert item.criteria[0].follow_ups == Rate(1, 3)
    assert item.criteria[1].follow_ups == Rate(0, 0)
    assert (item.whole.hints, item.criteria[0].hints) == (Rate(1, 4), Rate(1, 4))
    belief = item.misconceptions[0]
    assert (belief.held, belief.follow_ups) == (Rate(2, 4), Rate(1, 2))


def test_marks_in_force_count() -> None:
    """What a coach decided afterwards, not what the program said."""
    scripts = []
    for _ in range(10):
        script = begun().ask(CLIPPING).answer().assess(make_assessment(CLIPPING, (0,)))
        scripts.append(script.add(Overridden(2, "caps", 2.0, "it is there", "")))
    assert statistics(*scripts).items[0].criteria[0].facility == 1


def test_a_criterion_that_a_version_did_not_have_does_not_count() -> None:
    old: Item = changed(CLIPPING, criteria=CLIPPING.criteria[1:])
    olds = [begun().ask(old).answer().assess(make_assessment(old, (1, 1))) for _ in range(3)]
    news = [two((1, 1, 1), (1, 1)) for _ in range(4)]
    clipping = statistics(*olds, *news).items[0]
    assert [part.asked for part in clipping.criteria] == [4, 7, 7]
    assert clipping.whole.asked == 7


def test_an_item_that_the_bank_has_no_more_only_makes_the_rest() -> None:
    """It is part of what the others are compared with."""
    gone: Item = changed(CLIPPING, id="gone")
    made = random_sessions(30)
    scripts = []
    for clipping, dropout in made:
        script = begun().ask(DROPOUT).answer().assess(make_assessment(DROPOUT, dropout))
        started = script.events[0]
        assert isinstance(started, Started)
        plan = (*started.plan, PlannedItem("gone", gone.stage, 2))
        script.events[0] = replace(started, plan=plan)
        scripts.append(script.ask(gone).answer().assess(make_assessment(gone, clipping)))
    found = statistics(*scripts)
    assert [item.whole.item_id for item in found.items] == ["dropout"]
    expected = correlation(
        [(2 * d[0] + 2 * d[1]) / 4 for _, d in made],
        [(2 * c[0] + 3 * c[1] + c[2]) / 6 for c, _ in made],
    )
    assert found.items[0].whole.discrimination == pytest.approx(expected, abs=1e-3)


def test_nobody_holds_a_misconception() -> None:
    made = random_sessions(20)
    found = statistics(*(two(*each) for each in made))
    assert found.items[0].misconceptions[0].flags == (HELD_BY_NONE,)
    assert statistics(*(two(*each) for each in made[:19])).items[0].misconceptions[0].flags == ()


def test_in_words() -> None:
    """Figures that are withheld are empty, and it is said why."""
    found = statistics(*(two(*each) for each in random_sessions(12)))
    assert summary_text(found) == "12 sessions, 2 questions asked, 1 never asked."
    assert "Discrimination from 20 sessions on" in limits_text(found)
    assert "acility" not in limits_text(found)
    names = [name for name, _, _ in parts_of(found)]
    assert names[:2] == ["clipping", "+ caps"]
    assert "- cures-vanishing" not in names
    told = figures_of(found.items[0].whole, found.items[0])
    assert (told.asked, told.time, told.discrimination) == ("12", "1 min of 2 min", "")
    assert told.facility.endswith("%")
    none = statistics()
    assert (none.items, none.never_asked) == ((), ("clipping", "dropout", "tuning"))
    assert limits_text(none) == ""


def test_from_files(tmp_path: Path) -> None:
    """Real sessions, with follow-ups that were skipped."""
    from interviewer.services.session_states import replayed
    from tests.unit.services.many_sessions import hold_sessions

    rubric = make_rubric()
    files = hold_sessions(tmp_path / "transcripts", rubric, 12)
    found = bank_statistics(rubric, asked_sessions(replayed(files)))
    assert found.sessions == 12
    assert [item.whole.asked for item in found.items] == [12, 12, 12]
    assert found.items[2].criteria == ()
    assert found.items[0].whole.follow_ups.of > 0
