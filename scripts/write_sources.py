"""Write docs/sources.md: which item answers which row of the sources, and where these are wrong.

Run it after an item's sources or docs/sources-notes.yaml changed:
.venv/bin/python scripts/write_sources.py
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from interviewer.model.rubric import Item
from interviewer.storage.rubric_file import load_rubric

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "sources.md"
ROWS = ROOT / "docs" / "sources-rows.csv"
NOTES = ROOT / "docs" / "sources-notes.yaml"

HEAD = """\
# Sources

The questions were chosen after three collections of interview questions. This page says for each
of their rows which item of the shipped bank answers it, and where a source is wrong. It is written
by `scripts/write_sources.py` from the `sources` of the items, `sources-rows.csv` and
`sources-notes.yaml`.
"""


@dataclass(frozen=True)
class Note:
    """A mistake of a source: what it says, what is right, and what in the bank answers it."""

    says: str
    right: str
    answered_by: tuple[str, ...]


def read_items(folder: Path = ROOT / "rubrics") -> tuple[Item, ...]:
    """Return the items of all banks in a folder that were made from the sources."""
    banks = [load_rubric(path).items for path in sorted(folder.glob("*.yaml"))]
    return tuple(item for items in banks if any(i.sources for i in items) for item in items)


def read_rows(path: Path = ROWS) -> dict[str, str]:
    """Return the stage of each row of the sources, empty where it has none."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["seed_id"]: row["stage"] for row in csv.DictReader(file)}


def read_notes(path: Path = NOTES) -> dict[str, Note]:
    """Return the mistakes of the sources by row."""
    notes = yaml.safe_load(path.read_text("utf-8"))
    return {
        row: Note(note["says"], note["right"], tuple(note["answered_by"]))
        for row, note in notes.items()
    }


def answering(items: Sequence[Item], row: str) -> tuple[Item, ...]:
    """Return the items that answer a row."""
    return tuple(item for item in items if row in item.sources)


def page(items: Sequence[Item], rows: Mapping[str, str], notes: Mapping[str, Note]) -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *_rows(items, rows), *_beyond(items), *_notes(notes)]) + "\n"


def _rows(items: Sequence[Item], rows: Mapping[str, str]) -> Iterator[str]:
    answered = sum(1 for row in rows if answering(items, row))
    yield f"## Rows and items\n\n{answered} of {len(rows)} rows are answered.\n"
    yield "| row | stage | item | stage |"
    yield "|---|---|---|---|"
    for row, stage in rows.items():
        found = answering(items, row)
        ids = ", ".join(f"`{item.id}`" for item in found)
        yield f"| {row} | {stage} | {ids} | {', '.join(item.stage for item in found)} |"


def _beyond(items: Sequence[Item]) -> Iterator[str]:
    ids = [f"`{item.id}`" for item in items if not item.sources]
    if ids:
        yield f"\nIn no source: {', '.join(ids)}."


def _notes(notes: Mapping[str, Note]) -> Iterator[str]:
    yield "\n## Mistakes in the sources\n"
    yield "Answered by an item, or by a misconception of an item (item/misconception).\n"
    yield "| row | it says | what is right | answered by |"
    yield "|---|---|---|---|"
    for row, note in notes.items():
        ids = ", ".join(f"`{place}`" for place in note.answered_by)
        yield f"| {row} | {note.says} | {note.right} | {ids} |"


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(read_items(), read_rows(), read_notes()), "utf-8")


if __name__ == "__main__":
    main()
