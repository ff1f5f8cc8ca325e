"""What the tests of the command line share."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from interviewer.cli.main import main


@dataclass(frozen=True)
class Done:
    """How a command ended and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def interviewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the program in a folder of its own, through its entry point.

    In this process: scikit-learn is imported once for all tests.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERVIEWER_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("INTERVIEWER_TRANSCRIPTS", raising=False)

    def run(*arguments: str, given: str = "") -> Done:
        out, err = _stream(), _stream()
        monkeypatch.setattr(sys, "argv", ["interviewer", *arguments])
        monkeypatch.setattr(sys, "stdin", _stream(given))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ended:
            main()
        monkeypatch.undo()
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("INTERVIEWER_DATA", str(tmp_path / "data"))
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, _written(out), _written(err))

    return run


def _stream(content: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8", newline="")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
