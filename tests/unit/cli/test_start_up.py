"""What must stay cheap is proved at run time: what a start does not import."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sklearn", "scipy", "numpy")

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

REPORT = f"""
print("HEAVY", sorted(name for name in {HEAVY!r} if name in sys.modules))
print("TEXTUAL", "textual" in sys.modules)
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
