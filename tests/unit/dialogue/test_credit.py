"""What an item, a stage and a session earned: unaided and aided, always apart."""

import pytest

from interviewer.dialogue.credit import (
    PASS_MARK,
    aided_points,
    aided_score,
    best_credits,
    done_records,
    put_right,
    stage_score,
    summarise,
    unaided_points,
    unaided_score,
)
from interviewer.dialogue.record import ItemRecord
from interviewer.model.assessment import Assessment, CriterionResult, FollowUpResult, Gate
from interviewer.model.rubric import Band, Stage
from interviewer.model.session import StageScore, Summary
from interviewer.model.transcript import TurnKind
from tests.factories import (
    CLIPPING,
    DROPOUT,
    TUNING,
    Script,
    earned,
    make_assessment,
)

WRONG = ("cures-vanishing",)


def record(
    assessment: Assessment,
    *follow_ups: tuple[TurnKind, str, FollowUpResult],
    hinted: tuple[str, ...] = (),
    hinted_later: tuple[str, ...] = (),
) -> ItemRecord:
    """Return an item with hints before its answer, the answer, and follow-ups."""
    script = Script().ask(CLIPPING)
    for criterion in hinted:
        script.hint(criterion)
    script.answer().assess(assessment)
    for kind, target, result in follow_ups:
        script.ask(CLIPPING, kind, target)
        for criterion in hinted_later:
            script.hint(criterion)
        script.answer().assess(result)
    return script.state.records[-1]


def probe(target: str, *criteria: str) -> tuple[TurnKind, str, FollowUpResult]:
    return TurnKind.PROBE, target, earned(CLIPPING, *criteria)


def righted(target: str = "cures-vanishing") -> tuple[TurnKind, str, FollowUpResult]:
    return TurnKind.MISCONCEPTION, target, FollowUpResult(put_right=True)


@pytest.mark.parametrize(
    ("item", "unaided", "aided"),
    [
        # The first answer alone
        (record(make_assessment(credits=(1, 1))), 5, 5),
        (record(make_assessment(credits=(1,), similarity=0.4)), 2.4, 2.4),
        (record(make_assessment(credits=(0, 0.5))), 1.5, 1.5),
        # A follow-up adds to the aided points alone
        (record(make_assessment(credits=(1,)), probe("exploding", "exploding")), 2, 5),
        (record(make_assessment(credits=(1,)), probe("exploding")), 2, 2),
        (
            record(make_assessment(), probe("caps", "caps"), probe("exploding", "exploding")),
            0,
            5,
        ),
        # It adds what the first answer did not earn of it
        (record(make_assessment(credits=(0, 0.5)), probe("exploding", "exploding")), 1.5, 3),
        (record(make_assessment(credits=(1,)), probe("caps", "caps")), 2, 2),
        # Never more than possible
        (
            record(
                make_assessment(credits=(1, 0, 1), similarity=0.75), probe("exploding", "exploding")
            ),
            3.75,
            6,
        ),
        # A hint before the answer makes that criterion's credit aided
        (record(make_assessment(credits=(1, 1)), hinted=("exploding",)), 2, 5),
        (record(make_assessment(credits=(1, 1)), hinted=("recurrent",)), 5, 5),
        (record(make_assessment(credits=(1, 1)), hinted=("caps", "exploding")), 0, 5),
        (record(make_assessment(credits=(0, 1), similarity=0.5), hinted=("exploding",)), 0.5, 3.5),
        # A hint after it does not
        (
            record(
                make_assessment(credits=(1,)),
                probe("exploding"),
                hinted_later=("exploding", "caps"),
            ),
            2,
            2,
        ),
        # A misconception costs its points
        (record(make_assessment(credits=(1, 1), misconceptions=WRONG)), 3, 3),
        (record(make_assessment(credits=(1, 1), misconceptions=WRONG), hinted=("caps",)), 1, 3),
        # Put right, it gives back what it had cost
        (record(make_assessment(credits=(1, 1), misconceptions=WRONG), righted()), 3, 5),
        (record(make_assessment(credits=(0, 0, 1), misconceptions=WRONG), righted()), 0, 1),
        (record(make_assessment(misconceptions=WRONG), righted()), 0, 0),
        (record(make_assessment(similarity=0.5, misconceptions=WRONG), righted()), 0, 0.5),
        (record(make_assessment(credits=(1,), misconceptions=WRONG), righted("other")), 0, 0),
        # Misconception put right and a criterion earned
        (
            record(
                make_assessment(credits=(0, 0, 1), misconceptions=WRONG),
                righted(),
                probe("exploding", "exploding"),
            ),
            0,
            4,
        ),
        # A gate leaves nothing of the first answer; follow-ups still count
        (record(make_assessment(credits=(1, 1), gate=Gate.GIBBERISH)), 0, 0),
        (
            record(
                make_assessment(credits=(1, 1), similarity=1, gate=Gate.GIBBERISH),
                probe("exploding", "exploding"),
            ),
            0,
            3,
        ),
        (
            record(
                make_assessment(credits=(1,), misconceptions=WRONG, gate=Gate.GIBBERISH), righted()
            ),
            0,
            0,
        ),
    ],
)
def test_points(item: ItemRecord, unaided: float, aided: float) -> None:
    """Unaided: the first answer without hints. Aided: with all help, at least as much."""
    assert unaided_points(item) == unaided
    assert aided_points(item) == aided
    assert unaided_score(item) == round(unaided / 6, 4)
    assert aided_score(item) == round(aided / 6, 4)


def test_an_item_that_was_skipped_earns_nothing() -> None:
    """It counts as an item all the same."""
    skipped = Script().ask(CLIPPING).skip().state.records[-1]
    assert (unaided_points(skipped), aided_points(skipped)) == (0, 0)
    assert (unaided_score(skipped), aided_score(skipped)) == (0, 0)


def test_the_best_credit_over_all_turns_counts() -> None:
    """A worse second try takes nothing away; a criterion that only a follow-up knows counts."""
    worse = FollowUpResult((CriterionResult("caps", 2, 0.0), CriterionResult("new", 1, 0.5)))
    item = record(make_assessment(credits=(1, 0.5)), (TurnKind.PROBE, "caps", worse))
    assert best_credits(item) == {"caps": 1, "exploding": 0.5, "recurrent": 0, "new": 0.5}
    assert aided_points(item) == 3.5


def test_before_the_assessment_there_is_no_credit() -> None:
    """Neither credits nor beliefs that were put right."""
    item = Script().ask(CLIPPING).answer().state.records[-1]
    assert best_credits(item) == {}
    assert put_right(item) == frozenset()


def test_put_right_names_the_belief() -> None:
    """By the target of the follow-up."""
    assert put_right(record(make_assessment(misconceptions=WRONG), righted())) == {*WRONG}
    assert put_right(record(make_assessment(), probe("caps", "caps"))) == frozenset()


def session() -> Script:
    """Return a session: 4.5 of 6 (6 with help), skipped, 2 of 10."""
    script = Script().ask(CLIPPING).answer()
    script.assess(make_assessment(credits=(1, 0, 1), similarity=0.5))
    script.ask(CLIPPING, TurnKind.PROBE, "exploding").answer().assess(earned(CLIPPING, "exploding"))
    script.ask(DROPOUT).skip()
    return script.ask(TUNING).answer().assess(make_assessment(TUNING, similarity=2.0))


def test_a_session_is_summed_up() -> None:
    """Means over the items that were asked, for each stage and in all."""
    summary = summarise(session().state)
    assert summary == Summary(
        items=3,
        answered=2,
        unaided=0.2611,
        aided=0.4,
        band=Band.WEAK,
        stages=(
            StageScore(Stage.BASIC, 1, 0.5833, 1.0, False),
            StageScore(Stage.FRESHER, 1, 0.0, 0.0, False),
            StageScore(Stage.EXPERIENCED, 1, 0.2, 0.2, False),
        ),
    )


def test_the_band_of_a_session_is_that_of_its_unaided_score() -> None:
    """Help does not lift it."""
    script = Script().ask(CLIPPING).answer().assess(make_assessment())
    script.ask(CLIPPING, TurnKind.NUDGE).answer()
    script.assess(earned(CLIPPING, "caps", "exploding", "recurrent"))
    summary = summarise(script.state)
    assert (summary.unaided, summary.aided, summary.band) == (0.0, 1.0, Band.MISSING)
    assert [score.stage for score in summary.stages] == [Stage.BASIC]


@pytest.mark.parametrize(("points", "passed"), [(6.0, True), (5.99, False), (10, True)])
def test_the_pass_mark(points: float, passed: bool) -> None:
    """A stage is passed from 60 % unaided on."""
    assert PASS_MARK == 0.60
    script = Script().ask(TUNING).answer().assess(make_assessment(TUNING, similarity=points))
    assert stage_score(script.state, Stage.EXPERIENCED).passed is passed


def test_only_items_that_are_done_count() -> None:
    """An open question and an answer without its mark are not zero points."""
    done = Script().ask(CLIPPING).answer().assess(make_assessment(credits=(1, 1, 1)))
    for script in (done.ask(DROPOUT), done.answer()):
        state = script.state
        assert [item.planned.item_id for item in done_records(state)] == ["clipping"]
        assert summarise(state).unaided == 1.0
        assert summarise(state).items == 1


def test_a_session_without_items_scores_nothing() -> None:
    """No division by zero: nothing asked, nothing earned, nothing passed."""
    state = Script().state
    assert summarise(state) == Summary(0, 0, 0.0, 0.0, Band.MISSING, ())
    assert stage_score(state, Stage.BASIC) == StageScore(Stage.BASIC, 0, 0.0, 0.0, False)
