"""Marked answers kept as examples of their items."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.model.errors import InputError, UsageError
from interviewer.model.rubric import Rubric
from interviewer.services.marked_examples import Kept, keep_as_examples
from interviewer.services.marks_file import CoachMark
from interviewer.storage.paths import Paths
from interviewer.storage.rubric_file import load_rubric
from interviewer.storage.yaml_tree import parse_tree

BANK = """\
# mine
id: small
title: Small
items:
  # about clipping
  - id: clipping
    stage: basic
    prompt: What is gradient clipping?
    references: [Clipping scales a gradient down whose norm exceeds a threshold.]
    examples:
      - {band: weak, answer: It helps.}   # seen in class
    criteria:
      - {id: threshold, points: 2, says: A threshold bounds it., match: [threshold]}

  - id: dropout   # no examples yet
    stage: basic
    prompt: What is dropout?
    references: [It silences random units.]
"""
MARKS = (
    CoachMark("clipping", "It caps: the 'norm'\nat a #threshold.", 0.9),
    CoachMark("clipping", "it  HELPS.", 0.2),
    CoachMark("dropout", "Random units.", 0.5),
)


def now() -> datetime:
    return datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "shipped").mkdir()
    return Paths(None, tmp_path / "shipped", tmp_path / "transcripts", tmp_path / "data")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(BANK, "utf-8")
    return path


def examples(rubric: Rubric) -> dict[str, list[tuple[str, str]]]:
    return {i.id: [(e.band.value, e.answer) for e in i.examples] for i in rubric.items}


def test_a_bank_gets_them_and_keeps_all_its_lines(bank: Path, paths: Paths) -> None:
    """Bands by score; what is there already, whatever its case and spaces, is not doubled."""
    assert keep_as_examples(bank, load_rubric(bank), MARKS, paths, now) == Kept(2, 1)
    text = bank.read_text("utf-8")
    assert examples(load_rubric(bank)) == {
        "clipping": [("weak", "It helps."), ("strong", "It caps: the 'norm' at a #threshold.")],
        "dropout": [("partial", "Random units.")],
    }
    assert [line for line in BANK.splitlines() if line not in text.splitlines()] == []
    again = keep_as_examples(bank, load_rubric(bank), MARKS, paths, now)
    assert again == Kept(0, 3)
    assert bank.read_text("utf-8") == text


def test_what_the_bank_held_is_kept_as_a_version(bank: Path, paths: Paths) -> None:
    keep_as_examples(bank, load_rubric(bank), MARKS, paths, now)
    (version,) = (paths.user_data / "versions").rglob("*.yaml")
    assert version.read_text("utf-8") == BANK


def test_a_new_file_lists_them(tmp_path: Path, bank: Path, paths: Paths) -> None:
    target = tmp_path / "examples.yaml"
    assert keep_as_examples(target, load_rubric(bank), MARKS, paths, now) == Kept(3, 0)
    text = target.read_text("utf-8")
    assert text.startswith("# Answers that were marked for the bank 'small'")
    assert parse_tree(text).root is not None
    assert text.count("- band:") == 3
    assert "  - id: dropout\n    examples:\n      - band: partial\n" in text
    assert bank.read_text("utf-8") == BANK


def test_a_shipped_bank_is_not_written_to(bank: Path, paths: Paths) -> None:
    shipped = paths.shipped_rubrics / "small.yaml"
    shipped.write_text(BANK, "utf-8")
    with pytest.raises(UsageError, match="ships with the program"):
        keep_as_examples(shipped, load_rubric(bank), MARKS, paths, now)
    assert shipped.read_text("utf-8") == BANK


def test_a_bank_without_the_item_is_left_as_it_is(bank: Path, paths: Paths) -> None:
    marks = (*MARKS, CoachMark("other", "words", 1))
    with pytest.raises(InputError, match="has no item 'other'"):
        keep_as_examples(bank, load_rubric(bank), marks, paths, now)
    assert bank.read_text("utf-8") == BANK


def test_a_broken_bank_is_left_as_it_is(bank: Path, paths: Paths) -> None:
    rubric = load_rubric(bank)
    bank.write_text(BANK + "nonsense: 1\n", "utf-8")
    with pytest.raises(InputError, match="has problems"):
        keep_as_examples(bank, rubric, MARKS, paths, now)
