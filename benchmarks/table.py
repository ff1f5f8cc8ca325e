"""The table that the benchmarks print."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """A figure over a yardstick that was measured in the same run, so that machines compare.

    `name` says both and never changes; `more_is_better` tells which way is worse.
    """

    name: str
    value: float
    more_is_better: bool = False


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, what came out, and the bar it is held against, if any.

    `ratio` is what is compared with the figures recorded before.
    """

    what: str
    figure: str
    bar: str
    met: bool | None = None
    ratio: Ratio | None = None


def print_rows(rows: Sequence[Row]) -> None:
    """Print figures beside their bars."""
    what = max(len(row.what) for row in rows)
    figure = max(len(row.figure) for row in rows)
    for row in rows:
        verdict = "" if row.met is None else "met" if row.met else "NOT MET"
        print(f"{row.what:<{what}}  {row.figure:>{figure}}  {row.bar:<20}  {verdict}".rstrip())
