"""How the app ends: by a signal, and by a crash that says one line and no answer."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from interviewer.services.sessions import list_past, open_past_file
from interviewer.tui.widgets.conversation import ConversationView
from tests.factories import CLIPPING
from tests.tui.pilots import SHIPPED, Desk, in_turn, until, write

SECRET = "my-secret-answer"

RUN = """
import sys
import time
from pathlib import Path
from interviewer.services.clock import SystemClock
from interviewer.storage.paths import Paths
from textual.drivers._writer_thread import WriterThread
from interviewer.tui import app
from interviewer.tui.app import run_app
from interviewer.tui.context import Context
from interviewer.tui.opening import InterviewOpening
from interviewer.tui.screens.interview import InterviewScreen
from tests.factories import make_rubric, make_settings

{trouble}
folder = Path(sys.argv[1])
context = Context(
    Paths(None, Path(sys.argv[2]), folder, folder), SystemClock(), lambda: "0000", lambda: 1
)
sys.exit(run_app(context, InterviewOpening(make_rubric(), make_settings())))
"""
CRASH = """
def crash(self):
    secret = self.editor.text
    raise KeyError(secret)

InterviewScreen.action_send = crash
"""
HANG = """
WriterThread.stop = lambda self: time.sleep(1000)
app.ENDING_SECONDS = 0.2
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_saves_the_draft_and_says_so_in_the_exit_code(
    desk: Desk, number: signal.Signals
) -> None:
    app = desk.interview(CLIPPING)
    async with app.run_test() as pilot:
        await write(pilot, "half a thought")
        os.kill(os.getpid(), number)
        await until(pilot, lambda: app._exit)
    assert app.return_code == 128 + number
    state = desk.session().state
    assert state.paused
    assert state.open_turn is not None
    assert state.open_turn.draft == "half a thought"


async def test_a_crash_saves_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    app = desk.interview(CLIPPING)

    def crash(self: ConversationView) -> None:
        raise RuntimeError

    async def take_part() -> None:
        async with app.run_test() as pilot:
            await write(pilot, "half a thought")
            monkeypatch.setattr(ConversationView, "toggle_models", crash)
            await pilot.press("f3")
            await until(pilot, lambda: app._exception is not None)

    with pytest.raises(RuntimeError):  # the pilot raises it again
        await take_part()
    assert app.return_code == 1
    turn = desk.session().state.open_turn
    assert turn is not None
    assert turn.draft == "half a thought"


@contextmanager
def running(folder: Path, trouble: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run the app with some trouble built in, in a terminal."""
    terminal, program_side = os.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", RUN.replace("{trouble}", trouble), str(folder), str(SHIPPED)],
        stdin=program_side,
        stdout=program_side,
        stderr=program_side,
        env=os.environ | {"TERM": "xterm-256color", "PYTHONPATH": str(SHIPPED.parent)},
    )
    os.close(program_side)
    try:
        read_until(terminal, b"Your answer")
        yield program, terminal
    finally:
        program.kill()
        program.wait()
        os.close(terminal)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
def test_a_crash_says_one_line_without_the_answer_and_ends_with_1(tmp_path: Path) -> None:
    with running(tmp_path, CRASH) as (program, terminal):
        os.write(terminal, SECRET.encode())
        read_until(terminal, SECRET.encode())
        os.write(terminal, b"\x1b[15~")  # F5
        last_words = read_until(terminal, b"what you typed is")
        assert program.wait(20) == 1
    assert b"KeyError" in last_words
    assert b"Traceback" not in last_words
    assert SECRET.encode() not in last_words.split(b"\x1b[?1049l")[-1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
def test_a_terminal_that_hangs_does_not_keep_the_program_alive(tmp_path: Path) -> None:
    with running(tmp_path, HANG) as (program, terminal):
        os.write(terminal, SECRET.encode())
        read_until(terminal, SECRET.encode())
        program.send_signal(signal.SIGTERM)
        assert program.wait(20) == 128 + signal.SIGTERM
    (entry,) = list_past(tmp_path)
    turn = open_past_file(entry.path).state.open_turn
    assert turn is not None
    assert turn.draft == SECRET


def read_until(terminal: int, wanted: bytes) -> bytes:
    """Read what the program draws until `wanted` was among it, and return that."""
    seen, end = b"", time.monotonic() + 30
    while wanted not in seen:
        assert time.monotonic() < end, f"waited in vain for {wanted!r}: {seen[-300:]!r}"
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:  # how a pty says that the program has ended
                raise AssertionError(f"ended without {wanted!r}: {seen[-300:]!r}") from None
    return seen


async def test_leaving_frees_the_session_for_others(desk: Desk) -> None:
    app = desk.interview(CLIPPING)
    async with app.run_test() as pilot:
        screen = await in_turn(pilot)
        app.end_by_signal(signal.SIGTERM)
        await until(pilot, lambda: app._exit)
    from interviewer.storage.transcript_log import TranscriptWriter

    TranscriptWriter.reopen(screen.interview.path).close()
