"""`interviewer rubric`: list, show, check, test, schema."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

SMALL = """\
format: 1
id: small
title: Small
items:
  - id: clipping
    stage: basic
    prompt: What is gradient clipping?
    references: [Clipping scales a gradient down whose norm exceeds a threshold.]
    criteria:
      - id: threshold
        points: 2
        says: A threshold bounds the gradient.
        match: [threshold, norm scale*]
    examples:
      - {band: strong, answer: it scales gradients above a threshold}
      - {band: strong, answer: bananas}
"""

BROKEN = """\
format: 2
id: Not An Id
titel: Broken
items:
  - id: one
    stage: easy
    prompt: ''
    references: []
    criteria:
      - {id: a, points: many, says: x, match: a|}
      - {id: a, points: 2, says: x, match: ['!only']}
  - id: one
    stage: basic
    prompt: p
    references: [r]
    minutes: -3
"""


def bank(folder: Path, text: str, name: str = "small") -> None:
    """Put a bank into ./rubrics of a folder."""
    (folder / "rubrics").mkdir(exist_ok=True)
    (folder / "rubrics" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_list_holds_own_and_shipped_banks(interviewer: Run, tmp_path: Path) -> None:
    """Both are listed; JSON is an array of objects with an id."""
    bank(tmp_path, SMALL)
    done = interviewer("rubric", "list", "--json")
    found = {entry["id"]: entry for entry in json.loads(done.stdout)}
    assert {"small", "deep-learning"} <= set(found)
    assert found["small"]["items"] == 1
    assert found["deep-learning"]["stages"]["basic"] >= 5
    assert "small" in interviewer("rubric", "list").stdout


def test_a_broken_bank_is_listed_with_its_first_problem(interviewer: Run, tmp_path: Path) -> None:
    """One broken file does not hide the others."""
    bank(tmp_path, BROKEN, "broken")
    done = interviewer("rubric", "list")
    assert done.returncode == 0
    assert "broken.yaml:1:9" in done.stdout
    assert "deep-learning" in done.stdout


def test_check_reports_every_problem_with_its_line(interviewer: Run, tmp_path: Path) -> None:
    """Exit code 1; bad patterns are among the problems; JSON has them too."""
    bank(tmp_path, BROKEN, "broken")
    done = interviewer("rubric", "check", "broken")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    for place in (
        "1:9",
        "2:5",
        "3:1",
        "6:12",
        "7:13",
        "8:17",
        "10:25",
        "10:47",
        "11:14",
        "11:45",
        "16:14",
    ):
        assert any(f"broken.yaml:{place}:" in line for line in lines), (place, lines)
    data = json.loads(interviewer("rubric", "check", "broken", "--json").stdout)
    assert len(data) == len(lines)
    assert all(problem["line"] and problem["mend"] for problem in data)


def test_a_broken_bank_ends_other_commands_with_exit_code_3(
    interviewer: Run, tmp_path: Path
) -> None:
    """The problems are on stderr, and no traceback is."""
    bank(tmp_path, BROKEN, "broken")
    done = interviewer("run", "--plain", "--rubric", "broken", given="a\n")
    assert done.returncode == 3
    assert "broken.yaml:1:9" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_rubrics_own_tests(interviewer: Run, tmp_path: Path) -> None:
    """An example outside its band is printed and ends with exit code 1."""
    bank(tmp_path, SMALL)
    done = interviewer("rubric", "test", "small")
    assert done.returncode == 1
    assert "2 of 3 as expected" in done.stdout
    assert "example 2" in done.stdout
    results = json.loads(interviewer("rubric", "test", "small", "--json").stdout)
    assert [result["passed"] for result in results] == [True, True, False]


def test_show_prints_an_item_in_full(interviewer: Run) -> None:
    """References, criteria, patterns, probes and misconceptions are there."""
    done = interviewer("rubric", "show", "deep-learning", "--item", "gradient-clipping")
    for words in ("Reference 1", "probe:", "hint:", "-3  ", "Sources:"):
        assert words in done.stdout
    data = json.loads(interviewer("rubric", "show", "deep-learning", "--json").stdout)
    assert data["id"] == "deep-learning"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "nothing"), "no bank 'nothing'"),
        (("show", "deep-learning", "--item", "nothing"), "no item 'nothing'"),
        (("check", "missing.yaml"), "missing.yaml"),
        (("list", "--rubrics", "missing"), "is not a folder"),
    ],
)
def test_wrong_names_are_said_in_a_line(
    interviewer: Run, arguments: tuple[str, ...], words: str
) -> None:
    """One line on stderr, an exit code of wrong use or bad input."""
    done = interviewer("rubric", *arguments)
    assert done.returncode in (2, 3)
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_schema_is_json_schema(interviewer: Run) -> None:
    """What it prints can be given to an editor."""
    schema = json.loads(interviewer("rubric", "schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "items" in schema["properties"]
