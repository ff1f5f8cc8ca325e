"""`interviewer rubric try`, `edit` and `export`."""

import stat
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

BANK = """\
id: small
title: Small
items:
  - id: clipping
    stage: basic
    prompt: What is gradient clipping?
    references: [Clipping scales a gradient down whose norm exceeds a threshold.]
    criteria:
      - id: threshold
        points: 2
        says: A threshold bounds the gradient.
        match: [threshold, norm scale*]
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Return a bank of one item."""
    file = tmp_path / "small.yaml"
    file.write_text(BANK, "utf-8")
    return file


def editor(folder: Path, body: str) -> str:
    """Return a command that edits a file of the test, and never any other."""
    script = folder / "editor.sh"
    guard = f'case "$1" in "{folder}"/*) ;; *) exit 9 ;; esac'
    script.write_text(f"#!/bin/sh\n{guard}\n{body}\n", "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def test_an_answer_is_marked(interviewer: Run, bank: Path) -> None:
    done = interviewer("rubric", "try", str(bank), "--item", "clipping", given="over a threshold")
    assert done.returncode == 0, done.stderr
    assert "2 of 2 points" in done.stdout
    assert "over a {+threshold+}" in done.stdout


def test_an_answer_from_a_file(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    (tmp_path / "answer.txt").write_text("a threshold \x1b[31mcounts here", "utf-8")
    done = interviewer("rubric", "try", str(bank), "--item", "clipping", "answer.txt")
    assert "{+threshold+}" in done.stdout
    assert "\x1b" not in done.stdout
    missing = interviewer("rubric", "try", str(bank), "--item", "clipping", "none.txt")
    assert (missing.returncode, missing.stderr.count("\n")) == (3, 1)


def test_enter_reads_the_bank_again(
    interviewer: Run, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edits happen while the coach waits: a broken bank is said, and the next is read."""
    edits = iter(["match: [ceiling]", "match: [", "match: [roof]"])
    lines = iter(["a roof for the gradient", "", "", ""])

    def ask(question: str, default: str = "", shown: str | None = None) -> str:
        from interviewer.cli.asking import NoMoreAnswersError

        line = next(lines, None)
        if line is None:
            raise NoMoreAnswersError
        if not line:
            new = BANK.replace("match: [threshold, norm scale*]", next(edits))
            bank.write_text(new, "utf-8")
        return line

    with monkeypatch.context() as patched:
        patched.setattr("interviewer.cli.asking.ask", ask)
        done = interviewer("rubric", "try", str(bank), "--item", "clipping", "--interactive")
    assert done.returncode == 0
    assert done.stdout.count("The bank has changed and was read again.") == 2
    assert done.stdout.count("0 of 2 points") == 2
    assert done.stdout.count("a {+roof+} for the gradient") == 1
    assert "small.yaml:" in done.stderr


def test_an_item_that_is_not_there(interviewer: Run, bank: Path) -> None:
    done = interviewer("rubric", "try", str(bank), "--item", "none", given="x")
    assert done.returncode == 2
    assert "has no item 'none'" in done.stderr


def edit(
    interviewer: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    *arguments: str,
    given: str = "",
) -> tuple[int, str, str]:
    """Run `rubric edit` with an editor."""
    with monkeypatch.context() as patched:
        patched.delenv("VISUAL", raising=False)
        patched.setenv("EDITOR", command)
        done = interviewer("rubric", "edit", *arguments, given=given)
    return done.returncode, done.stdout, done.stderr


def test_problems_are_shown_after_the_edit(
    interviewer: Run, tmp_path: Path, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = editor(tmp_path, 'sed -i.old "s/points: 2/points: many/" "$1"')
    code, out, _ = edit(interviewer, monkeypatch, command, str(bank.resolve()))
    assert code == 1
    assert "small.yaml:10:17: items[0].criteria[0].points" in out


def test_a_shipped_bank_is_copied_first(
    interviewer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = editor(tmp_path, 'echo "# seen" >> "$1"')
    code, out, _ = edit(interviewer, monkeypatch, command, "sql", given="y\n")
    copy = tmp_path / "data" / "rubrics" / "sql.yaml"
    assert code == 0
    assert f"Copied to {copy}" in out
    assert copy.read_text("utf-8").endswith("# seen\n")


def test_a_shipped_bank_stays_where_nobody_agrees(
    interviewer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = edit(interviewer, monkeypatch, "true", "sql", given="n\n")
    assert (code, err.count("\n")) == (2, 1)
    assert "nothing was changed" in err
    assert not (tmp_path / "data" / "rubrics").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "no editor is set"),
        ("no-such-editor-here", "does not start"),
        ("'open", "mend its quotes"),
    ],
)
def test_an_editor_that_does_not_start(
    interviewer: Run, bank: Path, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    code, _, err = edit(interviewer, monkeypatch, command, str(bank))
    assert (code, err.count("\n")) == (2, 1)
    assert said in err


@pytest.mark.parametrize("form", ["anki", "csv", "markdown"])
def test_export_writes_once_and_always_the_same(
    interviewer: Run, tmp_path: Path, bank: Path, form: str
) -> None:
    export = ("rubric", "export", str(bank), "--format", form, "--output")
    assert interviewer(*export, "one").returncode == 0
    assert interviewer(*export, "two").returncode == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    again = interviewer(*export, "one")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert interviewer(*export, "one", "--force").returncode == 0
