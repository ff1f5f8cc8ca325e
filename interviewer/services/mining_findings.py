"""What is missing from a rubric, item by item, as far as answers show it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MissingPhrase:
    """A phrase of good answers that no pattern of the item finds, as a pattern.

    `finds` counts the answers that the pattern would newly find, `good` the good ones among them;
    `z` is how telling the phrase is (`grading.mining.log_odds`), `sentence` one that holds it, and
    `missed` the criterion that most of these answers lack, empty where none stands out.
    """

    pattern: str
    finds: int
    good: int
    z: float
    sentence: str
    missed: str = ""


@dataclass(frozen=True)
class IdlePattern:
    """A pattern that finds nothing in any answer; `part` is its criterion or misconception."""

    part: str
    pattern: str


@dataclass(frozen=True)
class FarMark:
    """An answer that the program and a coach mark far apart, as scores from 0 to 1."""

    answer: str
    program: float
    coach: float

    @property
    def gap(self) -> float:
        """Return by how much the program gives more; negative where it gives less."""
        return round(self.program - self.coach, 4)


@dataclass(frozen=True)
class ItemFindings:
    """What the answers to one item show.

    `answers` are the different ones, `good` of them good, `marked` with a person's mark. `notes`
    say in words what cannot be told, and why.
    """

    item_id: str
    answers: int
    good: int
    marked: int
    phrases: tuple[MissingPhrase, ...] = ()
    idle: tuple[IdlePattern, ...] = ()
    met_by_all: tuple[str, ...] = ()
    met_by_none: tuple[str, ...] = ()
    generous: tuple[FarMark, ...] = ()
    harsh: tuple[FarMark, ...] = ()
    notes: tuple[str, ...] = ()
