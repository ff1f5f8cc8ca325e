"""docs/sources.md: every row of the sources is answered at its stage, and the page is fresh."""

import pytest

from interviewer.model.rubric import Item, Stage
from interviewer.storage.rubric_file import load_rubric
from scripts.write_sources import (
    PAGE,
    ROOT,
    Note,
    answering,
    page,
    read_items,
    read_notes,
    read_rows,
)
from tests.factories import CLIPPING, DROPOUT, TUNING, changed

ITEMS = load_rubric(ROOT / "rubrics" / "deep-learning.yaml").items
ROWS = read_rows()
NOTES = read_notes()
PLACES = {item.id for item in ITEMS} | {
    f"{item.id}/{belief.id}" for item in ITEMS for belief in item.misconceptions
}


def test_the_page_is_what_the_script_writes() -> None:
    """Else: .venv/bin/python scripts/write_sources.py."""
    assert PAGE.read_text("utf-8") == page(read_items(), ROWS, NOTES)


def test_every_row_is_answered() -> None:
    """By an item of the bank on deep learning."""
    assert len(ROWS) == 72
    assert [row for row in ROWS if not answering(ITEMS, row)] == []


def test_items_name_rows_that_there_are() -> None:
    """A misspelt row would answer nothing."""
    assert [source for item in ITEMS for source in item.sources if source not in ROWS] == []


@pytest.mark.parametrize("item", ITEMS, ids=[item.id for item in ITEMS])
def test_an_item_has_the_stage_of_its_rows(item: Item) -> None:
    """Where the row has one."""
    wrong = [row for row in item.sources if ROWS.get(row) and ROWS[row] != item.stage]
    assert wrong == [], item.stage


@pytest.mark.parametrize("row", NOTES)
def test_a_mistake_is_answered_by_what_there_is(row: str) -> None:
    """A row, and an item or a misconception of an item."""
    assert row in ROWS
    assert NOTES[row].answered_by
    assert [place for place in NOTES[row].answered_by if place not in PLACES] == []


def test_the_page_of_a_small_bank() -> None:
    """Rows without a stage or an item, items without a row, and a mistake."""
    items = (
        changed(CLIPPING, sources=("a-1",)),
        changed(DROPOUT, sources=("a-1", "b-2")),
        TUNING,
    )
    rows = {"a-1": Stage.BASIC.value, "b-2": "", "c-3": "fresher"}
    written = page(items, rows, {"b-2": Note("Wrong.", "Right.", ("dropout", "dropout/x"))})
    assert "2 of 3 rows are answered." in written
    assert "| a-1 | basic | `clipping`, `dropout` | basic, fresher |\n" in written
    assert "| b-2 |  | `dropout` | fresher |\n" in written
    assert "| c-3 | fresher |  |  |\n" in written
    assert "In no source: `tuning`." in written
    assert "| b-2 | Wrong. | Right. | `dropout`, `dropout/x` |\n" in written
