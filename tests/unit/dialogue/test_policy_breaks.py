"""The moments between two items, the end, and what ends an item."""

from collections.abc import Callable

import pytest

from interviewer.dialogue.credit import aided_points, summarise, unaided_points
from interviewer.dialogue.follow_ups import MOST_EMPTY, choose_follow_up, said_nothing
from interviewer.dialogue.policy import is_at_end, is_between_items, next_move
from interviewer.model.assessment import FollowUpResult
from interviewer.model.session import Mode
from interviewer.model.transcript import (
    Asked,
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
    make_assessment,
    make_rubric,
    make_settings,
    make_started,
)

RUBRIC = make_rubric(CLIPPING, DROPOUT)
FULL = (1.0, 1.0, 1.0)
LONG = " ".join(["word"] * 41)


def script(minutes: float | None = None) -> Script:
    return Script(make_started(RUBRIC, make_settings(minutes=minutes)))


def answered(talk: Script, full: bool = True, elapsed: float = 0.0) -> Script:
    """Ask the first item, and have it answered in full or not at all."""
    credits = FULL if full else ()
    talk.ask(CLIPPING).answer(LONG, elapsed=elapsed)
    return talk.assess(make_assessment(CLIPPING, credits))


def at_the_end() -> Script:
    talk = answered(script()).ask(DROPOUT).skip()
    return talk


@pytest.mark.parametrize(
    ("make", "between"),
    [
        (lambda: script(), False),
        (lambda: script().ask(CLIPPING), False),
        (lambda: script().ask(CLIPPING).answer(), False),
        (lambda: script().ask(CLIPPING).skip(), True),
        (lambda: answered(script()), True),
        # a follow-up is due
        (lambda: answered(script(), full=False), False),
        (lambda: answered(script(1), full=False, elapsed=60), True),
        # a follow-up is open, passed on
        (lambda: answered(script()).ask(CLIPPING, TurnKind.PROBE, "caps"), False),
        (lambda: answered(script()).ask(CLIPPING, TurnKind.PROBE, "caps").answer(), False),
        (lambda: answered(script()).ask(CLIPPING, TurnKind.PROBE, "caps").skip(), True),
        # it comes back, so there is nothing to look at yet
        (lambda: script().ask(CLIPPING).add(Skipped(2, later=True)), False),
        # something was asked for
        (lambda: answered(script()).add(Reopened("clipping")), False),
        (lambda: answered(script()).ask(CLIPPING, TurnKind.RETRY), False),
        (lambda: answered(script()).ask(DROPOUT).add(Reopened("clipping")), False),
    ],
)
def test_between_two_items(make: Callable[[], Script], between: bool) -> None:
    """An item has just been done with, and nothing else of it is to come."""
    assert is_between_items(make().state, RUBRIC) is between


def test_after_the_end_there_is_no_break() -> None:
    """The result is to be read then."""
    talk = at_the_end()
    assert is_between_items(talk.state, RUBRIC)
    talk.add(Finished(EndReason.STOPPED, summarise(talk.state)))
    assert not is_between_items(talk.state, RUBRIC)


@pytest.mark.parametrize(
    ("make", "at_end"),
    [
        (lambda: answered(script()), False),
        (lambda: at_the_end(), True),
        (lambda: at_the_end().add(Reopened("clipping")), False),
        (lambda: answered(script(1), elapsed=60), True),
    ],
)
def test_the_end_is_seen_behind_the_end_of_a_stage(
    make: Callable[[], Script], at_end: bool
) -> None:
    """No question is to come, though a stage has yet to be closed."""
    state = make().state
    assert is_at_end(state, RUBRIC) is at_end
    if at_end:
        assert isinstance(next_move(state, RUBRIC), StageFinished)


# Nothing said


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("", True),
        (" \n ", True),
        ("I don't know", True),
        ("no idea, sorry", True),
        ("I don't know the formula, but the norm is capped", False),
        ("skip connections", False),
        ("norm", False),
    ],
)
def test_nothing_was_said(text: str, nothing: bool) -> None:
    """Blank, or no more than that the candidate does not know."""
    turn = script().ask(CLIPPING).answer(text).state.turn
    assert turn is not None
    assert said_nothing(turn) is nothing


def test_a_turn_without_an_answer_says_nothing_about_it() -> None:
    """An open turn is no empty answer, nor is a skipped one."""
    for talk in (script().ask(CLIPPING), script().ask(CLIPPING).skip()):
        turn = talk.state.turn
        assert turn is not None
        assert not said_nothing(turn)


@pytest.mark.parametrize("first", ["", "I don't know"])
@pytest.mark.parametrize("second", ["", "no idea", "it caps the size"])
def test_two_empty_answers_end_an_item(first: str, second: str) -> None:
    """After the first one probe is kind, after the second it is not; anything said goes on."""
    assert MOST_EMPTY == 2
    talk = script().ask(CLIPPING).answer(first).assess(make_assessment(CLIPPING))
    move = choose_follow_up(talk.state.records[0], CLIPPING)
    assert isinstance(move, Asked)
    assert move.kind is TurnKind.PROBE
    talk.ask(CLIPPING, move.kind, move.target).answer(second).assess(FollowUpResult())
    goes_on = choose_follow_up(talk.state.records[0], CLIPPING) is not None
    assert goes_on is (second == "it caps the size")


# After the model answer


def test_what_is_answered_after_the_model_answer_was_shown_is_aided() -> None:
    """Practice shows it after a skip for good, so that what is said then was read."""
    for mode, later, unaided, why in (
        (Mode.LIVE, False, 6.0, ""),
        (Mode.PRACTICE, True, 6.0, ""),
        (Mode.PRACTICE, False, 0.0, ", after the model answer was shown: all its credit is aided"),
    ):
        talk = Script(make_started(RUBRIC, make_settings(mode=mode))).ask(CLIPPING)
        talk.add(Skipped(talk.turn, later=later)).ask(DROPOUT).add(Reopened("clipping"))
        move = next_move(talk.state, RUBRIC)
        assert isinstance(move, Asked)
        assert move.why == f"the candidate came back to it{why}"
        record = answered(talk).state.records[0]
        assert (unaided_points(record), aided_points(record)) == (unaided, 6.0)
