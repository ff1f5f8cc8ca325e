"""Sessions for a report: read, compared with earlier ones, cut into questions, made anonymous."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError
from interviewer.model.transcript import TurnKind
from interviewer.services.report import (
    MOST_EARLIER,
    ReportedSession,
    SessionReader,
    anonymised,
    attempt,
    earlier_attempts,
    stretches,
)
from tests.factories import NOON, FakeClock
from tests.unit.services.interviews import Candidate, begin
from tests.unit.services.report_sessions import full_session, live_session

ANSWERS = {
    ("clipping", TurnKind.ITEM, ""): "It caps the norm of a huge gradient.",
    ("dropout", TurnKind.ITEM, ""): "Random units are removed.",
}


def read_session(path: Path) -> ReportedSession:
    """Return a session as a new reader reads it."""
    return SessionReader().read(path)


def take(folder: Path, day: int, finish: bool = True) -> Path:
    """Take an interview on a day, to its end or to its second question."""
    clock = FakeClock()
    clock.wall = NOON + timedelta(days=day)
    interview = begin(folder, clock)
    candidate = Candidate(ANSWERS, clock)
    if finish:
        candidate.go_on(interview)
    while interview.state.current < 1:
        candidate.step(interview)
    interview.close()
    return interview.path


def test_a_session_is_read_with_its_times(tmp_path: Path) -> None:
    """The time of each question is that of its event."""
    session = read_session(take(tmp_path, 0))
    assert session.status == "finished"
    assert session.began.startswith("2026-11-20T12:00:00")
    turns = [turn.number for record in session.state.records for turn in record.turns]
    assert sorted(session.asked_at) == sorted(turns)
    assert session.problems == ()


def test_sessions_of_one_rubric_share_it(tmp_path: Path) -> None:
    """Many sessions do not hold the bank many times."""
    reader = SessionReader()
    first, second = (reader.read(take(tmp_path, day)) for day in (0, 1))
    assert first.rubric is second.rubric


def test_a_file_that_tells_nothing_cannot_be_exported(tmp_path: Path) -> None:
    """It is named, in one line."""
    path = take(tmp_path, 0)
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    with pytest.raises(StorageError, match=path.name):
        read_session(path)


def test_earlier_sessions_are_those_finished_before(tmp_path: Path) -> None:
    """Oldest first, without this one, later ones, unfinished and broken ones."""
    first, second = take(tmp_path, 0), take(tmp_path, 1)
    take(tmp_path, 2, finish=False)
    broken, last = take(tmp_path, 3), take(tmp_path, 4)
    broken.write_bytes(b"no transcript\n")
    found = earlier_attempts(last)
    began = [read_session(path).began for path in (first, second)]
    assert [each.began for each in found] == began
    assert found[0] == attempt(read_session(first))
    assert earlier_attempts(first) == ()


def test_earlier_sessions_of_other_banks_do_not_count(tmp_path: Path) -> None:
    """The bank is part of the name of the file."""
    take(tmp_path, 0).rename(tmp_path / "20261120T120000Z-other-00aa.jsonl")
    assert earlier_attempts(take(tmp_path, 1)) == ()


def test_only_the_newest_earlier_sessions_are_read(tmp_path: Path) -> None:
    """A long history does not make a report slow."""
    path = take(tmp_path, 0)
    for day in range(1, MOST_EARLIER + 3):
        stamp = f"{NOON + timedelta(days=day):%Y%m%dT%H%M%SZ}"
        (tmp_path / f"{stamp}-small-00aa.jsonl").write_bytes(path.read_bytes())
    last = sorted(tmp_path.glob("*.jsonl"))[-1]
    assert len(earlier_attempts(last)) == MOST_EARLIER


def test_stretches_are_questions_with_all_that_was_said(tmp_path: Path) -> None:
    """The opening belongs to none; nothing is lost or told twice."""
    session = read_session(take(tmp_path, 0))
    found = stretches(session)
    numbers = [(stretch.number, stretch.again) for stretch in found if stretch.record is not None]
    assert numbers == [(1, False), (2, False), (3, False)]
    keys = [said.key for stretch in found for said in stretch.utterances]
    assert len(keys) == len(set(keys))
    assert all(
        said.turn in {turn.number for turn in stretch.record.turns}
        for stretch in found
        if stretch.record
        for said in stretch.utterances
    )


def test_marks_of_a_live_interview_are_no_attempt_yet() -> None:
    """A chart would give them away."""
    assert attempt(full_session()) is not None
    assert attempt(live_session()) is None


def test_anonymous_sessions_keep_what_was_said() -> None:
    """Only names and dates go, from both states."""
    session = replace(full_session(), began="2026-11-20T08:51:00.000Z")
    (found,) = anonymised([session])
    assert (found.name, found.began, dict(found.asked_at)) == ("session-1", "", {})
    assert [each.by for each in (*found.state.overrides, *found.marked.overrides)] == ["", ""]
    assert [each.reason for each in found.state.overrides] == ["reason"]
    assert found.state.records == session.state.records
