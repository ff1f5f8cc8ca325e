"""Of gaps worth the same the one comes first that the candidate has just come close to."""

from dataclasses import replace

import pytest

from interviewer.dialogue.follow_ups import choose_follow_up, missing_criteria
from interviewer.dialogue.record import ItemRecord
from interviewer.model.assessment import CriterionResult, FollowUpResult
from interviewer.model.rubric import Criterion
from interviewer.model.transcript import Asked, TurnKind
from tests.factories import CLIPPING, Script, changed, make_assessment, make_rubric, make_started

NAMES = ("first", "second", "third")
ITEM = changed(
    CLIPPING,
    criteria=tuple(
        Criterion(name, points, f"{name}.", (name,), f"What of {name}?", f"Think of {name}.")
        for name, points in zip(NAMES, (2, 2, 1), strict=True)
    ),
    misconceptions=(),
)
LONG = " ".join(["word"] * 41)


def answered(*near: float, text: str = LONG) -> Script:
    """Return a session whose answer came this close to each of the three ideas."""
    mark = make_assessment(ITEM)
    criteria = tuple(
        replace(result, closeness=closeness)
        for result, closeness in zip(mark.criteria, near, strict=True)
    )
    talk = Script(make_started(make_rubric(ITEM))).ask(ITEM).answer(text)
    return talk.assess(replace(mark, criteria=criteria))


def record(talk: Script) -> ItemRecord:
    return talk.state.records[0]


def asked(talk: Script) -> Asked:
    move = choose_follow_up(record(talk), ITEM)
    assert move is not None
    return move


@pytest.mark.parametrize(
    ("near", "target", "why"),
    [
        ((0.0, 0.4, 0.0), "second", "worth 2, and the closest to what was just said"),
        ((0.5, 0.4, 0.0), "first", "worth 2, and the closest to what was just said"),
        # the same, so the order of the rubric
        ((0.4, 0.4, 0.0), "first", "worth 2"),
        ((0.0, 0.0, 0.0), "first", "worth 2"),
        # worth less, however close
        ((0.0, 0.0, 0.9), "first", "worth 2"),
    ],
)
def test_the_closest_of_those_worth_the_same(
    near: tuple[float, ...], target: str, why: str
) -> None:
    """And it says so; what is worth more comes first all the same."""
    move = asked(answered(*near))
    assert (move.kind, move.target) == (TurnKind.PROBE, target)
    assert move.why == f"criterion '{target}' is missing, {why}"


def test_what_was_said_last_counts() -> None:
    """A follow-up that came close to another idea leads there."""
    talk = answered(0.4, 0.0, 0.0, text="short")
    talk.ask(ITEM, TurnKind.NUDGE).answer()
    close = tuple(
        CriterionResult(name, 2, 0.0, closeness=closeness)
        for name, closeness in zip(NAMES, (0.1, 0.3, 0.0), strict=True)
    )
    talk.assess(FollowUpResult(close))
    assert [c.id for c in missing_criteria(record(talk), ITEM)] == ["second", "first", "third"]
    assert asked(talk).target == "second"


def test_a_retry_leads_nowhere() -> None:
    """It is not followed up, and its closeness counts for nothing."""
    talk = answered(0.4, 0.0, 0.0).ask(ITEM, TurnKind.RETRY).answer()
    mark = make_assessment(ITEM)
    near = tuple(replace(result, closeness=0.9) for result in mark.criteria[1:])
    talk.assess(replace(mark, criteria=(mark.criteria[0], *near)))
    assert choose_follow_up(record(talk), ITEM) is None
    assert missing_criteria(record(talk), ITEM)[0].id == "first"


def test_the_help_for_one_idea_is_tried_to_its_end() -> None:
    """After its probe its hint, though another idea came closer by now."""
    talk = answered(0.4, 0.3, 0.0).ask(ITEM, TurnKind.PROBE, "first").answer()
    talk.assess(FollowUpResult((CriterionResult("first", 2, 0.0, closeness=0.0),)))
    move = asked(talk)
    assert (move.kind, move.target) == (TurnKind.HINT, "first")
