"""One turn of a session for its review: what its marks and its model answer are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from interviewer.dialogue.record import Turn
from interviewer.grading.feedback import Highlight
from interviewer.model.rubric import Stage
from interviewer.model.transcript import TurnKind
from interviewer.services.conversation import Utterance
from interviewer.services.outcome import Idea, ideas_of, item_outcome
from interviewer.services.review_marks import Marks, TurnOfItem, turn_highlights, turn_marks


@dataclass(frozen=True)
class End:
    """What an item that is done with shows: the model answer with its ideas.

    `outcome` has both sums where there was help, else it is empty.
    """

    outcome: str
    model: str
    ideas: tuple[Idea, ...]


@dataclass(frozen=True)
class ReviewedTurn:
    """One turn of a session with all that a review tells of it.

    `question` counts the items from 1; `prompt` is that of the item. `said` is what both sides
    said, `after` what was said behind the marks. `score` is that of a whole attempt, 0 to 1, by
    the marks in force; `gained` the points that a follow-up added; both are None where there is
    no mark or none may be seen. `place` is what the marks are made of, None where none show.
    """

    number: int
    question: int
    item_id: str
    prompt: str
    topic: str
    stage: Stage
    kind: TurnKind
    seconds: float
    said: tuple[Utterance, ...]
    after: tuple[Utterance, ...] = ()
    skipped: bool = False
    answered: bool = False
    score: float | None = None
    gained: float | None = None
    place: TurnOfItem | None = None

    @property
    def is_moderated(self) -> bool:
        """Return whether a coach decided about a mark of this turn."""
        return self.place is not None and bool(self.place.decisions)

    # Sixty turns are there at once, and one is looked at: what it shows is made when it is.

    @cached_property
    def marks(self) -> Marks | None:
        """Return the marks line by line, None where there are none or none may be seen."""
        return turn_marks(self.place) if self.place is not None else None

    @cached_property
    def highlights(self) -> tuple[Highlight, ...]:
        """Return the words of the answer that earned or cost points."""
        return turn_highlights(self.place.turn) if self.place is not None else ()

    @cached_property
    def end(self) -> End | None:
        """Return what is told of an item that is done with, None while it goes on."""
        if self.place is None or not self.place.over:
            return None
        item, record, turn = self.place.item, self.place.record_now, self.place.turn_now
        assessment = record.main.assessment
        reference = assessment.similarity.reference if assessment is not None else 0
        model = item.references[min(reference, len(item.references) - 1)]
        outcome = ""
        if turn is record.main and assessment is not None and (record.follow_ups or record.hints):
            outcome = item_outcome(record, item).headline
        asked = set(_asked_for(turn))
        ideas = zip(item.criteria, ideas_of(record, item, model), strict=True)
        chosen = (idea for criterion, idea in ideas if not asked or criterion.id in asked)
        return End(outcome, model, tuple(chosen))


def _asked_for(turn: Turn) -> Iterator[str]:
    """Yield the ideas that a follow-up asked for; none means all of them."""
    if turn.asked.kind.is_follow_up and turn.follow_up is not None:
        yield from (result.id for result in turn.follow_up.criteria)
