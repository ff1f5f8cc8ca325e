"""A candidate who does anything at all, and the rules that hold in every session that has ended."""

from hypothesis import strategies as st

from interviewer.dialogue.acts import Act
from interviewer.dialogue.follow_ups import MOST_FOLLOW_UPS, hint_for
from interviewer.dialogue.policy import retry_record, skipped_record
from interviewer.dialogue.record import MOST_TIMES_ASKED, ItemRecord
from interviewer.dialogue.state import SessionState
from interviewer.model.assessment import Assessment, Gate
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.session import Mode
from interviewer.model.transcript import (
    Acted,
    Answered,
    Assessed,
    Drafted,
    EndReason,
    EventData,
    Hinted,
    Reopened,
    Skipped,
    TurnKind,
)
from tests.factories import earned, make_assessment

MOST_REOPENINGS = 6
"""How often the candidate goes back, all in all: without a limit no session need ever end."""

MOST_REMARKS = 8
"""How often the candidate asks for something that leaves the question open."""

NOTHING_SAID = ("", "  \n", "I don't know", "no idea, sorry")

_DEEDS = ("answer", "answer", "nothing", "skip", "later", "hint", "act", "draft", "back", "retry")


class Candidate:
    """Does what hypothesis draws."""

    def __init__(self, data: st.DataObject, rubric: Rubric) -> None:
        self._data = data
        self._rubric = rubric
        self._reopenings = 0
        self._remarks = 0

    def reply(self, state: SessionState) -> EventData:
        """Return what the candidate does while a question is open."""
        turn, record = state.open_turn, state.record
        assert turn is not None
        assert record is not None
        elapsed = state.elapsed + self._data.draw(st.floats(0, 60))
        deed = self._data.draw(st.sampled_from(_DEEDS))
        if deed in ("skip", "later"):
            return Skipped(turn.number, elapsed, later=deed == "later")
        if deed in ("back", "retry"):
            event: EventData | None = self._reopen(state, deed, elapsed)
        else:
            event = self._remark(record, deed, elapsed)
        if event is not None:
            return event
        words = ["word"] * self._data.draw(st.sampled_from((1, 5, 40, 41, 60)))
        silent = deed == "nothing"
        text = self._data.draw(st.sampled_from(NOTHING_SAID)) if silent else " ".join(words)
        timed_out = self._data.draw(st.integers(0, 9)) == 0
        return Answered(turn.number, text, 1.0, timed_out, elapsed)

    def go_back(self, state: SessionState) -> Reopened | None:
        """Return what the candidate takes up again in a break, if anything."""
        deed = self._data.draw(st.sampled_from(("back", "retry", "read on")))
        return None if deed == "read on" else self._reopen(state, deed, state.elapsed)

    def mark(self, state: SessionState) -> Assessed:
        """Return some mark for the answer that waits for one."""
        turn = state.pending_turn
        assert turn is not None
        item = self._rubric.item(turn.asked.item_id)
        assert item is not None
        if not turn.asked.kind.is_follow_up:
            return Assessed(turn.number, assessment=self._assessment(item))
        ids = self._data.draw(st.sets(st.sampled_from([c.id for c in item.criteria])))
        result = earned(item, *ids, put_right=self._data.draw(st.booleans()))
        return Assessed(turn.number, follow_up=result)

    def _reopen(self, state: SessionState, deed: str, elapsed: float) -> Reopened | None:
        """Return what a request to go back comes to, the retry in practice only."""
        practice = state.started.settings.mode is Mode.PRACTICE
        record = skipped_record(state) if deed == "back" else None
        if deed == "retry" and practice:
            record = retry_record(state)
        if record is None or self._reopenings == MOST_REOPENINGS:
            return None
        self._reopenings += 1
        return Reopened(record.planned.item_id, elapsed)

    def _remark(self, record: ItemRecord, deed: str, elapsed: float) -> EventData | None:
        if self._remarks == MOST_REMARKS:
            return None
        number = record.turns[-1].number
        item = self._rubric.item(record.planned.item_id)
        assert item is not None
        self._remarks += 1
        if deed == "draft":
            return Drafted(number, "half an answer", elapsed)
        if deed == "act":
            act = self._data.draw(st.sampled_from((Act.REPEAT, Act.CLARIFY, Act.TIME, Act.HELP)))
            return Acted(number, act, f"/{act}", "a reply", elapsed)
        criterion = hint_for(record, item) if deed == "hint" else None
        if criterion is None:
            return None
        return Hinted(number, criterion.id, criterion.hint, elapsed)

    def _assessment(self, item: Item) -> Assessment:
        size = len(item.criteria)
        return make_assessment(
            item,
            self._data.draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=size, max_size=size)),
            self._data.draw(st.sampled_from([(), ("cures-vanishing",)])),
            self._data.draw(st.sampled_from([0.0, 0.5])),
            self._data.draw(st.sampled_from([None, None, None, Gate.DONT_KNOW])),
        )


def check_session(state: SessionState) -> None:
    """Check what holds in every session that has ended."""
    end = state.finished
    assert end is not None
    planned = [item.item_id for item in state.started.plan]
    asked = [record.planned.item_id for record in state.records]
    assert asked == planned[: len(asked)]
    over_early = end.reason in (EndReason.TIME, EndReason.GATE)
    assert len(asked) == len(planned) or over_early
    assert state.started.settings.gate or end.reason is not EndReason.GATE
    assert state.started.settings.timed or end.reason is not EndReason.TIME
    stages = [score.stage for score in state.stages]
    assert stages == sorted(set(stages), key=list(Stage).index)
    assert {record.planned.stage for record in state.records} == set(stages)
    done = [record for record in state.records if record.is_done]
    assert end.summary.items == len(done)
    # Only the end of the time cuts off what was set aside for another item.
    assert len(done) == len(asked) or end.reason is EndReason.TIME
    for record in state.records:
        check_record(record)


def check_record(record: ItemRecord) -> None:
    """Check the turns of one item."""
    assert len(record.follow_ups) <= MOST_FOLLOW_UPS
    tried = [(turn.asked.kind, turn.asked.target) for turn in record.follow_ups]
    assert len(set(tried)) == len(tried)
    hints = [hint.target for hint in record.hints]
    hints += [target for kind, target in tried if kind is TurnKind.HINT]
    assert len(set(hints)) == len(hints)
    over = False
    empty = 0
    for turn in record.turns:
        assert turn.asked.why
        if turn.asked.kind.is_follow_up:
            assert not over, "nothing is asked about an item that was left or timed out"
            assert empty < 2, "two empty answers end an item"
        if turn.answered is not None:
            over |= turn.answered.timed_out or turn.asked.kind is TurnKind.RETRY
            empty += turn.answered.text in NOTHING_SAID
        # An item that was skipped may be asked for again, and then it is followed up.
        over |= turn.skipped and turn.asked.kind is not TurnKind.ITEM
    items = record.of_kind(TurnKind.ITEM)
    answers = [turn.answered is not None for turn in items]
    assert not any(answers[:-1]), "an item that was answered is not asked as one again"
    put_off = [turn for turn in items if turn.asked.why.startswith("the candidate wanted")]
    assert len(put_off) < MOST_TIMES_ASKED
