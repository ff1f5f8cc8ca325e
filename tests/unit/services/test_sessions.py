"""Past sessions: listed with how they went, opened with the rubric that graded them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError, UsageError
from interviewer.model.moderation import Overridden
from interviewer.model.session import Mode
from interviewer.model.transcript import Asked, EndReason
from interviewer.services import sessions
from interviewer.services.interview import Interview
from interviewer.services.interview_start import begin_interview
from interviewer.services.sessions import (
    SessionStatus,
    latest_unfinished,
    list_past,
    listings,
    open_past,
    open_past_file,
)
from interviewer.storage.transcript_log import Transcript, TranscriptWriter, read_transcript
from tests.factories import PHRASES, FakeClock, make_settings
from tests.unit.services.interviews import GRADER, RUBRIC


def begin_at(folder: Path, hour: int, mode: Mode = Mode.PRACTICE) -> Interview:
    clock = FakeClock()
    clock.wall = clock.wall.replace(hour=hour)
    live = begin_interview(
        RUBRIC, make_settings(mode=mode), folder, clock, f"{hour:04x}", lambda: GRADER, PHRASES
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


def counted_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the sessions that will be read from their files from now on."""
    read: list[str] = []

    def counting(path: Path, all_drafts: bool) -> Transcript:
        read.append(path.stem)
        return read_transcript(path, all_drafts)

    monkeypatch.setattr("interviewer.services.sessions.read_transcript", counting)
    return read


def finish_at(folder: Path, hour: int, mode: Mode = Mode.PRACTICE) -> Path:
    """Leave a finished session with two answers behind."""
    live = begin_at(folder, hour, mode)
    live.answer("It caps the norm where gradients are exploding, in RNNs.")
    live.advance()
    live.skip()
    live.stop()
    live.close()
    return live.path


class TestTheIndex:
    def test_sessions_are_read_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The second list is the same and reads none; nor does the search for an unfinished one."""
        folder, cache = tmp_path / "t", tmp_path / "cache"
        finish_at(folder, 8)
        begin_at(folder, 9).close()
        (folder / "20261120T235959Z-small-ffff.jsonl").write_bytes(b"nonsense\n")
        first = list_past(folder, cache)
        read = counted_reads(monkeypatch)
        assert list_past(folder, cache) == first
        assert latest_unfinished(folder, cache) == first[1].path
        assert read == []
        shutil.rmtree(cache)
        assert list_past(folder, cache) == first
        assert len(read) == 3

    def test_only_what_changed_is_read_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A session that goes on, one that is new, one that is gone, one of another time."""
        folder, cache = tmp_path / "t", tmp_path / "cache"
        live = begin_at(folder, 8)
        touched, gone = finish_at(folder, 9), finish_at(folder, 10)
        finish_at(folder, 11)
        list_past(folder, cache)
        live.pause()
        live.close()
        os.utime(touched, (1, 1))
        gone.unlink()
        new = finish_at(folder, 12)
        read = counted_reads(monkeypatch)
        entries = {entry.path: entry for entry in list_past(folder, cache)}
        assert sorted(read) == sorted(path.stem for path in (live.path, touched, new))
        assert entries[live.path].state is SessionStatus.PAUSED
        assert gone not in entries
        read.clear()
        list_past(folder, cache)
        assert read == []

    def test_an_entry_of_the_same_size_and_time_but_another_file(self, tmp_path: Path) -> None:
        """A file that was put in the place of another is seen."""
        folder, cache = tmp_path / "t", tmp_path / "cache"
        path = finish_at(folder, 8)
        list_past(folder, cache)
        status = path.stat()
        other = folder / "other"
        other.write_bytes(b"x" * status.st_size)
        os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
        other.replace(path)
        assert [entry.state for entry in list_past(folder, cache)] == ["unreadable"]

    def test_a_cache_that_cannot_be_used_changes_nothing(self, tmp_path: Path) -> None:
        """The sessions are read each time."""
        folder = tmp_path / "t"
        finish_at(folder, 8)
        (tmp_path / "taken").touch()
        plain = list_past(folder, tmp_path / "cache")
        assert list_past(folder, tmp_path / "taken") == plain
        assert list_past(folder, tmp_path / "taken") == plain

    def test_what_the_disk_refused_is_tried_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The error of a disk is not kept."""
        folder, cache = tmp_path / "t", tmp_path / "cache"
        finish_at(folder, 8)

        def refuse(path: Path, all_drafts: bool) -> Transcript:
            raise StorageError(f"{path.name}: cannot be read: Permission denied")

        with monkeypatch.context() as patch:
            patch.setattr("interviewer.services.sessions.read_transcript", refuse)
            assert [entry.state for entry in list_past(folder, cache)] == ["unreadable"]
        assert [entry.state for entry in list_past(folder, cache)] == ["finished"]

    def test_no_folder_is_made_where_there_are_no_sessions(self, tmp_path: Path) -> None:
        """Neither for the sessions nor for the cache."""
        assert list_past(tmp_path / "t", tmp_path / "cache") == ()
        assert list(tmp_path.iterdir()) == []

    def test_the_list_comes_while_the_sessions_are_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The newest first; who stops listening has what was read kept."""
        folder, cache = tmp_path / "t", tmp_path / "cache"
        for hour in range(5):
            finish_at(folder, hour)
        monkeypatch.setattr(sessions, "FIRST_STEP", 1)
        monkeypatch.setattr(sessions, "STEP", 2)
        every = list(listings(folder, tmp_path / "other"))
        assert [len(listing.sessions) for listing in every] == [1, 3, 5]
        assert [listing.is_complete for listing in every] == [False, False, True]
        assert every[0].sessions == every[-1].sessions[:1]
        assert {listing.total for listing in every} == {5}
        stopped = listings(folder, cache)
        next(stopped)
        next(stopped)
        stopped.close()
        read = counted_reads(monkeypatch)
        assert list_past(folder, cache) == every[-1].sessions
        assert len(read) == 2


def test_an_entry_tells_what_was_asked_and_earned(tmp_path: Path) -> None:
    """Items with their unaided scores, topics from the rubric that graded them."""
    finish_at(tmp_path, 8)
    (entry,) = list_past(tmp_path)
    assert entry.rubric_id == "small"
    marks = [(mark.item_id, mark.unaided) for mark in entry.items]
    assert marks == [("clipping", 1.0), ("dropout", 0.0)]
    assert entry.topics == ("optimisation", "regularisation")
    shutil.rmtree(tmp_path / "rubrics")
    (tmp_path / "rubrics").mkdir()
    (again,) = list_past(tmp_path, tmp_path / "another cache")
    assert again.topics == ()
    assert again.items == entry.items


def test_the_list_counts_the_marks_in_force(tmp_path: Path) -> None:
    """What a coach decided shows in the summary."""
    path = finish_at(tmp_path, 8)
    (before,) = list_past(tmp_path)
    writer = TranscriptWriter.reopen(path)
    turn = next(e.seq for e in writer.transcript.events if isinstance(e.data, Asked))
    writer.append(Overridden(turn, "exploding", 0, "the example is wrong"), FakeClock().now())
    writer.close()
    (after,) = list_past(tmp_path)
    assert before.summary is not None
    assert after.summary is not None
    assert before.summary.unaided == 0.5
    assert after.summary.unaided == 0.25
    assert after.summary.band == "weak"
    assert after.items[0].unaided == 0.5


def test_opening_a_session_loads_no_grader(tmp_path: Path) -> None:
    """The marks are in the transcript: neither the grader nor scikit-learn is needed."""
    path = finish_at(tmp_path, 8)
    code = f"""
import sys
from pathlib import Path
from interviewer.services.conversation import conversation
from interviewer.services.sessions import list_past, open_past_file
past = open_past_file(Path({str(path)!r}))
assert conversation(past.state, past.rubric)
assert list_past(Path({str(tmp_path)!r}))
unwanted = {{"sklearn", "scipy", "numpy", "rapidfuzz", "textual", "interviewer.grading.grader"}}
print(*sorted(unwanted & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_newest_part_of_the_index_comes_before_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screenful can be shown while the rest of a long list is decoded."""
    folder, cache = tmp_path / "t", tmp_path / "cache"
    for hour in range(5):
        finish_at(folder, hour)
    monkeypatch.setattr("interviewer.storage.session_index.BLOCK", 2)
    every = list_past(folder, cache)
    newest, whole = listings(folder, cache)
    assert newest.sessions == every[:2]
    assert not newest.is_complete
    assert whole.sessions == every
