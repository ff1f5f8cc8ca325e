"""`interviewer grade`: one answer and a CSV of answers."""

import csv
import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

ANSWER = "Clipping caps exploding gradients: if the norm exceeds a threshold, it is scaled down."


def test_one_answer_as_text(interviewer: Run) -> None:
    """The band, the sum and the candidate's own words are printed."""
    done = interviewer(
        "grade", "--rubric", "deep-learning", "--item", "gradient-clipping", given=ANSWER
    )
    assert done.returncode == 0, done.stderr
    assert "of 10 points" in done.stdout
    assert "criteria" in done.stdout
    assert 'you said: "exploding gradients"' in done.stdout
    assert "{+exploding+} {+gradients+}" in done.stdout


def test_one_answer_as_json_quotes_exact_characters(interviewer: Run, tmp_path: Path) -> None:
    """Evidence offsets count characters of the answer; the sum can be done again."""
    (tmp_path / "answer.txt").write_text(ANSWER, encoding="utf-8")
    done = interviewer(
        "grade", "--rubric", "deep-learning", "--item", "gradient-clipping", "answer.txt", "--json"
    )
    data = json.loads(done.stdout)
    pieces = [e for c in data["criteria"] for e in c["evidence"]]
    assert pieces
    for piece in pieces:
        assert ANSWER[piece["start"] : piece["end"]] == piece["text"]
    total = sum(c["earned"] for c in data["criteria"]) + data["similarity"]["points"]
    total -= sum(m["minus"] for m in data["misconceptions"])
    assert data["points"] == pytest.approx(min(data["possible"], max(0, total)))
    assert data["score"] == pytest.approx(data["points"] / data["possible"], abs=1e-4)


def write_csv(path: Path, rows: list[list[str]]) -> None:
    """Write rows as a CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_csv_adds_the_marks_and_keeps_every_column(interviewer: Run, tmp_path: Path) -> None:
    """Rows stay in order; a column of the input with the name of an added one is renamed."""
    write_csv(
        tmp_path / "in.csv",
        [
            ["student", "item_id", "answer", "score"],
            ["a", "gradient-clipping", ANSWER, "0.5"],
            ["b", "dropout", "", "0"],
            ["c", "dropout", 'line one\nline, "two"', "1"],
        ],
    )
    done = interviewer(
        "grade", "--rubric", "deep-learning", "--answers", "in.csv", "--output", "out.csv"
    )
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["student"] for row in rows] == ["a", "b", "c"]
    assert rows[0]["given_score"] == "0.5"
    assert float(rows[0]["score"]) > 0.5
    assert rows[1]["gate"] == "blank"
    assert rows[1]["band"] == "missing"
    assert rows[2]["answer"] == 'line one\nline, "two"'
    assert set(rows[0]) >= {"score", "points", "possible", "band", "gate"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"item,answer\nx,y\n", "no column item_id"),
        (b"item_id,answer\nno-such-item,y\n", "row 2"),
        (b"item_id,answer\ndropout\n", "row 2 has 1 columns"),
        (b"item_id,answer\ndropout,caf\xe9\n", "UTF-8"),
        (b"item_id,answer,answer\ndropout,a,b\n", "twice"),
        (b'item_id,answer\ndropout,"open\n', "line"),
        (b"item_id,answer\ndropout,a\x00b\n", "line 2: there is a NUL"),
        (b"\xef\xbb\xbfitem_id,answer\ndropout,fine\n", None),
    ],
)
def test_a_bad_csv_gets_one_clear_line_with_its_row(
    interviewer: Run, tmp_path: Path, content: bytes, words: str | None
) -> None:
    """No traceback, exit code 3, and no output file is left behind; a BOM does no harm."""
    (tmp_path / "in.csv").write_bytes(content)
    done = interviewer(
        "grade", "--rubric", "deep-learning", "--answers", "in.csv", "--output", "out.csv"
    )
    if words is None:
        assert done.returncode == 0, done.stderr
        return
    assert done.returncode == 3
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--item", "no-such-item"), 2, "no item 'no-such-item'"),
        (("--item", "dropout", "missing.txt"), 3, "cannot be read"),
        ((), 2, "--item"),
        (("--answers", "in.csv"), 2, "go together"),
    ],
)
def test_wrong_use_is_said_in_a_line(
    interviewer: Run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """Each wrong use ends with its exit code and says what to do."""
    done = interviewer("grade", "--rubric", "deep-learning", *arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_is_a_storage_error(
    interviewer: Run, tmp_path: Path
) -> None:
    """Exit code 4 and one line."""
    write_csv(tmp_path / "in.csv", [["item_id", "answer"], ["dropout", "x"]])
    done = interviewer(
        "grade", "--rubric", "deep-learning", "--answers", "in.csv", "--output", "no/out.csv"
    )
    assert done.returncode == 4
    assert len(done.stderr.splitlines()) == 1
