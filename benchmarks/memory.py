"""The memory of a running interview against an empty Textual app: python -m benchmarks.memory.

Both run in a pty of 80x24. The interview is held live with the shipped bank and its real grader;
what counts is the resident memory of its process after ten graded answers (Linux tells it).
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.answers import shipped_bank
from benchmarks.empty_app import MARK
from benchmarks.table import Ratio, Row, print_rows
from interviewer.model.transcript import Asked, Assessed
from interviewer.storage.transcript_log import list_sessions, read_told
from tests.faults.terminal import Terminal, open_terminal

ANSWERS = 10
BAR = 2.0
QUIET = 0.4
MISSPELT = "So the gradeint is smal."
"""Misspellings are looked up in a library of their own, which is loaded with the first of them."""

F5 = "\x1b[15~"
_OPTIONS = ("run", "--mode", "live", "--seed", "1", "--items", "8", "--untimed")


def resident(process: int) -> float:
    """Return the resident memory of a process in megabytes (2**20 bytes)."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def empty_app() -> float:
    """Return what an empty Textual app takes, in megabytes."""
    program = str(Path(__file__).with_name("empty_app.py"))
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, program]
        with open_terminal(Path(name), command=command) as terminal:
            terminal.read_until(lambda: MARK.encode() in terminal.output)
            return resident(terminal.child)


def interview() -> list[float]:
    """Return what an interview takes before its first answer and after each, in megabytes."""
    answer = shipped_bank().items[0].examples[0].answer.strip()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_terminal(folder, *_OPTIONS, "--transcripts", "t") as terminal:
            terminal.read_until(lambda: b"Your answer" in terminal.output)
            taken = [resident(terminal.child)]
            for number in range(1, ANSWERS + 1):
                _send(terminal, folder / "t", answer, number)
                taken.append(resident(terminal.child))
    return taken


def _send(terminal: Terminal, transcripts: Path, answer: str, number: int) -> None:
    """Type an answer to the question with this number, and wait until it is marked."""
    terminal.read_until(lambda: _count(transcripts, Asked) >= number)
    _wait_until_quiet(terminal)
    terminal.output = b""
    end = f"zz{number}q"  # unlike the ends of the answers above, which are drawn again
    terminal.type(f"{answer} {MISSPELT} {end}")
    terminal.read_until(lambda: end.encode() in terminal.output)
    terminal.output = b""
    terminal.type(F5)
    terminal.read_until(lambda: _count(transcripts, Assessed) >= number)


def _wait_until_quiet(terminal: Terminal) -> None:
    """Wait until nothing has been drawn for a while: then the editor takes what is typed."""
    drawn, since = -1, 0.0

    def is_quiet() -> bool:
        nonlocal drawn, since
        if len(terminal.output) != drawn:
            drawn, since = len(terminal.output), time.monotonic()
        return time.monotonic() - since > QUIET

    terminal.read_until(is_quiet)


def _count(transcripts: Path, kind: type[Asked] | type[Assessed]) -> int:
    """Return how many events of a kind there are so far."""
    events = (event for path in list_sessions(transcripts) for event in read_told(path))
    return sum(isinstance(event.data, kind) for event in events)


def memory() -> list[Row]:
    """Return the rows of the table."""
    interview()  # leaves what was learned from the bank in the cache, as any first one does
    theirs, ours = empty_app(), interview()
    ratio = Ratio("memory of an interview, over an empty app's", ours[-1] / theirs)
    return [
        Row("memory, empty Textual app", f"{theirs:.0f} MB", "yardstick"),
        Row("memory, interview before the first answer", f"{ours[0]:.0f} MB", ""),
        Row(f"memory, interview after {ANSWERS} graded answers", f"{ours[-1]:.0f} MB", ""),
        Row("memory, ratio", f"{ratio.value:.2f}", "at most 2.00", ratio.value <= BAR, ratio),
    ]


if __name__ == "__main__":
    print_rows(memory())
