"""What an edit of a bank changes: the bank itself, and which examples and answers it marks anew."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from interviewer.dialogue.state import SessionState
from interviewer.grading.grader import Marker
from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.rubric import Band, Item, Rubric
from interviewer.services.regrade import regrade_state
from interviewer.services.rubric_diff_edits import Edit, changed_items, rubric_edits
from interviewer.services.rubric_diff_marks import MarkChange, mark_of, part_changes
from interviewer.services.session_states import ReplayedSession, replayed, session_files
from interviewer.storage.paths import Paths

Result = Assessment | FollowUpResult


@dataclass(frozen=True)
class Version:
    """A version of a bank, and what gives its marker: made when first needed, which takes long."""

    rubric: Rubric
    make: Callable[[], Marker]

    @cached_property
    def marker(self) -> Marker:
        """Return what marks answers by this version."""
        return self.make()


@dataclass(frozen=True)
class RubricDifference:
    """What an edit of a bank comes to.

    Attributes:
        edits: how the bank itself differs.
        items: the items whose texts were graded by both versions.
        graded: how many texts that were: references, examples, answers and follow-up answers.
        changes: those that get another mark, the largest change of score first.
        unmarked: how many past answers belong to items that the new version no longer has.
    """

    edits: tuple[Edit, ...]
    items: tuple[str, ...]
    graded: int
    changes: tuple[MarkChange, ...]
    unmarked: int = 0

    @property
    def leaving(self) -> int:
        """Return how many examples leave the band that they should get."""
        return sum(change.leaves for change in self.changes)


@dataclass(frozen=True)
class _Text:
    """A text of one item, with what both versions make of it."""

    item_id: str
    text: str
    place: str
    answer: str
    before: Result
    after: Result
    expected: Band | None = None
    was_expected: Band | None = None


def graded_items(old: Rubric, new: Rubric, everything: bool = False) -> tuple[str, ...]:
    """Return the items to grade again: those that changed, or with `everything` all of both."""
    if everything:
        return tuple(item.id for item in new.items if old.item(item.id) is not None)
    return changed_items(old, new)


def compare(
    old: Version,
    new: Version,
    sessions: Sequence[Path],
    everything: bool = False,
    on_step: Callable[[], None] = lambda: None,
) -> RubricDifference:
    """Return what the edit from `old` to `new` changes.

    Each text is graded by both versions as they are now, whatever mark is on record, so that only
    the edit makes a difference; what a coach decided on single marks stays out of it.

    Args:
        old: the version before the edit.
        new: the version after it.
        sessions: the files of the past sessions with the bank.
        everything: grade the texts of the items too that are the same in both: the weights of
            words come from all references, so their marks may move a little.
        on_step: called after each item and after each session; `count_steps` says how often.
    """
    items = graded_items(old.rubric, new.rubric, everything)
    texts: list[_Text] = []
    for item_id in items:
        texts += item_texts(old, new, item_id)
        on_step()
    gone = 0
    lost = _gone(old, new)
    for session in replayed(sessions if items or lost else (), on_step):
        texts += _answers(session, old, new, frozenset(items))
        gone += _unmarked(session.state, lost)
    edits = tuple(rubric_edits(old.rubric, new.rubric))
    return RubricDifference(edits, items, len(texts), largest_first(texts), gone)


def count_steps(
    old: Rubric, new: Rubric, sessions: Sequence[Path], everything: bool = False
) -> int:
    """Return how often `compare` calls `on_step`, at most."""
    return len(graded_items(old, new, everything)) + len(sessions)


def past_sessions(paths: Paths, old: Rubric, new: Rubric) -> tuple[Path, ...]:
    """Return the files of the sessions with a bank, under its old id too where that changed.

    Raises:
        StorageError: the folder cannot be listed.
    """
    ids = dict.fromkeys((old.id, new.id))
    return tuple(path for bank_id in ids for path in session_files(paths, bank_id))


def item_texts(old: Version, new: Version, item_id: str) -> Iterator[_Text]:
    """Yield the references and examples of an item of both versions, marked by both."""
    before, after = old.rubric.item(item_id), new.rubric.item(item_id)
    assert before is not None, "only items of both versions are graded"
    assert after is not None, "only items of both versions are graded"

    def text(kind: str, number: int, answer: str, *bands: Band | None) -> _Text:
        marks = old.marker.assess(item_id, answer), new.marker.assess(item_id, answer)
        return _Text(item_id, kind, str(number), answer, *marks, *bands)

    for number, reference in enumerate(after.references, start=1):
        yield text("reference", number, reference)
    for number, example in enumerate(after.examples, start=1):
        yield text(
            "example", number, example.answer, example.band, _band_before(before, example.answer)
        )


def largest_first(texts: Iterable[_Text]) -> tuple[MarkChange, ...]:
    """Return the texts with another mark than before, the largest change of score first."""
    changes = (_change(text) for text in texts)
    found = [change for change in changes if change is not None]
    # Within equals: what breaks an example first, then the order of the bank.
    return tuple(sorted(found, key=lambda change: ([-s for s in change.size], not change.leaves)))


def _band_before(item: Item, answer: str) -> Band | None:
    """Return the band that the old version wanted for an example's answer, None for a new one."""
    return next((each.band for each in item.examples if each.answer == answer), None)


def _change(text: _Text) -> MarkChange | None:
    before, after = mark_of(text.before), mark_of(text.after)
    parts = part_changes(text.before, text.after)
    leaves = _leaves(text, before.band, after.band)
    put_right = _put_right(text.before) != _put_right(text.after)
    same = (before.points, before.score, before.band) == (after.points, after.score, after.band)
    if same and not put_right and not leaves:
        return None
    return MarkChange(
        text.item_id,
        text.text,
        text.place,
        text.answer,
        before,
        after,
        parts,
        text.expected,
        leaves,
    )


def _leaves(text: _Text, before: Band | None, after: Band | None) -> bool:
    """Return whether an example that was in its band no longer is; a new one by its own band."""
    if text.expected is None:
        return False
    return before is (text.was_expected or text.expected) and after is not text.expected


def _put_right(result: Result) -> bool:
    return isinstance(result, FollowUpResult) and result.put_right


def _answers(
    session: ReplayedSession, old: Version, new: Version, items: frozenset[str]
) -> Iterator[_Text]:
    """Yield the answers of a session to these items, follow-up answers too."""
    records = tuple(r for r in session.state.records if r.planned.item_id in items)
    if not records:
        return
    part = replace(session.state, records=records)
    before, after = _marks(part, old), _marks(part, new)
    for record in records:
        for turn in record.turns:
            if turn.number in before and turn.answered is not None:
                yield _Text(
                    record.planned.item_id,
                    "follow-up" if turn.asked.kind.is_follow_up else "answer",
                    f"{session.id} turn {turn.number}",
                    turn.answered.text,
                    before[turn.number],
                    after[turn.number],
                )


def _marks(state: SessionState, version: Version) -> Mapping[int, Result]:
    """Return the mark of each answered turn of a session by a version, by the turn's number."""
    found: dict[int, Result] = {}
    for record in state.records:
        for turn in record.turns:
            result = turn.assessment or turn.follow_up
            if turn.answered is not None and result is not None:
                found[turn.number] = result
    for mark in regrade_state(state, version.rubric, version.marker)[0].marks:
        result = mark.assessment or mark.follow_up
        if result is not None:
            found[mark.turn] = result
    return found


def _gone(old: Version, new: Version) -> frozenset[str]:
    """Return the items that the new version no longer has."""
    return frozenset(i.id for i in old.rubric.items if new.rubric.item(i.id) is None)


def _unmarked(state: SessionState, gone: frozenset[str]) -> int:
    return sum(
        turn.answered is not None
        for record in state.records
        if record.planned.item_id in gone
        for turn in record.turns
    )
