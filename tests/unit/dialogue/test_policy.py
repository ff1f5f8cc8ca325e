"""The next move of the interviewer: the order of moves, the end, and that it is pure."""

import copy
from dataclasses import replace

import pytest

from interviewer.dialogue.credit import stage_score, summarise
from interviewer.dialogue.follow_ups import SHORT_ANSWER_WORDS
from interviewer.dialogue.policy import Assess, Wait, next_move
from interviewer.model.assessment import Assessment
from interviewer.model.rubric import Stage
from interviewer.model.session import StageScore
from interviewer.model.transcript import Asked, EndReason, Finished, StageFinished, TurnKind
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

RUBRIC = make_rubric()
LONG = " ".join(["word"] * (SHORT_ANSWER_WORDS + 1))

FULL = (1.0, 1.0, 1.0)
TWO_OPEN = (0.0, 0.0, 1.0)


def item_turn(assessment: Assessment, text: str = LONG) -> Script:
    """Return a session whose first item was answered and assessed."""
    return Script().ask(CLIPPING).answer(text).assess(assessment)


# The order of moves


def test_the_first_move_asks_the_first_item_of_the_plan() -> None:
    """With its prompt, and why it is asked; its time and the words before it come later."""
    assert next_move(Script().state, RUBRIC) == Asked(
        "clipping",
        TurnKind.ITEM,
        CLIPPING.prompt,
        "item 1 of 3 of the plan, stage basic",
    )


def test_an_open_turn_waits() -> None:
    """Nothing is said while the candidate thinks."""
    assert next_move(Script().ask(CLIPPING).state, RUBRIC) == Wait()


def test_an_answer_is_assessed_first() -> None:
    """Before any other move, even when the time is over."""
    timed = make_started(settings=make_settings(minutes=1))
    script = Script(timed).ask(CLIPPING).answer("words", elapsed=100)
    assert next_move(script.state, RUBRIC) == Assess(script.turn)


def test_a_finished_session_waits() -> None:
    """Nothing follows the end."""
    script = Script()
    script.add(Finished(EndReason.STOPPED, summarise(script.state)))
    assert next_move(script.state, RUBRIC) == Wait()


def test_a_finished_session_waits_even_with_an_answer_open() -> None:
    """The end is the end."""
    script = Script().ask(CLIPPING).answer()
    script.add(Finished(EndReason.STOPPED, summarise(script.state)))
    assert next_move(script.state, RUBRIC) == Wait()


def test_stages_come_in_order_each_with_its_end() -> None:
    """Item, end of the stage, next item: until the plan is done."""
    script = Script()
    moves: list[str] = []
    for _ in range(20):
        move = next_move(script.state, RUBRIC)
        assert isinstance(move, Asked | StageFinished | Finished)
        if isinstance(move, Asked):
            moves.append(move.item_id)
            item = RUBRIC.item(move.item_id)
            assert item is not None
            full = [1.0] * len(item.criteria)
            script.ask(item).answer().assess(make_assessment(item, full, similarity=9))
        else:
            moves.append(move.score.stage if isinstance(move, StageFinished) else move.reason)
            script.add(move)
        if isinstance(move, Finished):
            break
    assert moves == [
        "clipping",
        "basic",
        "dropout",
        "fresher",
        "tuning",
        "experienced",
        "completed",
    ]
    assert move == Finished(EndReason.COMPLETED, summarise(script.state), 0.0)


def test_a_stage_of_two_items_ends_after_the_second() -> None:
    """The stage goes on while the plan has items of it."""
    second = changed(CLIPPING, id="second")
    rubric = make_rubric(CLIPPING, second, DROPOUT)
    script = Script(make_started(rubric)).ask(CLIPPING).skip()
    move = next_move(script.state, rubric)
    assert isinstance(move, Asked)
    assert move.item_id == "second"
    assert move.why == "item 2 of 3 of the plan, stage basic"
    script.ask(second).skip()
    assert next_move(script.state, rubric) == StageFinished(stage_score(script.state, Stage.BASIC))


# The end


def timed(minutes: float = 1) -> Script:
    return Script(make_started(settings=make_settings(minutes=minutes)))


@pytest.mark.parametrize(("elapsed", "over"), [(59.9, False), (60.0, True), (75.0, True)])
def test_when_the_time_is_over_no_follow_up_and_no_item_comes(elapsed: float, over: bool) -> None:
    """The stage is summed up, then the session ends; before that it goes on."""
    script = timed().ask(CLIPPING).answer(LONG, elapsed=elapsed).assess(make_assessment(CLIPPING))
    move = next_move(script.state, RUBRIC)
    assert isinstance(move, StageFinished) is over
    assert isinstance(move, Asked) is not over
    if over:
        script.add(move)  # type: ignore[arg-type]  # a StageFinished, as asserted above
        end = next_move(script.state, RUBRIC)
        assert end == Finished(EndReason.TIME, summarise(script.state))


def test_time_over_before_the_first_item() -> None:
    """There is no stage to sum up."""
    state = replace(timed().state, elapsed=60.0)
    assert next_move(state, RUBRIC) == Finished(EndReason.TIME, summarise(state))


def test_an_untimed_session_never_runs_out() -> None:
    """However long it takes."""
    script = Script().ask(CLIPPING).answer(LONG, elapsed=1e6).assess(make_assessment(CLIPPING))
    move = next_move(script.state, RUBRIC)
    assert isinstance(move, Asked)
    assert move.kind is TurnKind.PROBE


@pytest.mark.parametrize(
    ("gate", "passed", "move"),
    [(True, True, "ask"), (True, False, "gate"), (False, False, "ask"), (False, True, "ask")],
)
def test_the_gate(gate: bool, passed: bool, move: str) -> None:
    """With --gate a stage below its pass mark ends the interview; else it goes on."""
    script = Script(make_started(settings=make_settings(gate=gate))).ask(CLIPPING).skip()
    script.add(StageFinished(StageScore(Stage.BASIC, 1, 0.5, 0.5, passed)))
    expected: Asked | Finished = Finished(EndReason.GATE, summarise(script.state), 0.0)
    if move == "ask":
        why = "item 2 of 3 of the plan, stage fresher"
        expected = Asked("dropout", TurnKind.ITEM, DROPOUT.prompt, why)
    assert next_move(script.state, RUBRIC) == expected


def test_the_gate_looks_at_the_last_stage() -> None:
    """An earlier failure cannot be there without a later stage that was passed."""
    started = make_started(settings=make_settings(gate=True))
    script = Script(started).ask(CLIPPING).skip()
    script.add(StageFinished(StageScore(Stage.BASIC, 1, 0.5, 0.5, False)))
    script.ask(DROPOUT).skip()
    script.add(StageFinished(StageScore(Stage.FRESHER, 1, 0.9, 0.9, True)))
    assert isinstance(next_move(script.state, RUBRIC), Asked)


# Purity


@pytest.mark.parametrize(
    "script",
    [
        Script(),
        Script().ask(CLIPPING),
        Script().ask(CLIPPING).answer(),
        item_turn(make_assessment(CLIPPING, TWO_OPEN)),
        item_turn(make_assessment(CLIPPING, TWO_OPEN), "short"),
        item_turn(make_assessment(CLIPPING, FULL)),
    ],
)
def test_the_policy_is_pure(script: Script) -> None:
    """The same events lead to the same move, and the state is left as it was."""
    state = script.state
    before = copy.deepcopy(state)
    first = next_move(state, RUBRIC)
    assert next_move(state, RUBRIC) == first == next_move(before, make_rubric())
    assert state == before
