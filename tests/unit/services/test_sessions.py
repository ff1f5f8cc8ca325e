"""Past sessions: listed with how they went, opened with the rubric that graded them."""

import shutil
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError, UsageError
from interviewer.model.session import Mode
from interviewer.model.transcript import EndReason
from interviewer.services.interview import Interview, begin_interview
from interviewer.services.sessions import (
    latest_unfinished,
    list_past,
    open_past,
    open_past_file,
)
from tests.factories import FakeClock, make_settings
from tests.unit.services.interviews import GRADER, RUBRIC


def begin_at(folder: Path, hour: int, mode: Mode = Mode.PRACTICE) -> Interview:
    clock = FakeClock()
    clock.wall = clock.wall.replace(hour=hour)
    live = begin_interview(
        RUBRIC, make_settings(mode=mode), folder, clock, f"{hour:04x}", lambda: GRADER
    )
    clock.tick(60)
    live.advance()
    return live


def test_sessions_are_listed_newest_first(tmp_path: Path) -> None:
    """Finished, paused, interrupted: each with its state, mode and summary."""
    finished = begin_at(tmp_path, 8)
    finished.answer("It caps the norm where gradients are exploding, in RNNs.")
    finished.advance()
    finished.stop()
    paused = begin_at(tmp_path, 9, Mode.LIVE)
    paused.pause()
    killed = begin_at(tmp_path, 10)
    for live in (finished, paused, killed):
        live.close()
    entries = list_past(tmp_path)
    assert [(e.path, e.state, e.mode) for e in entries] == [
        (killed.path, "interrupted", "practice"),
        (paused.path, "paused", "live"),
        (finished.path, "finished", "practice"),
    ]
    assert all(entry.rubric_title == "A small bank" for entry in entries)
    assert entries[2].began == "2026-11-20T08:00:00.000Z"
    assert entries[2].summary is not None
    assert (entries[2].summary.items, entries[2].summary.unaided) == (1, 1.0)
    assert entries[1].summary is not None
    assert entries[1].summary.items == 0
    assert {entry.problem for entry in entries} == {""}
    assert latest_unfinished(tmp_path) == killed.path


def test_the_newest_that_can_be_resumed(tmp_path: Path) -> None:
    """A finished or unreadable one is passed over; where there is none, there is none."""
    assert latest_unfinished(tmp_path / "nowhere") is None
    paused = begin_at(tmp_path, 8)
    paused.pause()
    paused.close()
    finished = begin_at(tmp_path, 9)
    finished.stop()
    finished.close()
    (tmp_path / "20261120T235959Z-small-ffff.jsonl").write_bytes(b"nonsense\n")
    assert latest_unfinished(tmp_path) == paused.path
    paused.path.unlink()
    assert latest_unfinished(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b"\xff\xfe\x00"])
def test_a_file_without_a_beginning_is_listed_as_unreadable(tmp_path: Path, content: bytes) -> None:
    """It does not hide the others, and says what is wrong."""
    (tmp_path / "20261120T235959Z-small-ffff.jsonl").write_bytes(content)
    begin_at(tmp_path, 8).close()
    broken, good = list_past(tmp_path)
    assert (broken.state, broken.problem) == ("unreadable", "does not say how it began")
    assert broken.summary is None
    assert good.state == "interrupted"


def test_a_file_that_cannot_be_read_is_listed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the error of the disk."""
    begin_at(tmp_path, 8).close()

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (entry,) = list_past(tmp_path)
    assert entry.state == "unreadable"
    assert "Permission denied" in entry.problem


def test_a_session_is_opened_by_a_part_of_its_name(tmp_path: Path) -> None:
    """With its events, its rubric and its problems."""
    live = begin_at(tmp_path, 8)
    live.skip()
    live.advance()
    live.stop()
    live.close()
    with live.path.open("ab") as file:
        file.write(b"torn")
    past = open_past(tmp_path, "0008")
    assert past == open_past_file(live.path)
    assert past.id == live.path.stem
    assert past.rubric == RUBRIC
    assert past.state == live.state
    assert past.state.finished is not None
    assert past.state.finished.reason is EndReason.STOPPED
    assert past.began == "2026-11-20T08:00:00.000Z"
    assert len(past.problems) == 1
    assert list_past(tmp_path)[0].problem == past.problems[0]


def test_a_session_that_is_not_there(tmp_path: Path) -> None:
    """The error says so."""
    with pytest.raises(UsageError, match="no session 'x'"):
        open_past(tmp_path, "x")


def test_a_session_that_cannot_be_shown(tmp_path: Path) -> None:
    """Without its beginning, or without its rubric."""
    path = tmp_path / "20261120T235959Z-small-ffff.jsonl"
    path.write_bytes(b"")
    with pytest.raises(StorageError, match="does not say how it began; it cannot be shown"):
        open_past_file(path)
    live = begin_at(tmp_path, 8)
    live.close()
    shutil.rmtree(tmp_path / "rubrics")
    with pytest.raises(StorageError, match="is missing"):
        open_past_file(live.path)
