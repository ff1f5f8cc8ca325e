"""What the lint of a bank reports: a weakness of an item that loads, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from interviewer.model.rubric import Criterion, Item, Misconception


class Rule(StrEnum):
    """What is looked for; the name stands in the JSON."""

    UNMET = "unmet-criterion"
    ALWAYS_MET = "always-met-criterion"
    NEVER_MATCHES = "never-matches"
    COVERED = "covered-pattern"
    SHARED = "shared-pattern"
    SAME_WORDS = "same-words"
    WRONG_REFERENCE = "misconception-in-reference"
    WRONG_STRONG = "misconception-in-strong-example"
    GIVEN_BY_PROMPT = "prompt-gives-away"
    GIVEN_BY_PROBE = "probe-gives-away"
    GIVEN_BY_HINT = "hint-gives-away"
    PUT_RIGHT_BY_PROBE = "probe-puts-right"
    LOW_REFERENCE = "low-reference"
    UNUSED = "unused-pattern"
    FEW_PATTERNS = "few-patterns"
    FEW_EXAMPLES = "few-examples"
    CLOSE_ITEMS = "close-items"


NOTES = frozenset(
    (
        Rule.UNUSED,
        Rule.FEW_PATTERNS,
        Rule.FEW_EXAMPLES,
        Rule.CLOSE_ITEMS,
        Rule.PUT_RIGHT_BY_PROBE,
    )
)
"""What a coach may have wanted so: it is counted and listed, and does not fail the check."""


@dataclass(frozen=True)
class Spot:
    """A part of a bank: `path` as the file is built, `name` as a coach calls it."""

    path: str
    name: str

    @staticmethod
    def of(index: int, item: Item) -> "Spot":
        """Return the spot of an item, counted from 0."""
        return Spot(f"items[{index}]", f"item '{item.id}'")

    def criterion(self, index: int, criterion: Criterion) -> "Spot":
        """Return the spot of a criterion of this item."""
        return Spot(f"{self.path}.criteria[{index}]", f"{self.name}, criterion '{criterion.id}'")

    def misconception(self, index: int, belief: Misconception) -> "Spot":
        """Return the spot of a misconception of this item."""
        path = f"{self.path}.misconceptions[{index}]"
        return Spot(path, f"{self.name}, misconception '{belief.id}'")

    def field(self, path: str) -> "Spot":
        """Return the spot of a field within this one, called by the same name."""
        return Spot(f"{self.path}.{path}", self.name)


@dataclass(frozen=True)
class Finding:
    """One weakness: where it is, what is wrong, and what to do."""

    rule: Rule
    spot: Spot
    message: str
    mend: str

    @property
    def is_note(self) -> bool:
        """Return whether it may well be wanted."""
        return self.rule in NOTES
