"""The break between two items in practice: time to read, while the clock stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.model.session import Mode
from interviewer.model.transcript import TurnKind
from tests.factories import FakeClock
from tests.unit.services.breaks import MINUTES, Start, answer, in_break, question, starts
from tests.unit.services.interviews import types


@pytest.fixture
def start(tmp_path: Path, clock: FakeClock) -> Iterator[Start]:
    yield from starts(tmp_path, clock)


def test_practice_has_breaks(start: Start) -> None:
    """After an item the interview stands still, however often it is told to advance."""
    live = start()
    assert not in_break(live)
    answer(live)
    assert in_break(live)
    before = types(live.path)
    live.advance()
    live.advance()
    assert types(live.path) == before
    assert before[-1] == "assessed"
    live.go_on_to_next()
    assert not in_break(live)
    live.advance()
    assert question(live) == ("dropout", TurnKind.ITEM)
    assert types(live.path)[-2:] == ["stage-finished", "asked"]


@pytest.mark.parametrize(("mode", "has_breaks"), [(Mode.LIVE, True), (Mode.PRACTICE, False)])
def test_without_breaks_the_next_question_comes_at_once(
    start: Start, mode: Mode, has_breaks: bool
) -> None:
    """In live mode always; in practice where the front end wants none."""
    live = start(mode)
    live.has_breaks = has_breaks
    answer(live)
    assert not in_break(live)
    assert question(live) == ("dropout", TurnKind.ITEM)


def test_there_is_no_break_before_a_follow_up(start: Start) -> None:
    """It belongs to the item; after the last one there is."""
    live = start()
    answer(live, "RNNs need it.")
    assert not in_break(live)
    assert question(live) == ("clipping", TurnKind.NUDGE)
    live.skip()
    live.advance()
    assert in_break(live)


def test_there_is_a_break_after_a_skip_but_not_after_later(start: Start) -> None:
    """What comes back has no model answer to read yet."""
    live = start()
    live.skip(later=True)
    live.advance()
    assert not in_break(live)
    assert question(live) == ("clipping", TurnKind.ITEM)
    live.skip()
    live.advance()
    assert in_break(live)


def test_the_last_break_comes_before_the_end(start: Start) -> None:
    """Then the interview is over."""
    live = start()
    for _ in range(3):
        live.skip()
        live.advance()
        assert in_break(live)
        assert live.state.finished is None
        live.go_on_to_next()
        live.advance()
    assert live.state.finished is not None
    assert not in_break(live)


# The clock


def test_the_clock_stands_still_in_a_break(start: Start, clock: FakeClock) -> None:
    """However long it takes; the next question has all of its own time."""
    live = start()
    clock.tick(20)
    answer(live)
    clock.tick(100_000)
    assert live.elapsed() == 20
    live.go_on_to_next()
    live.advance()
    clock.tick(5)
    left = live.time_left()
    assert (left.item, left.session) == (55, MINUTES * 60 - 25)


def test_the_clock_stands_still_while_an_answer_is_marked(start: Start, clock: FakeClock) -> None:
    """Also where there are no breaks: grading costs the candidate nothing."""
    for has_breaks in (True, False):
        live = start(slow=True)
        live.has_breaks = has_breaks
        clock.tick(20)
        answer(live)
        assert live.elapsed() == 20
    turn = live.state.open_turn
    assert turn is not None
    assert turn.asked.elapsed == 20


def test_a_break_comes_even_when_the_time_is_over(start: Start, clock: FakeClock) -> None:
    """The last answer can be read about; then the end comes."""
    live = start(minutes=1)
    clock.tick(61)
    answer(live, "RNNs need it.")
    assert in_break(live)
    live.go_on_to_next()
    live.advance()
    assert live.state.finished is not None
