"""`interviewer calibrate`, and `grade` with what it learnt."""

import csv
import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

FULL = "Dropout silences random units in training, so units cannot rely on each other"
HALF = "It drops random neurons during training"
EXTRAS = "then here now first second third also even always often twice".split()


def write_marked(path: Path, full: str = "1", half: str = "0.9") -> None:
    """Write thirty marked answers to one item."""
    rows = [["item_id", "answer", "score"]]
    for number in range(15):
        extra = f"{EXTRAS[number % 11]} {number}"
        rows += [["dropout", f"{FULL}, {extra}.", full], ["dropout", f"{HALF}, {extra}.", half]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def calibrate(run: Run, *more: str) -> str:
    """Learn from marked.csv into mine.json and return what was said."""
    arguments = ("--rubric", "deep-learning", "--marked", "marked.csv", "--output", "mine.json")
    done = run("calibrate", *arguments, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_agreement_before_and_after_is_told(interviewer: Run, tmp_path: Path) -> None:
    """A table of both, and how to use what was learnt."""
    write_marked(tmp_path / "marked.csv")
    said = calibrate(interviewer)
    assert "the program alone" in said
    assert "calibrated" in said
    assert "interviewer grade --calibration mine.json" in said
    data = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert data["after"]["error"] < data["before"]["error"]


def test_as_json(interviewer: Run, tmp_path: Path) -> None:
    """The same figures for programs."""
    write_marked(tmp_path / "marked.csv")
    data = json.loads(calibrate(interviewer, "--json"))
    assert data["output"] == "mine.json"
    assert data["before"]["answers"] == 30


def test_a_calibrated_mark_is_explained(interviewer: Run, tmp_path: Path) -> None:
    """One answer: the sum names the calibration, and its parts are listed."""
    write_marked(tmp_path / "marked.csv")
    calibrate(interviewer)
    arguments = ("--rubric", "deep-learning", "--item", "dropout", "--calibration", "mine.json")
    done = interviewer("grade", *arguments, given=HALF)
    assert "calibration" in done.stdout
    data = json.loads(interviewer("grade", *arguments, "--json", given=HALF).stdout)
    shift = data["adjustment"]
    parts = shift["coach"] + shift["criteria"] + shift["others"] + shift["limited"]
    parts += sum(word["points"] for word in shift["words"])
    assert shift["points"] == pytest.approx(parts, abs=1e-6)


def test_a_csv_with_a_calibration(interviewer: Run, tmp_path: Path) -> None:
    """The marks in the output are the coach's."""
    write_marked(tmp_path / "marked.csv")
    calibrate(interviewer)
    (tmp_path / "in.csv").write_text(f"item_id,answer\ndropout,{HALF}\n", encoding="utf-8")
    arguments = ("--rubric", "deep-learning", "--answers", "in.csv", "--output")
    assert interviewer("grade", *arguments, "plain.csv").returncode == 0
    more = ("--calibration", "mine.json")
    assert interviewer("grade", *arguments, "ours.csv", *more).returncode == 0
    scores = []
    for name in ("plain.csv", "ours.csv"):
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            scores += [float(row["score"]) for row in csv.DictReader(file)]
    assert abs(scores[1] - 0.9) < abs(scores[0] - 0.9)


def test_too_few_answers(interviewer: Run, tmp_path: Path) -> None:
    """A clear line and exit code 3; nothing is written."""
    (tmp_path / "marked.csv").write_text("item_id,answer,score\ndropout,x,1\n", encoding="utf-8")
    done = interviewer(
        "calibrate", "--rubric", "deep-learning", "--marked", "marked.csv", "--output", "mine.json"
    )
    assert done.returncode == 3
    assert "too few" in done.stderr
    assert not (tmp_path / "mine.json").exists()


def test_marks_without_sense_are_not_stored(interviewer: Run, tmp_path: Path) -> None:
    """Exit code 1 and why; an older calibration stays."""
    rows = [["item_id", "answer", "score"]]
    rows += [["dropout", f"qqzzx wwxxy {n}", "0"] for n in range(25)]
    with (tmp_path / "marked.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (tmp_path / "mine.json").write_text("old", encoding="utf-8")
    done = interviewer(
        "calibrate", "--rubric", "deep-learning", "--marked", "marked.csv", "--output", "mine.json"
    )
    assert done.returncode == 1
    assert "nothing was stored" in done.stdout
    assert (tmp_path / "mine.json").read_text("utf-8") == "old"


def test_something_else_as_calibration(interviewer: Run, tmp_path: Path) -> None:
    """A file that is no calibration is refused with exit code 3."""
    (tmp_path / "mine.json").write_text("{}", encoding="utf-8")
    arguments = ("--rubric", "deep-learning", "--item", "dropout", "--calibration", "mine.json")
    done = interviewer("grade", *arguments, given=HALF)
    assert done.returncode == 3
    assert "no calibration" in done.stderr
