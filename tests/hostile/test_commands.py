"""Every command: what it prints commands no terminal, and it may lose its reader or its locale."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.terminal import open_terminal
from tests.hostile.commands import (
    BANK,
    CALLS,
    EACH,
    MARK,
    NAMES,
    every_command,
    formats,
    lay_out,
    takes_json,
    typed_for,
)
from tests.hostile.texts import commands_in
from tests.tui.pilots import SHIPPED
from tests.unit.cli.conftest import Run

QUIET = {
    "calibrate", "paths", "rubric check", "rubric edit", "rubric schema", "rubric test",
    "transcript delete", "transcript list", "transcript regrade",
}  # fmt: skip
"""Commands that repeat nothing of what people wrote."""

WITHOUT_WORDS = (("rubric mine", BANK), ("rubric mark", CALLS["rubric mark"][-1]),
                 ("rubric export", CALLS["rubric export"][-1]))  # fmt: skip
"""Calls of others that tell figures alone, or write what no text editor reads."""

KEPT = {".csv", ".md", ".json", ".yaml", ".jsonl"}
NO_TRACE = ("Traceback", "Exception ignored", "fault in the program")


@pytest.fixture
def laid_out(tmp_path: Path, interviewer: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where everything is hostile."""
    lay_out(tmp_path, interviewer)
    return tmp_path


def test_every_command_is_called() -> None:
    """A new one needs its line."""
    assert set(every_command()) == set(CALLS)
    assert {call[3] for call in CALLS["transcript export"]} == formats("transcript export")
    assert {call[2] for call in CALLS["rubric export"]} == formats("rubric export")


@pytest.mark.parametrize(("name", "call"), EACH, ids=NAMES)
def test_what_is_printed_and_written_is_harmless(
    interviewer: Run,
    laid_out: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    call: tuple[str, ...],
) -> None:
    """As text and as JSON, with every hostile text in everything that is read."""
    monkeypatch.setenv("EDITOR", "true")
    for options in ((), ("--json",)) if takes_json(name) else ((),):
        before = set(laid_out.rglob("*"))
        done = interviewer(*name.split(), *call, *options, given=typed_for(name))
        assert done.returncode in (0, 1), done
        assert not any(words in done.stderr for words in NO_TRACE)
        assert done.stdout
        made = [path for path in set(laid_out.rglob("*")) - before if path.suffix in KEPT]
        written = done.stdout + "".join(path.read_text("utf-8") for path in made)
        assert commands_in(written + done.stderr) == set()
        if not options:
            assert (MARK in written) == (name not in QUIET and (name, call) not in WITHOUT_WORDS), (
                written
            )
        for path in made:
            if path.suffix == ".yaml":  # none is written over
                path.unlink()


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Return what a process of the program runs in."""
    data = {"PYTHONPATH": str(SHIPPED.parent), "INTERVIEWER_DATA": str(folder / "data")}
    return {**os.environ, **data, "EDITOR": "true", **settings}


def start(
    folder: Path, name: str, call: tuple[str, ...], output: int, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "interviewer", *name.split(), *call],
        cwd=folder,
        env=environment(folder, **settings),
        input=typed_for(name).encode(),
        stdout=output,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", CALLS)
def test_a_reader_that_is_gone_is_no_fault(laid_out: Path, name: str) -> None:
    """Not even where it was gone before the first word was written."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = start(laid_out, name, CALLS[name][0], writing)
    finally:
        os.close(writing)
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert not any(words in said for words in NO_TRACE), said
    assert "Errno" not in said


@pytest.mark.parametrize("name", CALLS)
def test_a_locale_without_unicode_is_no_fault(laid_out: Path, name: str) -> None:
    """What it cannot show is replaced."""
    settings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = start(laid_out, name, CALLS[name][0], subprocess.PIPE, **settings)
    said = done.stderr.decode()
    assert done.returncode in (0, 1), said
    assert not any(words in said for words in NO_TRACE), said
    assert done.stdout
    assert commands_in(done.stdout.decode()) == set()


@pytest.mark.parametrize("arguments", [("run",), ("resume",), ()], ids=str)
def test_a_dumb_terminal_is_told_of_plain(laid_out: Path, arguments: tuple[str, ...]) -> None:
    """By every command that would open the app; `resume` has a session to go on with."""
    with open_terminal(laid_out, *arguments, kind="dumb") as window:
        status = window.wait()
    assert os.waitstatus_to_exitcode(status) == 2
    assert re.search(rb"interviewer: .*--plain", window.output)
    assert commands_in(window.output.decode()) == set()
