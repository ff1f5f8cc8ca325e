"""Which follow-up comes next, and which hint a candidate gets, as tables."""

from collections.abc import Callable, Sequence

import pytest

from interviewer.dialogue.follow_ups import (
    MOST_FOLLOW_UPS,
    SHORT_ANSWER_WORDS,
    choose_follow_up,
    hint_for,
    missing_criteria,
)
from interviewer.dialogue.policy import Wait, next_move
from interviewer.model.assessment import Assessment, FollowUpResult, Gate
from interviewer.model.rubric import Criterion, Item, Misconception
from interviewer.model.transcript import (
    Asked,
    StageFinished,
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
    make_started,
)

RUBRIC = make_rubric()
LONG = " ".join(["word"] * (SHORT_ANSWER_WORDS + 1))

FULL = (1.0, 1.0, 1.0)
EXPLODING_OPEN = (1.0, 0.0, 1.0)
TWO_OPEN = (0.0, 0.0, 1.0)


def item_turn(assessment: Assessment, text: str = LONG, timed_out: bool = False) -> Script:
    """Return a session whose first item was answered and assessed."""
    return Script().ask(CLIPPING).answer(text, timed_out).assess(assessment)


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
        (lambda: item_turn(make_assessment(CLIPPING, TWO_OPEN), "short words"), ("nudge", "")),
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
                item_turn(make_assessment(CLIPPING, TWO_OPEN), "short words"), TurnKind.NUDGE
            ),
            ("probe", "exploding"),
        ),
        (
            lambda: followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN), "short words"),
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
    """The text of the rubric, and the reason for the record."""
    state = item_turn(make_assessment(CLIPPING, TWO_OPEN)).state
    assert choose_follow_up(state.records[-1], CLIPPING) == Asked(
        "clipping",
        TurnKind.PROBE,
        CLIPPING.criteria[1].probe,
        "criterion 'exploding' is missing, worth 3, the most of 2 that are missing",
        "exploding",
    )


@pytest.mark.parametrize(
    ("script", "text", "why"),
    [
        (
            followed_up(
                item_turn(make_assessment(CLIPPING, TWO_OPEN)), TurnKind.PROBE, "exploding"
            ),
            CLIPPING.criteria[1].hint,
            "criterion 'exploding' is missing, worth 3, the most of 2 that are missing; its probe "
            "was not enough",
        ),
        (
            item_turn(make_assessment(CLIPPING, (), ("cures-vanishing",))),
            CLIPPING.misconceptions[0].probe,
            "the answer shows the misconception 'cures-vanishing'; that comes before any gap",
        ),
        (
            item_turn(make_assessment(CLIPPING, TWO_OPEN), "short words"),
            None,
            "2 criteria are missing, and the answer was short (2 words): an open question is help "
            "enough",
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
    assert not isinstance(next_move(script.state, make_rubric(DROPOUT)), Wait)


def test_an_answer_without_assessment_gets_no_follow_up() -> None:
    """Where the assessment was lost with a broken line, nothing can be built on it."""
    state = Script().ask(CLIPPING).answer().state
    assert choose_follow_up(state.records[-1], CLIPPING) is None


def test_items_without_criteria_have_nothing_to_ask_for() -> None:
    """Graded on references alone: no probes."""
    rubric = make_rubric(TUNING)
    script = Script(make_started(rubric)).ask(TUNING).answer("short")
    script.assess(make_assessment(TUNING, similarity=1.0))
    assert isinstance(next_move(script.state, rubric), StageFinished)


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
