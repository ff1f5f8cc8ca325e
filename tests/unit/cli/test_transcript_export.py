"""`interviewer transcript export`: where a report goes, and what is in it."""

import csv
import io
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Done, Run

ANSWER = "Layers of neurons learn features from raw data."

BANK = """format: 1
id: own
title: Own <bank>
items:
  - {id: a, stage: basic, prompt: 'What is it?', references: [layers of neurons learn features]}
"""


@pytest.fixture
def sessions(interviewer: Run, tmp_path: Path) -> list[Path]:
    """Return two finished sessions of a small bank, the older first."""
    (tmp_path / "own.yaml").write_text(BANK)
    for _ in range(2):
        interviewer(
            *("run", "--plain", "--rubric", "own.yaml", "--seed", "1", "--transcripts", "t"),
            given=f"{ANSWER}\n" * 3,
        )
    # Two sessions of one second are told apart by chance alone: their order is made certain.
    found = sorted((tmp_path / "t").glob("*.jsonl"))
    return [
        path.rename(path.with_name(f"2026110{day}{path.name[8:]}"))
        for day, path in enumerate(found, 1)
    ]


def export(interviewer: Run, *arguments: str) -> Done:
    """Run the command on the folder of the tests."""
    return interviewer("transcript", "export", "--transcripts", "t", *arguments)


def test_html_goes_to_a_file_of_its_own(
    interviewer: Run, tmp_path: Path, sessions: list[Path]
) -> None:
    """Named after the newest session, said, readable by its owner alone."""
    done = export(interviewer, "--format", "html")
    path = tmp_path / f"{sessions[1].stem}.html"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Report: {path.name}\n"
    page = path.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert ANSWER.split()[0] in page
    assert "Own &lt;bank&gt;" in page
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_written_over_without_force(
    interviewer: Run, tmp_path: Path, sessions: list[Path]
) -> None:
    """The file stays as it was, and the error says what to do."""
    path = tmp_path / "mine.md"
    path.write_text("mine")
    done = export(interviewer, "--format", "md", "--output", "mine.md")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--force" in done.stderr
    assert path.read_text() == "mine"
    assert export(interviewer, "--format", "md", "--output", "mine.md", "--force").returncode == 0
    assert path.read_text("utf-8").startswith("# Interview report")


@pytest.mark.parametrize("form", ["md", "json", "csv"])
def test_other_formats_go_to_standard_output(
    interviewer: Run, tmp_path: Path, sessions: list[Path], form: str
) -> None:
    """Nothing else is said there, and no file is made."""
    before = sorted(tmp_path.iterdir())
    done = export(interviewer, "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert ANSWER in done.stdout
    assert sorted(tmp_path.iterdir()) == before
    assert "Report:" not in done.stdout
    assert export(interviewer, "--format", "html", "--output", "-").stdout.startswith("<!DOCTYPE")


def test_all_sessions_go_into_one_report(
    interviewer: Run, tmp_path: Path, sessions: list[Path]
) -> None:
    """The oldest first; a session named twice is told once."""
    data = json.loads(export(interviewer, "--format", "json", "--all").stdout)
    assert [session["id"] for session in data["sessions"]] == [path.stem for path in sessions]
    names = [path.stem for path in (sessions[1], sessions[0], sessions[1])]
    assert json.loads(export(interviewer, "--format", "json", *names).stdout) == data
    rows = list(csv.DictReader(io.StringIO(export(interviewer, "--all", "--format", "csv").stdout)))
    assert {row["session"] for row in rows} == {path.stem for path in sessions}
    assert export(interviewer, "--all", "--format", "html").stdout == "Report: interviews.html\n"


def test_an_anonymous_report_says_neither_when_nor_where(
    interviewer: Run, tmp_path: Path, sessions: list[Path]
) -> None:
    """In every format, and in the name of its file."""
    for form in ("html", "md", "json", "csv"):
        done = export(interviewer, "--format", form, "--anonymous", "--output", "-")
        assert done.returncode == 0
        assert "202611" not in done.stdout
        assert "2026-11" not in done.stdout
        assert "November" not in done.stdout
        assert str(tmp_path) not in done.stdout
        assert "session-1" in done.stdout
        assert "Layers" in done.stdout
    done = export(interviewer, "--format", "html", "--anonymous")
    assert done.stdout == "Report: session-1.html\n"


def test_what_cannot_be_read_is_named(
    interviewer: Run, tmp_path: Path, sessions: list[Path]
) -> None:
    """Of all sessions it is passed over and said, alone it is an error."""
    sessions[0].write_bytes(b"nothing\n")
    done = export(interviewer, "--format", "json", "--all")
    assert done.returncode == 0
    assert [each["id"] for each in json.loads(done.stdout)["sessions"]] == [sessions[1].stem]
    assert done.stderr.startswith(f"Left out: {sessions[0].name}")
    alone = export(interviewer, "--format", "json", sessions[0].stem)
    assert (alone.returncode, alone.stdout) == (4, "")
    sessions[1].write_bytes(b"nothing\n")
    assert export(interviewer, "--format", "json", "--all").returncode == 4


def test_wrong_use_is_said_in_a_line(
    interviewer: Run, tmp_path: Path, sessions: list[Path]
) -> None:
    """Without a format, with too much, for a folder, for a folder without sessions."""
    (tmp_path / "there").mkdir()
    for arguments in (
        (),
        ("--format", "pdf"),
        ("--format", "md", "--all", sessions[0].stem),
        ("--format", "md", "--output", "there"),
        ("--format", "md", "nonsense"),
    ):
        done = export(interviewer, *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert done.stderr.count("\n") == 1, done.stderr
    done = interviewer("transcript", "export", "--format", "md", "--transcripts", "none")
    assert done.returncode == 2
    assert "no sessions" in done.stderr
    gone = export(interviewer, "--format", "md", "--output", "missing/report.md")
    assert gone.returncode == 4
    assert "Traceback" not in gone.stderr


def test_export_imports_nothing_heavy(sessions: list[Path], tmp_path: Path) -> None:
    """Neither scikit-learn nor Textual is needed for a report."""
    code = (
        "import sys\n"
        "from interviewer.cli.program import program\n"
        "program(['transcript', 'export', '--transcripts', 't', '--format', 'html'],"
        " standalone_mode=False)\n"
        "heavy = {'sklearn', 'scipy', 'numpy', 'textual'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=True,
    )
    assert "HEAVY []" in done.stdout
