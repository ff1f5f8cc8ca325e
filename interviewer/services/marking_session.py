"""Marking sampled answers one after the other: what both front ends drive."""

from collections.abc import Collection, Mapping, Sequence

from interviewer.grading.scoring import REFERENCE_POINTS
from interviewer.model.rubric import Item, Rubric
from interviewer.services.answer_pool import GivenAnswer
from interviewer.services.marks_file import CoachMark, MarksFile

DEFAULT_SAMPLE = 20
"""How many answers are marked where nothing else was said: a calibration needs as many."""

CREDITS = {"y": 1.0, "h": 0.5, "n": 0.0}
"""The letters that a coach types, and the credit of a criterion: yes, half, no."""


class MarkingSession:
    """The answers to mark, in their order, and the one that is being marked.

    Answers that the file has marks of come first, in the order of the file, so that it is possible
    to go back to them; the session begins behind them.
    """

    def __init__(
        self, rubric: Rubric, order: Sequence[GivenAnswer], count: int, file: MarksFile
    ) -> None:
        """Begin, or go on.

        Args:
            rubric: the bank.
            order: all answers that there are, see `answer_pool.sampled`.
            count: how many of them are to be marked in all, those marked earlier included.
            file: where the marks go.
        """
        self.rubric = rubric
        self.file = file
        items = {answer.item_id for answer in order}
        done = [
            GivenAnswer(mark.item_id, mark.answer, mark.source)
            for mark in file.marks.values()
            if mark.item_id in items
        ]
        left = [answer for answer in order if answer.key not in file.marks]
        self.answers = (*done, *left[: max(0, count - len(done))])
        self.at = len(done)

    @property
    def current(self) -> GivenAnswer | None:
        """Return the answer to mark, or None behind the last."""
        return self.answers[self.at] if self.at < len(self.answers) else None

    @property
    def item(self) -> Item:
        """Return the item of the current answer."""
        assert self.current is not None, "there is one to mark"
        item = self.rubric.item(self.current.item_id)
        assert item is not None, "answers to other items were left out"
        return item

    @property
    def given(self) -> CoachMark | None:
        """Return the mark that the current answer has already."""
        return self.file.marks.get(self.current.key) if self.current is not None else None

    @property
    def unmarked(self) -> int:
        """Return how many of the answers have no mark yet."""
        return sum(answer.key not in self.file.marks for answer in self.answers)

    @property
    def marks(self) -> tuple[CoachMark, ...]:
        """Return the marks of these answers."""
        found = (self.file.marks.get(answer.key) for answer in self.answers)
        return tuple(mark for mark in found if mark is not None)

    def mark(self, mark: CoachMark) -> None:
        """Keep the mark of the current answer and go on to the next.

        Raises:
            StorageError: it cannot be written; the answer stays the current one.
        """
        self.file.put(mark)
        self.at += 1

    def skip(self) -> None:
        """Go on without a mark; the answer comes again when the same file is marked again."""
        self.at = min(len(self.answers), self.at + 1)

    def back(self) -> bool:
        """Go back to the answer before; return whether there is one."""
        if self.at == 0:
            return False
        self.at -= 1
        return True


def possible_points(item: Item) -> int:
    """Return all points of an item."""
    return sum(criterion.points for criterion in item.criteria) or REFERENCE_POINTS


def whole_mark(item: Item, given: GivenAnswer, points: float) -> CoachMark:
    """Return the mark of an answer as a whole, from its points, 0 to all points of the item."""
    score = points / possible_points(item)
    return CoachMark(item.id, given.answer, score, source=given.source)


def idea_mark(
    item: Item, given: GivenAnswer, credits: Mapping[str, float], beliefs: Collection[str] = ()
) -> CoachMark:
    """Return the mark of an answer idea by idea: the sum, kept between 0 and all points.

    Args:
        item: the item that was answered.
        given: the answer.
        credits: 0, 0.5 or 1 for each criterion, by its id.
        beliefs: the ids of the misconceptions that the answer shows.
    """
    earned = sum(criterion.points * credits[criterion.id] for criterion in item.criteria)
    held = [belief for belief in item.misconceptions if belief.id in beliefs]
    possible = possible_points(item)
    points = min(float(possible), max(0.0, earned - sum(belief.minus for belief in held)))
    named = tuple(belief.id for belief in held)
    score = points / possible
    return CoachMark(item.id, given.answer, score, dict(credits), named, given.source)
