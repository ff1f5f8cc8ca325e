"""The full-screen app, killed or told to end: nothing acknowledged is lost."""

import os
import signal
import sys
from pathlib import Path

import pytest

from interviewer.model.transcript import Answered, Drafted
from interviewer.storage.transcript_log import list_sessions, read_transcript
from tests.faults.terminal import Terminal, open_terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")

F5 = "\x1b[15~"
RUN = ("run", "--seed", "1", "--items", "1", "--transcripts", "t")


def saved(folder: Path, kind: type[Answered] | type[Drafted]) -> list[str]:
    """Return the texts of all answers or drafts on the disk."""
    return [
        event.data.text
        for path in list_sessions(folder / "t")
        for event in read_transcript(path).events
        if isinstance(event.data, kind)
    ]


def begin(terminal: Terminal) -> None:
    """Wait for the first question."""
    terminal.read_until(lambda: b"Your answer" in terminal.output)


def test_kill_loses_no_answer_and_no_saved_draft(tmp_path: Path) -> None:
    """After kill -9 the answer and the autosaved draft are there, and resume shows the draft."""
    with open_terminal(tmp_path, *RUN) as terminal:
        begin(terminal)
        terminal.type("the first answer")
        terminal.type(F5)
        terminal.read_until(lambda: saved(tmp_path, Answered) == ["the first answer"])
        terminal.read_until(lambda: b"follow-up" in terminal.output)
        terminal.type("words of the second")
        terminal.read_until(lambda: "words of the second" in saved(tmp_path, Drafted))
        terminal.signal(signal.SIGKILL)
        terminal.wait()
    with open_terminal(tmp_path, "resume", "--transcripts", "t") as terminal:
        terminal.read_until(lambda: b"words of the second" in terminal.output)
    assert saved(tmp_path, Answered) == ["the first answer"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_saves_what_was_typed(tmp_path: Path, number: signal.Signals) -> None:
    """Not a character that the app has shown is lost, and the terminal is left as it was."""
    with open_terminal(tmp_path, *RUN) as terminal:
        begin(terminal)
        terminal.type("unsaved words zzq")
        terminal.read_until(lambda: b"zzq" in terminal.output)
        terminal.signal(number)
        status = terminal.wait()
        assert os.waitstatus_to_exitcode(status) != 0
        assert b"\x1b[?1049l" in terminal.output
    assert saved(tmp_path, Drafted)[-1] == "unsaved words zzq"


def test_a_closed_window_ends_the_program_and_saves_what_was_typed(tmp_path: Path) -> None:
    """No process is left behind, and not a character that was shown is lost."""
    with open_terminal(tmp_path, *RUN) as terminal:
        begin(terminal)
        terminal.type("unsaved words zzq")
        terminal.read_until(lambda: b"zzq" in terminal.output)
        terminal.close_window()
        terminal.wait()
    assert saved(tmp_path, Drafted)[-1] == "unsaved words zzq"


WAITS = """
import os, signal, subprocess, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-m", "interviewer", *sys.argv[1:]], process_group=0)
os.tcsetpgrp(0, child.pid)
sys.exit(0 if child.wait() else 1)
"""


def test_a_closed_window_ends_the_program_below_one_that_waits(tmp_path: Path) -> None:
    """As below make: the hang-up goes to the one that waits, and nobody else is told."""
    command = [sys.executable, "-c", WAITS]
    with open_terminal(tmp_path, *RUN, command=command) as terminal:
        begin(terminal)
        terminal.type("unsaved words zzq")
        terminal.read_until(lambda: b"zzq" in terminal.output)
        terminal.close_window()
        assert os.waitstatus_to_exitcode(terminal.wait()) == 0
    assert saved(tmp_path, Drafted)[-1] == "unsaved words zzq"
