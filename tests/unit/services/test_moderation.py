"""What people say of the marks afterwards: added to the file, never written over."""

from pathlib import Path

import pytest

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.state import replay
from interviewer.model.errors import StorageError, UsageError
from interviewer.model.transcript import TurnKind
from interviewer.services.moderation import REASON_LIMIT, contest, judged_marks, override
from interviewer.services.sessions import open_past_file
from interviewer.storage.transcript_log import TranscriptWriter, read_transcript
from tests.factories import NOON, FakeClock
from tests.unit.services.interviews import RUBRIC, Candidate, begin, types

ANSWER = "It caps the norm and cures vanishing gradients."


def finished(folder: Path) -> Path:
    """Return the file of a session in which one item was answered and the rest skipped."""
    clock = FakeClock()
    live = begin(folder, clock)
    answers = {("clipping", TurnKind.ITEM, ""): ANSWER}
    Candidate(answers, clock).go_on(live)
    live.close()
    return live.path


def test_a_decision_stands_beside_the_programs_mark(tmp_path: Path) -> None:
    """The file keeps what was there, byte for byte; the sum follows the coach."""
    path = finished(tmp_path)
    before, content = open_past_file(path).state, path.read_bytes()
    judged = override(path, 2, "exploding", 3, "said in other words", "A. Coach", NOON)
    assert (judged.points, judged.now) == (0, 3)
    assert judged.reasons == ("said in other words (A. Coach)",)
    assert path.read_bytes().startswith(content)
    assert types(path)[-1] == "overridden"
    after = open_past_file(path).state
    assert after.records == before.records
    now = in_force(after).records[0].main.assessment
    assert now is not None
    credit = now.criterion("exploding")
    assert credit is not None
    assert credit.earned == 3
    assert summarise(in_force(after)).unaided > summarise(before).unaided


def test_a_misconception_can_be_struck_out(tmp_path: Path) -> None:
    """0 points take it back; the deduction is gone from the sum."""
    path = finished(tmp_path)
    before = open_past_file(path).state.records[0].main.assessment
    assert before is not None
    assert [found.id for found in before.misconceptions] == ["cures-vanishing"]
    override(path, 2, "cures-vanishing", 0, "quoted to refute it", "", NOON)
    state = replay(read_transcript(path).events)
    assert state is not None
    now = in_force(state).records[0].main.assessment
    assert now is not None
    assert now.misconceptions == ()
    assert now.points == before.points + before.misconceptions[0].minus


def test_the_last_decision_counts(tmp_path: Path) -> None:
    """Both stay in the record."""
    path = finished(tmp_path)
    override(path, 2, "exploding", 3, "first thought", "", NOON)
    judged = override(path, 2, "exploding", 1, "second thought", "", NOON)
    assert judged.now == 1
    assert judged.reasons == ("first thought", "second thought")


def test_a_contest_changes_no_mark(tmp_path: Path) -> None:
    """It is a note for the coach."""
    path = finished(tmp_path)
    before = summarise(in_force(open_past_file(path).state))
    judged = contest(path, 2, "exploding", "I meant that with the norm", NOON)
    assert judged.notes == ("I meant that with the norm",)
    assert judged.points == judged.now
    assert summarise(in_force(open_past_file(path).state)) == before


@pytest.mark.parametrize(
    ("turn", "target", "points", "reason", "message"),
    [
        (2, "exploding", 3.5, "why", "'exploding' can have 0 to 3 points, not 3.5"),
        (2, "exploding", -1, "why", "0 to 3 points"),
        (2, "cures-vanishing", 1, "why", "can have -"),
        (2, "nothing", 1, "why", "turn 2 has no mark 'nothing'; it has: caps, exploding"),
        (99, "exploding", 1, "why", "turn 99 has no marks; these turns have some: 2"),
        (2, "exploding", 1, " \n ", "a reason is needed"),
        (2, "exploding", 1, "x" * (REASON_LIMIT + 1), "a reason may have 2,000 characters"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, turn: int, target: str, points: float, reason: str, message: str
) -> None:
    """In one line; the file stays as it is."""
    path = finished(tmp_path)
    content = path.read_bytes()
    with pytest.raises(UsageError, match=message):
        override(path, turn, target, points, reason, "", NOON)
    assert path.read_bytes() == content


def test_a_running_session_is_not_moderated(tmp_path: Path) -> None:
    """Neither one that is open in another window nor one that waits to be resumed."""
    live = begin(tmp_path, FakeClock())
    with pytest.raises(StorageError, match="another interviewer window"):
        override(live.path, 2, "exploding", 1, "why", "", NOON)
    live.close()
    with pytest.raises(UsageError, match="is not finished"):
        contest(live.path, 2, "exploding", "why", NOON)
    TranscriptWriter.reopen(live.path).close()  # the lock is free again


def test_every_mark_of_a_session_is_listed(tmp_path: Path) -> None:
    """Criteria and misconceptions with what they may have; a skipped item has none."""
    state = open_past_file(finished(tmp_path)).state
    marks = {judged.target: judged for judged in judged_marks(state, RUBRIC)}
    assert set(marks) == {"caps", "exploding", "recurrent", "cures-vanishing"}
    assert (marks["caps"].least, marks["caps"].most) == (0, 2)
    assert marks["cures-vanishing"].least < 0 == marks["cures-vanishing"].most
