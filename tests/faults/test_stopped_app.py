"""The full-screen app, stopped from outside and let go on: its deadlines hold."""

import os
import signal
import time
from pathlib import Path

import pytest

from interviewer.model.transcript import Answered, Asked, Drafted
from interviewer.storage.transcript_log import list_sessions, read_transcript
from tests.faults.terminal import PATIENCE, Terminal, open_terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")

SECONDS = 6.0
RUN = ("run", "--seed", "1", "--items", "1", "--minutes", str(SECONDS / 60), "--transcripts", "t")
CTRL_Z = "\x1a"
F5 = "\x1b[15~"


def answers(folder: Path) -> list[Answered]:
    """Return the answers on the disk."""
    return [event.data for event in events(folder) if isinstance(event.data, Answered)]


def events(folder: Path) -> list:  # type: ignore[type-arg]  # of all kinds
    """Return all events on the disk."""
    return [event for path in list_sessions(folder / "t") for event in read_transcript(path).events]


def asked(folder: Path) -> bool:
    """Return whether the first question is on the disk."""
    return any(isinstance(event.data, Asked) for event in events(folder))


def is_stopped(terminal: Terminal) -> bool:
    """Return whether the program has been stopped since the last look."""
    child, status = os.waitpid(terminal.child, os.WNOHANG | os.WUNTRACED)
    return bool(child) and os.WIFSTOPPED(status)


def wait_past_the_deadline(began: float) -> None:
    """Wait until the time of the interview is over by this process's own clock."""
    while time.monotonic() < began + SECONDS + 0.5:
        assert time.monotonic() < began + PATIENCE
        time.sleep(0.02)


def type_and_stop(terminal: Terminal, folder: Path, stop: str | signal.Signals) -> float:
    """Type a draft, stop the program, and return a moment at which the clock ran already."""
    terminal.read_until(lambda: b"Your answer" in terminal.output)
    terminal.read_until(lambda: asked(folder))
    began = time.monotonic()
    terminal.type("unsent words zzq")
    terminal.read_until(lambda: b"zzq" in terminal.output)
    if isinstance(stop, str):
        terminal.type(stop)
    else:
        terminal.signal(stop)
    terminal.read_until(lambda: is_stopped(terminal))
    assert answers(folder) == [], "the machine was too slow: the time was over before the stop"
    return began


@pytest.mark.parametrize("stop", [signal.SIGSTOP, CTRL_Z], ids=["SIGSTOP", "Ctrl+Z"])
def test_a_deadline_passes_while_the_program_is_stopped(
    tmp_path: Path, stop: str | signal.Signals
) -> None:
    """What stood in the editor is the answer as soon as the program goes on, and is timed out."""
    with open_terminal(tmp_path, *RUN) as terminal:
        began = type_and_stop(terminal, tmp_path, stop)
        wait_past_the_deadline(began)
        assert answers(tmp_path) == []
        terminal.signal(signal.SIGCONT)
        terminal.read_until(lambda: len(answers(tmp_path)) == 1)
        (answer,) = answers(tmp_path)
        assert (answer.text, answer.timed_out) == ("unsent words zzq", True)
        assert answer.elapsed >= SECONDS
        terminal.read_until(lambda: b"F5 shows the result" in terminal.output)
        terminal.output = b""
        terminal.type(F5)
        terminal.read_until(lambda: b"Study next" in terminal.output)


@pytest.mark.parametrize("stop", [signal.SIGSTOP, CTRL_Z], ids=["SIGSTOP", "Ctrl+Z"])
def test_a_program_that_goes_on_still_takes_keys_and_ends_cleanly(
    tmp_path: Path, stop: str | signal.Signals
) -> None:
    """The draft is drawn anew, keys arrive, and at the end the terminal is as it was."""
    run = (*RUN[:5], "--untimed", *RUN[7:])
    with open_terminal(tmp_path, *run) as terminal:
        terminal.read_until(lambda: b"Your answer" in terminal.output)
        terminal.type("unsent words zzq")
        terminal.read_until(lambda: b"zzq" in terminal.output)
        if isinstance(stop, str):
            terminal.type(stop)
        else:
            terminal.signal(stop)
        terminal.read_until(lambda: is_stopped(terminal))
        terminal.output = b""
        terminal.signal(signal.SIGCONT)
        terminal.read_until(lambda: b"zzq" in terminal.output)
        terminal.type(" and xxq")
        terminal.read_until(lambda: b"xxq" in terminal.output)
        terminal.output = b""
        terminal.signal(signal.SIGTERM)
        status = terminal.wait()
        assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGTERM
        assert b"\x1b[?1049l" in terminal.output, "the shell has its screen back"
        assert terminal.echoes()
    drafts = [e.data.text for e in events(tmp_path) if isinstance(e.data, Drafted)]
    assert drafts[-1] == "unsent words zzq and xxq"
