"""Dates and lengths of time as people read them."""

from datetime import datetime


def when(began: str) -> str:
    """Return a time of a transcript, in the zone of this machine; empty where it cannot be read."""
    try:
        return f"{datetime.fromisoformat(began).astimezone():%d %b %Y, %H:%M}"
    except (ValueError, OverflowError, OSError):
        return ""


def length(seconds: float) -> str:
    """Return a length of time: 31 min 20 s."""
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 question, 9 questions."""
    return f"{number} {one if number == 1 else many or one + 's'}"
