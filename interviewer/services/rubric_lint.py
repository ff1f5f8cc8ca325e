"""The lint of a bank: weaknesses of items that load, found with the grader and their own texts."""

from collections.abc import Callable
from dataclasses import dataclass

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Rubric
from interviewer.services.lint_findings import Finding
from interviewer.services.lint_marks import lint_marks, mark_item
from interviewer.services.lint_patterns import lint_patterns
from interviewer.services.lint_prompts import lint_prompts
from interviewer.services.lint_texts import OwnTexts
from interviewer.services.rubric_bars import Score


@dataclass(frozen=True)
class Lint:
    """What was found, in the order of the items, and how each reference scores on its own item."""

    findings: tuple[Finding, ...]
    scores: tuple[Score, ...]

    @property
    def problems(self) -> tuple[Finding, ...]:
        """Return what fails the check."""
        return tuple(finding for finding in self.findings if not finding.is_note)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Return what may well be wanted."""
        return tuple(finding for finding in self.findings if finding.is_note)


def _nothing() -> None:
    pass


def count_steps(rubric: Rubric) -> int:
    """Return how often `lint_rubric` says that it has come further."""
    return 2 * len(rubric.items)


def lint_rubric(grader: Grader, on_step: Callable[[], None] = _nothing) -> Lint:
    """Look for the weaknesses of the grader's bank.

    `on_step` is called for each item twice: its texts are read first, then it is looked at.
    """
    bank = grader.bank
    texts = OwnTexts(bank, on_step)
    findings: list[Finding] = []
    scores: list[Score] = []
    for index, item in enumerate(bank.rubric.items):
        prepared = bank.prepared(item.id)
        marked = mark_item(index, item, grader)
        findings += lint_marks(marked)
        findings += lint_patterns(marked.spot, prepared, bank, texts, index)
        findings += lint_prompts(marked.spot, item, grader)
        scores += [
            Score(item.id, number, item.id, assessment.score)
            for number, assessment in enumerate(marked.references, start=1)
        ]
        on_step()
    return Lint(tuple(findings), tuple(scores))
