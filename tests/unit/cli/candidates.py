"""Candidates who take a plain interview: each decides what to type from the question alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Band, Item, Rubric
from interviewer.model.transcript import Asked, TurnKind
from interviewer.storage.transcript_log import list_sessions, read_transcript

BEGAN = datetime(2026, 11, 20, 20, 0, 0, tzinfo=UTC)


@dataclass
class TurnedClock:
    """A clock that goes on only when a candidate takes time."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Question:
    """What was asked: the item, and for a follow-up what it is about."""

    item: Item
    kind: TurnKind
    target: str

    @property
    def is_item(self) -> bool:
        return self.kind is TurnKind.ITEM

    def idea(self) -> str:
        """Return what is right, in the words of the rubric."""
        criterion, belief = self.item.criterion(self.target), self.item.misconception(self.target)
        if criterion is not None:
            return criterion.says
        return belief.says if belief is not None else self.item.criteria[0].says


Says = Callable[[Question], Iterator[str]]
"""What a candidate types at a question, line by line; the last of them is the answer."""


@dataclass
class Keyboard:
    """A standard input at which a candidate sits: every line follows from the open question."""

    folder: Path
    rubric: Rubric
    says: Says
    clock: TurnedClock
    seconds: float = 20.0
    leaves_after: int = 10_000
    _turn: int = 0
    _lines: Iterator[str] = field(default_factory=lambda: iter(()))

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        """Return the next line, or nothing where the candidate has left."""
        event = next(
            event
            for event in reversed(read_transcript(list_sessions(self.folder)[0]).events)
            if isinstance(event.data, Asked)
        )
        assert isinstance(event.data, Asked)
        if event.seq != self._turn:
            if self.leaves_after == 0:
                return ""
            self.leaves_after -= 1
            item = self.rubric.item(event.data.item_id)
            assert item is not None
            self._turn = event.seq
            self._lines = self.says(Question(item, event.data.kind, event.data.target))
        self.clock.seconds += self.seconds
        return f"{next(self._lines)}\n"


def example_of(item: Item, band: Band) -> str:
    """Return an answer that the rubric's author gave this band, or the next higher, on one line."""
    found = [example for example in item.examples if example.band.rank >= band.rank]
    return " ".join(min(found, key=lambda example: example.band.rank).answer.split())


def strong(question: Question) -> Iterator[str]:
    yield " ".join(question.item.references[0].split()) if question.is_item else question.idea()


def weak(question: Question) -> Iterator[str]:
    yield example_of(question.item, Band.WEAK) if question.is_item else "I think it helps somehow."


def silent(question: Question) -> Iterator[str]:
    yield ""


def chatty(question: Question) -> Iterator[str]:
    if question.is_item:
        yield "Sorry, could you repeat that?"
        yield "How much time is left?"
        yield "What do you mean by that?"
        yield f"Well, let me think about it. {example_of(question.item, Band.PARTIAL)}"
        return
    yield "Can I have a hint?"
    yield "yes please"
    yield f"Ah, right. {question.idea()} /sure 2"


def knows_nothing(question: Question) -> Iterator[str]:
    yield "I have no idea, sorry."


def games(question: Question) -> Iterator[str]:
    if question.is_item:
        yield " ".join(f"{question.item.prompt} {question.item.topic}".split())
    else:
        yield "That depends on many factors, and one has to weigh them carefully in each case."


def slow(question: Question) -> Iterator[str]:
    yield " ".join(question.item.references[0].split()[:25])


def mistaken(grader: Grader) -> Says:
    """Return one who holds as many of the misconceptions as an answer of the rubric shows."""

    def says(question: Question) -> Iterator[str]:
        item = question.item
        wrong = max(
            (example.answer for example in item.examples),
            key=lambda answer: len(grader.assess(item.id, answer).misconceptions),
        )
        yield " ".join(wrong.split())

    return says


def follows_up_only(question: Question) -> Iterator[str]:
    yield "I am not sure." if question.is_item else question.idea()


def comes_back(question: Question) -> Iterator[str]:
    """Put off what is hard at first; answered when it comes again."""
    yield " ".join(question.item.references[0].split())
