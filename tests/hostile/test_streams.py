"""Streams, locales, homes and terminals that no program likes: a line, never a crash."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.terminal import open_terminal
from tests.hostile.scale import FUZZ
from tests.tui.pilots import SHIPPED
from tests.unit.cli.conftest import Run

PYTHON = f"{sys.executable} -m interviewer"
NO_TRACE = ("Traceback", "Exception ignored", "fault in the program")


def shell(
    folder: Path, command: str, unset: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in a folder; `interviewer` in it is this program."""
    settings = {
        **os.environ,
        "PYTHONPATH": str(SHIPPED.parent),
        "INTERVIEWER_DATA": str(folder / "data"),
        **environment,
    }
    settings.pop(unset, None)
    script = f'set -o pipefail; interviewer() {{ {PYTHON} "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def check(done: subprocess.CompletedProcess[bytes], *codes: int) -> str:
    """Assert that a line ended with one of these codes and without a trace; return what it said."""
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode in codes, said
    assert not any(words in said for words in NO_TRACE), said
    return said


@pytest.mark.parametrize(
    "command",
    [
        "interviewer rubric list | head -1",
        "interviewer rubric show deep-learning | head -c 10",
        "interviewer rubric schema | true",
        "interviewer paths 2>&1 | true",
        "interviewer rubric list >&-",
        "interviewer rubric list --json >&-",
        "interviewer paths 2>&-",
        "interviewer run --plain --items 1 <&-",
        "interviewer run --plain --items 1 < /dev/null | head -1",
        "interviewer rubric list >&- 2>&- <&-",
    ],
)
def test_a_stream_that_is_closed_is_no_fault(tmp_path: Path, command: str) -> None:
    check(shell(tmp_path, command), 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
@pytest.mark.parametrize("command", ["rubric list", "rubric list --json", "paths"])
def test_an_output_on_a_full_disk_is_said_in_one_line(tmp_path: Path, command: str) -> None:
    done = shell(tmp_path, f"interviewer {command} > /dev/full")
    assert check(done, 4).splitlines() == [
        "interviewer: the output cannot be written (No space left on device); free some space, "
        "or write it elsewhere"
    ]


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        *([{"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "cp437:strict"}] if FUZZ else []),
    ],
    ids=str,
)
def test_what_a_locale_cannot_show_is_replaced(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "rubrics").mkdir()
    bank = (SHIPPED / "deep-learning.yaml").read_text("utf-8")
    title = "title: \u6df1\u5c64 \u2013 na\u00efve \U0001f600\n"
    lines = [title if line.startswith("title:") else line for line in bank.splitlines(True)]
    (tmp_path / "rubrics" / "deep-learning.yaml").write_text("".join(lines), "utf-8")
    commands = (
        "interviewer rubric list --json && interviewer rubric list",
        "printf 'caf\\xc3\\xa9 \\xff\\n/stop\\n' | interviewer run --plain --items 1",
        "interviewer rubric show 'n\u00f6'",
    )
    for command in commands:
        check(shell(tmp_path, command, "", **environment), 0, 2)


def test_json_is_json_in_a_locale_without_unicode(tmp_path: Path) -> None:
    """Nothing is replaced in it: a program is to read it."""
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "\u00fc\U0001f600.yaml").write_text("format: [\n")
    done = shell(tmp_path, "interviewer rubric list --json", PYTHONIOENCODING="ascii")
    assert b"\\u00fc\\ud83d\\ude00" in done.stdout
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    "home", [None, "/dev/null", *(["/nonexistent", "relative", ""] if FUZZ else [])]
)
def test_a_home_that_is_not_there_or_cannot_be_written(tmp_path: Path, home: str | None) -> None:
    """Nothing but what must be written fails, and that with exit code 4."""
    settings = {
        "INTERVIEWER_DATA": "",
        "INTERVIEWER_CACHE": "",
        "XDG_CACHE_HOME": "",
        "XDG_DATA_HOME": "",
    }
    if home is not None:
        settings["HOME"] = home
    else:
        # Without HOME the password file names it, and no test writes there.
        settings["INTERVIEWER_CACHE"] = str(tmp_path / "cache")
        settings["INTERVIEWER_DATA"] = str(tmp_path / "data")
    unset = "HOME" if home is None else ""
    check(shell(tmp_path, "interviewer rubric list && interviewer paths", unset, **settings), 0)
    commands = "interviewer transcript list; interviewer run --plain --transcripts /dev/null/x"
    assert "/dev/null/x" in check(shell(tmp_path, commands, unset, **settings), 4)


def test_a_working_folder_that_was_removed_is_said(tmp_path: Path) -> None:
    done = shell(tmp_path, 'mkdir gone && cd gone && rmdir "$PWD" && interviewer rubric list')
    assert check(done, 4).splitlines() == [
        "interviewer: the working folder is not there any more; change to another folder"
    ]


@pytest.mark.parametrize("arguments", [(), ("run",), ("resume",)], ids=str)
def test_without_a_terminal_plain_is_named(
    interviewer: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    if arguments == ("resume",):
        interviewer("run", "--plain")
    done = interviewer(*arguments)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "--plain" in line


@pytest.mark.parametrize("arguments", [(), ("run",)], ids=str)
def test_a_dumb_terminal_is_told_to_use_plain(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with open_terminal(tmp_path, *arguments, kind="dumb") as window:
        status = window.wait()
    assert os.waitstatus_to_exitcode(status) == 2
    assert window.output.decode().splitlines() == [
        "interviewer: the full-screen app needs a terminal; 'interviewer run --plain' works "
        "without one"
    ]


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e400", "9" * 5000, "0x10", "\u0661"])
@pytest.mark.parametrize("option", ["--minutes", "--extra-time", "--items", "--seed"])
def test_a_number_that_is_none_is_wrong_use(interviewer: Run, option: str, number: str) -> None:
    """Nothing of it comes into a transcript, where it could not be kept."""
    done = interviewer("run", "--plain", "--transcripts", "t", option, number)
    known = option in ("--items", "--minutes", "--extra-time", "--seed") and number == "\u0661"
    assert done.returncode == (0 if known else 2), done
    assert known or len(done.stderr.splitlines()) == 1
