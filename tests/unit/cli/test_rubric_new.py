"""`interviewer rubric new`: defaults for all, nothing typed is lost, nothing is written over."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_defaults_make_a_bank_that_passes(interviewer: Run, tmp_path: Path) -> None:
    done = interviewer("rubric", "new", "my-first.yaml")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "my-first.yaml").read_text("utf-8")
    assert "id: my-first\ntitle: My first\n" in text
    assert "# Any one of these finds the idea" in text
    checked = interviewer("rubric", "check", "my-first.yaml")
    assert checked.returncode == 0, checked.stdout
    assert "no problems" in checked.stdout


def test_answers_go_into_the_file(interviewer: Run, tmp_path: Path) -> None:
    given = (
        "Data structures\nNot an id!\nstructures\nWhat is a trie?\nFRESHER\ntrees\n"
        "A trie shares the prefixes of its keys. \\\nEach edge stands for a letter.\n"
        "prefixes are shared by keys\n-\n"
    )
    done = interviewer("rubric", "new", given=given)
    assert done.returncode == 0, done.stderr
    assert "'not-an-id' is" in done.stdout
    text = (tmp_path / "data" / "rubrics" / "structures.yaml").read_text("utf-8")
    assert "stage: fresher" in text
    assert "topic: trees" in text
    assert "Each edge stands for a letter." in text
    assert "- prefixes shared keys" in text
    assert interviewer("rubric", "check", "structures").returncode == 0
    assert not list((tmp_path / "data" / "drafts").iterdir())


def test_an_id_that_is_there_is_asked_for_again(interviewer: Run, tmp_path: Path) -> None:
    done = interviewer("rubric", "new", given="SQL\n\nmine\n")
    assert "There is a bank 'sql' already" in done.stdout
    assert (tmp_path / "data" / "rubrics" / "mine.yaml").is_file()


def test_nothing_is_written_over(interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine", "utf-8")
    done = interviewer("rubric", "new", "mine.yaml", given="Title\n")
    assert done.returncode == 2
    assert "mine.yaml: is there already" in done.stderr
    assert (tmp_path / "mine.yaml").read_text("utf-8") == "mine"


def test_ctrl_c_keeps_what_was_typed(
    interviewer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = iter(["Data structures", "", "What is a trie?"])

    def ask(question: str, default: str = "", shown: str | None = None) -> str:
        try:
            return next(lines) or default
        except StopIteration:
            raise KeyboardInterrupt from None

    with monkeypatch.context() as patched:
        patched.setattr("interviewer.cli.asking.ask", ask)
        done = interviewer("rubric", "new", "mine.yaml")
    assert done.returncode == 130
    assert "the same command goes on there" in done.stderr
    assert not (tmp_path / "mine.yaml").exists()

    again = interviewer("rubric", "new", "mine.yaml")
    assert "Your earlier answers are the defaults now" in again.stdout
    text = (tmp_path / "mine.yaml").read_text("utf-8")
    assert "title: Data structures" in text
    assert "prompt: What is a trie?" in text


def test_help_of_the_group_needs_no_grader() -> None:
    """The commands that make banks import what they need when they run."""
    code = (
        "import sys\n"
        "from interviewer.cli.rubric import rubric\n"
        "heavy = {'yaml', 'sklearn', 'rapidfuzz', 'sqlite3', 'pyexpat', 'snowballstemmer'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
