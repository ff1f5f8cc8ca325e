"""The next move of the interviewer, as a table."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from interviewer.dialogue.credit import stage_score, summarise
from interviewer.dialogue.policy import (
    MOST_FOLLOW_UPS,
    SHORT_ANSWER_WORDS,
    Assess,
    Wait,
    choose_follow_up,
    hint_for,
    missing_criteria,
    next_move,
)
from interviewer.model.assessment import Assessment, FollowUpResult, Gate
from interviewer.model.rubric import Criterion, Item, Misconception, Stage
from interviewer.model.transcript import (
    Asked,
    EndReason,
    Finished,
    StageFinished,
    StageScore,
    TurnKind,
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

RUBRIC = make_rubric()
LONG = " ".join(["word"] * (SHORT_ANSWER_WORDS + 1))

FULL = (1.0, 1.0, 1.0)
EXPLODING_OPEN = (1.0, 0.0, 1.0)
TWO_OPEN = (0.0, 0.0, 1.0)


def item_turn(
    assessment: Assessment, text: str = LONG, timed_out: bool = False, item: Item = CLIPPING
) -> Script:
    """Return a session whose first item was answered and assessed."""
    return Script().ask(item).answer(text, timed_out).assess(assessment)


def followed_up(
    script: Script, kind: TurnKind, target: str = "", result: FollowUpResult | None = None
) -> Script:
    """Add a follow-up with its answer."""
    return script.ask(CLIPPING, kind, target).answer().assess(result or FollowUpResult())


def asked(script: Script) -> tuple[str, str] | None:
    """Return the kind and target of the follow-up that comes next, or None for another move."""
    move = next_move(script.state, RUBRIC)
    if not isinstance(move, Asked) or move.kind is TurnKind.ITEM:
        return None
    return move.kind.value, move.target


# The order of moves


def test_the_first_move_asks_the_first_item_of_the_plan() -> None:
    """With its prompt, why it is asked, and the time."""
    state = replace(Script().state, elapsed=7.0)
    assert next_move(state, RUBRIC) == Asked(
        "clipping",
        TurnKind.ITEM,
        CLIPPING.prompt,
        "item 1 of 3 of the plan, stage basic",
        "",
        7.0,
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


# Follow-ups


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        # A misconception comes first
        (
            lambda: item_turn(make_assessment(CLIPPING, (), ("cures-vanishing",))),
            ("misconception", "cures-vanishing"),
        ),
        (
            lambda: item_turn(make_assessment(CLIPPING, (), ("cures-vanishing",)), "short"),
            ("misconception", "cures-vanishing"),
        ),
        (
            lambda: item_turn(make_assessment(CLIPPING, FULL, ("cures-vanishing",))),
            ("misconception", "cures-vanishing"),
        ),
        # then the missing criterion worth most
        (lambda: item_turn(make_assessment(CLIPPING, TWO_OPEN)), ("probe", "exploding")),
        (lambda: item_turn(make_assessment(CLIPPING, (0, 1, 0))), ("probe", "caps")),
        (lambda: item_turn(make_assessment(CLIPPING)), ("probe", "exploding")),
        (lambda: item_turn(make_assessment(CLIPPING, (1, 0.5, 1))), ("probe", "exploding")),
        # An open nudge first where a short answer has more than one idea open
        (lambda: item_turn(make_assessment(CLIPPING, TWO_OPEN), "short"), ("nudge", "")),
        (
            lambda: item_turn(make_assessment(CLIPPING, EXPLODING_OPEN), "short"),
            ("probe", "exploding"),
        ),
        (lambda: item_turn(make_assessment(CLIPPING), "short"), ("probe", "exploding")),
        (
            lambda: item_turn(make_assessment(CLIPPING, (), similarity=0.5), "short"),
            ("nudge", ""),
        ),
        # A gate leaves nothing to build on: straight to the probe
        (
            lambda: item_turn(make_assessment(CLIPPING, gate=Gate.DONT_KNOW), "idk"),
            ("probe", "exploding"),
        ),
        (
            lambda: item_turn(make_assessment(CLIPPING, FULL, gate=Gate.GIBBERISH), "noise"),
            ("probe", "exploding"),
        ),
        # None after a full answer
        (lambda: item_turn(make_assessment(CLIPPING, FULL)), None),
        # nor where the rest cannot be asked for
        (lambda: item_turn(make_assessment(CLIPPING, (1, 1, 0)), "short"), None),
        # nor after a skip or a timeout
        (lambda: Script().ask(CLIPPING).skip(), None),
        (lambda: item_turn(make_assessment(CLIPPING), timed_out=True), None),
        (
            lambda: item_turn(make_assessment(CLIPPING, (), ("cures-vanishing",)), timed_out=True),
            None,
        ),
        # Escalation: nudge, probe
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN), "short"), TurnKind.NUDGE
            ),
            ("probe", "exploding"),
        ),
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN), "short"),
                TurnKind.NUDGE,
                result=earned(CLIPPING, "exploding"),
            ),
            ("probe", "caps"),
        ),
        # probe, hint for the same criterion
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN)), TurnKind.PROBE, "exploding"
            ),
            ("hint", "exploding"),
        ),
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN)), TurnKind.PROBE, "caps"
            ),
            ("hint", "caps"),
        ),
        # a probe that worked: on to the next criterion
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN)),
                TurnKind.PROBE,
                "exploding",
                earned(CLIPPING, "exploding"),
            ),
            ("probe", "caps"),
        ),
        # A hint that was already given is not given again
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN)).hint("exploding"),
                TurnKind.PROBE,
                "exploding",
            ),
            ("probe", "caps"),
        ),
        # After a misconception: the missing criterion worth most, never the nudge
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN, ("cures-vanishing",)), "short"),
                TurnKind.MISCONCEPTION,
                "cures-vanishing",
            ),
            ("probe", "exploding"),
        ),
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, FULL, ("cures-vanishing",))),
                TurnKind.MISCONCEPTION,
                "cures-vanishing",
                earned(CLIPPING, put_right=True),
            ),
            None,
        ),
        # At most two
        (
            lambda: followed_up(
                followed_up(
                    item_turn(make_assessment(CLIPPING, TWO_OPEN)), TurnKind.PROBE, "exploding"
                ),
                TurnKind.HINT,
                "exploding",
            ),
            None,
        ),
        # A follow-up that was skipped or timed out is the last one
        (
            lambda: (
                item_turn(make_assessment(CLIPPING, TWO_OPEN))
                .ask(CLIPPING, TurnKind.PROBE, "exploding")
                .skip()
            ),
            None,
        ),
        (
            lambda: (
                item_turn(make_assessment(CLIPPING, TWO_OPEN))
                .ask(CLIPPING, TurnKind.PROBE, "exploding")
                .answer("half a th", timed_out=True)
                .assess(FollowUpResult())
            ),
            None,
        ),
    ],
)
def test_follow_ups(script: Callable[[], Script], expected: tuple[str, str] | None) -> None:
    """Which follow-up comes next, if any."""
    assert asked(script()) == expected


def test_the_length_of_an_answer_decides_on_the_nudge() -> None:
    """Up to 40 words there is probably more to come; from 41 on the probe is due."""
    assert SHORT_ANSWER_WORDS == 40
    assessment = make_assessment(CLIPPING, TWO_OPEN)
    at_limit = " ".join(["word"] * SHORT_ANSWER_WORDS)
    assert asked(item_turn(assessment, at_limit)) == ("nudge", "")
    assert asked(item_turn(assessment, LONG)) == ("probe", "exploding")


def test_a_strong_answer_is_left_alone() -> None:
    """What little is missing is told, not asked for."""
    items = (
        Criterion("most", 9, "Most of it.", ("most",), "Probe?"),
        Criterion("rest", 1, "The rest.", ("rest",), "What else?"),
    )
    item = changed(CLIPPING, criteria=items)
    rubric = make_rubric(item)
    for credits, asks in (((1, 0), False), ((0, 1), True)):
        script = Script(make_started(rubric)).ask(item).answer(LONG)
        script.assess(make_assessment(item, credits))
        move = next_move(script.state, rubric)
        assert (isinstance(move, Asked) and move.kind is TurnKind.PROBE) is asks


def test_a_follow_up_says_what_and_why() -> None:
    """The text of the rubric, the reason for the record, and the time."""
    state = item_turn(make_assessment(CLIPPING, TWO_OPEN)).state
    state = replace(state, elapsed=12.5)
    assert choose_follow_up(state, state.records[-1], RUBRIC) == Asked(
        "clipping",
        TurnKind.PROBE,
        CLIPPING.criteria[1].probe,
        "criterion 'exploding' is missing, worth 3",
        "exploding",
        12.5,
    )


@pytest.mark.parametrize(
    ("script", "text", "why"),
    [
        (
            followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN)), TurnKind.PROBE, "exploding"
            ),
            CLIPPING.criteria[1].hint,
            "criterion 'exploding' is missing, worth 3; its probe was not enough",
        ),
        (
            item_turn(make_assessment(CLIPPING, (), ("cures-vanishing",))),
            CLIPPING.misconceptions[0].probe,
            "the answer shows the misconception 'cures-vanishing'",
        ),
        (
            item_turn(make_assessment(CLIPPING, TWO_OPEN), "short"),
            None,
            "2 criteria are missing and the answer was short: the least help first",
        ),
    ],
)
def test_the_other_kinds_say_why_too(script: Script, text: str | None, why: str) -> None:
    """The hint, the probe of a misconception, the nudge."""
    move = next_move(script.state, RUBRIC)
    assert isinstance(move, Asked)
    assert move.why == why
    assert text is None or move.text == text


def only(criterion: Criterion) -> tuple[Script, Item]:
    """Return a session whose answer to an item with just this criterion missed it."""
    item = changed(CLIPPING, criteria=(criterion,))
    started = make_started(make_rubric(item))
    return Script(started).ask(item).answer(LONG).assess(make_assessment(item)), item


def test_a_criterion_with_a_hint_alone_is_asked_by_its_hint() -> None:
    """Where there is no probe, none is said to have failed."""
    script, item = only(Criterion("idea", 2, "An idea.", ("idea",), "", "A thought."))
    move = next_move(script.state, make_rubric(item))
    assert isinstance(move, Asked)
    assert (move.kind, move.text) == (TurnKind.HINT, "A thought.")
    assert move.why == "criterion 'idea' is missing, worth 2"


def test_a_criterion_with_a_probe_alone_is_asked_once() -> None:
    """After its probe there is nothing left to try."""
    script, item = only(Criterion("idea", 2, "An idea.", ("idea",), "A probe?"))
    script.ask(item, TurnKind.PROBE, "idea").answer().assess(FollowUpResult())
    assert isinstance(next_move(script.state, make_rubric(item)), StageFinished)


def test_a_hint_that_was_asked_for_leaves_nothing_to_try() -> None:
    """A criterion with a hint alone, which the candidate already has."""
    script, item = only(Criterion("idea", 2, "An idea.", ("idea",), "", "A thought."))
    script.hint("idea")
    assert isinstance(next_move(script.state, make_rubric(item)), StageFinished)


def test_a_hint_is_not_tried_twice() -> None:
    """A hint that was a follow-up is used up."""
    script, item = only(Criterion("idea", 2, "An idea.", ("idea",), "", "A thought."))
    script.ask(item, TurnKind.HINT, "idea").answer().assess(FollowUpResult())
    assert isinstance(next_move(script.state, make_rubric(item)), StageFinished)


def test_a_misconception_without_a_probe_is_passed_over() -> None:
    """The next one that can be asked about is; else the missing criteria are."""
    beliefs = (
        Misconception("silent", "So it is.", ("wrong",)),
        Misconception("asked", "So it is.", ("bad",), probe="Really?"),
    )
    item = changed(CLIPPING, misconceptions=beliefs)
    rubric = make_rubric(item)
    for shown, target in ((("silent", "asked"), "asked"), (("silent",), "exploding")):
        script = Script(make_started(rubric)).ask(item).answer(LONG)
        script.assess(make_assessment(item, TWO_OPEN, shown))
        move = next_move(script.state, rubric)
        assert isinstance(move, Asked)
        assert move.target == target


def test_a_misconception_that_the_bank_no_longer_has_is_passed_over() -> None:
    """It cannot be asked about; the criteria can."""
    script = item_turn(make_assessment(CLIPPING, TWO_OPEN, ("cures-vanishing",)))
    rubric = make_rubric(changed(CLIPPING, misconceptions=()))
    move = next_move(script.state, rubric)
    assert isinstance(move, Asked)
    assert move.target == "exploding"


def test_every_misconception_gets_its_own_follow_up() -> None:
    """Each is asked about once, in rubric order, up to two."""
    beliefs = tuple(Misconception(name, "So.", (name,), probe="Really?") for name in ("a1", "b2"))
    item = changed(CLIPPING, misconceptions=beliefs)
    rubric = make_rubric(item)
    script = Script(make_started(rubric)).ask(item).answer(LONG)
    script.assess(make_assessment(item, (), ("a1", "b2")))
    targets = []
    for _ in range(MOST_FOLLOW_UPS):
        move = next_move(script.state, rubric)
        assert isinstance(move, Asked)
        targets.append(move.target)
        script.ask(item, move.kind, move.target).answer().assess(FollowUpResult())
    assert targets == ["a1", "b2"]
    assert isinstance(next_move(script.state, rubric), StageFinished)


def test_an_item_that_the_bank_no_longer_has_gets_no_follow_up() -> None:
    """The session goes on."""
    script = item_turn(make_assessment(CLIPPING))
    state = script.state
    assert choose_follow_up(state, state.records[-1], make_rubric(DROPOUT)) is None


def test_an_answer_without_assessment_gets_no_follow_up() -> None:
    """Where the assessment was lost with a broken line, nothing can be built on it."""
    state = Script().ask(CLIPPING).answer().state
    assert choose_follow_up(state, state.records[-1], RUBRIC) is None


def test_items_without_criteria_have_nothing_to_ask_for() -> None:
    """Graded on references alone: no probes."""
    rubric = make_rubric(TUNING)
    script = Script(make_started(rubric)).ask(TUNING).answer("short")
    script.assess(make_assessment(TUNING, similarity=1.0))
    assert isinstance(next_move(script.state, rubric), StageFinished)


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
        assert end == Finished(EndReason.TIME, summarise(script.state), elapsed)


def test_time_over_before_the_first_item() -> None:
    """There is no stage to sum up."""
    state = replace(timed().state, elapsed=60.0)
    assert next_move(state, RUBRIC) == Finished(EndReason.TIME, summarise(state), 60.0)


def test_an_untimed_session_never_runs_out() -> None:
    """However long it takes."""
    script = Script().ask(CLIPPING).answer(LONG, elapsed=1e6).assess(make_assessment(CLIPPING))
    assert asked(script) == ("probe", "exploding")


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


# Hints, on demand


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (Script().ask(CLIPPING), "exploding"),
        (Script().ask(CLIPPING).hint("exploding"), "caps"),
        (Script().ask(CLIPPING).hint("exploding").hint("caps"), None),
        (item_turn(make_assessment(CLIPPING, (0, 1, 1))), "caps"),
        (item_turn(make_assessment(CLIPPING, FULL)), None),
        # The criterion that was just asked for comes first
        (
            item_turn(make_assessment(CLIPPING)).ask(CLIPPING, TurnKind.PROBE, "caps"),
            "caps",
        ),
        (
            item_turn(make_assessment(CLIPPING)).ask(CLIPPING, TurnKind.PROBE, "caps").hint("caps"),
            "exploding",
        ),
        # The interviewer has just given this one
        (
            item_turn(make_assessment(CLIPPING)).ask(CLIPPING, TurnKind.HINT, "exploding"),
            "caps",
        ),
    ],
)
def test_the_hint_for_a_candidate_who_asks(script: Script, expected: str | None) -> None:
    """For what was just asked, else for what is worth most; each hint once."""
    found = hint_for(script.state.records[-1], CLIPPING)
    assert (None if found is None else found.id) == expected


def test_criteria_without_a_hint_are_passed_over() -> None:
    """`overfitting` has a probe alone."""
    script = Script().ask(DROPOUT).hint("random")
    assert hint_for(script.state.records[-1], DROPOUT) is None


@pytest.mark.parametrize(
    ("credits", "ids"),
    [
        ((), ["exploding", "caps"]),
        ((1,), ["exploding"]),
        ((0.5, 1), ["caps"]),
        (FULL, []),
    ],
)
def test_missing_criteria(credits: Sequence[float], ids: list[str]) -> None:
    """Those without full credit that can be asked for, worth most first."""
    record = item_turn(make_assessment(CLIPPING, credits)).state.records[-1]
    assert [criterion.id for criterion in missing_criteria(record, CLIPPING)] == ids


def test_ties_keep_the_order_of_the_rubric() -> None:
    """Criteria of equal worth are asked for as the coach wrote them."""
    record = Script().ask(DROPOUT).state.records[-1]
    assert [c.id for c in missing_criteria(record, DROPOUT)] == ["random", "overfitting"]


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
