"""The numbers of a result: topics, times, attempts, how it was said, how sure they were."""

import pytest

from interviewer.model.assessment import CriterionResult, FollowUpResult, Gate
from interviewer.model.rubric import Band
from interviewer.model.transcript import Reopened, TurnKind
from interviewer.services.places import Place
from interviewer.services.scores import Attempts, TopicScore
from interviewer.services.speech import (
    Confidence,
    ConfidenceLevel,
    HedgeCount,
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
    make_started,
)
from tests.unit.services.results import ask, result_of, said, timed


def test_scores_by_topic_begin_with_the_weakest() -> None:
    """Unaided and aided are kept apart; a topic is a mean over its items."""
    other = changed(DROPOUT, id="other", topic="optimisation")
    rubric = make_rubric(CLIPPING, DROPOUT, other)
    script = ask(Script(make_started(rubric)), CLIPPING, make_assessment(CLIPPING, [1, 0, 1]))
    script.ask(CLIPPING, TurnKind.PROBE, "exploding").answer().assess(earned(CLIPPING, "exploding"))
    script.ask(DROPOUT).skip()
    script = ask(script, other, make_assessment(other, [1, 1]))
    assert result_of(script.state, rubric).topics == (
        TopicScore("regularisation", 1, 0.0, 0.0),
        TopicScore("optimisation", 2, 0.75, 1.0),
    )


def test_time_by_question_against_its_budget() -> None:
    """Follow-ups count, pauses between turns and further attempts do not."""
    script = timed().ask(CLIPPING, elapsed=0).answer(elapsed=90).assess(make_assessment())
    script.ask(CLIPPING, TurnKind.PROBE, "caps", elapsed=100).answer(elapsed=140)
    script.assess(FollowUpResult())
    script.ask(DROPOUT, elapsed=150).answer(timed_out=True, elapsed=210.5)
    script.assess(make_assessment(DROPOUT))
    timed_out = script.turn
    script.add(Reopened("clipping", 211)).ask(CLIPPING, TurnKind.RETRY, elapsed=211)
    script.answer(timed_out=True, elapsed=300).assess(make_assessment())
    result = result_of(script.state)
    assert [(item.seconds, item.budget, item.overrun) for item in result.items] == [
        (130, 120, 10),
        (60.5, 60, 0),
    ]
    assert [item.timed_out for item in result.items] == [False, True]
    assert result.timed_out == (Place("dropout", timed_out, 2),)
    assert (result.time_used, result.time_given) == (300, 360)


def test_without_a_clock_there_are_no_budgets() -> None:
    """Nothing can be overrun."""
    script = Script().ask(DROPOUT).answer(elapsed=500).assess(make_assessment(DROPOUT))
    result = result_of(script.state)
    assert (result.items[0].seconds, result.items[0].budget, result.items[0].overrun) == (
        500,
        None,
        0,
    )
    assert result.time_given is None


def test_further_attempts_have_their_scores_and_count_nothing() -> None:
    """First, best and last."""
    script = ask(Script(), DROPOUT, make_assessment(DROPOUT, [1]))
    for credits in ([1, 1], [0, 0]):
        script.add(Reopened("dropout")).ask(DROPOUT, TurnKind.RETRY).answer("maybe " * 20)
        script.assess(make_assessment(DROPOUT, credits))
    result = result_of(script.state)
    (item,) = result.items
    assert item.attempts == Attempts(3, 0.5, 1.0, 0.0)
    assert item.unaided == result.summary.aided == 0.5
    assert item.band is Band.PARTIAL
    assert result.speech.hedges == 0
    assert [idea.says for idea in result.study] == [DROPOUT.criteria[1].says]


def test_an_open_further_attempt_is_none_yet() -> None:
    """It has no score."""
    script = ask(Script(), DROPOUT, make_assessment(DROPOUT, [1]))
    script.add(Reopened("dropout")).ask(DROPOUT, TurnKind.RETRY)
    assert result_of(script.state).items[0].attempts is None


def test_how_it_was_said() -> None:
    """Lengths of first answers, hedges of all answers, and what follow-ups brought."""
    script = ask(Script(), CLIPPING, make_assessment(CLIPPING, [1]), "I think " + "word " * 18)
    script.ask(CLIPPING, TurnKind.PROBE, "exploding").answer("Maybe, I think so, perhaps.")
    script.assess(earned(CLIPPING, "exploding"))
    script.ask(CLIPPING, TurnKind.PROBE, "caps").answer("word " * 5)
    script.assess(earned(CLIPPING, "caps"))
    script = ask(script, DROPOUT, make_assessment(DROPOUT), "word " * 14)
    short = script.turn
    script.ask(DROPOUT, TurnKind.HINT, "random").skip()
    script = ask(script, TUNING, make_assessment(TUNING, gate=Gate.BLANK), " ")
    speech = result_of(script.state).speech
    assert speech == Speech(
        answers=3,
        median_words=17.0,
        short=(Place("dropout", short, 2),),
        blank=(Place("tuning", script.turn, 3),),
        words=20 + 5 + 5 + 14,
        hedges=4,
        hedges_per_100=9.1,
        most_used=(HedgeCount("i think", 2), HedgeCount("maybe", 1), HedgeCount("perhaps", 1)),
        follow_ups=3,
        fruitful=1,
    )


@pytest.mark.parametrize(("words", "short"), [(14, 1), (15, 0)])
def test_very_short_begins_below_fifteen_words(words: int, short: int) -> None:
    """Fifteen are enough."""
    script = ask(Script(), DROPOUT, make_assessment(DROPOUT), "word " * words)
    assert len(result_of(script.state).speech.short) == short


def test_a_follow_up_is_fruitful_where_it_put_something_right_or_earned_a_part() -> None:
    """But not where it denied an idea, or no longer denied it without saying it."""
    denied = make_assessment(credits=[0, -1], misconceptions=["cures-vanishing"])
    script = ask(Script(), CLIPPING, denied)
    script.ask(CLIPPING, TurnKind.MISCONCEPTION, "cures-vanishing").answer()
    script.assess(FollowUpResult(put_right=True))
    for target, credit in (("caps", 0.4), ("caps", -1.0), ("exploding", 0.0)):
        script.ask(CLIPPING, TurnKind.PROBE, target).answer()
        script.assess(FollowUpResult((CriterionResult(target, 2, credit),)))
    speech = result_of(script.state).speech
    assert (speech.follow_ups, speech.fruitful) == (4, 2)


def test_confidence_beside_the_scores() -> None:
    """Sure and wrong, unsure and right; at the bounds and beyond."""
    items = [changed(TUNING, id=f"item-{number}") for number in range(8)]
    rubric = make_rubric(*items)
    script = Script(make_started(rubric))
    told = [(3, 3.4), (3, 3.5), (1, 6.0), (1, 5.9), (2, 0.0), (2, 10.0), (0, 0.0), (0, 9.0)]
    found = [
        said(script, item, confidence, make_assessment(item, similarity=points))
        for item, (confidence, points) in zip(items, told, strict=True)
    ]
    assert result_of(script.state, rubric).confidence == Confidence(
        (
            ConfidenceLevel(1, 2, 0.595),
            ConfidenceLevel(2, 2, 0.5),
            ConfidenceLevel(3, 2, 0.345),
        ),
        (found[0],),
        (found[2],),
    )


def test_without_any_confidence_nothing_is_said_of_it() -> None:
    """Empty, whatever the scores were."""
    script = ask(Script(), TUNING, make_assessment(TUNING))
    assert result_of(script.state).confidence == Confidence()
