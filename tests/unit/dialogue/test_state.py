"""The state of a session: what the events so far amount to."""

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.state import Note, apply, replay
from interviewer.model.assessment import FollowUpResult
from interviewer.model.rubric import Stage
from interviewer.model.session import StageScore
from interviewer.model.transcript import (
    Answered,
    Asked,
    Assessed,
    Drafted,
    EndReason,
    Event,
    EventData,
    Finished,
    Hinted,
    Paused,
    Resumed,
    Skipped,
    StageFinished,
    TurnKind,
)
from tests.factories import AT, CLIPPING, DROPOUT, Script, make_assessment, make_started


def test_events_without_a_beginning_lead_nowhere() -> None:
    """Where the first line was lost, there is no session to show."""
    assert replay([]) is None
    assert replay([Event(2, AT, Asked("clipping", TurnKind.ITEM, "?", ""))]) is None


def test_the_beginning() -> None:
    """Nothing asked, nothing open."""
    state = Script().state
    assert state.started == make_started()
    assert (state.turn, state.open_turn, state.pending_turn, state.stage) == (None,) * 4
    assert state.find_turn(1) is None
    assert not state.paused


def test_a_turn_from_question_to_assessment() -> None:
    """Asked it is open, answered it is pending, assessed it is neither."""
    script = Script().ask(CLIPPING)
    turn = script.state.open_turn
    assert turn is not None
    assert (turn.number, turn.asked.item_id, turn.is_open, turn.is_pending) == (
        2,
        "clipping",
        True,
        False,
    )
    assert script.state.stage is Stage.BASIC
    drafted = script.add(Drafted(2, "half a")).state.open_turn
    assert drafted is not None
    assert drafted.draft == "half a"
    answered = script.answer("half a thought").state
    assert answered.open_turn is None
    assert answered.pending_turn is not None
    assert answered.pending_turn.draft == ""
    assert answered.pending_turn.answered == Answered(2, "half a thought", 1.0)
    assessed = script.assess(make_assessment()).state
    assert (assessed.open_turn, assessed.pending_turn) == (None, None)
    assert assessed.turn is not None
    assert assessed.turn.assessment == make_assessment()


def test_follow_ups_belong_to_their_item() -> None:
    """The first turn is the item's; what was said after the prompt is kept for the grader."""
    script = Script().ask(CLIPPING).hint("caps", "the hint").answer().assess(make_assessment())
    script.ask(CLIPPING, TurnKind.PROBE, "exploding").answer().assess(FollowUpResult())
    script.ask(CLIPPING, TurnKind.HINT, "exploding").hint("caps", "another").skip()
    (record,) = script.state.records
    assert record.main.number == 2
    assert [turn.asked.kind for turn in record.follow_ups] == [TurnKind.PROBE, TurnKind.HINT]
    assert record.follow_ups[0].follow_up == FollowUpResult()
    assert record.follow_ups[1].skipped
    assert record.said_since_prompt == (
        "probe for exploding\nhint for exploding\nthe hint\nanother"
    )
    assert record.hinted_before(record.main) == {"caps"}
    assert script.state.find_turn(record.follow_ups[1].number) == record.follow_ups[1]
    script.ask(DROPOUT)
    assert len(script.state.records) == 2
    assert script.state.stage is Stage.FRESHER


def test_hints_count_from_the_turn_on() -> None:
    """A hint given at a follow-up was not there for the first answer."""
    script = Script().ask(CLIPPING).answer().assess(make_assessment())
    script.ask(CLIPPING, TurnKind.PROBE, "caps").hint("caps")
    (record,) = script.state.records
    assert record.hinted_before(record.main) == frozenset()
    assert record.hinted_before(record.follow_ups[0]) == {"caps"}


def test_pause_resume_stages_and_the_end() -> None:
    """Each changes its own part of the state."""
    script = Script().ask(CLIPPING).add(Paused(5.0))
    assert script.state.paused
    script.add(Resumed(5.0))
    assert (script.state.paused, script.state.notes) == (False, ())
    script.add(Resumed(5.0, "a line was cut"))
    assert script.state.notes == (Note(script.state.records[0].main.number, "a line was cut"),)
    score = StageScore(Stage.BASIC, 1, 0.5, 0.5, False)
    script.skip().add(StageFinished(score))
    assert script.state.stages == (score,)
    end = Finished(EndReason.STOPPED, summarise(script.state), 9.0)
    script.ask(DROPOUT).add(end)
    assert script.state.finished == end
    assert script.state.open_turn is None


def test_the_time_only_goes_up() -> None:
    """The latest time counts, also where a later event carries an earlier one."""
    script = Script().ask(CLIPPING, elapsed=10).add(Drafted(2, "x", 25.0), Paused(20.0))
    assert script.state.elapsed == 25.0
    assert script.assess(make_assessment()).state.elapsed == 25.0


def test_events_about_turns_that_were_lost_are_passed_over() -> None:
    """A broken line loses its event alone: what it leaves behind does no harm."""
    assert (
        Script().add(Answered(7, "x", 1.0), Hinted(7, "caps", "x"), Skipped(7)).state.records == ()
    )
    script = Script().ask(CLIPPING)
    before = script.state
    script.add(Answered(7, "x", 1.0), Drafted(9, "x"), Skipped(7), Assessed(7))
    assert script.state == before
    # A follow-up of an item that was never asked, an item that is not in the plan
    lost = Asked("dropout", TurnKind.PROBE, "?", "", "random")
    assert Script().add(lost).state.records == ()
    assert script.add(lost).state == before
    assert script.add(Asked("nowhere", TurnKind.ITEM, "?", "")).state == before


EVENTS: st.SearchStrategy[EventData] = st.one_of(
    st.builds(
        Asked,
        item_id=st.sampled_from(["clipping", "dropout", "nowhere"]),
        kind=st.sampled_from(TurnKind),
        text=st.just("?"),
        why=st.just(""),
        target=st.sampled_from(["", "caps"]),
        elapsed=st.floats(0, 100),
    ),
    st.builds(Drafted, turn=st.integers(1, 9), text=st.text(max_size=3)),
    st.builds(Answered, turn=st.integers(1, 9), text=st.text(max_size=3), seconds=st.just(1.0)),
    st.builds(Skipped, turn=st.integers(1, 9)),
    st.builds(Hinted, turn=st.integers(1, 9), target=st.just("caps"), text=st.just("h")),
    st.builds(Assessed, turn=st.integers(1, 9), assessment=st.just(make_assessment())),
    st.builds(Paused, elapsed=st.floats(0, 100)),
    st.builds(Resumed, elapsed=st.floats(0, 100), note=st.text(max_size=3)),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(EVENTS, max_size=12))
def test_any_events_can_be_replayed(data: list[EventData]) -> None:
    """However broken the file: no error, one event at a time leads to the same state."""
    events = [Event(n, AT, entry) for n, entry in enumerate([make_started(), *data], 1)]
    whole = replay(events)
    step = replay(events[:1])
    assert step is not None
    for event in events[1:]:
        step = apply(step, event)
    assert whole == step
