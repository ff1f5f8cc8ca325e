"""Items that come back: put off, set aside, taken up again, or tried once more."""

from collections.abc import Callable

import pytest

from interviewer.dialogue.credit import aided_points, summarise, unaided_points
from interviewer.dialogue.policy import (
    is_put_off,
    next_move,
    retry_record,
    skipped_record,
)
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.session import Mode
from interviewer.model.transcript import (
    Asked,
    Drafted,
    EndReason,
    Finished,
    Reopened,
    Skipped,
    StageFinished,
    TurnKind,
)
from tests.factories import (
    CLIPPING,
    DROPOUT,
    Script,
    changed,
    make_assessment,
    make_rubric,
    make_settings,
    make_started,
)

SECOND = changed(CLIPPING, id="second", topic="other")
RUBRIC = make_rubric(CLIPPING, SECOND, DROPOUT)
FULL = (1.0, 1.0, 1.0)
LONG = " ".join(["word"] * 41)
PUT_OFF = "the candidate wanted to come back to it; the stage is at its end"


def script(gate: bool = False, minutes: float | None = None, mode: Mode = Mode.LIVE) -> Script:
    """Return a session over two basic items and one of the next stage."""
    chosen = make_settings(gate=gate, minutes=minutes, mode=mode)
    return Script(make_started(RUBRIC, chosen))


def done(talk: Script, item: Item = CLIPPING) -> Script:
    """Ask an item and have it answered in full."""
    full = FULL[: len(item.criteria)]
    return talk.ask(item).answer(LONG).assess(make_assessment(item, full))


def later(talk: Script, item: Item = CLIPPING) -> Script:
    """Ask an item and have it put off."""
    return talk.ask(item).add(Skipped(talk.turn, later=True))


def asked(talk: Script, rubric: Rubric = RUBRIC) -> tuple[str, str]:
    """Return what is asked next, and as what."""
    move = next_move(talk.state, rubric)
    assert isinstance(move, Asked)
    return move.item_id, move.kind


def closed(talk: Script) -> StageFinished:
    """Add the end of a stage, which must be the next move, and return it."""
    move = next_move(talk.state, RUBRIC)
    assert isinstance(move, StageFinished)
    talk.add(move)
    return move


# Later


def test_what_was_put_off_comes_back_at_the_end_of_its_stage() -> None:
    """After the other items of the stage, and before it is closed."""
    talk = later(script())
    assert asked(talk) == ("second", "item")
    done(talk, SECOND)
    move = next_move(talk.state, RUBRIC)
    assert move == Asked("clipping", TurnKind.ITEM, CLIPPING.prompt, PUT_OFF)
    done(talk)
    assert closed(talk).score.items == 2
    assert asked(talk) == ("dropout", "item")


def test_what_is_put_off_again_is_left_for_good() -> None:
    """It comes back once."""
    talk = later(later(script()), SECOND)
    assert asked(talk) == ("clipping", "item")
    later(talk)
    assert asked(talk) == ("second", "item")
    done(talk, SECOND)
    assert [is_put_off(record) for record in talk.state.records] == [False, False]
    assert closed(talk).score.items == 2


def test_an_item_that_was_set_aside_can_still_be_put_off() -> None:
    """It was never put off before."""
    talk = script().ask(CLIPPING).skip().ask(SECOND)
    talk.add(Reopened("clipping"))
    later(later(done(talk), SECOND), SECOND)
    assert not is_put_off(talk.state.records[1])
    again = script().ask(CLIPPING).skip().ask(SECOND).add(Reopened("clipping"))
    later(done(again), SECOND)
    assert is_put_off(again.state.records[1])


def test_a_follow_up_that_is_put_off_is_passed_on() -> None:
    """Only whole items come back."""
    talk = script().ask(CLIPPING).answer(LONG).assess(make_assessment(CLIPPING))
    talk.ask(CLIPPING, TurnKind.PROBE, "exploding").add(Skipped(talk.turn, later=True))
    assert asked(talk) == ("second", "item")
    assert not is_put_off(done(talk, SECOND).state.records[0])
    closed(talk)


# Back


def test_an_item_that_is_set_aside_comes_back_with_its_draft() -> None:
    """It is asked again right after the one that was asked for."""
    talk = script().ask(CLIPPING).skip().ask(SECOND)
    talk.add(Drafted(talk.turn, "half an answer"), Reopened("clipping"))
    move = next_move(talk.state, RUBRIC)
    why = "the candidate came back to it"
    assert move == Asked("clipping", TurnKind.ITEM, CLIPPING.prompt, why)
    done(talk)
    move = next_move(talk.state, RUBRIC)
    why = "it was set aside for another one"
    assert move == Asked("second", TurnKind.ITEM, CLIPPING.prompt, why)
    talk.ask(SECOND)
    turn = talk.state.open_turn
    assert turn is not None
    assert turn.draft == "half an answer"
    assert talk.state.records[1].turns[0].set_aside


def test_a_follow_up_that_is_left_for_another_item_is_passed_on() -> None:
    """It does not come back, and its item is over."""
    talk = script().ask(CLIPPING).skip().ask(SECOND).answer(LONG)
    talk.assess(make_assessment(SECOND)).ask(SECOND, TurnKind.PROBE, "exploding")
    talk.add(Reopened("clipping"))
    assert talk.state.records[1].turns[-1].skipped
    assert asked(talk) == ("clipping", "item")
    done(talk)
    closed(talk)


def test_an_item_of_an_earlier_stage_is_taken_up_again() -> None:
    """The closed stage stays closed; the summary at the end counts the new answer."""
    talk = script().ask(CLIPPING).skip()
    done(talk, SECOND)
    closed(talk)
    talk.ask(DROPOUT).add(Reopened("clipping"))
    before = summarise(talk.state).stages[0].unaided
    assert asked(talk) == ("clipping", "item")
    done(talk)
    assert asked(talk) == ("dropout", "item")
    done(talk, DROPOUT)
    assert closed(talk).score.stage is Stage.FRESHER
    assert next_move(talk.state, RUBRIC) == Finished(EndReason.COMPLETED, summarise(talk.state))
    assert summarise(talk.state).stages[0].unaided > before


def test_nothing_is_taken_up_again_when_the_time_is_over() -> None:
    """The interview is wound up; what was set aside counts as not asked."""
    talk = script(minutes=1).ask(CLIPPING).skip(10).ask(SECOND, elapsed=10)
    talk.add(Reopened("clipping", 60))
    assert closed(talk).score.items == 1
    assert next_move(talk.state, RUBRIC) == Finished(EndReason.TIME, summarise(talk.state))


def test_the_gate_looks_at_the_stage_with_what_was_taken_up_again() -> None:
    """An item that was skipped and then answered can still save the stage."""
    talk = script(gate=True).ask(CLIPPING).skip().ask(SECOND).add(Reopened("clipping"))
    done(done(talk), SECOND)
    assert closed(talk).score.passed
    assert asked(talk) == ("dropout", "item")
    failed = done(script(gate=True).ask(CLIPPING).skip(), SECOND)
    assert not closed(failed).score.passed
    assert next_move(failed.state, RUBRIC) == Finished(EndReason.GATE, summarise(failed.state))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: script(), None),
        (lambda: script().ask(CLIPPING), None),
        (lambda: done(script()).ask(SECOND), None),
        (lambda: script().ask(CLIPPING).skip(), "clipping"),
        (lambda: script().ask(CLIPPING).skip().ask(SECOND), "clipping"),
        (lambda: script().ask(CLIPPING).skip().ask(SECOND).skip().ask(DROPOUT), "second"),
        (lambda: later(script()).ask(SECOND), "clipping"),
        (lambda: later(later(script()), SECOND).ask(CLIPPING), "second"),
    ],
)
def test_the_item_to_go_back_to(make: Callable[[], Script], expected: str | None) -> None:
    """The one that was skipped last, never the one that is open."""
    record = skipped_record(make().state)
    assert (record and record.planned.item_id) == expected


# Retry


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: script().ask(CLIPPING), None),
        (lambda: script().ask(CLIPPING).skip(), None),
        (lambda: done(script()), "clipping"),
        (lambda: done(script()).ask(CLIPPING, TurnKind.PROBE, "caps"), None),
        (lambda: done(script()).ask(SECOND), "clipping"),
        (lambda: done(done(script()), SECOND).ask(DROPOUT), "second"),
        (lambda: done(done(script()), SECOND).ask(CLIPPING, TurnKind.RETRY).skip(), "clipping"),
    ],
)
def test_the_item_to_try_again(make: Callable[[], Script], expected: str | None) -> None:
    """The one that was answered last and is over."""
    record = retry_record(make().state)
    assert (record and record.planned.item_id) == expected


def test_a_retry_counts_for_nothing_and_is_not_followed_up() -> None:
    """The first answer stands; the interview goes on where it was."""
    talk = script().ask(CLIPPING).answer(LONG).assess(make_assessment(CLIPPING))
    talk.ask(CLIPPING, TurnKind.PROBE, "exploding").skip().ask(SECOND).add(Reopened("clipping"))
    move = next_move(talk.state, RUBRIC)
    why = "the candidate asked to try it again; the first answer counts"
    assert move == Asked("clipping", TurnKind.RETRY, CLIPPING.prompt, why)
    talk.ask(CLIPPING, TurnKind.RETRY).answer(LONG).assess(make_assessment(CLIPPING, (0, 1, 1)))
    assert asked(talk) == ("second", "item")
    record = talk.state.records[0]
    assert (unaided_points(record), aided_points(record)) == (0.0, 0.0)
    assert len(record.retries) == 1
