"""The bar that appears where something takes long."""

import io
import sys

import pytest

from interviewer.cli.progress import PATIENCE, step_progress


class Terminal(io.StringIO):
    """Text that is shown to a person."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def seconds() -> list[float]:
    return [100.0]


def watched(monkeypatch: pytest.MonkeyPatch, errors: io.StringIO) -> io.StringIO:
    """Let standard error go there; within a test, for pytest sets it anew before each."""
    monkeypatch.setattr(sys, "stderr", errors)
    return errors


def test_what_is_quickly_done_shows_no_bar(
    monkeypatch: pytest.MonkeyPatch, seconds: list[float]
) -> None:
    """However many steps it has."""
    terminal = watched(monkeypatch, Terminal())
    with step_progress(100, "Counting", lambda: seconds[0]) as step:
        for _ in range(100):
            step()
    assert terminal.getvalue() == ""


def test_after_a_second_a_bar_appears(
    monkeypatch: pytest.MonkeyPatch, seconds: list[float]
) -> None:
    """It stands where the steps are by then, and ends at the end."""
    terminal = watched(monkeypatch, Terminal())
    with step_progress(10, "Counting", lambda: seconds[0]) as step:
        for _ in range(5):
            step()
        assert terminal.getvalue() == ""
        seconds[0] += PATIENCE
        step()
        assert "Counting" in terminal.getvalue()
        assert "60%" in terminal.getvalue()
        for _ in range(4):
            step()
    assert "100%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")


def test_a_pipe_gets_none(monkeypatch: pytest.MonkeyPatch, seconds: list[float]) -> None:
    piped = watched(monkeypatch, io.StringIO())
    with step_progress(2, "Counting", lambda: seconds[0]) as step:
        seconds[0] += 10
        step()
        step()
    assert piped.getvalue() == ""
