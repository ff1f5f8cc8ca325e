"""The window that the app runs in."""

import select
from typing import TextIO


def is_hung_up(terminal: TextIO | None) -> bool:
    """Return whether nobody is at the other end of a terminal any more; False where none tells."""
    if terminal is None or not hasattr(select, "poll"):  # Windows
        return False
    look = select.poll()
    look.register(terminal.fileno(), 0)  # a closed end is told unasked
    return any(event & (select.POLLHUP | select.POLLNVAL) for _, event in look.poll(0))
