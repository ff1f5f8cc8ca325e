"""kill -9 of a plain interview at any moment: no acknowledged answer is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.model.transcript import Answered, Drafted
from interviewer.storage.transcript_log import list_sessions, read_transcript

COMMAND = (sys.executable, "-m", "interviewer", "run", "--plain", "--seed", "1", "--items", "1")


def start(folder: Path) -> "subprocess.Popen[str]":
    """Start an interview whose input and output are pipes."""
    return subprocess.Popen(
        [*COMMAND, "--transcripts", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder.parent,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def read_until(process: "subprocess.Popen[str]", mark: str) -> None:
    """Read lines until one begins with `mark`."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(mark):
            return
    raise AssertionError(f"the output ended before {mark!r}")


def type_line(process: "subprocess.Popen[str]", text: str) -> None:
    """Type a line."""
    assert process.stdin is not None
    process.stdin.write(text + "\n")
    process.stdin.flush()


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_kill_after_an_acknowledged_answer(tmp_path: Path, answers: int) -> None:
    """What was acknowledged before the kill is in the file, and the session goes on."""
    folder = tmp_path / "t"
    with start(folder) as process:
        read_until(process, "(basic")
        for number in range(answers):
            type_line(process, f"answer number {number}")
            read_until(process, "You: answer number")
        process.send_signal(signal.SIGKILL)
    (path,) = list_sessions(folder)
    events = read_transcript(path).events
    texts = [event.data.text for event in events if isinstance(event.data, Answered)]
    assert texts == [f"answer number {number}" for number in range(answers)]
    done = subprocess.run(
        [sys.executable, "-m", "interviewer", "resume", "--plain", "--transcripts", str(folder)],
        input="/stop\n",
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert "Result:" in done.stdout


def test_a_signal_to_end_leaves_the_session_paused(tmp_path: Path) -> None:
    """SIGTERM stops the clock; the lines typed of an unfinished answer are its draft."""
    folder = tmp_path / "t"
    with start(folder) as process:
        read_until(process, "(basic")
        type_line(process, "the first line of several \\")
        (path,) = list_sessions(folder)
        while not any(isinstance(e.data, Drafted) for e in read_transcript(path).events):
            assert process.poll() is None
        process.terminate()
        process.communicate()
    events = read_transcript(path).events
    assert events[-1].data.type == "paused"
    assert process.returncode == 130
