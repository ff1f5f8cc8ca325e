"""What earlier sessions with a bank say, read from their transcripts alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from interviewer.dialogue.credit import done_records, unaided_score
from interviewer.dialogue.past import Attempt, Past
from interviewer.dialogue.state import replay
from interviewer.model.assessment import Gate
from interviewer.model.transcript import Drafted, EventData, Reopened, Skipped, TurnKind
from interviewer.services.history import read_past, read_standings
from interviewer.storage.transcript_log import TranscriptWriter, read_transcript
from tests.factories import (
    CLIPPING,
    DROPOUT,
    NOON,
    TUNING,
    Script,
    changed,
    earned,
    make_assessment,
    make_rubric,
    make_started,
)

RUBRIC = make_rubric()


def keep(
    folder: Path,
    events: Sequence[EventData],
    began: datetime = NOON,
    rubric_id: str = "small",
    token: str = "00aa",
) -> Path:
    """Write a session, one event a second, and return its file."""
    writer = TranscriptWriter.create(folder, rubric_id, began, token)
    for second, data in enumerate(events):
        writer.append(data, began + timedelta(seconds=second))
    writer.close()
    return writer.path


def answered(item_credits: Sequence[float] = (1, 1, 1)) -> list[EventData]:
    """Return a session of one answer: 6 points, or fewer."""
    return Script().ask(CLIPPING).answer().assess(make_assessment(CLIPPING, item_credits)).events


def everything() -> list[EventData]:
    """Return a session with drafts, a hint, follow-ups, an item skipped and one taken up again."""
    script = Script().ask(CLIPPING)
    script.add(Drafted(script.turn, "half an answer"))
    script.hint("exploding", 'not "type":"drafted", "type":"answered", "assessment":null').answer()
    script.assess(make_assessment(CLIPPING, (1, 1, 0)))
    script.ask(CLIPPING, TurnKind.PROBE, "recurrent").answer()
    script.assess(earned(CLIPPING, "recurrent"))
    script.ask(DROPOUT)
    script.add(Skipped(script.turn, later=True))
    script.ask(TUNING).answer().assess(make_assessment(TUNING, similarity=4))
    script.ask(TUNING, TurnKind.NUDGE).skip()
    script.add(Reopened(DROPOUT.id)).ask(DROPOUT).answer()
    script.assess(make_assessment(DROPOUT, (1, 0)))
    return script.events


def test_an_answer_is_an_attempt(tmp_path: Path) -> None:
    """The item, its topic, the moment of the mark and the unaided score."""
    keep(tmp_path, answered((1, 0, 1)))
    at = "2026-11-20T12:00:03.000Z"
    assert read_past(tmp_path, RUBRIC) == Past((Attempt("clipping", "optimisation", at, 0.5),))


def test_help_does_not_count(tmp_path: Path) -> None:
    """A hint before the answer and what a follow-up earned leave the unaided score."""
    keep(tmp_path, everything())
    scores = {a.item_id: a.score for a in read_past(tmp_path, RUBRIC).attempts}
    assert scores == {"clipping": 0.3333, "dropout": 0.5, "tuning": 0.4}


def test_what_is_passed_over_makes_no_difference(tmp_path: Path) -> None:
    """Reading every event gives the same items and scores."""
    path = keep(tmp_path, everything())
    state = replay(read_transcript(path).events)
    assert state is not None
    full = [(r.planned.item_id, unaided_score(r)) for r in done_records(state)]
    assert [(a.item_id, a.score) for a in read_past(tmp_path, RUBRIC).attempts] == full


def test_a_skipped_item_scores_nothing(tmp_path: Path) -> None:
    """At the moment when it was passed on."""
    keep(tmp_path, Script().ask(DROPOUT).skip().events)
    (attempt,) = read_past(tmp_path, RUBRIC).attempts
    assert attempt == Attempt("dropout", "regularisation", "2026-11-20T12:00:02.000Z", 0.0)


def test_a_gate_scores_nothing(tmp_path: Path) -> None:
    """An answer that said nothing is an attempt all the same."""
    gated = make_assessment(CLIPPING, (1, 1, 1), gate=Gate.DONT_KNOW)
    keep(tmp_path, Script().ask(CLIPPING).answer().assess(gated).events)
    assert [attempt.score for attempt in read_past(tmp_path, RUBRIC).attempts] == [0.0]


@pytest.mark.parametrize(
    "script", [Script(), Script().ask(CLIPPING), Script().ask(TUNING).answer()]
)
def test_what_was_not_marked_is_no_attempt(tmp_path: Path, script: Script) -> None:
    """A question that is still open, and an answer without its marks."""
    keep(tmp_path, script.events)
    assert read_past(tmp_path, RUBRIC) == Past()


def test_the_oldest_comes_first(tmp_path: Path) -> None:
    """Of the newest sessions only, as many as asked for."""
    for day in range(4):
        keep(tmp_path, answered((1, 0, day % 2)), NOON + timedelta(days=day))
    days = [attempt.at[8:10] for attempt in read_past(tmp_path, RUBRIC, limit=3).attempts]
    assert days == ["21", "22", "23"]


def test_other_banks_are_left_out(tmp_path: Path) -> None:
    """The name of the file tells, also where one name is a part of another."""
    for number, rubric_id in enumerate(("small", "very-small", "small-2", "small-00aa", "sma")):
        keep(tmp_path, answered(), NOON + timedelta(hours=number), rubric_id)
    assert len(read_past(tmp_path, RUBRIC).attempts) == 1


def test_sessions_of_other_banks_do_not_use_up_the_limit(tmp_path: Path) -> None:
    """It counts those of this bank."""
    keep(tmp_path, answered())
    keep(tmp_path, answered(), NOON + timedelta(days=1), "other")
    assert len(read_past(tmp_path, RUBRIC, limit=1).attempts) == 1


def test_the_bank_of_today_counts(tmp_path: Path) -> None:
    """Another wording or topic is the same item; what the bank lost is left out."""
    keep(tmp_path, everything())
    rubric = make_rubric(changed(CLIPPING, prompt="Why clip?", topic="training"), TUNING)
    found = [(a.item_id, a.topic) for a in read_past(tmp_path, rubric).attempts]
    assert found == [("clipping", "training"), ("tuning", "judgement")]


def test_no_sessions_no_past(tmp_path: Path) -> None:
    """A folder that is empty or not there."""
    assert read_past(tmp_path, RUBRIC) == read_past(tmp_path / "none", RUBRIC) == Past()


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"no JSON\n", b"\xff\xfe\x00", b'{"v":1}\n', b"[" * 9999]
)
def test_a_broken_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    """The other sessions count."""
    broken = keep(tmp_path, answered(), NOON + timedelta(days=1))
    broken.write_bytes(content)
    keep(tmp_path, answered())
    assert len(read_past(tmp_path, RUBRIC).attempts) == 1


def test_a_file_that_cannot_be_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is one that vanishes after it was listed."""
    gone = keep(tmp_path, answered(), NOON + timedelta(days=1))
    keep(tmp_path, answered())
    read_bytes = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path == gone:
            raise FileNotFoundError(path)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert len(read_past(tmp_path, RUBRIC).attempts) == 1


def test_a_changed_mark_is_passed_over(tmp_path: Path) -> None:
    """The checksum of a line is checked here too; the other items of the session count."""
    path = keep(tmp_path, everything())
    content = path.read_bytes()
    assert content.count(b'"score":0.5') == 1
    path.write_bytes(content.replace(b'"score":0.5', b'"score":1.0'))
    found = [attempt.item_id for attempt in read_past(tmp_path, RUBRIC).attempts]
    assert found == ["clipping", "tuning"]


def test_a_torn_session_counts_as_far_as_it_goes(tmp_path: Path) -> None:
    """A crash in the middle of a line loses no more than that line."""
    path = keep(tmp_path, [*answered(), *Script(make_started()).ask(DROPOUT).events[1:]])
    path.write_bytes(path.read_bytes()[:-20])
    assert [attempt.item_id for attempt in read_past(tmp_path, RUBRIC).attempts] == ["clipping"]


def test_standings_are_those_of_the_moment(tmp_path: Path) -> None:
    """What the sessions say, spaced up to now; without sessions there are none."""
    keep(tmp_path, answered(), NOON - timedelta(days=9))
    keep(tmp_path, answered((0, 0, 0)), NOON - timedelta(days=1))
    found = read_standings(tmp_path, RUBRIC, NOON)
    assert set(found) == {"clipping"}
    assert (found["clipping"].seen, found["clipping"].last_score) == (2, 0.0)
    assert found["clipping"].overdue == 0
    assert read_standings(tmp_path, RUBRIC, NOON, limit=1)["clipping"].seen == 1
    assert read_standings(tmp_path / "none", RUBRIC, NOON) == {}
