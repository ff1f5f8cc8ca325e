"""A small data set, made up for the tests."""

from pathlib import Path

from benchmarks.datasets import ANSWERS, ITEMS

KETTLE = '{"id": "kettle", "prompt": "Why does a kettle whistle?", "references": ["Steam rushes."]}'
BREAD = '{"id": "bread", "prompt": "Why does bread rise?", "references": ["Yeast makes gas."]}'
ROWS = (
    "item_id,answer,score",
    "kettle,steam rushes out,1",
    "kettle,it is hot,0",
    "kettle,steam,0.5",
    "kettle,no,0",
    "bread,yeast makes gas,1",
)


def write(
    folder: Path, items: str = f"{KETTLE}\n{BREAD}\n", answers: str = "\n".join(ROWS)
) -> Path:
    """Write a data set to a new folder."""
    folder.mkdir()
    (folder / ITEMS).write_text(items, encoding="utf-8")
    (folder / ANSWERS).write_text(answers, encoding="utf-8")
    return folder
