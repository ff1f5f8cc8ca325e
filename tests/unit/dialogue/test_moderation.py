"""The marks in force: the program's, those of another grading, a coach's decisions."""

from dataclasses import replace

import pytest

from interviewer.dialogue.credit import aided_points, unaided_points
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.record import ItemRecord
from interviewer.model.assessment import Assessment, FollowUpResult, Gate
from interviewer.model.moderation import Contested, NewMark, Overridden, Regraded
from interviewer.model.rubric import Band
from interviewer.model.transcript import TurnKind
from tests.factories import CLIPPING, DROPOUT, Script, earned, make_assessment

MAIN, PROBE = 2, 5
"""The numbers of the turns in `session`."""


def session(assessment: Assessment, follow_up: FollowUpResult | None = None) -> Script:
    """Return a session in which an item got this mark, and a follow-up the other."""
    talk = Script().ask(CLIPPING).answer().assess(assessment)
    if follow_up is not None:
        talk.ask(CLIPPING, TurnKind.MISCONCEPTION, "cures-vanishing").answer().assess(follow_up)
    return talk


def decide(target: str, points: float, turn: int = MAIN) -> Overridden:
    return Overridden(turn, target, points, "a reason")


def now(talk: Script) -> Assessment:
    """Return the mark of the item that is in force."""
    assessment = record(talk).main.assessment
    assert assessment is not None
    return assessment


def record(talk: Script) -> ItemRecord:
    return in_force(talk.state).records[0]


def test_without_decisions_nothing_changes() -> None:
    """A candidate's note is none."""
    talk = session(make_assessment(CLIPPING, (1, 0, 0))).add(Contested(MAIN, "caps", "I think so"))
    state = talk.state
    assert in_force(state) is state


@pytest.mark.parametrize(
    ("credits", "target", "points", "total", "band"),
    [
        ((0, 0, 0), "exploding", 3, 3.0, Band.PARTIAL),
        ((0, 0, 0), "exploding", 1.5, 1.5, Band.WEAK),
        ((1, 1, 1), "exploding", 0, 3.0, Band.PARTIAL),
        ((-1, 1, 0), "caps", 0, 3.0, Band.PARTIAL),
        ((1, 1, 0), "recurrent", 1, 6.0, Band.STRONG),
    ],
)
def test_a_criterion_is_worth_what_the_coach_says(
    credits: tuple[float, ...], target: str, points: float, total: float, band: Band
) -> None:
    """And the sum, the score and the band follow."""
    talk = session(make_assessment(CLIPPING, credits)).add(decide(target, points))
    mark = now(talk)
    result = mark.criterion(target)
    assert result is not None
    assert result.earned == points
    assert (mark.points, mark.score, mark.band) == (total, round(total / 6, 4), band)
    assert unaided_points(record(talk)) == total


def test_the_marks_of_the_program_stay_as_they_are() -> None:
    """They are what the session holds."""
    talk = session(make_assessment(CLIPPING)).add(decide("exploding", 3))
    before = talk.state
    in_force(before)
    assert talk.state == before
    assert before.records[0].main.assessment == make_assessment(CLIPPING)


def test_the_similarity_counts_on_but_never_beyond_all_points() -> None:
    """Credit for what is said otherwise stays."""
    mark = make_assessment(CLIPPING, (1, 0, 0), similarity=0.5)
    assert now(session(mark).add(decide("recurrent", 1))).points == 3.5
    full = session(mark).add(decide("recurrent", 1), decide("exploding", 3))
    assert now(full).points == 6.0


def test_a_misconception_is_struck_out() -> None:
    """Its deduction is gone; confirmed it stays, and others do too."""
    mark = make_assessment(CLIPPING, (1, 1, 1), ("cures-vanishing",))
    assert mark.points == 4.0
    struck = now(session(mark).add(decide("cures-vanishing", 0)))
    assert (struck.points, struck.misconceptions) == (6.0, ())
    assert now(session(mark).add(decide("cures-vanishing", -2))).points == 4.0
    assert now(session(mark).add(decide("caps", 2))).misconceptions == mark.misconceptions


@pytest.mark.parametrize("gate", list(Gate))
def test_a_gate_is_overruled_for_what_the_coach_judged(gate: Gate) -> None:
    """All else that it held back stays without points, and costs none."""
    held = make_assessment(CLIPPING, (1, 1, 1), ("cures-vanishing",), 0.5, gate)
    assert held.points == 0
    mark = now(session(held).add(decide("caps", 2)))
    assert (mark.gate, mark.points) == (None, 2.0)
    assert [result.credit for result in mark.criteria] == [1.0, 0.0, 0.0]
    assert (mark.misconceptions, mark.similarity.points) == ((), 0.0)
    both = now(session(held).add(decide("caps", 2), decide("cures-vanishing", -2)))
    assert both.points == 0.0


def test_the_last_decision_on_an_idea_counts() -> None:
    """Decisions on other ideas, and in other turns, are none on this one."""
    talk = session(make_assessment(CLIPPING), earned(CLIPPING))
    talk.add(decide("exploding", 3), decide("caps", 2), decide("exploding", 1))
    talk.add(decide("exploding", 3, turn=PROBE), decide("exploding", 3, turn=99))
    assert [result.earned for result in now(talk).criteria] == [2.0, 1.0, 0.0]


# Follow-ups


def test_a_follow_up_is_judged_for_what_it_asked() -> None:
    """The credit is aided, as what it replaces."""
    talk = Script().ask(CLIPPING).answer().assess(make_assessment(CLIPPING))
    talk.ask(CLIPPING, TurnKind.PROBE, "exploding").answer()
    talk.assess(earned(CLIPPING, "exploding"))
    assert aided_points(talk.state.records[0]) == 3.0
    talk.add(decide("exploding", 1, turn=PROBE))
    assert (unaided_points(record(talk)), aided_points(record(talk))) == (0.0, 1.0)


@pytest.mark.parametrize("by_program", [True, False])
@pytest.mark.parametrize(("points", "right"), [(0, True), (-2, False)])
def test_a_misconception_is_put_right_or_not(by_program: bool, points: float, right: bool) -> None:
    """As the coach says, whatever the program said."""
    mark = make_assessment(CLIPPING, (1, 1, 1), ("cures-vanishing",))
    talk = session(mark, FollowUpResult(put_right=by_program))
    assert aided_points(record(talk)) == (6.0 if by_program else 4.0)
    talk.add(decide("cures-vanishing", -points - 2, turn=PROBE))
    talk.add(decide("cures-vanishing", points, turn=PROBE))
    assert aided_points(record(talk)) == (6.0 if right else 4.0)


def test_a_decision_on_a_turn_without_a_mark_changes_nothing() -> None:
    """Its event may have been lost with a broken line."""
    talk = Script().ask(CLIPPING).answer().add(decide("caps", 2))
    assert in_force(talk.state).records == talk.state.records


# Graded again


def regraded(*marks: NewMark) -> Regraded:
    return Regraded("1" * 64, marks)


def test_another_grading_takes_the_place_of_the_first() -> None:
    """In the turns that it marked otherwise; the last one counts."""
    other = make_assessment(CLIPPING, (1, 1, 0))
    talk = session(make_assessment(CLIPPING), earned(CLIPPING))
    talk.add(regraded(NewMark(MAIN, make_assessment(CLIPPING, (1, 0, 0)))))
    found = earned(CLIPPING, "recurrent")
    talk.add(regraded(NewMark(MAIN, other), NewMark(PROBE, follow_up=found)))
    assert now(talk) == other
    assert record(talk).follow_ups[0].follow_up == found


def test_a_decision_holds_for_every_grading() -> None:
    """Before it or after it: it is about the idea, not about what the program thought of it."""
    other = make_assessment(CLIPPING, (1, 1, 1), ("cures-vanishing",))
    decisions = (decide("exploding", 0), decide("cures-vanishing", 0))
    for events in (
        (*decisions, regraded(NewMark(MAIN, other))),
        (regraded(NewMark(MAIN, other)), *decisions),
    ):
        talk = session(make_assessment(CLIPPING, (0, 1, 0))).add(*events)
        assert [result.credit for result in now(talk).criteria] == [1.0, 0.0, 1.0]
        assert (now(talk).misconceptions, now(talk).points) == ((), 3.0)


def test_a_calibration_is_no_part_of_a_coachs_own_sum() -> None:
    """What it shifted is gone; other items keep their marks."""
    talk = session(replace(make_assessment(CLIPPING, (1, 0, 0)), points=4.5, score=0.75))
    talk.ask(DROPOUT).answer().assess(make_assessment(DROPOUT, (1, 0)))
    talk.add(decide("caps", 2))
    assert now(talk).points == 2.0
    assert in_force(talk.state).records[1] == talk.state.records[1]


# Ideas that a hint was given for


def test_what_was_denied_costs_its_points_with_a_hint_too() -> None:
    """A hint takes away what was earned after it, never what was lost."""
    talk = Script().ask(CLIPPING).hint("caps").answer()
    talk.assess(make_assessment(CLIPPING, (-1.0, 1.0, 0.0)))
    assert unaided_points(talk.state.records[0]) == 1.0
