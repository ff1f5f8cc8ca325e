"""A coach's decisions and a candidate's notes on the marks of a session, added to its file."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.dialogue.state import SessionState, replay
from interviewer.model.errors import StorageError, UsageError
from interviewer.model.moderation import Contested, Overridden
from interviewer.model.rubric import Item, Rubric
from interviewer.model.text import one_line
from interviewer.storage.rubric_copies import load_rubric_copy
from interviewer.storage.transcript_log import TranscriptWriter

REASON_LIMIT = 2_000
"""The longest reason or note in characters."""


@dataclass(frozen=True)
class Judged:
    """One mark that can be moderated: an idea, or a misconception, in one turn.

    `points` is what it earned by the program (below 0 for a misconception), `now` what it earns
    by what counts now, `least` to `most` what a coach may give. `reasons` are those of a coach,
    `notes` those of the candidate, in their order.
    """

    turn: int
    question: int
    item_id: str
    target: str
    says: str
    points: float
    now: float
    least: float
    most: float
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def judged_marks(state: SessionState, rubric: Rubric) -> tuple[Judged, ...]:
    """Return all marks of a session that can be moderated, in the order of the session."""
    now = in_force(state)
    return tuple(
        judged
        for number, (record, moderated) in enumerate(
            zip(state.records, now.records, strict=True), start=1
        )
        for turn, after in zip(record.turns, moderated.turns, strict=True)
        for judged in _turn_marks(state, rubric, number, record, turn, after)
    )


def override(
    path: Path, turn: int, target: str, points: float, reason: str, by: str, now: datetime
) -> Judged:
    """Write a coach's decision into a finished session and return the mark as it is now.

    Raises:
        UsageError: there is no such mark, the points are out of range, or the reason is missing.
        StorageError: the session cannot be written.
    """
    said = _checked(reason, "a reason")
    writer, state, rubric = _open(path)
    try:
        judged = _find(state, rubric, turn, target)
        if not judged.least <= points <= judged.most:
            raise UsageError(
                f"'{target}' can have {judged.least:g} to {judged.most:g} points, not {points:g}"
            )
        event = Overridden(turn, target, points, said, one_line(by)[:200])
        writer.append(event, now)
        state = _replayed(writer, event)
        return _find(state, rubric, turn, target)
    finally:
        writer.close()


def contest(path: Path, turn: int, target: str, note: str, now: datetime) -> Judged:
    """Write a candidate's note on a mark into a finished session and return the mark.

    Raises:
        UsageError: there is no such mark, or the note is missing.
        StorageError: the session cannot be written.
    """
    said = _checked(note, "a note")
    writer, state, rubric = _open(path)
    try:
        _find(state, rubric, turn, target)
        event = Contested(turn, target, said)
        writer.append(event, now)
        return _find(_replayed(writer, event), rubric, turn, target)
    finally:
        writer.close()


def _open(path: Path) -> tuple[TranscriptWriter, SessionState, Rubric]:
    writer = TranscriptWriter.reopen(path)
    try:
        state = replay(writer.transcript.events)
        if state is None:
            raise StorageError(f"{path.name}: does not say how it began; it cannot be moderated")
        if state.finished is None:
            raise UsageError(
                f"session {path.stem} is not finished; its marks can be moderated once it is"
            )
        return writer, state, load_rubric_copy(path.parent, state.started.rubric_hash)
    except BaseException:
        writer.close()
        raise


def _replayed(writer: TranscriptWriter, event: Overridden | Contested) -> SessionState:
    state = replay(writer.transcript.events)
    assert state is not None, "it was replayed before"
    if isinstance(event, Overridden):
        return replace(state, overrides=(*state.overrides, event))
    return replace(state, contests=(*state.contests, event))


def _checked(text: str, what: str) -> str:
    said = one_line(text)
    if not said:
        raise UsageError(f"{what} is needed: one line in words")
    if len(said) > REASON_LIMIT:
        raise UsageError(f"{what} may have {REASON_LIMIT:,} characters, not {len(said):,}")
    return said


def _find(state: SessionState, rubric: Rubric, turn: int, target: str) -> Judged:
    marks = judged_marks(state, rubric)
    for judged in marks:
        if (judged.turn, judged.target) == (turn, target):
            return judged
    here = [judged.target for judged in marks if judged.turn == turn]
    if here:
        raise UsageError(f"turn {turn} has no mark '{target}'; it has: {', '.join(here)}")
    turns = ", ".join(str(number) for number in sorted({judged.turn for judged in marks}))
    raise UsageError(f"turn {turn} has no marks; these turns have some: {turns or 'none'}")


def _turn_marks(
    state: SessionState, rubric: Rubric, number: int, record: ItemRecord, turn: Turn, after: Turn
) -> list[Judged]:
    item = rubric.item(record.planned.item_id)
    if item is None:
        return []
    before, now = _points(turn, item), _points(after, item)
    marks = []
    for target, points in before.items():
        criterion, belief = item.criterion(target), item.misconception(target)
        least, most = (0.0, float(criterion.points)) if criterion else (points, 0.0)
        says = criterion.says if criterion else belief.says if belief else target
        mine = [
            each for each in state.overrides if (each.turn, each.target) == (turn.number, target)
        ]
        notes = [
            each for each in state.contests if (each.turn, each.target) == (turn.number, target)
        ]
        marks.append(
            Judged(
                turn.number,
                number,
                item.id,
                target,
                says,
                points,
                now.get(target, 0.0),
                least,
                most,
                tuple(_signed(each) for each in mine),
                tuple(each.note for each in notes),
            )
        )
    return marks


def _signed(decision: Overridden) -> str:
    return f"{decision.reason} ({decision.by})" if decision.by else decision.reason


def _points(turn: Turn, item: Item) -> dict[str, float]:
    """Return what each idea and each misconception of a turn earned; a gate leaves 0."""
    if turn.assessment is not None:
        gated = turn.assessment.gate is not None
        points = {r.id: 0.0 if gated else r.earned for r in turn.assessment.criteria}
        costs = {m.id: 0.0 if gated else -float(m.minus) for m in turn.assessment.misconceptions}
        return points | costs
    if turn.follow_up is not None:
        known = {criterion.id for criterion in item.criteria}
        return {r.id: r.earned for r in turn.follow_up.criteria if r.id in known}
    return {}
