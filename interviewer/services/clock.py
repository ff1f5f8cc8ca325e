"""Time, handed in wherever it is needed, so that tests can turn the hands."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def monotonic(self) -> float:
        """Return seconds that only ever go up, whatever happens to the wall clock."""

    def now(self) -> datetime:
        """Return the wall time in UTC, for the record."""


class SystemClock:
    """The machine's own clocks."""

    def monotonic(self) -> float:
        """Return seconds that only ever go up, whatever happens to the wall clock."""
        return time.monotonic()

    def now(self) -> datetime:
        """Return the wall time in UTC, for the record."""
        return datetime.now(UTC)


class Stopwatch:
    """The session's own time: runs on the monotonic clock, stands still while paused."""

    def __init__(self, clock: Clock, elapsed: float = 0.0, running: bool = True) -> None:
        """Go on from `elapsed` seconds."""
        self._clock = clock
        self._elapsed = elapsed
        self._since = clock.monotonic() if running else None

    @property
    def running(self) -> bool:
        """Return whether the time is being counted."""
        return self._since is not None

    def elapsed(self) -> float:
        """Return the seconds counted so far."""
        if self._since is None:
            return self._elapsed
        return self._elapsed + self._clock.monotonic() - self._since

    def pause(self) -> None:
        """Stand still from now on."""
        self._elapsed = self.elapsed()
        self._since = None

    def go_on(self) -> None:
        """Count from now on."""
        if self._since is None:
            self._since = self._clock.monotonic()
