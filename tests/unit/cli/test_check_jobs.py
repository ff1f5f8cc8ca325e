"""`interviewer rubric check` of a large bank: Ctrl+C and kills end all of its processes."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from benchmarks.large_bank import bank_text
from interviewer.services.rubric_lint import FEWEST_SHARED

PATIENCE = 60.0
"""Seconds until a wait gives up; nothing here waits for a fixed time."""

CHECK = """
import os, sys
os.sched_getaffinity = lambda process: {0, 1}
sys.argv = ["interviewer", "rubric", "check", "large.yaml"]
from interviewer.cli.main import main
main()
"""
"""The command as on a machine with two cores."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bank that is worth two processes."""
    made = tmp_path_factory.mktemp("large")
    (made / "large.yaml").write_text(bank_text(2 * FEWEST_SHARED), "utf-8")
    return made


@contextmanager
def under_way(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the check till its bar stands on the terminal: then processes have found something."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", CHECK],
        cwd=folder,
        env=os.environ | {"INTERVIEWER_DATA": str(folder / "data"), "PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        said = b""
        while b"Checking" not in said:
            said += os.read(ours, 1000)  # fails where the program ends before
        yield program
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate(timeout=PATIENCE)
        os.close(ours)


def test_an_interrupt_ends_every_process(folder: Path) -> None:
    """A terminal sends Ctrl+C to all of them; not one prints where it was."""
    with under_way(folder) as program:
        os.killpg(program.pid, signal.SIGINT)
        # All of them hold the stream, so reading to its end waits for the last.
        out, _ = program.communicate(timeout=PATIENCE)
    assert (program.returncode, out) == (130, b"")


def test_the_others_end_with_a_check_that_is_killed(folder: Path) -> None:
    """Nobody is left who could tell them to."""
    with under_way(folder) as program:
        program.kill()
        program.communicate(timeout=PATIENCE)
    assert program.returncode == -signal.SIGKILL
