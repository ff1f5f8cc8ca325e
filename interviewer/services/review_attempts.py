"""The first and the latest attempt at one item, over all sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from interviewer.dialogue.credit import aided_score, unaided_score
from interviewer.dialogue.moderation import in_force
from interviewer.grading.feedback import Highlight, highlights
from interviewer.model.errors import StorageError
from interviewer.services.ideas import GAPS, Idea, IdeaKind, ideas_of_item
from interviewer.services.review import is_over
from interviewer.services.sessions import PastSession, list_past, open_past_file


@dataclass(frozen=True)
class Attempt:
    """How one session answered the item, by the marks in force; scores between 0 and 1.

    `answer` is the first answer, empty where the item was skipped; `gaps` are the ideas that are
    missing after all help, and the wrong beliefs that are still held; `is_here` says that it is
    the session under review.
    """

    session_id: str
    began: str
    is_here: bool
    skipped: bool
    unaided: float
    aided: float
    answer: str
    highlights: tuple[Highlight, ...]
    gaps: tuple[Idea, ...]


@dataclass(frozen=True)
class Comparison:
    """The first attempt at an item and the latest.

    `latest` is None where there is only one. `count` is in how many sessions the item was asked,
    this one among them; `problems` are those that could not be read.
    """

    prompt: str
    first: Attempt
    latest: Attempt | None
    count: int
    problems: tuple[str, ...] = ()


def compare_attempts(past: PastSession, item_id: str, cache: Path | None = None) -> Comparison:
    """Return the first and the latest attempt at an item that the session `past` has.

    The list of sessions tells which of them to read. Live interviews that are not finished are
    left out, for their marks may not be seen yet, and items that are still being talked about.

    Args:
        past: the session under review.
        item_id: the item; `past` was asked it.
        cache: the folder of the list's index, where it is not the one in force.

    Raises:
        StorageError: the folder cannot be listed.
    """
    rubric_id = past.state.started.rubric_id
    paths = {
        entry.path
        for entry in list_past(past.path.parent, cache)
        if entry.rubric_id == rubric_id
        and not entry.hides_marks
        and any(mark.item_id == item_id for mark in entry.items)
    } | {past.path}
    ordered = sorted(paths, key=lambda path: path.name)
    problems: list[str] = []
    first = _first_of(ordered, past, item_id, problems)
    latest = _first_of(reversed(ordered), past, item_id, problems)
    assert first is not None, "the session under review itself can be read"
    other = latest if latest is not None and latest.session_id != first.session_id else None
    item = past.rubric.item(item_id)
    prompt = item.prompt if item is not None else item_id
    return Comparison(prompt, first, other, len(ordered), tuple(dict.fromkeys(problems)))


def _first_of(
    paths: Iterable[Path], here: PastSession, item_id: str, problems: list[str]
) -> Attempt | None:
    """Return the attempt of the first of these sessions that has one; say what cannot be read."""
    for path in paths:
        try:
            past = here if path == here.path else open_past_file(path)
        except StorageError as error:
            problems.append(str(error))
            continue
        attempt = _attempt(past, item_id, past is here)
        if attempt is not None:
            return attempt
    return None


def _attempt(past: PastSession, item_id: str, is_here: bool) -> Attempt | None:
    state, item = in_force(past.state), past.rubric.item(item_id)
    record = state.record_of(item_id)
    if record is None or item is None:
        return None
    if not is_here and not is_over(state, record, past.rubric):
        return None
    question = state.records.index(record) + 1
    answered, assessment = record.main.answered, record.main.assessment
    told = is_over(state, record, past.rubric)
    return Attempt(
        past.id,
        past.began,
        is_here,
        answered is None,
        unaided_score(record),
        aided_score(record),
        answered.text if answered is not None else "",
        highlights(assessment) if assessment is not None else (),
        tuple(
            idea
            for idea in ideas_of_item(question, record, item)
            if told and (idea.kind in GAPS or idea.kind is IdeaKind.HELD)
        ),
    )
