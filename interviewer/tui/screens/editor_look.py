"""One look at the text of an item and at the answer to try: what a thread works out."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Item
from interviewer.services.authoring import ItemCheck, OpenBank, check_item
from interviewer.services.authoring_marks import TryBench, try_answer, try_examples
from interviewer.services.lint_findings import Finding
from interviewer.services.rubric_lint import lint_rubric
from interviewer.services.rubric_tests import ExampleResult
from interviewer.storage.rubric_edit import Block
from interviewer.tui.screens.editor_messages import Linted, Looked


@dataclass(frozen=True)
class Ready:
    """An item that was got ready for marking by a bench, and how its examples fared."""

    bench: TryBench
    item: Item
    grader: Grader
    results: tuple[ExampleResult, ...]


class Looker:
    """Looks at texts and answers; what marks stays ready while the item is the same."""

    def __init__(self) -> None:
        """Begin with nothing ready."""
        self._ready: Ready | None = None

    def look(
        self,
        number: int,
        text: str,
        answer: str,
        place: tuple[OpenBank, Block],
        bench: TryBench | None,
        before: Item | None,
    ) -> Looked:
        """Return what a text and an answer come to.

        Args:
            number: tells looks apart.
            text: the item as it is typed.
            answer: the answer to try.
            place: the bank, and the block of the item in it.
            bench: what marks; None while it is not ready.
            before: the item as it was before it had problems; it marks while the text has some.
        """
        check = check_item(text, *place)
        item = check.item or before
        if item is None or bench is None:
            return Looked(number, check)
        ready = self._made_ready(bench, item)
        tried = try_answer(ready.grader, item, answer) if answer.strip() else None
        return Looked(number, check, item, tried, ready.results, bench.is_exact(item))

    def _made_ready(self, bench: TryBench, item: Item) -> Ready:
        ready = self._ready
        if ready is None or ready.bench is not bench or ready.item != item:
            grader = bench.grader(item)
            ready = self._ready = Ready(bench, item, grader, try_examples(grader, item))
        return ready


def lint(number: int, check: ItemCheck, grader: Grader) -> Linted:
    """Return what makes the marks of an item worse, with the lines of the item's text."""
    return Linted(number, tuple(_found(check, grader)))


def settle_memory(thorough: bool) -> None:
    """Let the garbage collector pass over a bench that was just learned.

    It is a million objects that stay, and looking at them again and again held the marks for a
    third of a second at a time. They are freed without it as soon as nobody needs them. With
    `thorough` it looks at everything once before.
    """
    if thorough:
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def _found(check: ItemCheck, grader: Grader) -> Iterator[tuple[int, Finding]]:
    # A bank of one item: the item's own findings are wanted, not those of all others.
    rubric = grader.bank.rubric
    if check.item is None or len(rubric.items) != 1:
        return
    for finding in lint_rubric(grader).problems:
        yield (check.places or {}).get(finding.spot.path, (1, 1))[0], finding
