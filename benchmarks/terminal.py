"""How long a program takes until a text stands on the screen of a real terminal."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence

ROWS, COLUMNS = 24, 80
PATIENCE = 30.0


def seconds_until(command: Sequence[str], text: str) -> float:
    """Start a command in a pty of 80x24 and return the seconds until it wrote `text`.

    The program is ended then.

    Raises:
        TimeoutError: the text did not come within half a minute.
    """
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(ROWS))
        os.execv(command[0], list(command))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        return _wait_for(terminal, text.encode(), start)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _wait_for(terminal: int, text: bytes, start: float) -> float:
    seen = b""
    while time.perf_counter() - start < PATIENCE:
        ready, _, _ = select.select([terminal], [], [], 1.0)
        if ready:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
            if text in seen:
                return time.perf_counter() - start
    raise TimeoutError(f"{text!r} did not appear; the screen held: {seen[-400:]!r}")


def python_program(path: str) -> list[str]:
    """Return the command that runs a Python file with this interpreter."""
    return [sys.executable, path]
