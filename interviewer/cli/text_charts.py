"""Small pictures made of characters: bars, and lines over time."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Charts:
    """What pictures are made of: the full and the empty part of a bar, the levels of a line."""

    full: str
    empty: str
    levels: str

    def bar(self, share: float, width: int) -> str:
        """Return a bar of `width` cells that is full for a share of 1; a little is one cell."""
        filled = round(max(0.0, min(1.0, share)) * width) or int(share > 0)
        return self.full * filled + self.empty * (width - filled)

    def line(self, values: Sequence[float], width: int, most: float = 1.0) -> str:
        """Return the last `width` values, one cell each, from 0 at the lowest level to `most`."""
        top = len(self.levels) - 1
        shares = (max(0.0, min(1.0, value / most)) if most else 0.0 for value in values[-width:])
        # All levels are of one height, but for the last, which would else be for the best alone.
        return "".join(self.levels[min(top, int(share * len(self.levels)))] for share in shares)


BLOCKS = Charts("█", "░", "▁▂▃▄▅▆▇█")
ASCII = Charts("#", ".", "0123456789")
"""A line of digits tells tenths, which a screen reader can read."""


def charts_for(environment: Mapping[str, str], encoding: str | None = None) -> Charts:
    """Return what the terminal can show; `encoding` is that of the standard output unless given."""
    if environment.get("TERM") == "dumb":
        return ASCII
    try:
        (BLOCKS.full + BLOCKS.empty + BLOCKS.levels).encode(encoding or sys.stdout.encoding or "")
    except (LookupError, UnicodeEncodeError):
        return ASCII
    return BLOCKS
