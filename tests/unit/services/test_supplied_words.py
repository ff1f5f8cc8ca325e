"""What the interviewer gave away earns nothing, however the candidate says it back."""

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.credit import aided_points, unaided_points
from interviewer.dialogue.follow_ups import hint_for
from interviewer.dialogue.policy import next_move
from interviewer.dialogue.record import ItemRecord
from interviewer.model.transcript import Asked, Hinted, TurnKind
from interviewer.services.marking import mark_turn
from tests.factories import CLIPPING, Script, changed, make_grader, make_rubric, make_started

EXAMPLES = 2_000 if os.environ.get("FUZZ") == "1" else 100

PROBES = (
    "Does it cap the norm, or what does it do to its size?",
    "Is it the exploding gradient that it is made for?",
    "Which networks need it: recurrent ones?",
)
HINTS = (
    "It puts a limit on the norm, a threshold.",
    "A huge gradient is what it answers.",
    "Think of an RNN.",
)
TALKATIVE = changed(
    CLIPPING,
    criteria=tuple(
        replace(criterion, probe=probe, hint=hint)
        for criterion, probe, hint in zip(CLIPPING.criteria, PROBES, HINTS, strict=True)
    ),
)
"""An item whose probes and hints hold all that its criteria look for."""

RUBRIC = make_rubric(TALKATIVE)
GRADER = make_grader(RUBRIC)


def mark(script: Script) -> ItemRecord:
    """Have the last answer marked, and return the item as it stands then."""
    script.assess(mark_turn(GRADER, TALKATIVE, script.state.records[0]))
    return script.state.records[0]


def said_back(data: st.DataObject, record: ItemRecord) -> str:
    """Return some of what the interviewer said, whole sentences or words, in any order."""
    said = [turn.asked.text for turn in record.turns] + [hint.text for hint in record.hints]
    if data.draw(st.booleans()):
        return " ".join(data.draw(st.permutations(said)))
    words = " ".join(said).split()
    return " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=20)))


@settings(deadline=None, max_examples=EXAMPLES)
@given(st.data())
def test_saying_back_what_was_given_away_earns_nothing(data: st.DataObject) -> None:
    """Whatever was asked and hinted, and in whatever order it is said back."""
    first = data.draw(st.sampled_from(("", "I don't know")))
    script = Script(make_started(RUBRIC)).ask(TALKATIVE).answer(first)
    record = mark(script)
    move = next_move(script.state, RUBRIC)
    while isinstance(move, Asked):
        script.turn = len(script.events) + 1
        script.add(move)
        criterion = hint_for(script.state.records[0], TALKATIVE)
        if criterion is not None and data.draw(st.booleans()):
            script.add(Hinted(script.turn, criterion.id, criterion.hint))
        script.answer(said_back(data, script.state.records[0]))
        record = mark(script)
        move = next_move(script.state, RUBRIC)
    assert len(record.follow_ups) == 2
    assert (unaided_points(record), aided_points(record)) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("probe", "own"),
    [(0, "It is rescaled to a threshold."), (1, "Huge gradients make it necessary.")],
)
def test_own_words_do_earn(probe: int, own: str) -> None:
    """The same questions, answered with what they did not say."""
    criterion = TALKATIVE.criteria[probe]
    script = Script(make_started(RUBRIC)).ask(TALKATIVE).answer("I don't know")
    mark(script)
    script.turn = len(script.events) + 1
    asked = Asked(TALKATIVE.id, TurnKind.PROBE, criterion.probe, "a test", criterion.id)
    record = mark(script.add(asked).answer(own))
    assert unaided_points(record) == 0
    assert aided_points(record) == criterion.points
