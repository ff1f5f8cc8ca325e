"""`interviewer rubric stats`."""

import json
from pathlib import Path

import pytest

from interviewer.storage.rubric_file import load_rubric
from tests.unit.cli.conftest import Run
from tests.unit.cli.test_rubric_mark import BANK
from tests.unit.cli.test_start_up import imported_by
from tests.unit.services.many_sessions import hold_sessions


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    """Twenty-four sessions with a small bank that is in the working folder."""
    (tmp_path / "small.yaml").write_text(BANK, "utf-8")
    folder = tmp_path / "sessions"
    rubric = load_rubric(tmp_path / "small.yaml")
    hold_sessions(folder, rubric, 24, quality=(0.2, 0.9), items_per_stage=2)
    return folder


def test_a_table_of_items_and_criteria(
    interviewer: Run, sessions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = interviewer("rubric", "stats", "--rubric", "small.yaml", "--transcripts", "sessions")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Small: 24 sessions, 2 questions asked."
    assert [line.split()[0] for line in lines[2:3]] == ["clipping"]
    assert [line.split()[:3] for line in lines[3:5]] == [["+", "threshold", "24"],
                                                          ["+", "exploding", "24"]]  # fmt: skip
    assert "nobody meets it" in lines[4], "the reference does not hold it"
    assert "40 s of 3 min" in lines[2]


def test_as_json(interviewer: Run, sessions: Path) -> None:
    """Everything, what is withheld as null."""
    arguments = ("rubric", "stats", "--rubric", "small.yaml", "--transcripts", "sessions", "--json")
    data = json.loads(interviewer(*arguments).stdout)
    assert data["sessions"] == 24
    clipping, dropout = data["items"]
    assert clipping["whole"]["asked"] == 24
    assert 0 < clipping["whole"]["facility"] < 1
    assert clipping["criteria"][1]["discrimination"] is None, "it never varies"
    total = clipping["whole"]["weight"] + dropout["whole"]["weight"]
    assert total == pytest.approx(1, abs=1e-3)
    assert clipping["misconceptions"][0]["held"]["of"] > 0


def test_since(interviewer: Run, sessions: Path) -> None:
    """Two days lie between two sessions; the last one begins on 20 November 2026."""
    arguments = ("rubric", "stats", "--rubric", "small.yaml", "--transcripts", "sessions")
    done = interviewer(*arguments, "--since", "2026-11-15")
    assert "Small: 3 sessions" in done.stdout
    assert "Facility, weight and time are told from 10 answers on" in done.stdout
    done = interviewer(*arguments, "--since", "yesterday")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_nothing_to_tell(interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(BANK, "utf-8")
    done = interviewer("rubric", "stats", "--rubric", "small.yaml", "--transcripts", "none")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing was asked yet" in done.stdout


def test_no_scikit_learn_is_needed(tmp_path: Path) -> None:
    """The marks are in the transcripts already."""
    (tmp_path / "small.yaml").write_text(BANK, "utf-8")
    arguments = ["rubric", "stats", "--rubric", "small.yaml", "--transcripts", "none"]
    code = f"""
import sys
from interviewer.cli.program import program
program({arguments!r}, standalone_mode=False)
"""
    said = imported_by(code, tmp_path)
    assert "HEAVY []" in said
    assert "TEXTUAL False" in said
