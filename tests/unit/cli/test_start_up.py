"""What must stay cheap is proved at run time: what a start, and an interview, do not import."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sklearn", "scipy", "numpy")

SPARED = ("yaml", "rapidfuzz", "importlib.resources", "interviewer.storage.rubric_reader")
"""What an interview and one answer need no more once the caches are filled: each of these takes
milliseconds to import and a megabyte to keep."""

HELP = """
import sys
from interviewer.cli.program import program
try:
    program(["--help"])
except SystemExit:
    pass
"""

FIRST_PAINT = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from interviewer.cli.app import new_seed, new_token
from interviewer.services.clock import SystemClock
from interviewer.storage.paths import resolve_paths
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.opening import HomeOpening

async def paint():
    paths = resolve_paths(None, Path("transcripts"), Path.cwd(), {})
    app = InterviewerApp(Context(paths, SystemClock(), new_token, new_seed), HomeOpening())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen.is_running
asyncio.run(paint())
"""

BANK = """\
id: small
title: A small bank
items:
  - id: one
    stage: basic
    prompt: What is a gradient?
    references: [The derivative of the loss for each weight.]
    criteria:
      - {id: slope, points: 1, says: It is a derivative of the loss., match: [derivative loss]}
"""

ANSWER = "It is the derivative of the loss, one for each of the weights."

GRADE = """
import sys
from interviewer.cli.program import program
program("grade --rubric small.yaml --item one answer.txt".split(), standalone_mode=False)
"""

# As the benchmark of memory does it, without a terminal.
INTERVIEW = f"""
import asyncio, os, sys
from pathlib import Path
from interviewer.cli.app import new_seed, new_token
from interviewer.model.rubric import Stage
from interviewer.model.session import Mode, Settings
from interviewer.services.banks import load_bank_file
from interviewer.services.clock import SystemClock
from interviewer.storage.paths import resolve_paths
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.opening import InterviewOpening
from interviewer.tui.screens.interview import InterviewScreen

async def interview():
    paths = resolve_paths(None, Path("transcripts"), Path.cwd(), os.environ)
    settings = Settings(tuple(Stage), 1, None, Mode.PRACTICE, False, 1)
    opening = InterviewOpening(load_bank_file(Path("small.yaml")), settings)
    app = InterviewerApp(Context(paths, SystemClock(), new_token, new_seed), opening)
    async with app.run_test(size=(80, 24)) as pilot:
        while not (isinstance(app.screen, InterviewScreen) and app.screen.is_mounted):
            await pilot.pause(0.01)
        screen = app.screen
        while screen.busy or screen.interview.state.open_turn is None:
            await pilot.pause(0.01)
        screen.editor.insert({ANSWER!r})
        await pilot.press("f5")
        while (marks := screen.interview.state.records[0].turns[0].assessment) is None:
            await pilot.pause(0.01)
        print(marks.points, "of", marks.possible, "points")
asyncio.run(interview())
"""

REPORT = f"""
print("HEAVY", sorted(name for name in {HEAVY!r} if name in sys.modules))
print("TEXTUAL", "textual" in sys.modules)
print("SPARED", sorted(name for name in {SPARED!r} if name in sys.modules))
"""


def imported_by(code: str, folder: Path) -> str:
    """Run code in a fresh interpreter and return what it says of the imported modules."""
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    """`interviewer --help` needs neither scikit-learn nor Textual."""
    said = imported_by(HELP, tmp_path)
    assert "Usage:" in said
    assert "HEAVY []" in said
    assert "TEXTUAL False" in said


def test_first_paint_imports_no_scikit_learn(tmp_path: Path) -> None:
    """The app's home is on the screen before scikit-learn or scipy is touched."""
    said = imported_by(FIRST_PAINT, tmp_path)
    assert "HEAVY []" in said
    assert "TEXTUAL True" in said


@pytest.mark.parametrize("arguments", [["paths"], ["rubric", "list"], ["transcript", "list"]])
def test_small_commands_import_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    """Listing things needs neither scikit-learn nor Textual."""
    code = f"""
import sys
from interviewer.cli.program import program
program({arguments!r}, standalone_mode=False)
"""
    said = imported_by(code, tmp_path)
    assert "HEAVY []" in said
    assert "TEXTUAL False" in said


@pytest.mark.parametrize("code", [GRADE, INTERVIEW], ids=["grade", "interview"])
def test_what_is_in_the_caches_needs_no_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """The second time nothing is parsed or learned, and words are compared without a library."""
    monkeypatch.setenv("INTERVIEWER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "small.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "answer.txt").write_text(ANSWER, encoding="utf-8")
    first, second = imported_by(code, tmp_path), imported_by(code, tmp_path)
    assert "yaml" in first.partition("SPARED")[2], "the caches were empty"
    assert "HEAVY []" in second
    assert "SPARED []" in second
    assert f"TEXTUAL {code is INTERVIEW}" in second
    assert re.search(r"\b1(\.0)? of 1 points$", second, re.MULTILINE)
