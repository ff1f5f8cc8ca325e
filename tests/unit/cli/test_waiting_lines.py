"""Lines of a terminal, while something is said in between."""

import os
from collections.abc import Iterator
from threading import Timer
from typing import TextIO

import pytest

from interviewer.cli import waiting_lines
from interviewer.cli.waiting_lines import WaitingLines

LIFELINE = 20.0
"""Seconds after which a test that waits in vain is helped to its failure."""


class Pipe:
    """What somebody types, and the stream that reads it."""

    def __init__(self) -> None:
        reading, self._writing = os.pipe()
        self.stream: TextIO = os.fdopen(reading, encoding="utf-8")
        self._is_open = True

    def type(self, text: str) -> None:
        os.write(self._writing, text.encode())

    def end(self) -> None:
        if self._is_open:
            os.close(self._writing)
        self._is_open = False


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    # Where nothing is typed because of a mistake, the input ends rather than the test never.
    lifeline = Timer(LIFELINE, made.end)
    lifeline.start()
    yield made
    lifeline.cancel()
    made.end()
    made.stream.close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at once, over and over, rather than once a second."""
    monkeypatch.setattr(waiting_lines, "TICK", 0.001)


class Pause:
    """Stands for a pause of the typist: after some looks it types what is still to come."""

    def __init__(self, pipe: Pipe, looks: int, text: str) -> None:
        self.looks = 0
        self._pipe, self._last, self._text = pipe, looks, text

    def __call__(self) -> None:
        self.looks += 1
        if self.looks == self._last:
            self._pipe.type(self._text)


def never() -> None:
    """Do nothing in the meantime."""


def test_lines_come_one_by_one_with_their_ends(pipe: Pipe) -> None:
    """An empty text is the end of the input."""
    pipe.type("first\n\nlast without an end")
    pipe.end()
    lines = WaitingLines(pipe.stream)
    assert [lines.next(never) for _ in range(5)] == ["first\n", "\n", "last without an end", "", ""]


@pytest.mark.parametrize("looks", [1, 2, 25])
def test_there_is_a_look_at_what_is_to_be_said_until_the_line_is_there(
    pipe: Pipe, looks: int
) -> None:
    """Nothing comes before the pause is over, so it took at least as many looks."""
    pause = Pause(pipe, looks, "at last\n")
    assert WaitingLines(pipe.stream).next(pause) == "at last\n"
    assert pause.looks >= looks


def test_half_a_line_is_waited_for(pipe: Pipe) -> None:
    """A line is there when its end is."""
    pipe.type("half ")
    pause = Pause(pipe, 3, "and half\n")
    assert WaitingLines(pipe.stream).next(pause) == "half and half\n"


def test_it_reads_no_further_than_it_was_asked_to(pipe: Pipe) -> None:
    """Another reader of the same stream gets the next line."""
    pipe.type("mine\nyours\nmine again\n")
    lines = WaitingLines(pipe.stream)
    assert lines.next(never) == "mine\n"
    assert pipe.stream.readline() == "yours\n"
    assert lines.next(never) == "mine again\n"


class Broken:
    """A terminal that is gone."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def readline(self) -> str:
        raise self._error


@pytest.mark.parametrize("error", [OSError("gone"), UnicodeDecodeError("utf-8", b"x", 0, 1, "no")])
def test_an_error_of_the_stream_reaches_the_one_who_waits(error: Exception) -> None:
    """It must not end in the thread that reads."""
    with pytest.raises(type(error)):
        WaitingLines(Broken(error)).next(never)  # type: ignore[arg-type]  # it reads lines


def test_an_error_of_what_is_done_meanwhile_is_raised(pipe: Pipe) -> None:
    """And the line that is typed after it is the next one."""

    def fail() -> None:
        raise KeyboardInterrupt

    lines = WaitingLines(pipe.stream)
    with pytest.raises(KeyboardInterrupt):
        lines.next(fail)
    pipe.type("after it\nand on\n")
    assert lines.next(never) == "after it\n"
    assert lines.next(never) == "and on\n"
