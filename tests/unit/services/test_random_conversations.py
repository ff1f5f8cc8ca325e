"""The conversation with a candidate who does anything at all: nothing said is unsaid again."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.dialogue.policy import Assess, Wait, is_between_items, next_move
from interviewer.dialogue.state import SessionState, apply
from interviewer.model.rubric import Stage
from interviewer.model.session import Mode
from interviewer.model.transcript import Event
from interviewer.services.conversation import Speaker, conversation
from tests.factories import AT, CLIPPING, DROPOUT, changed, make_rubric, make_settings, make_started
from tests.unit.dialogue.random_candidate import Candidate

EXAMPLES = 2_000 if os.environ.get("FUZZ") == "1" else 100
MOST_EVENTS = 250

RUBRIC = make_rubric(CLIPPING, changed(CLIPPING, id="second"), DROPOUT)


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(Mode), st.data())
def test_what_was_said_stays_said(mode: Mode, data: st.DataObject) -> None:
    """Every piece has a key of its own, and stays, in its place, until the end.

    In live mode neither marks nor model answers are among them before that.
    """
    chosen = make_settings(mode=mode, stages=(Stage.BASIC, Stage.FRESHER), items_per_stage=2)
    state = SessionState(make_started(RUBRIC, chosen))
    candidate = Candidate(data, RUBRIC)
    keys: list[str] = []
    for number in range(2, MOST_EVENTS):
        move = next_move(state, RUBRIC)
        back = candidate.go_back(state) if is_between_items(state, RUBRIC) else None
        if back is not None:
            state = apply(state, Event(number, AT, back))
        elif isinstance(move, Wait):
            if state.finished is not None:
                break
            state = apply(state, Event(number, AT, candidate.reply(state)))
        else:
            event = candidate.mark(state) if isinstance(move, Assess) else move
            state = apply(state, Event(number, AT, event))
        pieces = conversation(state, RUBRIC)
        now = [piece.key for piece in pieces]
        assert len(set(now)) == len(now)
        assert [key for key in now if key in keys] == keys
        keys = now
        if mode is Mode.LIVE and state.finished is None:
            assert not {Speaker.ASSESSMENT, Speaker.MODEL} & {piece.speaker for piece in pieces}
    assert state.finished is not None
