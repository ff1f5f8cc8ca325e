"""Dates as people read them."""

from datetime import datetime


def when(began: str) -> str:
    """Return a time of a transcript, in the zone of this machine; empty where it cannot be read."""
    try:
        return f"{datetime.fromisoformat(began).astimezone():%d %b %Y, %H:%M}"
    except (ValueError, OverflowError, OSError):
        return ""
