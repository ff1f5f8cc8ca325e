"""Sessions graded again: what would change is said, the first marks stay in the record."""

from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.moderation import in_force
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Rubric
from interviewer.model.transcript import TurnKind
from interviewer.services import regrade, worker_pool
from interviewer.services.moderation import override
from interviewer.services.regrade import Regrading, regrade_file, regrade_files
from interviewer.services.sessions import open_past_file
from interviewer.storage.transcript_log import TranscriptWriter
from tests.factories import CLIPPING, NOON, FakeClock, changed, make_grader, make_rubric
from tests.unit.services.interviews import RUBRIC, Candidate, begin, types

ANSWERS = {
    ("clipping", TurnKind.ITEM, ""): "It caps the norm of the gradient, whatever flibberts do.",
    ("clipping", TurnKind.PROBE, "exploding"): "It answers exploding gradients.",
}


def finished(folder: Path, token: int = 0) -> Path:
    clock = FakeClock()
    clock.tick(60 * token)
    live = begin(folder, clock)
    Candidate(ANSWERS, clock).go_on(live)
    live.close()
    return live.path


def with_pattern(pattern: str) -> Rubric:
    """Return the bank with one more pattern for the idea that the answers lack."""
    *others, last = CLIPPING.criteria
    criteria = (*others, replace(last, match=(*last.match, pattern)))
    return make_rubric(changed(CLIPPING, criteria=criteria), *RUBRIC.items[1:])


def test_the_same_rubric_changes_nothing(tmp_path: Path) -> None:
    """Marks are a function of the answer and the rubric; that is written down too."""
    path = finished(tmp_path)
    result = regrade_file(path, RUBRIC, make_grader(RUBRIC), NOON, dry_run=False)
    assert result.answers == 2
    assert result.changes == ()
    assert result.before == result.after
    assert types(path)[-1] == "regraded"


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It says which marks change, by how much, for which criterion."""
    path = finished(tmp_path)
    content = path.read_bytes()
    rubric = with_pattern("flibbert*")
    result = regrade_file(path, rubric, make_grader(rubric), NOON, dry_run=True)
    assert path.read_bytes() == content
    gained = [change for change in result.changes if change.target == "recurrent"]
    assert [(c.turn, c.item_id, c.after) for c in gained] == [(2, "clipping", 1.0)]
    assert result.after > result.before


def test_the_first_marks_stay_and_the_last_count(tmp_path: Path) -> None:
    """Graded again twice: the second time counts, the file only grows."""
    path = finished(tmp_path)
    content, first = path.read_bytes(), summarise(open_past_file(path).state).unaided
    rubric = with_pattern("flibbert*")
    better = regrade_file(path, rubric, make_grader(rubric), NOON, dry_run=False)
    assert path.read_bytes().startswith(content)
    assert summarise(open_past_file(path).state).unaided == first
    assert summarise(in_force(open_past_file(path).state)).unaided == better.after > first
    back = regrade_file(path, RUBRIC, make_grader(RUBRIC), NOON, dry_run=False)
    assert back.after == first
    assert summarise(in_force(open_past_file(path).state)).unaided == first


def test_a_coachs_decision_survives(tmp_path: Path) -> None:
    """It is about an idea, whatever the program says of it now."""
    path = finished(tmp_path)
    override(path, 2, "recurrent", 1, "implied", "", NOON)
    regrade_file(path, RUBRIC, make_grader(RUBRIC), NOON, dry_run=False)
    now = in_force(open_past_file(path).state).records[0].main.assessment
    assert now is not None
    result = now.criterion("recurrent")
    assert result is not None
    assert result.earned == 1


def test_what_was_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the same rubric and program; another version of the program grades again."""
    path = finished(tmp_path)
    grader = make_grader(RUBRIC)
    assert not regrade_file(path, RUBRIC, grader, NOON, dry_run=False).known
    content = path.read_bytes()
    assert regrade_file(path, RUBRIC, grader, NOON, dry_run=False).known
    assert path.read_bytes() == content
    monkeypatch.setattr(regrade, "grader_version", lambda: "another")
    assert not regrade_file(path, RUBRIC, grader, NOON, dry_run=False).known


def test_a_run_that_was_interrupted_goes_on(tmp_path: Path) -> None:
    """Sessions that were done before are known; the others are graded."""
    paths = [finished(tmp_path, number) for number in range(4)]
    for _ in regrade_files(paths, RUBRIC, NOON, False, lambda: None, 1):
        break
    done = [result.known for result in regrade_files(paths, RUBRIC, NOON, False, lambda: None, 1)]
    assert sorted(done) == [False, False, False, True]


def test_processes_give_the_same_results(tmp_path: Path) -> None:
    """Shared out to two of them, in the same order; each session is told once."""
    paths = [finished(tmp_path, number) for number in range(3)]
    told: list[int] = []
    rubric = with_pattern("flibbert*")

    def run(workers: int) -> list[Regrading]:
        done = lambda: told.append(1)  # noqa: E731  # a name of its own says no more
        return list(regrade_files(paths, rubric, NOON, True, done, workers))

    assert run(2) == run(1)
    assert len(told) == 6
    assert active_children() == []


def test_an_interrupt_leaves_no_process(tmp_path: Path) -> None:
    """Here it comes while progress is told; the sessions that were graded stay so."""
    paths = [finished(tmp_path, number) for number in range(3)]

    def interrupted() -> None:
        assert active_children()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(regrade_files(paths, RUBRIC, NOON, False, interrupted, 2))
    assert active_children() == []
    assert next(regrade_files(paths, RUBRIC, NOON, False, lambda: None, 1)).known


def test_a_lost_process_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> None:
        raise worker_pool.WorkersLostError("a process was ended from outside")

    monkeypatch.setattr(worker_pool, "share_out", lost)
    with pytest.raises(UsageError, match="from outside; run it again with --workers 1"):
        list(regrade_files([finished(tmp_path)], RUBRIC, NOON, True, lambda: None, 2))


def test_an_item_that_the_rubric_lacks_keeps_its_marks(tmp_path: Path) -> None:
    """It is counted, and said."""
    path = finished(tmp_path)
    rubric = make_rubric(*RUBRIC.items[1:])
    result = regrade_file(path, rubric, make_grader(rubric), NOON, dry_run=False)
    assert (result.answers, result.kept, result.changes) == (0, 2, ())


def test_what_cannot_be_graded_is_said(tmp_path: Path) -> None:
    """Unfinished, open elsewhere, or gone; nothing is raised, so the others go on."""
    live = begin(tmp_path, FakeClock())
    grader = make_grader(RUBRIC)
    in_use = regrade_file(live.path, RUBRIC, grader, NOON, False)
    assert "another interviewer window" in in_use.problem
    live.close()
    assert regrade_file(live.path, RUBRIC, grader, NOON, False).problem == "is not finished"
    assert "not there" in regrade_file(tmp_path / "x.jsonl", RUBRIC, grader, NOON, False).problem
    TranscriptWriter.reopen(live.path).close()  # the lock is free again
