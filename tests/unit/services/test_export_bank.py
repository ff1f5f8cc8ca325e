"""A bank as CSV and Markdown: the questions come back from it, and nothing in it is markup."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.services.export_bank import csv_bank, markdown_bank
from interviewer.services.import_csv import import_csv
from interviewer.services.import_markdown import parse_markdown
from tests.factories import CLIPPING, make_rubric


def test_csv_comes_back(tmp_path: Path) -> None:
    rubric = make_rubric()
    file = tmp_path / "bank.csv"
    file.write_text(csv_bank(rubric), "utf-8", newline="")
    questions = import_csv(file).questions
    assert [(q.name, q.prompt, q.stage, q.topic, q.answers) for q in questions] == [
        (i.id, i.prompt, i.stage, i.topic, i.references) for i in rubric.items
    ]
    assert [q.points for q in questions] == [6, 4, None]


def test_csv_holds_no_formula() -> None:
    item = replace(CLIPPING, prompt="=1+1", references=("@x", "-2"))
    rows = list(csv.DictReader(io.StringIO(csv_bank(Rubric("b", "B", (item,))))))
    assert rows[0]["question"] == "'=1+1"
    assert (rows[0]["answer"], rows[0]["answer_2"]) == ("'@x", "'-2")


def test_markdown_comes_back() -> None:
    rubric = make_rubric()
    imported = parse_markdown(markdown_bank(rubric))
    assert imported.title == rubric.title
    assert [(q.prompt, q.stage) for q in imported.questions] == [
        (item.prompt, item.stage) for item in rubric.items
    ]
    assert all(
        item.references[0] in q.answers[0]
        for item, q in zip(rubric.items, imported.questions, strict=True)
    )


def test_markdown_shows_what_was_written() -> None:
    item = Item("a", Stage.BASIC, "*Why* <b>x</b>?", ("# no heading\n- `a` & [b](c)",))
    text = markdown_bank(Rubric("b", "B_b_", (item,)))
    assert "# B\\_b\\_" in text
    assert "\n# no heading" not in text
    assert "<b>" not in text
    (question,) = parse_markdown(text).questions
    assert question.prompt == "*Why* <b>x</b>?"
