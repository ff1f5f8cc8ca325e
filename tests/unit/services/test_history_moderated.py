"""The past by the marks in force."""

from pathlib import Path

from interviewer.model.transcript import TurnKind
from interviewer.services.history import read_past
from interviewer.services.moderation import override
from interviewer.services.regrade import regrade_file
from tests.factories import NOON, FakeClock, make_grader
from tests.unit.services.interviews import RUBRIC, Candidate, begin


def test_what_a_coach_decided_counts(tmp_path: Path) -> None:
    """The past goes by the marks in force, those of another grading among them."""
    clock = FakeClock()
    live = begin(tmp_path, clock)
    Candidate({("clipping", TurnKind.ITEM, ""): "It caps the norm."}, clock).go_on(live)
    live.close()
    before = {a.item_id: a.score for a in read_past(tmp_path, RUBRIC).attempts}
    override(live.path, 2, "exploding", 3, "implied", "", NOON)
    after = {a.item_id: a.score for a in read_past(tmp_path, RUBRIC).attempts}
    assert after["clipping"] > before["clipping"]
    regrade_file(live.path, RUBRIC, make_grader(RUBRIC), NOON, dry_run=False)
    assert {a.item_id: a.score for a in read_past(tmp_path, RUBRIC).attempts} == after
