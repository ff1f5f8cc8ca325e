"""The session's own time."""

from datetime import UTC

from interviewer.services.clock import Stopwatch, SystemClock
from tests.factories import FakeClock


def test_the_stopwatch_counts_while_it_runs() -> None:
    """Pauses do not count, however often."""
    clock = FakeClock()
    watch = Stopwatch(clock)
    clock.tick(3)
    assert (watch.elapsed(), watch.running) == (3, True)
    watch.pause()
    clock.tick(100)
    watch.pause()
    clock.tick(100)
    assert (watch.elapsed(), watch.running) == (3, False)
    watch.go_on()
    clock.tick(2)
    watch.go_on()
    clock.tick(2)
    assert (watch.elapsed(), watch.running) == (7, True)


def test_the_stopwatch_goes_on_from_earlier() -> None:
    """A resumed session has used some time; a paused one stands still from the start."""
    clock = FakeClock()
    watch = Stopwatch(clock, 12.5, running=False)
    clock.tick(5)
    assert watch.elapsed() == 12.5
    watch.go_on()
    clock.tick(1)
    assert watch.elapsed() == 13.5


def test_the_wall_clock_does_not_matter() -> None:
    """Setting the clock back does not give time back."""
    clock = FakeClock()
    watch = Stopwatch(clock)
    clock.tick(3)
    clock.wall = clock.wall.replace(year=1999)
    assert watch.elapsed() == 3


def test_the_machines_clocks() -> None:
    """The one only goes up, the other knows its time zone."""
    clock = SystemClock()
    assert clock.monotonic() <= clock.monotonic()
    assert clock.now().tzinfo is UTC
