"""The result of a session: its ideas, moderation, readiness, and what stays hidden."""

import dataclasses

import pytest

from interviewer.model.assessment import FollowUpResult, Gate
from interviewer.model.moderation import NewMark, Overridden, Regraded
from interviewer.model.rubric import Band, Stage
from interviewer.model.session import Mode
from interviewer.model.transcript import EndReason, Reopened, Skipped, TurnKind
from interviewer.services.ideas import Idea, IdeaKind
from interviewer.services.readiness import NOTHING_ANSWERED
from interviewer.services.speech import (
    Confidence,
    Speech,
)
from tests.factories import (
    CLIPPING,
    DROPOUT,
    TUNING,
    Script,
    changed,
    earned,
    make_assessment,
    make_rubric,
    make_settings,
    make_started,
)
from tests.unit.services.results import ask, finish, result_of, said


def test_a_session_in_which_nothing_was_asked() -> None:
    """Nothing is divided by nothing, and that there is nothing is said."""
    result = result_of(Script().state)
    assert result.verdict == NOTHING_ANSWERED
    assert result.summary.items == 0
    assert (result.topics, result.items, result.strengths) == ((), (), ())
    assert (result.gaps, result.study, result.timed_out) == ((), (), ())
    assert result.speech == Speech()
    assert result.confidence == Confidence()
    assert (result.progress.asked, result.progress.planned, result.progress.end) == (0, 3, None)


def test_a_session_in_which_all_was_skipped() -> None:
    """Every idea is a gap; there is still nothing to judge."""
    result = result_of(finish(Script().ask(CLIPPING).skip().ask(TUNING).skip()))
    assert result.verdict == NOTHING_ANSWERED
    assert [idea.kind for idea in result.gaps] == [IdeaKind.MISSING] * 4
    assert result.speech == Speech()
    assert [item.skipped for item in result.items] == [True, True]
    assert result.progress.end is EndReason.COMPLETED


def test_ideas_lead_to_the_turns_where_they_came_up() -> None:
    """Shown in the answer, earned in a follow-up, in part, denied, missing after a probe."""
    script = ask(Script(), CLIPPING, make_assessment(CLIPPING, [1, 0, -1]))
    script.ask(CLIPPING, TurnKind.PROBE, "exploding").answer().assess(earned(CLIPPING, "exploding"))
    script = ask(script, DROPOUT, make_assessment(DROPOUT, [0.5, 0]))
    script.ask(DROPOUT, TurnKind.PROBE, "overfitting").skip()
    result = result_of(script.state)
    first, second = (record.turns for record in script.state.records)
    assert result.strengths == (
        Idea("clipping", first[0].number, 1, CLIPPING.criteria[0].says, 2, IdeaKind.SHOWN, 1),
    )
    assert result.with_help == (
        Idea("clipping", first[1].number, 1, CLIPPING.criteria[1].says, 3, IdeaKind.HELPED, 1),
    )
    assert [(idea.kind, idea.question, idea.turn) for idea in result.gaps] == [
        (IdeaKind.PARTLY, 2, second[0].number),
        (IdeaKind.MISSING, 2, second[1].number),
        (IdeaKind.DENIED, 1, first[0].number),
    ]


def test_what_a_hint_was_given_for_came_with_help() -> None:
    """Though it was said in the first answer."""
    script = (
        Script().ask(CLIPPING).hint("exploding").answer().assess(make_assessment(credits=[1, 1]))
    )
    result = result_of(script.state)
    assert [idea.points for idea in result.strengths] == [2]
    assert [idea.points for idea in result.with_help] == [3]


def test_a_gate_leaves_neither_strengths_nor_misconceptions() -> None:
    """Whatever its words matched."""
    gated = make_assessment(credits=[1, 1], misconceptions=["cures-vanishing"], gate=Gate.ECHO)
    result = result_of(finish(ask(Script(), CLIPPING, gated)))
    assert result.strengths == result.corrections == ()
    assert len(result.gaps) == 3


@pytest.mark.parametrize(("points", "kind"), [(5.9, "missing"), (6.0, "shown")])
def test_an_item_without_criteria_is_one_idea(points: float, kind: str) -> None:
    """Shown from the pass mark on."""
    result = result_of(ask(Script(), TUNING, make_assessment(TUNING, similarity=points)).state)
    (idea,) = (*result.strengths, *result.gaps)
    assert idea.kind == kind
    assert idea.says == "The model answer as a whole: How would you choose a learning rate?"


def test_misconceptions_are_held_or_put_right() -> None:
    """A held one is to be studied first; one put right leads to the turn that did it."""
    wrong = make_assessment(credits=[1], misconceptions=["cures-vanishing"])
    script = ask(Script(), CLIPPING, wrong)
    held = result_of(finish(script))
    says = CLIPPING.misconceptions[0].says
    belief = Idea("clipping", script.turn, 1, says, 2, IdeaKind.HELD)
    assert held.corrections == (belief,)
    assert held.put_right == ()
    assert held.study[0] == belief
    script.ask(CLIPPING, TurnKind.MISCONCEPTION, "cures-vanishing").answer()
    script.assess(FollowUpResult(put_right=True))
    right = result_of(finish(script))
    assert right.corrections == ()
    assert right.put_right == (
        dataclasses.replace(belief, turn=script.turn, kind=IdeaKind.PUT_RIGHT),
    )
    assert says not in [idea.says for idea in right.study]


def test_gaps_of_a_weak_topic_are_to_be_studied_first() -> None:
    """Three points of a topic known at half weigh less than two of one not known at all."""
    script = ask(Script(), CLIPPING, make_assessment(CLIPPING, [1, 0, 1], similarity=2))
    script = ask(script, DROPOUT, make_assessment(DROPOUT, []))
    study = result_of(finish(script)).study
    assert [idea.item_id for idea in study] == ["dropout", "dropout", "clipping"]


def test_a_coach_changes_the_marks_and_what_follows_from_them() -> None:
    """Scores, ideas and study; what it was before is kept."""
    script = ask(Script(), DROPOUT, make_assessment(DROPOUT, [1]))
    assert result_of(script.state).moderation is None
    script.add(Overridden(script.turn, "overfitting", 2, "said in other words"))
    result = result_of(script.state)
    assert result.summary.unaided == 1
    assert result.items[0].band is Band.STRONG
    assert len(result.strengths) == 2
    assert result.study == ()
    assert result.moderation is not None
    assert result.moderation.before.unaided == 0.5
    assert (result.moderation.decisions, result.moderation.regraded) == (1, False)


def test_graded_again() -> None:
    """The last grading counts."""
    script = ask(Script(), DROPOUT, make_assessment(DROPOUT, [1]))
    again = NewMark(script.turn, make_assessment(DROPOUT, [1, 1]))
    result = result_of(script.add(Regraded("1" * 64, (again,))).state)
    assert result.summary.unaided == 1
    assert result.moderation is not None
    assert (result.moderation.decisions, result.moderation.regraded) == (0, True)


def test_readiness_counts_answers_not_questions() -> None:
    """Of three questions of a stage one was answered: too few to judge."""
    items = [changed(DROPOUT, id=f"item-{number}", stage=Stage.BASIC) for number in range(3)]
    rubric = make_rubric(*items)
    script = Script(make_started(rubric)).ask(items[0]).skip().ask(items[1]).skip()
    script = ask(script, items[2], make_assessment(items[2], [1, 1]))
    result = result_of(script.state, rubric)
    assert result.readiness.too_few == (Stage.BASIC,)
    assert result.verdict == result.readiness.text


def test_readiness_names_the_topics_of_the_stage_alone() -> None:
    """A weak topic of another stage holds nobody back here."""
    basic = [changed(DROPOUT, id=f"b-{n}", stage=Stage.BASIC, topic="data") for n in range(2)]
    fresher = [changed(DROPOUT, id=f"f-{n}", topic="training") for n in range(2)]
    rubric = make_rubric(*basic, *fresher)
    script = Script(make_started(rubric))
    for item, credits in zip([*basic, *fresher], ([1, 1], [1, 1], [1], [0]), strict=True):
        script = ask(script, item, make_assessment(item, credits))
    assert result_of(script.state, rubric).verdict == (
        "Ready for: basic. For fresher 35 points in a hundred are missing; the topic that holds "
        "you back is training."
    )


def test_ideas_that_may_yet_be_asked_for_are_not_given_away() -> None:
    """Not while follow-ups are to come, and not of an item that was put off."""
    script = ask(Script(), CLIPPING, make_assessment(CLIPPING, [1]))
    assert result_of(script.state).gaps == ()
    assert result_of(script.state).study == ()
    assert len(result_of(finish(script)).gaps) == 2
    script.ask(DROPOUT)
    assert len(result_of(script.state).gaps) == 2, "the interview went on to the next item"
    script.add(Skipped(script.turn, later=True)).ask(TUNING)
    assert [idea.item_id for idea in result_of(script.state).gaps] == ["clipping"] * 2
    assert len(result_of(finish(script)).gaps) == 4


def test_what_was_said_after_the_model_answer_came_with_help() -> None:
    """And is no measure of how sure the candidate was."""
    script = Script().ask(DROPOUT).skip().add(Reopened("dropout"))
    said(script, DROPOUT, 1, make_assessment(DROPOUT, [1, 1]))
    assert script.state.records[0].main.told
    result = result_of(finish(script))
    assert result.strengths == ()
    assert len(result.with_help) == 2
    assert result.confidence == Confidence()
    assert (result.items[0].unaided, result.items[0].aided) == (0, 1)


@pytest.mark.parametrize(("mode", "shown"), [(Mode.PRACTICE, True), (Mode.LIVE, False)])
def test_marks_of_a_live_interview_show_at_its_end(mode: Mode, shown: bool) -> None:
    """In practice they always do."""
    script = Script(make_started(settings=make_settings(mode=mode)))
    script = ask(script, CLIPPING, make_assessment())
    assert result_of(script.state).marks_shown is shown
    assert result_of(finish(script)).marks_shown
