"""The trial of the shipped bank on answers that others wrote."""

from pathlib import Path

import pytest

from benchmarks.answers import shipped_bank
from benchmarks.trial import FOLDER, scores_by_kind, table
from tests.factories import make_grader


def test_scores_are_sorted_by_kind(tmp_path: Path) -> None:
    rows = 'right,"It caps the norm, so exploding gradients do no harm."\nempty,It is important.\n'
    path = tmp_path / "writer.csv"
    path.write_text(
        "item_id,kind,answer\n" + "".join(f"clipping,{row}\n" for row in rows.splitlines()),
        encoding="utf-8",
    )
    scores = scores_by_kind(make_grader(), path)
    assert scores["right"][0] > 0.6 > scores["empty"][0]
    assert [line.split()[0] for line in table(scores)[2:]] == ["right", "empty"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_every_question_was_answered(path: Path) -> None:
    lines = path.read_text("utf-8")
    assert all(f"{item.id}," in lines for item in shipped_bank().items)
