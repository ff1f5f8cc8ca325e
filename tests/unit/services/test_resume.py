"""Going on with a session: after a pause, after a kill at any event, and when it cannot be."""

import shutil
from pathlib import Path

import pytest

from interviewer.dialogue.state import SessionState
from interviewer.model.errors import StorageError, UsageError
from interviewer.model.session import Mode
from interviewer.model.transcript import Answered, Drafted, Event, Resumed, TurnKind
from interviewer.services.interview import Interview
from interviewer.storage.transcript_log import read_transcript
from tests.factories import FakeClock, make_settings
from tests.unit.services.interviews import (
    Candidate,
    begin,
    last_event,
    on_disk,
    reopen,
    types,
)

ANSWERS = {
    ("clipping", TurnKind.ITEM, ""): "It caps the norm. It also cures vanishing gradients.",
    ("clipping", TurnKind.MISCONCEPTION, "cures-vanishing"): "It does not fix vanishing ones.",
    ("clipping", TurnKind.PROBE, "exploding"): "Exploding gradients.",
    ("dropout", TurnKind.ITEM, ""): "Random units are silenced.",
    ("tuning", TurnKind.ITEM, ""): "Raise the rate step by step and watch the loss.",
}
HINTS = frozenset({("dropout", TurnKind.ITEM)})
PAUSES = frozenset({("clipping", TurnKind.PROBE), ("tuning", TurnKind.ITEM)})


def candidate(clock: FakeClock) -> Candidate:
    return Candidate(ANSWERS, clock, HINTS, PAUSES)


def copy_cut(path: Path, folder: Path, content: bytes) -> Path:
    """Return a copy of a session, with its rubric, as a kill would have left it."""
    folder.mkdir()
    shutil.copytree(path.parent / "rubrics", folder / "rubrics")
    cut = folder / path.name
    cut.write_bytes(content)
    return cut


def answers_of(state: SessionState) -> dict[tuple[str, TurnKind, str], str]:
    """Return every answer of a session by its question."""
    return {
        (turn.asked.item_id, turn.asked.kind, turn.asked.target): turn.answered.text
        for record in state.records
        for turn in record.turns
        if turn.answered is not None
    }


@pytest.fixture
def whole(tmp_path: Path) -> Interview:
    """Return a session that went to its end with drafts, a hint, pauses and a skip."""
    clock = FakeClock()
    live = begin(tmp_path / "whole", clock, make_settings(minutes=30))
    candidate(clock).go_on(live)
    live.close()
    kinds = set(types(live.path))
    assert kinds == {
        "started", "asked", "drafted", "answered", "assessed", "hinted", "skipped",
        "paused", "resumed", "stage-finished", "finished",
    }  # fmt: skip
    return live


@pytest.mark.parametrize("torn", [0, 1, 40, -2])
def test_a_kill_at_any_event_loses_nothing_that_was_acknowledged(
    tmp_path: Path, whole: Interview, torn: int
) -> None:
    """Cut after every event, cleanly or in the next line: the session goes on to the same end."""
    lines = whole.path.read_bytes().splitlines(keepends=True)
    all_events = read_transcript(whole.path).events
    finished = whole.state.finished
    assert finished is not None
    for kept in range(1, len(lines) - 1):
        clock = FakeClock()
        clock.tick(86_400)
        content = b"".join(lines[:kept]) + (lines[kept][:torn] if torn else b"")
        path = copy_cut(whole.path, tmp_path / f"after-{kept}", content)
        before = all_events[:kept]
        note = torn_note(kept + 1, lines[kept][:torn])
        live = reopen(path, clock)
        resumed = last_event(live)
        assert resumed.data == Resumed(elapsed_of(before), note)
        assert resumed.seq == kept + 1
        assert live.elapsed() == elapsed_of(before)
        assert not live.state.paused
        someone = candidate(clock)
        someone.go_on(live)
        live.close()
        state = on_disk(live)
        assert state.started == whole.state.started
        assert answers_of(state) == answers_of(whole.state)
        assert read_transcript(path).events[:kept] == before
        assert state.finished is not None
        assert state.finished.summary == finished.summary
        assert [score.stage for score in state.stages] == [s.stage for s in whole.state.stages]


def elapsed_of(events: tuple[Event, ...]) -> float:
    return max(float(getattr(event.data, "elapsed", 0.0)) for event in events)


def torn_note(line: int, torn: bytes) -> str:
    """Return what is said of a torn last line, once."""
    if not torn:
        return ""
    return (
        f"line {line}: torn off after {len(torn)} bytes, as by a crash before it was confirmed; "
        "it is left out"
    )


def test_a_whole_last_line_without_its_end_is_kept(tmp_path: Path, whole: Interview) -> None:
    """Only the line end was lost: the event counts, and the next one gets a line of its own."""
    lines = whole.path.read_bytes().splitlines(keepends=True)
    path = copy_cut(whole.path, tmp_path / "unended", b"".join(lines[:4]).rstrip(b"\n"))
    live = reopen(path, FakeClock())
    live.close()
    transcript = read_transcript(path)
    assert transcript.problems == ()
    assert [event.data.type for event in transcript.events][3:] == ["answered", "resumed"]


def test_a_broken_line_in_the_middle_is_said_and_the_session_goes_on(
    tmp_path: Path, whole: Interview
) -> None:
    """That event alone is lost; the note names the line."""
    lines = whole.path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"drafted", b"draughty")
    path = copy_cut(whole.path, tmp_path / "broken", b"".join(lines[:5]))
    live = reopen(path, FakeClock())
    (note,) = live.state.notes
    assert note.text.startswith("line 3: ")
    live.advance()
    assert live.state.open_turn is not None
    live.close()


@pytest.mark.parametrize("lost", range(1, 8))
def test_whichever_event_is_lost_the_session_ends(
    tmp_path: Path, whole: Interview, lost: int
) -> None:
    """A line in the middle that cannot be read never leaves a session that cannot go on."""
    lines = whole.path.read_bytes().splitlines(keepends=True)
    del lines[lost]
    path = copy_cut(whole.path, tmp_path / "lost", b"".join(lines[:12]))
    clock = FakeClock()
    live = reopen(path, clock)
    while live.state.finished is None:
        live.advance()
        if live.state.open_turn is not None:
            live.answer("Exploding gradients.")
    live.close()
    asked = [record.planned.item_id for record in live.state.records]
    assert asked == ["clipping", "dropout", "tuning"]


def test_the_draft_is_there_again(tmp_path: Path) -> None:
    """What stood in the editor when the program was killed stands there again."""
    clock = FakeClock()
    live = begin(tmp_path, clock)
    clock.tick(7)
    live.draft("Half a thou")
    live.close()
    again = reopen(live.path, clock)
    turn = again.state.open_turn
    assert turn is not None
    assert turn.draft == "Half a thou"
    assert turn.number == 2
    again.close()


def test_time_between_a_kill_and_going_on_does_not_count(tmp_path: Path) -> None:
    """At most what passed since the last event is given back; the clock starts anew."""
    clock = FakeClock()
    live = begin(tmp_path, clock, make_settings(minutes=10))
    clock.tick(20)
    live.draft("A draft")
    clock.tick(3)
    live.close()
    later = FakeClock()
    later.seconds = 5.0  # another machine, or another start of it
    later.tick(100_000)
    again = reopen(live.path, later)
    assert again.elapsed() == 20
    assert again.time_left().item == 100
    assert again.time_left().session == 580
    later.tick(10)
    again.answer("A draft that goes on")
    assert last_event(again).data == Answered(2, "A draft that goes on", 30.0, False, 30.0)
    again.close()


def test_a_paused_session_goes_on_when_it_is_reopened(tmp_path: Path) -> None:
    """Leaving by a pause: the pause counts no time, and the clock runs on at once."""
    clock = FakeClock()
    live = begin(tmp_path, clock)
    clock.tick(30)
    live.pause()
    live.close()
    clock.tick(5000)
    again = reopen(live.path, clock)
    assert types(live.path)[-2:] == ["paused", "resumed"]
    clock.tick(4)
    assert again.elapsed() == 34
    again.close()


def test_an_answer_without_its_mark_is_marked_first(tmp_path: Path) -> None:
    """Killed while the grader worked: the answer is assessed, not asked again."""
    clock = FakeClock()
    live = begin(tmp_path, clock)
    live.answer("It caps the norm where gradients are exploding, in RNNs.")
    live.close()
    again = reopen(live.path, clock)
    assert again.state.pending_turn is not None
    again.advance()
    assert types(live.path)[3:6] == ["resumed", "assessed", "stage-finished"]
    again.close()


def test_a_stage_is_not_finished_twice(tmp_path: Path, whole: Interview) -> None:
    """Killed between the end of a stage and the next question, then stopped."""
    lines = whole.path.read_bytes().splitlines(keepends=True)
    kept = types(whole.path).index("stage-finished") + 1
    path = copy_cut(whole.path, tmp_path / "between", b"".join(lines[:kept]))
    live = reopen(path, FakeClock())
    live.stop()
    live.close()
    assert types(path).count("stage-finished") == 1
    assert types(path)[-1] == "finished"


def test_a_finished_session_is_refused(whole: Interview) -> None:
    """Nothing is written; the error says how to see it."""
    before = whole.path.read_bytes()
    with pytest.raises(
        UsageError, match=f"is finished; 'interviewer transcript show {whole.path.stem}'"
    ):
        reopen(whole.path, FakeClock())
    assert whole.path.read_bytes() == before
    # The lock is free again
    with pytest.raises(UsageError, match="is finished"):
        reopen(whole.path, FakeClock())


@pytest.mark.parametrize("content", [b"", b"torn"])
def test_a_session_without_its_beginning_is_refused(
    tmp_path: Path, whole: Interview, content: bytes
) -> None:
    """Killed before the first event was written."""
    path = copy_cut(whole.path, tmp_path / "empty", content)
    with pytest.raises(StorageError, match="does not say how it began; it cannot be resumed"):
        reopen(path, FakeClock())


def test_a_session_whose_rubric_is_gone_is_refused(tmp_path: Path, whole: Interview) -> None:
    """It would have to be graded by something else."""
    lines = whole.path.read_bytes().splitlines(keepends=True)
    path = copy_cut(whole.path, tmp_path / "bare", b"".join(lines[:5]))
    shutil.rmtree(path.parent / "rubrics")
    with pytest.raises(StorageError, match="the rubric that graded this session is missing"):
        reopen(path, FakeClock())
    assert types(path) == types(whole.path)[:5]


def test_a_session_that_is_open_elsewhere_is_refused(tmp_path: Path) -> None:
    """One window at a time; afterwards it can be reopened."""
    live = begin(tmp_path, FakeClock())
    with pytest.raises(StorageError, match="open in another interviewer window"):
        reopen(live.path, FakeClock())
    live.close()
    reopen(live.path, FakeClock()).close()


def test_a_session_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(StorageError, match="is not there"):
        reopen(tmp_path / "20261120T120000Z-small-00aa.jsonl", FakeClock())


def test_the_settings_are_those_it_began_with(tmp_path: Path) -> None:
    """Mode, seed and plan come from the file."""
    settings = make_settings(minutes=7, mode=Mode.LIVE, seed=42)
    live = begin(tmp_path, FakeClock(), settings)
    live.close()
    again = reopen(live.path, FakeClock())
    assert again.state.started.settings == settings
    assert again.state.started == live.state.started
    assert again.rubric == live.rubric
    again.close()


def test_a_draft_after_going_on_belongs_to_the_same_turn(tmp_path: Path) -> None:
    """Turns keep their numbers over a kill."""
    live = begin(tmp_path, FakeClock())
    live.close()
    again = reopen(live.path, FakeClock())
    again.draft("more")
    assert last_event(again).data == Drafted(2, "more", 0.0)
    again.close()
