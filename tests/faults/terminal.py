"""The real app in a real terminal: a pty that types, reads and ends it."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PATIENCE = 30.0
"""Seconds until a wait gives up; nothing here waits for a fixed time."""


class Terminal:
    """A program in a pty of 80x24."""

    def __init__(self, child: int, terminal: int) -> None:
        """Take over a child and its terminal; see `open_terminal`."""
        self.child = child
        self._terminal = terminal
        self.output = b""

    def type(self, keys: str) -> None:
        """Send keys as a keyboard would."""
        os.write(self._terminal, keys.encode())

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.child, number)

    def echoes(self) -> bool:
        """Return whether the terminal shows what is typed, as a shell needs it."""
        return bool(termios.tcgetattr(self._terminal)[3] & termios.ECHO)

    def close_window(self) -> None:
        """Close the terminal under the program, as the button of a window does."""
        if self._terminal >= 0:
            os.close(self._terminal)
        self._terminal = -1

    def read_until(self, done: Callable[[], bool]) -> None:
        """Read what the program writes until `done` says so."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"waited in vain; the end was {self.output[-500:]!r}"
            self._read()

    def wait(self) -> int:
        """Read until the program ends and return its exit status as `waitpid` gives it."""
        end = time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < end, "the program did not end"
            self._read()
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                self._read()
                return status

    def _read(self) -> None:
        if self._terminal < 0:
            select.select([], [], [], 0.05)
            return
        ready, _, _ = select.select([self._terminal], [], [], 0.05)
        if ready:
            with contextlib.suppress(OSError):
                self.output += os.read(self._terminal, 65536)


@contextlib.contextmanager
def open_terminal(
    folder: Path,
    *arguments: str,
    kind: str = "xterm-256color",
    command: Sequence[str] = (sys.executable, "-m", "interviewer"),
) -> Iterator[Terminal]:
    """Run `interviewer` with arguments in a terminal, in a folder; it is ended at the end.

    `kind` is the name by which the terminal is known, as in TERM; `command` what else to run.
    """
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(TERM=kind, INTERVIEWER_DATA=str(folder / "data"))
        os.execv(command[0], [*command, *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    window = Terminal(child, terminal)
    try:
        yield window
    finally:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        window.close_window()
