"""The marks of each part of a bank over many sessions, as the statistics reckon with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from interviewer.grading.item_statistics import mean_of
from interviewer.model.rubric import Item, Rubric
from interviewer.services.item_stats_reading import AskedItem, AskedSession

_NOTHING = 1e-9


@dataclass
class PartMarks:
    """The marks of one part over all sessions.

    `credits` are what its answers earned of it, between 0 and 1; it was `asked` for so many times.
    `parts` are the credits in sessions that asked for something else too, and `rests` the marks of
    that, as a share of what it could earn. `added` has the number of each session that asked for
    the part, and what it added to the sum of that session's scores.
    """

    credits: list[float] = field(default_factory=list)
    asked: int = 0
    parts: list[float] = field(default_factory=list)
    rests: list[float] = field(default_factory=list)
    added: list[tuple[int, float]] = field(default_factory=list)


def all_marks(rubric: Rubric, held: Sequence[AskedSession]) -> dict[tuple[str, str], PartMarks]:
    """Return the marks of each item and of each criterion that it has now, part by part."""
    marks: dict[tuple[str, str], PartMarks] = {}
    for number, session in enumerate(held):
        total = sum(each.held.score for each in session.items)
        for each in session.items:
            item = rubric.item(each.held.item_id)
            if item is None:
                continue
            for part, credit, most in _credits(item, each):
                found = marks.setdefault((item.id, part), PartMarks())
                found.asked += 1
                found.credits += [credit] if each.is_answered else []
                found.added.append((number, credit * most))
                left = len(session.items) - most
                if left > _NOTHING:  # the part is not all that the session asked for
                    found.parts.append(credit)
                    found.rests.append((total - credit * most) / left)
    return marks


def _credits(item: Item, each: AskedItem) -> Iterator[tuple[str, float, float]]:
    """Yield each part of a question: its id, what it earned of itself, and its most in the mark.

    The question as a whole has 1 as its most, a criterion its share of the question's points.
    """
    yield "", each.held.score, 1.0
    possible = sum(criterion.points for criterion in item.criteria)
    for criterion in item.criteria:
        if each.possible == 0:  # it was skipped, so no version says what it was worth
            yield criterion.id, 0.0, criterion.points / possible
        elif criterion.id in each.held.credits:
            credit = each.held.credits[criterion.id]
            yield criterion.id, credit, each.points[criterion.id] / each.possible


def deviations(held: Sequence[AskedSession], sizes: Sequence[int]) -> list[float]:
    """Return by how much each session's mark is better than that of its questions usually.

    Sessions ask different questions; against the mean of each of them, which questions were drawn
    makes no difference.
    """
    scores: dict[str, list[float]] = {}
    for session in held:
        for each in session.items:
            scores.setdefault(each.held.item_id, []).append(each.held.score)
    means = {item_id: mean_of(values) for item_id, values in scores.items()}
    return [
        sum(each.held.score - means[each.held.item_id] for each in session.items) / size
        for session, size in zip(held, sizes, strict=True)
    ]
