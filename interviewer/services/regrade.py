"""Sessions graded again: which marks would change, and why; the first marks stay in the record."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from interviewer.dialogue.credit import unaided_mean
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.record import Turn
from interviewer.dialogue.state import SessionState, replay
from interviewer.grading.grader import Marker
from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.errors import StorageError, UsageError
from interviewer.model.moderation import NewMark, Regraded
from interviewer.model.rubric import Rubric
from interviewer.services.learning import grader_of
from interviewer.services.marking import mark_turn, up_to
from interviewer.storage.data_cache import rules_of
from interviewer.storage.transcript_log import TranscriptWriter, read_told

_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Change:
    """What one mark was and would be: of a criterion, a misconception, or (target empty) a turn."""

    turn: int
    item_id: str
    target: str
    before: float
    after: float

    @property
    def size(self) -> float:
        """Return by how many points the mark changes."""
        return abs(self.after - self.before)


@dataclass(frozen=True)
class Regrading:
    """What grading one session again comes to.

    Scores are the unaided means of the session, by what counts before and after; `answers` were
    marked, `kept` were not, because the rubric no longer has their item. `known` says that the
    session had been graded by this rubric and program already.
    """

    session: str
    answers: int = 0
    kept: int = 0
    before: float = 0.0
    after: float = 0.0
    changes: tuple[Change, ...] = ()
    known: bool = False
    problem: str = ""


@cache
def grader_version() -> str:
    """Return what tells this program's grading from that of another version."""
    return rules_of([_PACKAGE / "grading"])[:16]


def regrade_state(
    state: SessionState, rubric: Rubric, marker: Marker
) -> tuple[Regraded, Regrading]:
    """Return the new marks of a session and what they change, against what counts now."""
    marks: list[NewMark] = []
    answers = kept = 0
    for record in state.records:
        item = rubric.item(record.planned.item_id)
        done: list[Turn] = []
        for turn in record.turns:
            done.append(turn)
            if turn.answered is None or (turn.assessment is None and turn.follow_up is None):
                continue
            if item is None:
                kept += 1
                continue
            answers += 1
            mark = mark_turn(marker, item, up_to(record, done))
            done[-1] = _marked(turn, mark)
            if (done[-1].assessment, done[-1].follow_up) != (turn.assessment, turn.follow_up):
                marks.append(NewMark(turn.number, done[-1].assessment, done[-1].follow_up))
    event = Regraded(rubric.content_hash, tuple(marks), grader_version())
    now, then = in_force(state), in_force(replace(state, regraded=event))
    changes = tuple(_changes(now, then))
    before, after = unaided_mean(now), unaided_mean(then)
    return event, Regrading("", answers, kept, before, after, changes)


def regrade_file(
    path: Path, rubric: Rubric, marker: Marker, now: datetime, dry_run: bool
) -> Regrading:
    """Grade the session in a file again; unless `dry_run`, an event with the new marks is added.

    A session that this rubric and this program have graded already is left as it is, so that a
    long run which was interrupted goes on where it was.
    """
    try:
        if dry_run:
            state = replay(read_told(path))
            return _regraded(path, state, rubric, marker)[1]
        writer = TranscriptWriter.reopen(path)
        try:
            event, result = _regraded(path, replay(writer.transcript.events), rubric, marker)
            if event is not None:
                writer.append(event, now)
            return result
        finally:
            writer.close()
    except StorageError as error:
        return Regrading(path.stem, problem=str(error))


def regrade_files(
    paths: Sequence[Path],
    rubric: Rubric,
    now: datetime,
    dry_run: bool,
    on_done: Callable[[], None],
    workers: int,
) -> Iterator[Regrading]:
    """Yield what grading each of the sessions again comes to, in their order.

    `on_done` is called after each session. With more than one worker the sessions are shared out
    to processes; each of them gets the grader ready once.

    Raises:
        UsageError: a process was ended from outside, or none can be started.
    """
    with closing(_results(paths, rubric, now, dry_run, workers)) as results:
        for result in results:
            yield result
            on_done()


def _results(
    paths: Sequence[Path], rubric: Rubric, now: datetime, dry_run: bool, workers: int
) -> Generator[Regrading, None, None]:
    if workers > 1:
        # Imported here: what starts processes is not needed where one is enough.
        from interviewer.services import worker_pool

        if worker_pool.can_share():
            task = worker_pool.Task(
                partial(_get_ready, rubric), partial(_work, now=now, dry_run=dry_run)
            )
            try:
                yield from worker_pool.share_out(paths, task, workers)
            except worker_pool.WorkersLostError as error:
                raise UsageError(
                    f"{error}; run it again with --workers 1: what was graded stays so"
                ) from None
            return
    marker = grader_of(rubric)
    for path in paths:
        yield regrade_file(path, rubric, marker, now, dry_run)


def _get_ready(rubric: Rubric) -> tuple[Rubric, Marker]:
    return rubric, grader_of(rubric)


def _work(
    tool: tuple[Rubric, Marker],
    path: Path,
    _stopped: Callable[[], bool],
    *,
    now: datetime,
    dry_run: bool,
) -> Regrading:
    return regrade_file(path, *tool, now, dry_run)


def _regraded(
    path: Path, state: SessionState | None, rubric: Rubric, marker: Marker
) -> tuple[Regraded | None, Regrading]:
    """Return the event to add, if any, and what it comes to."""
    if state is None:
        return None, Regrading(path.stem, problem="does not say how it began")
    if state.finished is None:
        return None, Regrading(path.stem, problem="is not finished")
    last = state.regraded
    if last is not None and (last.rubric_hash, last.grader) == (
        rubric.content_hash,
        grader_version(),
    ):
        score = unaided_mean(in_force(state))
        return None, Regrading(path.stem, before=score, after=score, known=True)
    event, result = regrade_state(state, rubric, marker)
    return event, replace(result, session=path.stem)


def _marked(turn: Turn, mark: Assessment | FollowUpResult) -> Turn:
    if isinstance(mark, Assessment):
        return replace(turn, assessment=mark, follow_up=None)
    return replace(turn, assessment=None, follow_up=mark)


def _changes(now: SessionState, then: SessionState) -> Iterator[Change]:
    for record, changed in zip(now.records, then.records, strict=True):
        for turn, again in zip(record.turns, changed.turns, strict=True):
            before, after = _marks(turn), _marks(again)
            for target in dict.fromkeys((*before, *after)):
                points = before.get(target, 0.0), after.get(target, 0.0)
                if points[0] != points[1]:
                    yield Change(turn.number, record.planned.item_id, target, *points)


def _marks(turn: Turn) -> dict[str, float]:
    """Return what each idea and misconception earned, and under "" the sum of the item."""
    if turn.assessment is not None:
        parts = {result.id: result.earned for result in turn.assessment.criteria}
        parts |= {found.id: -float(found.minus) for found in turn.assessment.misconceptions}
        return {"": turn.assessment.points} | parts
    if turn.follow_up is not None:
        return {result.id: result.earned for result in turn.follow_up.criteria}
    return {}
