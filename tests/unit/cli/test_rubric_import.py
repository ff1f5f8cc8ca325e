"""`interviewer rubric import`: a draft bank, a list of what is missing, nothing written over."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

LIST = """\
# Data structures

## What is a queue?

A queue hands out its entries in the order of their arrival. A ring buffer holds them in a fixed
array. Two indexes mark the head and the tail.

## What is a stack?
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file of two questions, one of them without an answer."""
    file = tmp_path / "list.md"
    file.write_text(LIST, "utf-8")
    return file


def test_a_list_becomes_a_draft(interviewer: Run, tmp_path: Path, source: Path) -> None:
    done = interviewer("rubric", "import", str(source), "--skip-unanswered", "--stage", "fresher")
    assert done.returncode == 0, done.stderr
    assert "queue  fresher  3" in done.stdout
    assert "1 item, 3 criteria proposed: list.yaml" in done.stdout
    text = (tmp_path / "list.yaml").read_text("utf-8")
    assert "title: Data structures" in text
    assert "# missing: the topic, probes and hints, misconceptions, examples" in text
    assert "# Then: interviewer rubric check list.yaml" in text
    checked = interviewer("rubric", "check", "list.yaml")
    assert checked.returncode == 0, checked.stdout


def test_questions_without_an_answer_are_said(interviewer: Run, source: Path) -> None:
    done = interviewer("rubric", "import", str(source))
    assert "1 item has no reference answer; the bank loads when each has one." in done.stdout
    checked = interviewer("rubric", "check", "list.yaml")
    assert checked.returncode == 1
    assert "items[1].references: references is empty" in checked.stdout


def test_json(interviewer: Run, source: Path) -> None:
    done = interviewer("rubric", "import", str(source), "--json", "--id", "structures")
    data = json.loads(done.stdout)
    assert (data["output"], data["id"]) == ("structures.yaml", "structures")
    assert [item["id"] for item in data["items"]] == ["queue", "stack"]
    assert data["items"][1]["missing"][0] == "a reference answer"
    assert len(data["items"][0]["proposed"]) == 3


def test_proposals_are_decided_one_by_one(interviewer: Run, tmp_path: Path, source: Path) -> None:
    given = (
        "drop\nedit\nIt holds them in a ring.\nring||\nring|circular buffer; fixed array\n3\na\n"
    )
    done = interviewer("rubric", "import", str(source), "--skip-unanswered", "--ask", given=given)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "list.yaml").read_text("utf-8")
    assert "# proposed" not in text
    assert "says: It holds them in a ring." in text
    assert "- ring|circular buffer" in text
    assert "points: 3" in text
    assert text.count("says:") == 2


def test_what_was_not_decided_stays_proposed(
    interviewer: Run, tmp_path: Path, source: Path
) -> None:
    done = interviewer("rubric", "import", str(source), "--ask", given="a\n")
    assert done.returncode == 0
    assert "The rest stays proposed." in done.stderr
    assert (tmp_path / "list.yaml").read_text("utf-8").count("# proposed") == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("list.md", "--output", "there.yaml"), 2, "there.yaml: is there already"),
        (("list.md", "--output", "no/folder/x.yaml"), 2, "its folder is not there"),
        (("list.md", "--id", "Not An Id"), 2, "'not-an-id' would be one"),
        (("list.odd",), 2, "add --format"),
        (("nowhere.md",), 3, "there is no file nowhere.md"),
        (("list.md", "--format", "moodle"), 3, "it is not XML"),
        (("list.md", "--format", "csv"), 3, "no column question"),
        (("empty.md",), 3, "no question was found"),
        (("bare.md", "--skip-unanswered"), 3, "no question has an answer"),
        (("list.md", "--ask", "--json"), 2, "exclude each other"),
    ],
)
def test_one_clear_line(
    interviewer: Run,
    tmp_path: Path,
    source: Path,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    (tmp_path / "there.yaml").write_text("mine", "utf-8")
    (tmp_path / "empty.md").write_text("nothing here", "utf-8")
    (tmp_path / "bare.md").write_text("# Why?", "utf-8")
    done = interviewer("rubric", "import", *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "there.yaml").read_text("utf-8") == "mine"
    assert not (tmp_path / "list.yaml").exists()


def test_force_writes_over(interviewer: Run, tmp_path: Path, source: Path) -> None:
    (tmp_path / "list.yaml").write_text("mine", "utf-8")
    assert interviewer("rubric", "import", str(source), "--force").returncode == 0
    assert "queue" in (tmp_path / "list.yaml").read_text("utf-8")
