"""How the items of a bank are: whether they load, have examples, and whether these pass."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Item
from interviewer.model.text import counted
from interviewer.services.authoring import OpenBank
from interviewer.services.authoring_marks import try_examples


class Health(StrEnum):
    """What is most wrong with an item; UNKNOWN until its examples were marked."""

    PROBLEMS = "problems"
    FAILING = "failing"
    NO_EXAMPLES = "no-examples"
    GOOD = "good"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ItemHealth:
    """How one item is.

    `examples` counts its examples, `failing` those examples and references that do not pass; it is
    None until they were marked.
    """

    id: str
    problems: int = 0
    examples: int = 0
    failing: int | None = None

    @property
    def health(self) -> Health:
        """Return what is most wrong."""
        if self.problems:
            return Health.PROBLEMS
        if self.failing:
            return Health.FAILING
        if not self.examples:
            return Health.NO_EXAMPLES
        return Health.UNKNOWN if self.failing is None else Health.GOOD

    @property
    def words(self) -> str:
        """Return it in words, empty where all is well or nothing is known."""
        match self.health:
            case Health.PROBLEMS:
                return counted(self.problems, "problem")
            case Health.FAILING:
                return f"{self.failing} failing"
            case Health.NO_EXAMPLES:
                return "no examples"
            case _:
                return ""


def outline(bank: OpenBank) -> tuple[ItemHealth, ...]:
    """Return the items of a bank in their order, as far as that is known without marking."""
    found = []
    for block in bank.text.blocks:
        item = bank.rubric.item(block.id) if bank.rubric is not None else None
        problems = sum(block.start < problem.line <= block.end for problem in bank.problems)
        # Of a broken bank the examples are not counted: "none" would be a guess.
        examples = len(item.examples) if item is not None else 1
        found.append(ItemHealth(block.id, problems, examples))
    return tuple(found)


def item_health(grader: Grader, item: Item, known: ItemHealth) -> ItemHealth:
    """Return how an item is, its examples marked."""
    results = try_examples(grader, item)
    failing = sum(not result.passed for result in results)
    return replace(known, examples=len(item.examples), failing=failing)


def examined(bank: OpenBank, grader: Grader) -> Iterator[ItemHealth]:
    """Yield how each item of a bank that loads is, one after the other."""
    for known in outline(bank):
        item = bank.rubric.item(known.id) if bank.rubric is not None else None
        if item is not None and not known.problems:
            yield item_health(grader, item, known)
