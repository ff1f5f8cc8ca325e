"""What a candidate does in a break: try again, go back, leave and come again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.dialogue.acts import Act
from interviewer.model.rubric import Stage
from interviewer.model.transcript import TurnKind
from interviewer.services.conversation import Speaker, conversation
from interviewer.services.interview import Interview
from tests.factories import FakeClock
from tests.unit.services.breaks import Start, answer, ask_for, in_break, question, starts
from tests.unit.services.interviews import on_disk, reopen


@pytest.fixture
def start(tmp_path: Path, clock: FakeClock) -> Iterator[Start]:
    yield from starts(tmp_path, clock)


def test_an_item_is_tried_again_in_its_break(start: Start) -> None:
    """After the attempt the break goes on; the model answer stays where it was."""
    live = start()
    answer(live, "It fixes nothing, and caps no size.")
    while not in_break(live):
        live.skip()
        live.advance()
    seen = [piece.key for piece in conversation(live.state, live.rubric)]
    ask_for(live, Act.RETRY)
    assert not in_break(live)
    assert question(live) == ("clipping", TurnKind.RETRY)
    again = [piece.key for piece in conversation(live.state, live.rubric)]
    assert again[: len(seen)] == seen
    answer(live)
    assert in_break(live)
    pieces = conversation(live.state, live.rubric)
    assert [piece.key for piece in pieces][: len(again)] == again
    attempts = next(piece for piece in pieces if piece.key.startswith("attempts"))
    assert "best 100%, last 100%" in attempts.text
    ask_for(live, Act.RETRY)
    assert question(live) == ("clipping", TurnKind.RETRY)


def test_a_skipped_item_is_taken_up_again_in_its_break(start: Start) -> None:
    """The model answer that was shown stays, once; what is answered then is aided."""
    live = start()
    live.skip()
    live.advance()
    seen = [piece.key for piece in conversation(live.state, live.rubric)]
    assert "model-2" in seen
    ask_for(live, Act.BACK)
    assert question(live) == ("clipping", TurnKind.ITEM)
    answer(live)
    assert in_break(live)
    pieces = conversation(live.state, live.rubric)
    keys = [piece.key for piece in pieces]
    assert keys[: len(seen)] == seen
    assert len(set(keys)) == len(keys)
    models = [piece for piece in pieces if piece.speaker is Speaker.MODEL]
    assert len(models) == 2
    assert not any(idea.own for idea in models[0].ideas)
    assert all(idea.aided for idea in models[1].ideas if idea.own)
    outcome = next(piece for piece in pieces if piece.key.startswith("outcome"))
    assert outcome.text.startswith("In all: 0 of 6 points unaided, 6 with help")
    live.go_on_to_next()
    live.advance()
    (score,) = live.state.stages
    assert (score.stage, score.unaided, score.aided) == (Stage.BASIC, 0.0, 1.0)


# After a restart


def restarted(live: Interview, clock: FakeClock) -> Interview:
    live.close()
    again = reopen(live.path, clock)
    again.has_breaks = True
    again.advance()
    return again


@pytest.mark.parametrize("paused", [True, False])
def test_a_break_goes_on_after_a_restart(start: Start, clock: FakeClock, paused: bool) -> None:
    """Paused or cut off: the clock stands, and the next question comes when it is asked for."""
    live = start()
    clock.tick(20)
    answer(live)
    if paused:
        live.pause()
    clock.tick(500)
    again = restarted(live, clock)
    clock.tick(500)
    assert in_break(again)
    assert again.elapsed() == 20
    again.go_on_to_next()
    again.advance()
    assert question(again) == ("dropout", TurnKind.ITEM)
    clock.tick(1)
    assert again.elapsed() == 21
    assert on_disk(again) == again.state
    again.close()


@pytest.mark.parametrize("act", [Act.RETRY, Act.BACK])
def test_an_item_is_taken_up_again_in_a_break_after_a_restart(
    start: Start, clock: FakeClock, act: Act
) -> None:
    """Asked for before or after the restart, which may come before the question is asked."""
    for asks_first in (True, False):
        live = start()
        if act is Act.BACK:
            live.skip()
            live.advance()
        else:
            answer(live)
        if asks_first:
            live.reopen("clipping")
        again = restarted(live, clock)
        if not asks_first:
            assert in_break(again)
            ask_for(again, act)
        expected = TurnKind.RETRY if act is Act.RETRY else TurnKind.ITEM
        assert question(again) == ("clipping", expected)
        again.close()
