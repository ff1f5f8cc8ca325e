"""Sessions with a candidate who does anything at all: they end, and keep to the rules."""

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.plan import make_plan
from interviewer.dialogue.policy import MOST_FOLLOW_UPS, Assess, Wait, hint_for, next_move
from interviewer.dialogue.state import SessionState, apply
from interviewer.model.assessment import Assessment, Gate
from interviewer.model.rubric import Item, Stage
from interviewer.model.session import Mode, Settings
from interviewer.model.transcript import (
    Answered,
    Asked,
    Assessed,
    EndReason,
    Event,
    EventData,
    Finished,
    Hinted,
    Skipped,
    StageFinished,
    Started,
    TurnKind,
)
from tests.factories import (
    AT,
    CLIPPING,
    DROPOUT,
    TUNING,
    changed,
    earned,
    make_assessment,
    make_rubric,
)

RUBRIC = make_rubric(
    CLIPPING,
    changed(CLIPPING, id="clipping-2", topic="other"),
    DROPOUT,
    changed(TUNING, id="tuning-2", stage=Stage.FRESHER),
    TUNING,
)
MOST_EVENTS = 200

SETTINGS = st.builds(
    Settings,
    stages=st.just(tuple(Stage)),
    items_per_stage=st.integers(1, 3),
    minutes=st.none() | st.floats(0.5, 10),
    mode=st.sampled_from(Mode),
    gate=st.booleans(),
    seed=st.integers(0, 99),
)


class Candidate:
    """Does what hypothesis draws."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def reply(self, state: SessionState) -> EventData:
        turn = state.open_turn
        assert turn is not None
        elapsed = state.elapsed + self._data.draw(st.floats(0, 120))
        record = state.records[-1]
        item = RUBRIC.item(record.planned.item_id)
        assert item is not None
        match self._data.draw(st.sampled_from(["answer", "answer", "answer", "skip", "hint"])):
            case "skip":
                return Skipped(turn.number, elapsed)
            case "hint":
                criterion = hint_for(record, item)
                if criterion is not None:
                    return Hinted(turn.number, criterion.id, criterion.hint, elapsed)
        text = " ".join(["word"] * self._data.draw(st.integers(0, 60)))
        timed_out = self._data.draw(st.integers(0, 9)) == 0
        return Answered(turn.number, text, 1.0, timed_out, elapsed)

    def mark(self, state: SessionState) -> Assessed:
        turn = state.pending_turn
        assert turn is not None
        item = RUBRIC.item(turn.asked.item_id)
        assert item is not None
        if turn.asked.kind is TurnKind.ITEM:
            return Assessed(turn.number, assessment=self._assessment(item))
        ids = self._data.draw(st.sets(st.sampled_from([c.id for c in item.criteria] or [""])))
        result = earned(item, *ids, put_right=self._data.draw(st.booleans()))
        return Assessed(turn.number, follow_up=result)

    def _assessment(self, item: Item) -> Assessment:
        size = len(item.criteria)
        return make_assessment(
            item,
            self._data.draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=size, max_size=size)),
            self._data.draw(st.sampled_from([(), ("cures-vanishing",)])),
            self._data.draw(st.sampled_from([0.0, 0.5])),
            self._data.draw(st.sampled_from([None, None, None, Gate.DONT_KNOW])),
        )


@settings(deadline=None, max_examples=200)
@given(SETTINGS, st.data())
def test_random_sessions_end_and_keep_to_the_rules(chosen: Settings, data: st.DataObject) -> None:
    """They end, repeat no item, follow up at most twice, and never ask after skip or timeout."""
    plan = make_plan(RUBRIC, chosen.stages, chosen.items_per_stage, chosen.seed)
    candidate = Candidate(data)
    state = SessionState(Started(RUBRIC.id, RUBRIC.title, RUBRIC.content_hash, plan, chosen))
    for number in range(2, MOST_EVENTS):
        move = next_move(state, RUBRIC)
        if isinstance(move, Wait):
            if state.finished is not None:
                break
            event = candidate.reply(state)
        else:
            event = candidate.mark(state) if isinstance(move, Assess) else move
        state = apply(state, Event(number, AT, event))
    assert state.finished is not None
    check_rules(state)


def check_rules(state: SessionState) -> None:
    """Check what holds in every session that has ended."""
    end = state.finished
    assert end is not None
    planned = [item.item_id for item in state.started.plan]
    asked = [record.planned.item_id for record in state.records]
    assert asked == planned[: len(asked)]
    assert (len(asked) == len(planned)) or end.reason in (EndReason.TIME, EndReason.GATE)
    assert state.started.settings.gate or end.reason is not EndReason.GATE
    assert state.started.settings.timed or end.reason is not EndReason.TIME
    stages = [score.stage for score in state.stages]
    assert stages == sorted(set(stages), key=list(Stage).index)
    assert {record.planned.stage for record in state.records} == set(stages)
    assert end.summary.items == len(asked)
    for record in state.records:
        assert len(record.follow_ups) <= MOST_FOLLOW_UPS
        tried = [(turn.asked.kind, turn.asked.target) for turn in record.follow_ups]
        assert len(set(tried)) == len(tried)
        for turn in record.turns[:-1]:
            assert not turn.skipped
            assert turn.answered is not None
            assert not turn.answered.timed_out
        hints = [hint.target for hint in record.hints]
        hints += [target for kind, target in tried if kind is TurnKind.HINT]
        assert len(set(hints)) == len(hints)


def test_the_kinds_of_moves_are_all_events() -> None:
    """What is not waiting or assessing can be written down as it is."""
    assert {Asked, StageFinished, Finished} <= set(get_args(EventData))
