"""What a coach has typed about one answer so far: pure, without the screen."""

from dataclasses import dataclass, replace
from enum import Enum

from interviewer.model.rubric import Item
from interviewer.services.answer_pool import GivenAnswer
from interviewer.services.marking_session import CREDITS, idea_mark, possible_points, whole_mark
from interviewer.services.marks_file import CoachMark

LONGEST = 6
"""How many characters a number of points may have."""


class Step(Enum):
    """What is asked for now."""

    POINTS = "points"
    CRITERION = "criterion"
    BELIEFS = "beliefs"


@dataclass(frozen=True)
class Sheet:
    """The marks of one answer while they are being made.

    `letters` has y, h or n for each criterion so far, `held` the places of the misconceptions that
    the answer shows, `typed` the digits of a whole mark. An item without criteria has a whole mark
    whatever `by_idea` says.
    """

    item: Item
    by_idea: bool
    letters: str = ""
    held: frozenset[int] = frozenset()
    typed: str = ""

    @property
    def step(self) -> Step:
        """Return what is asked for now."""
        if not self.by_idea or not self.item.criteria:
            return Step.POINTS
        whole = len(self.letters) == len(self.item.criteria)
        return Step.BELIEFS if whole else Step.CRITERION

    @property
    def points(self) -> float | None:
        """Return the points that were typed; None where that is no mark of this item."""
        try:
            points = float(self.typed.replace(",", "."))
        except ValueError:
            return None
        return points if 0 <= points <= possible_points(self.item) else None

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is left to ask for."""
        return self.step is Step.BELIEFS and not self.item.misconceptions

    def judged(self, letter: str) -> "Sheet":
        """Return the sheet with the current criterion judged: y, h or n."""
        if self.step is not Step.CRITERION or letter not in CREDITS:
            return self
        return replace(self, letters=self.letters + letter)

    def with_key(self, key: str) -> "Sheet":
        """Return the sheet after a digit, a point or a comma: of points, or of a belief."""
        if self.step is Step.POINTS and len(self.typed) < LONGEST:
            return replace(self, typed=self.typed + key)
        place = int(key) - 1 if key.isdecimal() else -1
        if self.step is Step.BELIEFS and 0 <= place < len(self.item.misconceptions):
            return replace(self, held=self.held ^ {place})
        return self

    def taken_back(self) -> "Sheet | None":
        """Return the sheet without what came last; None where there is nothing to take back."""
        if self.typed:
            return replace(self, typed=self.typed[:-1])
        if self.letters:
            return replace(self, letters=self.letters[:-1], held=frozenset())
        return None

    def mark(self, given: GivenAnswer) -> CoachMark | None:
        """Return the mark of an answer; None where something is missing."""
        if self.step is Step.POINTS:
            return None if self.points is None else whole_mark(self.item, given, self.points)
        if self.step is Step.CRITERION:
            return None
        pairs = zip(self.item.criteria, self.letters, strict=True)
        credits = {criterion.id: CREDITS[letter] for criterion, letter in pairs}
        held = [self.item.misconceptions[place].id for place in sorted(self.held)]
        return idea_mark(self.item, given, credits, held)
