"""`interviewer progress`."""

import json
from pathlib import Path

import pytest

from interviewer.cli.progress_view import progress_lines
from interviewer.cli.text_charts import ASCII, BLOCKS
from interviewer.model.text import clean_text
from interviewer.services.progress import ProgressReport
from interviewer.storage.durable import ensure_folder
from interviewer.storage.rubric_copies import keep_rubric
from tests.factories import CLIPPING, changed, make_rubric
from tests.unit.cli.conftest import Run
from tests.unit.cli.test_start_up import imported_by
from tests.unit.services.many_sessions import hold_sessions
from tests.unit.services.progress_sessions import RUBRIC, answered, begun, keep, report_on
from tests.unit.services.report_sessions import HOSTILE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sessions with the small bank, which is not in force."""
    sessions = tmp_path / "sessions"
    ensure_folder(sessions)
    keep_rubric(sessions, RUBRIC)
    return sessions


def lines(report: ProgressReport) -> list[str]:
    """Return the lines of a report in ASCII."""
    return list(progress_lines(report, ASCII, ""))


def test_everything_is_told(
    interviewer: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scores over time, facility, weak ideas, what is due, and the figures."""
    monkeypatch.setenv("TERM", "xterm")
    for days in (9, 8, 7):
        keep(folder, answered((9 - days) / 2, 0, 0, text="word " * 20), days)
    done = interviewer("progress", "--transcripts", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Progress: A small bank",
        "  3 sessions, 0 finished; 3 questions answered; 0.1 hours.",
        "  20 words per answer in the newest session, steady.",
        "  ███  from 0 to 20 words",
        "Stages, unaided, session by session; in brackets the number of sessions:",
        "  basic                   ▁▂▃  ████░░░░░░░░  33%  up      not passed (3)",
        "Topics, the lowest first:",
        "  optimisation                   ▁▂▃  ████░░░░░░░░  33%  up      (3)",
        "Ideas by facility, the hardest first:",
        "  ░░░░░░░░   0%  It answers exploding gradients. (clipping, asked 3 times)",
        "  ░░░░░░░░   0%  Recurrent networks need it most. (clipping, asked 3 times)",
        "  ████░░░░  50%  It caps the size of the gradient. (clipping, asked 3 times)",
        "Weak ideas that come back:",
        "  o It answers exploding gradients. (clipping, 3 sessions, last 13 Nov 2026)",
        "  o Recurrent networks need it most. (clipping, 3 sessions, last 13 Nov 2026)",
        # By the clock of this machine, which may well stand before the sessions.
        *done.stdout.splitlines()[15:],
    ]
    assert done.stdout.splitlines()[15].startswith("Due for review: ")
    assert done.stdout.splitlines()[16].startswith(("  ! clipping (", "  o clipping ("))


def test_a_dumb_terminal_gets_ascii(
    interviewer: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else, and it is said what the digits mean."""
    keep(folder, answered(0, 1, 0), 1)
    keep(folder, answered(1, 1, 1), 0)
    monkeypatch.setenv("TERM", "dumb")
    done = interviewer("progress", "--transcripts", str(folder))
    assert done.stdout.isascii()
    assert "59  ############ 100%" in done.stdout
    assert "a digit is one session, in tenths" in done.stdout


def test_json_has_everything(interviewer: Run, folder: Path) -> None:
    keep(folder, answered(0, 1, 0), 1)
    done = interviewer("progress", "--json", "--transcripts", str(folder))
    data = json.loads(done.stdout)
    assert (data["rubric_id"], data["figures"]["sessions"]) == ("small", 1)
    point = {"began": "2026-11-19T12:00:00.000Z", "value": 0.5}
    assert data["stages"] == [{"name": "basic", "points": [point], "trend": None}]
    assert set(data["due"]) == {"now", "soon", "later", "topics"}


def test_no_sessions_yet(interviewer: Run) -> None:
    """It says what to do; JSON has zeros."""
    done = interviewer("progress")
    assert done.returncode == 0
    assert done.stdout == "No sessions yet; 'interviewer run' starts one.\n"
    assert json.loads(interviewer("progress", "--json").stdout)["figures"]["sessions"] == 0


def test_no_session_with_this_bank(interviewer: Run, folder: Path) -> None:
    """The command that starts one names the bank."""
    keep(folder, answered(1), 0)
    done = interviewer("progress", "--rubric", "sql", "--transcripts", str(folder))
    assert done.returncode == 0
    assert done.stdout.endswith(" yet; 'interviewer run --rubric sql' starts one.\n")


def test_since(interviewer: Run, folder: Path) -> None:
    """From a day on; where nothing is left it says so; what is no date is refused."""
    keep(folder, answered(1), 2)
    keep(folder, answered(1), 1)
    options = ("--transcripts", str(folder), "--since")
    assert (
        "  1 session, 0 finished since 19 Nov 2026;"
        in interviewer("progress", *options, "2026-11-19").stdout
    )
    none = interviewer("progress", *options, "2026-11-30").stdout
    assert none == "No session with A small bank since 30 Nov 2026; ask for an earlier day.\n"
    wrong = interviewer("progress", *options, "yesterday")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "--since: 'yesterday' is no date" in wrong.stderr


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("none", 2, "no bank 'none'"),
        ("none.yaml", 3, "none.yaml"),
        ("broken.yaml", 3, "broken.yaml"),
    ],
)
def test_a_bank_that_cannot_be_used(
    interviewer: Run, folder: Path, name: str, code: int, line: str
) -> None:
    """Exit codes and errors as everywhere."""
    Path("broken.yaml").write_text("items: [", "utf-8")
    done = interviewer("progress", "--rubric", name, "--transcripts", str(folder))
    assert (done.returncode, done.stdout) == (code, "")
    assert line in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_listed(interviewer: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    done = interviewer("progress", "--transcripts", str(file))
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("\n") == 1


def test_files_that_cannot_be_read_are_told(interviewer: Run, folder: Path) -> None:
    """With the others, and where there are no others."""
    keep(folder, answered(1), 1).write_bytes(b"no session\n")
    options = ("progress", "--transcripts", str(folder))
    assert "1 file cannot be read; 'interviewer transcript list --state" in (
        interviewer(*options).stdout
    )
    keep(folder, answered(1), 0)
    assert "1 file cannot be read;" in interviewer(*options).stdout


def test_no_line_is_wider_than_88_columns(tmp_path: Path) -> None:
    """Whatever the names are, and however many sessions there are."""
    topic = "a topic with a name that is far too long for its column"
    rubric = make_rubric(changed(CLIPPING, topic=topic))
    for days in range(30):
        keep(tmp_path, begun(rubric=rubric).ask(CLIPPING).skip(), days)
    for charts in (ASCII, BLOCKS):
        found = list(progress_lines(report_on(tmp_path, rubric), charts, ""))
        assert [line for line in found if len(line) > 88] == []
        assert any(line.startswith("  a topic with a ~  ") for line in found)


def test_long_lists_are_cut(tmp_path: Path) -> None:
    """Ten of each, and how many more."""
    rubric = make_rubric(*(changed(CLIPPING, id=f"clipping-{n}") for n in range(5)))
    script = begun(rubric=rubric)
    for item in rubric.items:
        script.ask(item).skip()
    for days in (2, 1):
        keep(tmp_path, script, days)
    found = lines(report_on(tmp_path, rubric))
    assert sum(line.startswith("  o ") for line in found) == 10
    assert "    and 5 more; --json has all" in found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str, tmp_path: Path) -> None:
    """Titles, topics and ideas that want to be more than text stay on their lines."""
    criterion = changed(CLIPPING.criteria[0], says=text)  # type: ignore[arg-type]
    item = changed(CLIPPING, topic=text, prompt=text, criteria=(criterion,))
    rubric = changed(make_rubric(item), title=text)  # type: ignore[arg-type]
    for days in (3, 2, 1):
        keep(tmp_path, begun(rubric=rubric).ask(CLIPPING).skip(), days)  # type: ignore[arg-type]
    found = lines(report_on(tmp_path, rubric))  # type: ignore[arg-type]
    assert [line for line in found if clean_text(line) != line or "\n" in line] == []


def test_really_held_interviews(interviewer: Run, folder: Path) -> None:
    """The whole way, with interviews of a candidate who gets better."""
    hold_sessions(folder, RUBRIC, 6)
    done = interviewer("progress", "--transcripts", str(folder))
    assert done.returncode == 0
    assert "  6 sessions, 6 finished;" in done.stdout
    assert all(len(line) <= 88 for line in done.stdout.splitlines())


def test_it_needs_neither_scikit_learn_nor_textual(folder: Path) -> None:
    """With sessions to read and reviews to space."""
    hold_sessions(folder, RUBRIC, 3)
    code = f"""
import sys
from interviewer.cli.program import program
program(["progress", "--transcripts", {str(folder)!r}], standalone_mode=False)
"""
    said = imported_by(code, folder)
    assert "3 sessions" in said
    assert "HEAVY []" in said
    assert "TEXTUAL False" in said
