"""The figures of an earlier run, and what has become worse since."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.table import Row

RECORDED = Path(__file__).with_name("recorded.json")
TOLERANCE = 1.25
"""How many times as bad as recorded a ratio may be: what is beyond is no noise any more."""


@dataclass(frozen=True)
class Recorded:
    """An earlier run: where and when it was, and its ratios by their names."""

    machine: str
    python: str
    date: str
    ratios: dict[str, float]


@dataclass(frozen=True)
class Comparison:
    """What is to be said of a run beside a recorded one; `failed` where a bar's ratio is worse."""

    lines: tuple[str, ...]
    failed: bool


def this_machine() -> str:
    """Return the machine, its cores and what else it was doing, in a few words."""
    cores = os.cpu_count()
    load = os.getloadavg()[0]
    return f"{platform.system()}, {platform.machine()}, {cores} cores, load {load:.1f}"


def written(rows: Sequence[Row], machine: str, today: date) -> str:
    """Return the text of a file of recorded figures."""
    figures: list[dict[str, Any]] = []
    for row in rows:
        figure: dict[str, Any] = {"what": row.what, "figure": row.figure, "bar": row.bar}
        if row.met is not None:
            figure["met"] = row.met
        if row.ratio is not None:
            figure["ratio"] = {"name": row.ratio.name, "value": float(f"{row.ratio.value:.4g}")}
        figures.append(figure)
    head = {"machine": machine, "python": platform.python_version(), "date": today.isoformat()}
    return json.dumps(head | {"figures": figures}, indent=2, ensure_ascii=False) + "\n"


def read(text: str) -> Recorded:
    """Return the figures that `written` wrote.

    Raises:
        ValueError: they are none.
    """
    try:
        data = json.loads(text)
        found = [figure["ratio"] for figure in data["figures"] if "ratio" in figure]
        ratios = {ratio["name"]: float(ratio["value"]) for ratio in found}
        recorded = Recorded(data["machine"], data["python"], data["date"], ratios)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no figures of a run ({error!r})") from None
    if min(ratios.values(), default=1.0) <= 0:
        raise ValueError("a ratio is zero or less")
    return recorded


def compare(rows: Sequence[Row], recorded: Recorded) -> Comparison:
    """Compare the ratios of a run with the recorded ones.

    A ratio without a bar is told where it is worse, and fails nothing.
    """
    lines = []
    failed = False
    now = {row.ratio.name: row for row in rows if row.ratio is not None}
    for name, row in now.items():
        ratio = row.ratio
        assert ratio is not None, "these are the rows with one"
        before = recorded.ratios.get(name)
        if before is None:
            lines.append(f"NEW     {name}: {ratio.value:.3g}, not recorded yet")
            continue
        worse = before / ratio.value if ratio.more_is_better else ratio.value / before
        if worse > TOLERANCE:
            failed = failed or row.met is not None
            change = f"{ratio.value:.3g} instead of {before:.3g}, {worse:.2f} times as bad"
            lines.append(f"WORSE   {name}: {change}")
    gone = [name for name in recorded.ratios if name not in now]
    lines += [f"GONE    {name}: recorded, but not measured now" for name in gone]
    if not any(line.startswith("WORSE") for line in lines):
        lines.append("Nothing is worse than recorded by more than a quarter.")
    return Comparison(tuple(lines), failed)
