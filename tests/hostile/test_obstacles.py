"""What stands where the program keeps a file of its own: another's, a link, a folder, no end."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.model.errors import InputError, InterviewerError
from interviewer.services.calibrate import calibrated_grader
from interviewer.services.marks_file import COLUMNS, CoachMark, MarksFile
from interviewer.services.sessions import list_past, open_past_file
from interviewer.storage.answers_draft import keep_answers, read_answers
from interviewer.storage.calibration_file import write_calibration
from interviewer.storage.rubric_versions import Draft, draft_path, keep_draft, read_draft
from tests.factories import CLIPPING, DROPOUT, make_grader, make_rubric
from tests.hostile.banks import write_evil_bank
from tests.hostile.damage import damages
from tests.hostile.test_edited_files import CALIBRATION, FLIPS, RUBRIC, outcome
from tests.hostile.texts import KEEPABLE, commands_in
from tests.tui.reviews import finished, saved, script
from tests.unit.cli.conftest import Run

SECRET = b"somebody else's"
ENDLESS = 1 << 42
"""Bytes that a file says it has: more than any memory."""


def folder(path: Path) -> None:
    path.mkdir()
    (path / "inside").write_bytes(SECRET)


def endless(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(ENDLESS)


def link_to_another(path: Path) -> None:
    other = path.with_name("other.txt")
    other.write_bytes(SECRET)
    path.symlink_to(other)


OBSTACLES: dict[str, Callable[[Path], None]] = {
    "a folder": folder,
    "a file of four terabytes": endless,
    "a link to a file of another program": link_to_another,
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nowhere": lambda path: path.symlink_to(path.with_name("nowhere")),
}


def put_in_place(obstacle: str, path: Path) -> None:
    """Put an obstacle in the place of a file."""
    path.unlink(missing_ok=True)
    OBSTACLES[obstacle](path)


def assert_others_are_untouched(place: Path) -> None:
    """Assert that nothing was written through a link or into a folder."""
    for name in ("other.txt", "inside"):
        assert all(path.read_bytes() == SECRET for path in place.rglob(name))
    assert not list(place.rglob("nowhere"))


CACHED = (
    ("rubric", "list", "--json"),
    ("transcript", "list", "--json", "--transcripts", "t"),
    ("grade", "--rubric", "evil", "--item", "clipping"),
    ("grade", "--rubric", "evil", "--item", "dropout"),
    ("grade", "--rubric", "other", "--item", "clipping"),
)


@pytest.fixture
def run_cached(
    interviewer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], list[str]]:
    """Runs every command that reads from a cache, which lies in `cache`; tells what they print."""
    saved(tmp_path / "t", finished(script()).events)
    write_evil_bank(tmp_path / "rubrics", KEEPABLE[2])
    write_evil_bank(tmp_path / "rubrics", KEEPABLE[5], "other")

    def run() -> list[str]:
        shown = []
        for command in CACHED:
            monkeypatch.setenv("INTERVIEWER_CACHE", str(tmp_path / "cache"))  # `interviewer` undoes
            done = interviewer(*command, given="It caps the norm.")
            assert (done.returncode, done.stderr) == (0, ""), done
            shown.append(done.stdout)
        return shown

    return run


def cache_files(cache: Path) -> list[Path]:
    """Return what is in the cache, and assert that all kinds of it are."""
    files = sorted(path for path in cache.rglob("*") if path.suffix in (".json", ".jsonl"))
    assert {path.parent.name for path in files} >= {"rubrics", "lessons", "sessions"}
    return files


@pytest.mark.parametrize("obstacle", [*OBSTACLES, "a pipe", "another entry"])
def test_a_cache_is_made_anew(
    tmp_path: Path, run_cached: Callable[[], list[str]], obstacle: str
) -> None:
    """Whatever stands there: nothing else is shown, and nothing outside is read or written."""
    shown = run_cached()
    cache = tmp_path / "cache"
    files = cache_files(cache)
    contents = [path.read_bytes() for path in files]
    for number, path in enumerate(files):
        if obstacle == "a pipe":
            path.unlink()
            os.mkfifo(path)
        elif obstacle == "another entry":
            path.write_bytes(contents[number - 1])
        else:
            put_in_place(obstacle, path)
    assert run_cached() == shown
    assert_others_are_untouched(cache)
    if obstacle != "a folder":  # one that is not empty stays: it may be somebody's
        assert [path.read_bytes() for path in files] == contents
        assert all(stat.S_ISREG(path.lstat().st_mode) for path in files)


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_a_cache_that_is_no_folder_is_done_without(
    tmp_path: Path, run_cached: Callable[[], list[str]], obstacle: str
) -> None:
    shown = run_cached()
    (tmp_path / "cache").rename(tmp_path / "gone")
    OBSTACLES[obstacle](tmp_path / "cache")
    assert run_cached() == shown
    assert_others_are_untouched(tmp_path)


def test_a_cache_that_may_not_be_read_is_done_without(
    tmp_path: Path, run_cached: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said by the calls themselves: the user that runs the tests may be allowed everything."""
    shown = run_cached()
    usual, asked = Path.read_bytes, []

    def denied(path: Path) -> bytes:
        if path.is_relative_to(tmp_path / "cache"):
            asked.append(path.parent.name)
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path)

    with pytest.MonkeyPatch.context() as patched:  # `interviewer` undoes the fixture's
        patched.setattr(Path, "read_bytes", denied)
        assert run_cached() == shown
    assert {"rubrics", "lessons", "sessions"} <= set(asked)


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_a_file_of_ones_own_is_whole_or_said_to_be_none(tmp_path: Path, obstacle: str) -> None:
    """Sessions, the copies of their rubrics, calibrations and drafts."""
    session = saved(tmp_path / "t", finished(script()).events)
    (copy,) = (tmp_path / "t" / "rubrics").iterdir()
    put_in_place(obstacle, copy)
    past = outcome(lambda: open_past_file(session))
    assert isinstance(past, InterviewerError) or past.problems
    put_in_place(obstacle, session)
    list_past(tmp_path / "t")
    assert isinstance(outcome(lambda: open_past_file(session)), InterviewerError)
    calibration, answers = tmp_path / "mine.json", tmp_path / "new-bank.json"
    put_in_place(obstacle, calibration)
    refused = outcome(lambda: calibrated_grader(make_grader(RUBRIC), calibration))
    assert isinstance(refused, InputError)
    keep_answers(answers, {"title": "A bank"})
    put_in_place(obstacle, answers)
    assert read_answers(answers) == {}
    bank = Path("small.yaml")
    keep_draft(tmp_path, bank, CLIPPING.id, Draft("- id: a\n", "- id: b\n"))
    put_in_place(obstacle, draft_path(tmp_path, bank, CLIPPING.id))
    assert read_draft(tmp_path, bank, CLIPPING.id) is None
    assert_others_are_untouched(tmp_path)


def test_what_was_made_for_one_bank_is_not_taken_for_another(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    write_calibration(path, CALIBRATION)
    with pytest.raises(InputError, match="another version of the rubric or for another rubric"):
        calibrated_grader(make_grader(make_rubric(DROPOUT)), path)
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    keep_draft(tmp_path, first, CLIPPING.id, Draft("- id: a\n", ""))
    assert read_draft(tmp_path, second, CLIPPING.id) is None
    assert read_draft(tmp_path, first, DROPOUT.id) is None


def test_marks_are_whole_or_refused_in_one_line(tmp_path: Path) -> None:
    """What is left of them can be added to."""
    path, trap = tmp_path / "marks.csv", tmp_path / "unpickled"
    file = MarksFile(path, RUBRIC)
    for number in range(4):
        credits = {"caps": 1.0, "exploding": 0.5}
        file.put(CoachMark("clipping", f'It "caps", number {number}.\nYes.', 0.5, credits, ("x",)))
    file.close()
    good, kept = path.read_bytes(), 0

    def opened() -> MarksFile:
        return MarksFile(path, RUBRIC)

    for content in damages(good, trap, 45, FLIPS):
        path.write_bytes(content)
        found = outcome(opened)
        beside = path.with_name("marks.csv.torn")
        if isinstance(found, InterviewerError):
            # A last row that is not whole is moved away before the others are read.
            moved = beside.read_bytes()[:-1] if beside.exists() else b""
            assert path.read_bytes() + moved == content
            beside.unlink(missing_ok=True)
            continue
        beside.unlink(missing_ok=True)
        kept += len(found.marks)
        for mark in found.marks.values():
            assert 0 <= mark.score <= 1
            assert all(credit in (0, 0.5, 1) for credit in (mark.credits or {}).values())
        found.put(CoachMark("dropout", "A new one.", 1.0))
        found.close()
        again = opened()
        assert ("dropout", "A new one.") in [(m.item_id, m.answer) for m in again.marks.values()]
        again.close()
    assert kept > 10
    assert not trap.exists()


@pytest.mark.parametrize("credit", ["nan", "inf", "-1", "2", "1e999", "0.3", "9" * 400, "true"])
def test_a_credit_that_is_none_is_refused_with_its_row(tmp_path: Path, credit: str) -> None:
    path = tmp_path / "marks.csv"
    row = f"clipping,It caps.,0.5,caps={credit},,\n"
    path.write_text(",".join(COLUMNS) + "\n" + row, "utf-8")
    with pytest.raises(InputError, match="row 2") as refused:
        MarksFile(path, RUBRIC)
    assert commands_in(str(refused.value)) == set()
    assert len(str(refused.value)) < 500
