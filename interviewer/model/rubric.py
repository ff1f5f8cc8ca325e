"""The rubric: what is asked and what an answer is marked by."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property

DEFAULT_WINDOW = 12
"""How many neighbouring tokens the words of one pattern may span."""


class Stage(StrEnum):
    """The three stages, in the order in which an interview walks them."""

    BASIC = "basic"
    FRESHER = "fresher"
    EXPERIENCED = "experienced"


class Band(StrEnum):
    """The ordered overall label of an answer."""

    MISSING = "missing"
    WEAK = "weak"
    PARTIAL = "partial"
    SOLID = "solid"
    STRONG = "strong"

    @property
    def rank(self) -> int:
        """Return 0 for missing up to 4 for strong."""
        return list(Band).index(self)

    @staticmethod
    def of(score: float) -> "Band":
        """Return the band of a score between 0 and 1."""
        for band, floor in reversed(BAND_FLOORS.items()):
            if score >= floor:
                return band
        return Band.MISSING


BAND_FLOORS = {
    Band.MISSING: 0.0,
    Band.WEAK: 0.10,
    Band.PARTIAL: 0.35,
    Band.SOLID: 0.60,
    Band.STRONG: 0.85,
}
"""The lowest score of each band."""


@dataclass(frozen=True)
class Criterion:
    """One idea that earns points, found by any one of its match patterns."""

    id: str
    points: int
    says: str
    match: tuple[str, ...]
    probe: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Misconception:
    """A wrong belief: finding it costs `minus` points; `says` is the correction."""

    id: str
    says: str
    match: tuple[str, ...]
    minus: int = 1
    probe: str = ""


@dataclass(frozen=True)
class Example:
    """An answer and the band it should get: the rubric's own test."""

    band: Band
    answer: str


@dataclass(frozen=True)
class Item:
    """One scored question with all that is needed to mark its answer.

    `clarify` is the prompt put differently, for a candidate who asks for that.
    """

    id: str
    stage: Stage
    prompt: str
    references: tuple[str, ...]
    topic: str = "general"
    minutes: float = 3.0
    criteria: tuple[Criterion, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    examples: tuple[Example, ...] = ()
    sources: tuple[str, ...] = ()
    clarify: str = ""

    def criterion(self, criterion_id: str) -> Criterion | None:
        """Return the criterion with this id, or None."""
        return next((c for c in self.criteria if c.id == criterion_id), None)

    def misconception(self, misconception_id: str) -> Misconception | None:
        """Return the misconception with this id, or None."""
        return next((m for m in self.misconceptions if m.id == misconception_id), None)


@dataclass(frozen=True)
class Rubric:
    """A bank of items on one subject."""

    id: str
    title: str
    items: tuple[Item, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()
    window: int = DEFAULT_WINDOW
    format: int = 1

    def item(self, item_id: str) -> Item | None:
        """Return the item with this id, or None."""
        return self._items_by_id.get(item_id)

    @cached_property
    def _items_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def content_hash(self) -> str:
        """Return the SHA-256 of the content in hex; comments and layout do not count."""
        canonical = json.dumps(asdict(self), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()
