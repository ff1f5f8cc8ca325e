"""Where in a session something was said: what every line of a result points at."""

from dataclasses import dataclass

from interviewer.dialogue.record import ItemRecord, Turn


@dataclass(frozen=True)
class Place:
    """A turn of a session.

    `question` counts the items from 1 in the order in which they were asked; `turn` is the number
    of the turn, by which a review finds it.
    """

    item_id: str
    turn: int
    question: int


def place_of(question: int, record: ItemRecord, turn: Turn | None = None) -> Place:
    """Return the place of a turn, or of the question itself."""
    return Place(record.planned.item_id, (turn or record.main).number, question)


def place_text(place: Place) -> str:
    """Return a place as people say it: question 3, dropout."""
    return f"question {place.question}, {place.item_id}"
