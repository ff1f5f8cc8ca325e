"""How much time is left, as pure functions of the state."""

import pytest

from interviewer.dialogue.timing import FOLLOW_UP_SECONDS, TimeLeft, is_time_over, time_left
from interviewer.model.transcript import Drafted, TurnKind
from tests.factories import CLIPPING, DROPOUT, Script, make_settings, make_started


def timed(minutes: float | None = 10) -> Script:
    return Script(make_started(settings=make_settings(minutes=minutes)))


@pytest.mark.parametrize(
    ("script", "elapsed", "expected"),
    [
        # Untimed: no clock at all
        (timed(None).ask(CLIPPING), 1e6, TimeLeft(None, None)),
        # Before the first item only the session's own time counts
        (timed(), 30, TimeLeft(None, 570)),
        # An item has its own minutes (2) from when it was asked
        (timed().ask(CLIPPING), 0, TimeLeft(120, 600)),
        (timed().ask(CLIPPING, elapsed=40), 100, TimeLeft(60, 500)),
        (timed().ask(CLIPPING, elapsed=40), 170, TimeLeft(-10, 430)),
        # Between the answer and the next question no item runs
        (timed().ask(CLIPPING).answer(elapsed=50), 55, TimeLeft(None, 545)),
        # A follow-up shares what is left of the item
        (
            timed()
            .ask(CLIPPING)
            .answer(elapsed=30)
            .ask(CLIPPING, TurnKind.PROBE, "caps", elapsed=30),
            35,
            TimeLeft(85, 565),
        ),
        # but has at least a minute of its own
        (
            timed()
            .ask(CLIPPING)
            .answer(elapsed=110)
            .ask(CLIPPING, TurnKind.PROBE, "caps", elapsed=110),
            115,
            TimeLeft(55, 485),
        ),
        # The next item starts afresh
        (
            timed().ask(CLIPPING).skip().ask(DROPOUT, elapsed=300),
            310,
            TimeLeft(50, 290),
        ),
    ],
)
def test_time_left(script: Script, elapsed: float, expected: TimeLeft) -> None:
    """For the open turn and for the session."""
    left = time_left(script.state, elapsed)
    assert (left.item, left.session) == (expected.item, expected.session)


def test_a_follow_up_has_a_minute() -> None:
    """The table above counts on it."""
    assert FOLLOW_UP_SECONDS == 60


@pytest.mark.parametrize(
    ("left", "up"),
    [
        (TimeLeft(None, None), False),
        (TimeLeft(1, 1), False),
        (TimeLeft(0, 100), True),
        (TimeLeft(100, 0), True),
        (TimeLeft(None, -1), True),
        (TimeLeft(-1, None), True),
    ],
)
def test_when_the_answer_must_be_taken(left: TimeLeft, up: bool) -> None:
    """Either limit ends it; no limit never does."""
    assert left.is_up is up


@pytest.mark.parametrize(
    ("minutes", "elapsed", "over"),
    [(None, 1e9, False), (1, 59.999, False), (1, 60, True), (0.5, 31, True), (1, 0, False)],
)
def test_is_time_over(minutes: float | None, elapsed: float, over: bool) -> None:
    """As far as the events tell: the last of them with a time counts."""
    script = timed(minutes).ask(CLIPPING).add(Drafted(2, "x", elapsed))
    assert is_time_over(script.state) is over
