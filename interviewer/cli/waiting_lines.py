"""Lines of a terminal, read in a thread, so that something can be said while nobody types."""

import queue
from collections.abc import Callable
from threading import Thread
from typing import TextIO

TICK = 1.0
"""Seconds between two looks at what there is to say."""


class WaitingLines:
    """Gives lines one by one; it reads no further than it was asked to."""

    def __init__(self, stream: TextIO) -> None:
        """Read from `stream`."""
        self._stream = stream
        self._lines: queue.SimpleQueue[str | BaseException] = queue.SimpleQueue()

    def next(self, meanwhile: Callable[[], None]) -> str:
        """Return the next line with its end, empty at the end of the input.

        `meanwhile` is called about once a second until the line is there.
        """
        # A thread a line: one that went on reading would take what another reader should get.
        Thread(target=self._read, daemon=True).start()
        while True:
            try:
                line = self._lines.get(timeout=TICK)
            except queue.Empty:
                meanwhile()
                continue
            if isinstance(line, BaseException):
                raise line
            return line

    def _read(self) -> None:
        try:
            self._lines.put(self._stream.readline())
        except BaseException as error:  # whatever it is, the one who waits is to hear of it
            self._lines.put(error)
