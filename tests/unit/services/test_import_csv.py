"""Questions from a table."""

from pathlib import Path

import pytest

from interviewer.model.errors import InputError
from interviewer.model.rubric import Stage
from interviewer.services.import_csv import import_csv
from interviewer.services.import_source import Imported


def read(tmp_path: Path, content: str | bytes) -> Imported:
    file = tmp_path / "questions.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_csv(file)


def test_all_columns(tmp_path: Path) -> None:
    (question,) = read(
        tmp_path,
        "\ufeffPrompt,Reference,answer_2,Stage,TOPIC,points,minutes,id,colour\r\n"
        '"What is a ""lock""?","<p>It keeps\nothers out.</p>",A gate.,'
        "entry level,threads,6,2.5,locks,red\r\n",
    ).questions
    assert question.prompt == 'What is a "lock"?'
    assert question.answers == ("It keeps others out.", "A gate.")
    assert (question.stage, question.topic) == (Stage.FRESHER, "threads")
    assert (question.points, question.minutes, question.name) == (6, 2.5, "locks")


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_separators(tmp_path: Path, separator: str) -> None:
    rows = [("question", "answer"), ("Why?", "So."), ("", ""), ("How?", "")]
    text = "\n".join(separator.join(row) for row in rows)
    questions = read(tmp_path, text).questions
    assert [(q.prompt, q.answers) for q in questions] == [("Why?", ("So.",)), ("How?", ())]


def test_a_number_that_is_none_is_said(tmp_path: Path) -> None:
    (question,) = read(tmp_path, "question,points\nWhy?,many\n").questions
    assert question.points is None
    assert question.remarks == ("points is not a number from 0.01 to 1000: many",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", "line 1: there is no column question"),
        ("", "there is no column question"),
        ("question,answer\nWhy?,a,b\n", "row 2 has 3 columns"),
        ('question\n"open\n', "the row that begins in line 2: unexpected end of data"),
        ('question\nWhy?\n"open\n' + "How?\n" * 9, r"begins in line 3: .*\(is a \" left open\?\)"),
        ("question\nWhy\u00e9?\n".encode("utf-16"), "1:1: the file looks like UTF-16 .*UTF-8"),
        ("question\nWhy\u00e9?\n".encode("utf-16-le"), "1:1: the file looks like UTF-16 .*UTF-8"),
        ("question\nWhy\u00e9?\n".encode("utf-16-be"), "1:1: the file looks like UTF-16 .*UTF-8"),
        ("question\n" + "Why?\n" * 5001, "more than 5,000 questions"),
        ("question\n" + '"' + "x" * 1_100_000 + '"\n', "line 2: has more than 1,000,000"),
        (b"question\n\xff\n", "not UTF-8"),
    ],
)
def test_bad_tables_are_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read(tmp_path, content)
    assert "questions.csv:" in str(refused.value)
    assert "\n" not in str(refused.value)
