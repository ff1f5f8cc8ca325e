"""The transcript's writer and reader; test_find_session.py has how sessions are found."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError, UsageError
from interviewer.model.transcript import Answered, Drafted, Event, EventData, Paused, Resumed
from interviewer.storage.transcript_lines import event_line
from interviewer.storage.transcript_log import (
    TranscriptWriter,
    read_told,
    read_transcript,
)

NOW = datetime(2026, 11, 20, 8, 51, 0, 123456, tzinfo=UTC)
AT = "2026-11-20T08:51:00.123Z"
SECRET = "my private answer\u2028\x1b \N{GRINNING FACE} \ud800"
EVENTS = (
    Event(1, AT, Resumed(0.0, "note")),
    Event(2, AT, Answered(1, SECRET, 3.5, timed_out=True)),
    Event(3, AT, Paused(4.0)),
    Event(4, AT, Drafted(3, "")),
)
LINES = [event_line(event) for event in EVENTS]


def write_session(folder: Path, token: str, *data: EventData) -> Path:
    writer = TranscriptWriter.create(folder, "deep-learning", NOW, token)
    for entry in data:
        writer.append(entry, NOW)
    writer.close()
    return writer.path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """The file is named by time, rubric and token; its events come back as they were returned."""
    writer = TranscriptWriter.create(tmp_path / "new", "deep-learning", NOW, "00aa")
    events = tuple(writer.append(event.data, NOW) for event in EVENTS)
    writer.close()
    assert writer.path == tmp_path / "new" / "20261120T085100Z-deep-learning-00aa.jsonl"
    transcript = read_transcript(writer.path)
    assert transcript.session_id == writer.session_id == "20261120T085100Z-deep-learning-00aa"
    assert transcript.events == events == EVENTS
    assert transcript.problems == ()
    assert writer.cut == ""


def test_times_are_written_in_utc(tmp_path: Path) -> None:
    """The candidate's own time zone does not show in the file; a time without zone is a bug."""
    writer = TranscriptWriter.create(tmp_path, "dl", NOW, "00aa")
    local = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert writer.append(Paused(), local).at == AT
    with pytest.raises(ValueError, match="time zone"):
        writer.append(Paused(), NOW.replace(tzinfo=None))
    writer.close()


def test_a_session_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    """The same second, rubric and token: an error, and the first session stays."""
    path = write_session(tmp_path, "00aa", Paused())
    before = path.read_bytes()
    with pytest.raises(StorageError, match="File exists"):
        TranscriptWriter.create(tmp_path, "deep-learning", NOW, "00aa")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("rubric_id", "token"),
    [
        ("../up", "00aa"),
        ("a/b", "00aa"),
        ("", "00aa"),
        ("dl", "00"),
        ("dl", "/../"),
        ("dl", "00AA"),
    ],
)
def test_names_that_could_lead_elsewhere_are_refused(
    rubric_id: str, token: str, tmp_path: Path
) -> None:
    """The name of a session is made of checked parts alone."""
    with pytest.raises(UsageError, match="cannot be named"):
        TranscriptWriter.create(tmp_path / "folder", rubric_id, NOW, token)
    assert list(tmp_path.iterdir()) == []


def test_threads_share_a_writer(tmp_path: Path) -> None:
    """The autosave and the interview write at once: every event has its own number and line."""
    writer = TranscriptWriter.create(tmp_path, "dl", NOW, "00aa")
    written: list[Event] = []

    def work(name: int) -> None:
        written.extend(writer.append(Drafted(name, "x" * 500), NOW) for _ in range(10))

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.close()
    transcript = read_transcript(writer.path)
    assert transcript.problems == ()
    assert [event.seq for event in transcript.events] == list(range(1, 81))
    assert transcript.events == tuple(sorted(written, key=lambda event: event.seq))


def test_reopening_goes_on_with_the_next_number(tmp_path: Path) -> None:
    """The reopened writer hands over what was there, read under its lock."""
    path = write_session(tmp_path, "00aa", Paused(1.0), Paused(2.0))
    writer = TranscriptWriter.reopen(path)
    assert [event.data for event in writer.transcript.events] == [Paused(1.0), Paused(2.0)]
    assert writer.append(Paused(3.0), NOW).seq == 3
    assert (writer.cut, writer.transcript.problems) == ("", ())
    writer.close()
    assert read_transcript(path).problems == ()


@pytest.mark.parametrize("kept", [1, len(LINES[1]) // 2, len(LINES[1]) - 2])
def test_a_torn_last_line_is_cut_off_and_said(kept: int, tmp_path: Path) -> None:
    """Reading leaves it out and the file alone; reopening cuts it off and says how much."""
    path = write_session(tmp_path, "00aa", EVENTS[0].data)
    whole = path.read_bytes()
    path.write_bytes(whole + LINES[1][:kept])
    transcript = read_transcript(path)
    assert transcript.events == EVENTS[:1]
    (problem,) = transcript.problems
    assert problem.startswith(f"line 2: torn off after {kept} bytes")
    assert path.read_bytes() == whole + LINES[1][:kept]
    writer = TranscriptWriter.reopen(path)
    assert f"{kept} bytes" in writer.cut
    assert path.read_bytes() == whole
    assert writer.append(Paused(), NOW).seq == 2
    writer.close()


def test_a_whole_last_line_without_its_end_is_kept(tmp_path: Path) -> None:
    """An editor that drops the last line end, or a crash in front of it, costs no event."""
    path = write_session(tmp_path, "00aa", EVENTS[0].data)
    path.write_bytes(path.read_bytes() + LINES[1].rstrip())
    assert read_transcript(path).events == EVENTS[:2]
    writer = TranscriptWriter.reopen(path)
    assert writer.cut == ""
    assert writer.append(EVENTS[2].data, NOW) == EVENTS[2]
    writer.close()
    assert path.read_bytes() == b"".join(LINES[:3])


def test_reading_needs_no_lock_and_reopening_does(tmp_path: Path) -> None:
    """A session can be looked at while it runs, but not continued twice, nor mended meanwhile."""
    writer = TranscriptWriter.create(tmp_path, "dl", NOW, "00aa")
    writer.append(Paused(), NOW)
    with writer.path.open("ab") as file:
        file.write(b'{"v":1,"seq":2')
    torn = writer.path.read_bytes()
    assert len(read_transcript(writer.path).events) == 1
    with pytest.raises(StorageError, match="open in another interviewer window"):
        TranscriptWriter.reopen(writer.path)
    assert writer.path.read_bytes() == torn
    writer.close()


def test_a_missing_session_is_not_created_by_reopening(tmp_path: Path) -> None:
    """Reopening and reading fail with one line; nothing appears on the disk."""
    with pytest.raises(StorageError, match="is not there"):
        TranscriptWriter.reopen(tmp_path / "gone.jsonl")
    with pytest.raises(StorageError, match="cannot be read: No such file"):
        read_transcript(tmp_path / "gone.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_what_was_told_leaves_the_autosaves_out(tmp_path: Path) -> None:
    """An answer that speaks of them stays."""
    answer = '{"type":"drafted"}'
    with_drafts: list[EventData] = [Drafted(2, "a"), Answered(2, answer, 1.0), Drafted(3, "b")]
    writer = TranscriptWriter.create(tmp_path, "small", NOW, "0000")
    for data in with_drafts:
        writer.append(data, NOW)
    writer.close()
    assert [event.data for event in read_told(writer.path)] == [Answered(2, answer, 1.0)]
    with pytest.raises(StorageError, match="cannot be read"):
        read_told(tmp_path / "missing.jsonl")
