"""Kills, full disks and broken disks at every call to the system: nothing confirmed is lost."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from interviewer.model.errors import StorageError
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.transcript import Answered, Asked, Event, EventData, Paused, TurnKind
from interviewer.storage.durable import check_writable
from interviewer.storage.rubric_copies import keep_rubric, load_rubric_copy
from interviewer.storage.system_calls import SYSTEM, SystemCalls
from interviewer.storage.transcript_log import TranscriptWriter, list_sessions, read_transcript
from tests.faults.failing_calls import TORN, FailingCalls, Fault, Killed

R = TypeVar("R")

NOW = datetime(2026, 11, 20, 8, 51, tzinfo=UTC)
SECRET = "my private answer \N{SNOWMAN}"
FIRST: tuple[EventData, ...] = (
    Asked("relu", TurnKind.ITEM, "What is ReLU?", "first of the stage"),
    Answered(1, SECRET, 12.5),
    Paused(20.0),
)
SECOND: tuple[EventData, ...] = (Asked("sgd", TurnKind.ITEM, "What is SGD?", "next"), Paused(30.0))


class Session:
    """A small session that notes what was acknowledged and goes on after an error."""

    def __init__(self, folder: Path, calls: SystemCalls, tries: int) -> None:
        self.folder = folder
        self.calls = calls
        self.tries = tries
        self.acknowledged: list[Event] = []
        self.messages: list[str] = []

    def play(self) -> None:
        """Write three events, close, reopen, and write two more."""
        folder, calls = self.folder, self.calls
        writer = self.insist(lambda: TranscriptWriter.create(folder, "dl", NOW, "00aa", calls))
        self.write(writer, FIRST)
        writer = self.insist(lambda: TranscriptWriter.reopen(writer.path, calls))
        self.write(writer, SECOND)

    def write(self, writer: TranscriptWriter, events: tuple[EventData, ...]) -> None:
        try:
            for data in events:
                self.acknowledged.append(self.insist(partial(writer.append, data, NOW)))
        finally:
            writer.close()

    def insist(self, action: Callable[[], R]) -> R:
        """Try again after an error, as a person does."""
        for _ in range(self.tries - 1):
            try:
                return action()
            except StorageError as error:
                self.messages.append(str(error))
        return action()


def count_calls(folder: Path) -> int:
    """Return how many calls the session makes where nothing fails."""
    calls = FailingCalls()
    Session(folder, calls, tries=1).play()
    return len(calls.made)


def go_on(folder: Path, acknowledged: list[Event]) -> tuple[Event, ...]:
    """Reopen what is there on a sound disk, write one more event, and return all that is read."""
    (path,) = list_sessions(folder)
    before = read_transcript(path)
    assert [event for event in before.events if event in acknowledged] == acknowledged
    writer = TranscriptWriter.reopen(path)
    extra = writer.append(Paused(99.0), NOW)
    writer.close()
    after = read_transcript(path)
    assert after.problems == ()
    assert after.events == (*before.events, extra)
    return before.events


@pytest.mark.parametrize("torn", TORN)
def test_a_kill_at_any_call_loses_nothing_that_was_acknowledged(torn: str, tmp_path: Path) -> None:
    """The file stays readable, and the reopened writer goes on, whichever call was the last."""
    for fail_at in range(1, count_calls(tmp_path / "count") + 1):
        folder = tmp_path / str(fail_at)
        calls = FailingCalls(fail_at, Fault.KILL, TORN[torn])
        session = Session(folder, calls, tries=1)
        with pytest.raises(Killed):
            session.play()
        calls.bury()
        if list_sessions(folder):
            events = go_on(folder, session.acknowledged)
            assert len(events) - len(session.acknowledged) in (0, 1), fail_at
        else:
            assert session.acknowledged == [], fail_at


@pytest.mark.parametrize("torn", TORN)
@pytest.mark.parametrize("fault", [Fault.FULL, Fault.BROKEN])
def test_after_one_failed_call_the_same_session_goes_on(
    fault: Fault, torn: str, tmp_path: Path
) -> None:
    """A disk that fails once costs an error message and no event; nothing is written twice."""
    for fail_at in range(1, count_calls(tmp_path / "count") + 1):
        calls = FailingCalls(fail_at, fault, TORN[torn])
        session = Session(tmp_path / str(fail_at), calls, tries=2)
        session.play()
        assert calls.failed
        assert [event.data for event in session.acknowledged] == [*FIRST, *SECOND]
        assert go_on(session.folder, session.acknowledged) == tuple(session.acknowledged), fail_at


@pytest.mark.parametrize("torn", TORN)
@pytest.mark.parametrize("fault", [Fault.FULL, Fault.BROKEN])
def test_a_disk_that_stays_broken_loses_nothing_that_was_acknowledged(
    fault: Fault, torn: str, tmp_path: Path
) -> None:
    """Every later call fails as well, the cut back included: what was acknowledged is there."""
    for fail_at in range(1, count_calls(tmp_path / "count") + 1):
        folder = tmp_path / str(fail_at)
        calls = FailingCalls(fail_at, fault, TORN[torn], lasting=True)
        session = Session(folder, calls, tries=3)
        try:
            session.play()
        except StorageError as error:
            session.messages.append(str(error))
        assert session.messages or calls.made[fail_at - 1] == "close"
        if list_sessions(folder):
            go_on(folder, session.acknowledged)
        else:
            assert session.acknowledged == [], fail_at


def test_errors_name_the_file_and_the_reason_and_never_the_answer(tmp_path: Path) -> None:
    """A failed write says where, why and what to do, on one line, without the text itself."""
    for fail_at in range(1, count_calls(tmp_path / "count") + 1):
        calls = FailingCalls(fail_at, Fault.FULL)
        session = Session(tmp_path / str(fail_at), calls, tries=2)
        session.play()
        for message in session.messages:
            assert str(session.folder) in message
            assert "No space left on device; free some space on that disk" in message
            assert "private" not in message
            assert "\n" not in message


def test_a_disk_that_is_full_at_the_start_leaves_no_empty_session(tmp_path: Path) -> None:
    """A session whose first event could not be written is not listed afterwards."""
    writer = TranscriptWriter.create(tmp_path, "dl", NOW, "00aa", RefusingWrites())
    with pytest.raises(StorageError, match="No space left"):
        writer.append(FIRST[0], NOW)
    writer.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [b'{"v":1,"se', b""])
def test_a_reopening_that_fails_frees_the_file(ending: bytes, tmp_path: Path) -> None:
    """Mending the last line may fail at any call: the events stay, and a second try works."""
    writer = TranscriptWriter.create(tmp_path, "dl", NOW, "00aa")
    events = tuple(writer.append(data, NOW) for data in FIRST)
    writer.close()
    sound = writer.path.read_bytes()
    damaged = sound + ending if ending else sound[:-1]
    writer.path.write_bytes(damaged)
    counted = FailingCalls()
    TranscriptWriter.reopen(writer.path, counted).close()
    assert writer.path.read_bytes() == sound
    for fail_at in range(1, len(counted.made)):  # the last call is the test's own close
        writer.path.write_bytes(damaged)
        with pytest.raises(StorageError, match="Input/output error"):
            TranscriptWriter.reopen(writer.path, FailingCalls(fail_at, Fault.BROKEN))
        assert go_on(tmp_path, list(events)) == events


class RefusingWrites(SystemCalls):
    """A full disk that still makes files."""

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        raise OSError(Fault.FULL.value, os.strerror(Fault.FULL.value))


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("torn", TORN)
def test_a_rubric_copy_is_whole_or_missing(fault: Fault, torn: str, tmp_path: Path) -> None:
    """Whichever call fails, the copy under the hash loads, or is missing and can be made again."""
    rubric = Rubric("dl", "Deep learning", (Item("relu", Stage.BASIC, "What?", ("That.",)),))
    counted = FailingCalls()
    keep_rubric(tmp_path / "count", rubric, counted)
    for fail_at in range(1, len(counted.made) + 1):
        folder = tmp_path / str(fail_at)
        calls = FailingCalls(fail_at, fault, TORN[torn])
        with pytest.raises((Killed, StorageError)):
            keep_rubric(folder, rubric, calls)
        calls.bury()
        if list(folder.glob("rubrics/*.json")):
            assert load_rubric_copy(folder, rubric.content_hash) == rubric
        if fault is not Fault.KILL:
            assert list(folder.glob("rubrics/.*")) == []
        keep_rubric(folder, rubric)
        assert load_rubric_copy(folder, rubric.content_hash) == rubric


@pytest.mark.parametrize("fault", [Fault.FULL, Fault.BROKEN])
def test_check_writable_finds_any_failing_call_and_leaves_nothing(
    fault: Fault, tmp_path: Path
) -> None:
    """Whichever call fails, the check says so before an interview begins."""
    counted = FailingCalls()
    check_writable(tmp_path, counted)
    assert counted.made == ["open", "write", "fsync", "close", "unlink"]
    for fail_at in range(1, len(counted.made) + 1):
        with pytest.raises(StorageError, match="cannot be written to"):
            check_writable(tmp_path, FailingCalls(fail_at, fault))
        assert list(tmp_path.iterdir()) == []
    check_writable(tmp_path, SYSTEM)
