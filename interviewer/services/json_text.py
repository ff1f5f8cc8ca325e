"""Data as JSON that any terminal shows as it is."""

import json


def printable_json(data: object) -> str:
    """Return data as JSON in lines, without a line end after the last.

    What terminals might not show as it is stands there as an escape, so that nothing is lost and
    nothing in it can command a terminal.
    """
    text = json.dumps(data, indent=2, ensure_ascii=False)
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(c if c.isprintable() or c == "\n" else _escape(c) for c in text)


def _escape(character: str) -> str:
    """Return a character as JSON escapes it: in two halves where it is beyond 16 bits."""
    return json.dumps(character)[1:-1]
