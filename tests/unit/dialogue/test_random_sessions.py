"""Sessions with a candidate who does anything at all: they end, and keep to the rules."""

import os
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.dialogue.plan import make_plan
from interviewer.dialogue.policy import Assess, Wait, next_move
from interviewer.dialogue.state import SessionState, apply
from interviewer.dialogue.wording import asked_in_words
from interviewer.model.rubric import Stage
from interviewer.model.session import Mode, Settings
from interviewer.model.transcript import (
    Asked,
    Event,
    EventData,
    Finished,
    StageFinished,
    Started,
)
from tests.factories import (
    AT,
    CLIPPING,
    DROPOUT,
    PHRASES,
    TUNING,
    changed,
    make_rubric,
)
from tests.unit.dialogue.random_candidate import Candidate, check_session

EXAMPLES = 10_000 if os.environ.get("FUZZ") == "1" else 300

RUBRIC = make_rubric(
    CLIPPING,
    changed(CLIPPING, id="clipping-2", topic="other"),
    DROPOUT,
    changed(TUNING, id="tuning-2", stage=Stage.FRESHER),
    TUNING,
)
MOST_EVENTS = 250

SETTINGS = st.builds(
    Settings,
    stages=st.just(tuple(Stage)),
    items_per_stage=st.integers(1, 3),
    minutes=st.none() | st.floats(0.5, 10),
    mode=st.sampled_from(Mode),
    gate=st.booleans(),
    seed=st.integers(0, 99),
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(SETTINGS, st.data())
def test_random_sessions_end_and_keep_to_the_rules(chosen: Settings, data: st.DataObject) -> None:
    """Whatever the candidate does: see `check_session` for the rules."""
    plan = make_plan(RUBRIC, chosen.stages, chosen.items_per_stage, chosen.seed)
    candidate = Candidate(data, RUBRIC)
    state = SessionState(Started(RUBRIC.id, RUBRIC.title, RUBRIC.content_hash, plan, chosen))
    for number in range(2, MOST_EVENTS):
        move = next_move(state, RUBRIC)
        if isinstance(move, Wait):
            if state.finished is not None:
                break
            event = candidate.reply(state)
        elif isinstance(move, Assess):
            event = candidate.mark(state)
        else:
            event = asked_in_words(move, state, PHRASES) if isinstance(move, Asked) else move
        state = apply(state, Event(number, AT, event))
    assert state.finished is not None
    check_session(state)


def test_the_kinds_of_moves_are_all_events() -> None:
    """What is not waiting or assessing can be written down as it is."""
    assert {Asked, StageFinished, Finished} <= set(get_args(EventData))
