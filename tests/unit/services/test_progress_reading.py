"""What the transcripts say beyond the index."""

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.model.assessment import Gate
from interviewer.model.errors import UsageError
from interviewer.model.moderation import NewMark, Overridden, Regraded
from interviewer.model.session import Mode
from interviewer.model.transcript import Drafted, Skipped, TurnKind
from interviewer.services.progress_reading import (
    HeldItem,
    bank_option,
    progress_bank,
    progress_files,
    read_held,
)
from interviewer.services.sessions import list_past
from interviewer.storage.durable import ensure_folder
from interviewer.storage.paths import Paths
from interviewer.storage.rubric_copies import keep_rubric
from tests.factories import CLIPPING, DROPOUT, TUNING, earned, make_assessment
from tests.unit.services.progress_sessions import RUBRIC, answered, begun, held_in, keep

SHIPPED = Path(__file__).parents[3] / "rubrics"


def only(folder: Path) -> HeldItem:
    """Return the only item of the only session."""
    (session,) = held_in(folder)
    (item,) = session.items
    return item


def test_an_answer_with_its_credits(tmp_path: Path) -> None:
    """Unaided, with the words of the answer, and when it was marked; denied is no credit."""
    keep(tmp_path, answered(1, 0.5, -1, beliefs=["cures-vanishing"], text="five words, one by one"))
    credits = {"caps": 1.0, "exploding": 0.5, "recurrent": 0.0}
    (session,) = held_in(tmp_path)
    assert (session.began, session.seconds) == ("2026-11-20T12:00:00.000Z", 60)
    at = "2026-11-20T12:00:03.000Z"
    assert session.items == (HeldItem("clipping", at, 0.0833, credits, ("cures-vanishing",), 5),)


def test_a_skipped_question(tmp_path: Path) -> None:
    """It has no words and no credits."""
    keep(tmp_path, begun().ask(CLIPPING).skip())
    item = only(tmp_path)
    assert (item.words, item.credits, item.score) == (None, {}, 0.0)


def test_help_earns_nothing(tmp_path: Path) -> None:
    """Neither after a hint nor in a follow-up, nor once the model answer was read."""
    script = begun().ask(CLIPPING).hint("caps").answer()
    script.assess(make_assessment(CLIPPING, (1, 0, 1)))
    script.ask(CLIPPING, TurnKind.PROBE, "exploding").answer().assess(earned(CLIPPING, "exploding"))
    keep(tmp_path, script)
    assert only(tmp_path).credits == {"caps": 0.0, "exploding": 0.0, "recurrent": 1.0}
    told = begun().ask(CLIPPING).skip().ask(CLIPPING).answer()
    keep(tmp_path / "told", told.assess(make_assessment(CLIPPING, (1, 1, 1))))
    assert set(only(tmp_path / "told").credits.values()) == {0.0}


def test_a_gate_earns_nothing_and_holds_nothing(tmp_path: Path) -> None:
    gated = make_assessment(CLIPPING, (1, 1, 1), ["cures-vanishing"], gate=Gate.GIBBERISH)
    keep(tmp_path, begun().ask(CLIPPING).answer().assess(gated))
    assert (set(only(tmp_path).credits.values()), only(tmp_path).beliefs) == ({0.0}, ())


def test_the_marks_in_force_count(tmp_path: Path) -> None:
    """A coach's decision, and a grading again that left follow-ups without an assessment."""
    script = answered(0, 0, 0, beliefs=["cures-vanishing"])
    turn = script.turn
    script.add(Overridden(turn, "caps", 2.0, "said so"))
    script.add(Overridden(turn, "cures-vanishing", 0.0, "did not say so"))
    keep(tmp_path, script)
    item = only(tmp_path)
    assert (item.credits["caps"], item.beliefs, item.score) == (1.0, (), 0.3333)
    again = answered(0, 0, 0)
    marks = (
        NewMark(again.turn, assessment=make_assessment(CLIPPING, (1, 1, 1))),
        NewMark(99, follow_up=earned(CLIPPING, "caps")),
    )
    keep(tmp_path / "again", again.add(Regraded("0" * 64, marks)))
    assert only(tmp_path / "again").score == 1.0


def test_what_is_passed_over_makes_no_difference(tmp_path: Path) -> None:
    """Autosaves may say what other lines say."""
    script = begun().ask(DROPOUT)
    script.add(Drafted(script.turn, "half a thought"))
    script.answer('"type":"drafted" and "type":"assessed" "assessment":null')
    script.assess(make_assessment(DROPOUT, (1, 0)))
    keep(tmp_path, script)
    assert (only(tmp_path).words, only(tmp_path).score) == (7, 0.5)


@pytest.mark.parametrize("content", [b"", b"no JSON\n", b"\xff\x00", b"[" * 9999])
def test_a_broken_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = keep(tmp_path, answered(1))
    path.write_bytes(content)
    assert read_held(path) is None
    assert read_held(tmp_path / "none.jsonl") is None


def test_a_question_without_its_marks_is_left_out(tmp_path: Path) -> None:
    keep(tmp_path, begun().ask(TUNING).answer())
    (session,) = held_in(tmp_path)
    assert session.items == ()


def test_the_newest_sessions_with_the_bank(tmp_path: Path) -> None:
    """The oldest of them first; a live interview that goes on is left out."""
    kept = [keep(tmp_path, answered(1), days) for days in (3, 2, 1)]
    other = begun(rubric=replace(RUBRIC, id="other")).ask(CLIPPING).skip()
    keep(tmp_path, other, 0.5, "other")
    live = begun(Mode.LIVE).ask(CLIPPING).answer().assess(make_assessment(CLIPPING, (1, 1, 1)))
    keep(tmp_path, live, 0)
    sessions = list_past(tmp_path)
    assert len(sessions) == 5
    assert progress_files(sessions, "small", 2) == tuple(kept[1:])
    assert progress_files(sessions, "none") == ()


def make_paths(folder: Path) -> Paths:
    """Return folders with the shipped banks."""
    return Paths(None, SHIPPED, folder / "transcripts", folder)


def test_the_bank_of_the_newest_session(tmp_path: Path) -> None:
    """As it was kept where it is not in force any more; without sessions the first choice."""
    paths = make_paths(tmp_path)
    assert progress_bank(paths, ()).id == "deep-learning"
    ensure_folder(paths.transcripts)
    keep_rubric(paths.transcripts, RUBRIC)
    keep(paths.transcripts, answered(1))
    assert progress_bank(paths, list_past(paths.transcripts)) == RUBRIC
    assert progress_bank(paths, list_past(paths.transcripts), "sql").id == "sql"
    with pytest.raises(UsageError, match="no bank 'none'"):
        progress_bank(paths, (), "none")


def test_what_a_run_needs_to_ask_from_the_bank(tmp_path: Path) -> None:
    """Nothing, an id, a file; or there is no way."""
    paths = make_paths(tmp_path)
    deep, sql = (progress_bank(paths, (), name) for name in ("deep-learning", "sql"))
    assert bank_option(paths, deep) == ""
    assert bank_option(paths, sql) == bank_option(paths, sql, "sql") == "sql"
    assert bank_option(paths, sql, "banks/sql.yaml") == "banks/sql.yaml"
    assert bank_option(paths, RUBRIC) is None


def test_skipped_for_later_and_left(tmp_path: Path) -> None:
    """It is a skipped question until it is answered."""
    script = begun().ask(CLIPPING)
    script.add(Skipped(script.turn, later=True))
    keep(tmp_path, script)
    assert only(tmp_path).words is None
