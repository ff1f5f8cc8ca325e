"""The lint of a bank: weaknesses of items that load, found with the grader and their own texts."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass

from interviewer.grading.bank import Bank
from interviewer.grading.grader import Grader
from interviewer.model.rubric import Rubric
from interviewer.services.lint_findings import Finding
from interviewer.services.lint_marks import lint_marks, mark_item
from interviewer.services.lint_patterns import Unseen, lint_patterns
from interviewer.services.lint_prompts import lint_prompts
from interviewer.services.lint_texts import OwnTexts, TextWords, own_text
from interviewer.services.rubric_bars import Score

FEWEST_SHARED = 1_000
"""How many items a bank has at least whose lint is shared out: starting processes costs more."""

MOST_WORKERS = 4
"""How many processes share it at most: each of them holds the whole bank."""

ITEMS_A_PART = 50


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


@dataclass(frozen=True)
class _ItemLint:
    """What was found in one item; whether it holds of what is `Unseen` the other items tell."""

    found: tuple[Finding | Unseen, ...]
    scores: tuple[Score, ...]
    words: TextWords


def _nothing() -> None:
    pass


def lint_rubric(grader: Grader, on_step: Callable[[], None] = _nothing) -> Lint:
    """Look for the weaknesses of the grader's bank; `on_step` is called after each item."""
    return _joined(_lint_from(0, grader), grader.bank, on_step)


def lint_shared(
    rubric: Rubric, make_grader: Callable[[], Grader], on_step: Callable[[], None], workers: int
) -> Lint:
    """Look for the weaknesses of a bank, with several processes where it is large.

    What is found is the same, in the same order, however many there are. Where a process is lost
    or none can be started, this one does what is left.

    Args:
        rubric: the bank.
        make_grader: returns its grader; it is pickled, and called once in each process.
        on_step: called after each item.
        workers: how many processes there may be; more than `MOST_WORKERS` are never used.
    """
    grader = make_grader()
    if workers < 2 or len(rubric.items) < FEWEST_SHARED:
        return lint_rubric(grader, on_step)
    with closing(_lint_apart(make_grader, grader, min(workers, MOST_WORKERS))) as lints:
        return _joined(lints, grader.bank, on_step)


def _lint_apart(
    make_grader: Callable[[], Grader], grader: Grader, workers: int
) -> Generator[_ItemLint, None, None]:
    """Yield what is found in each item, by processes of their own as long as they are there."""
    # Imported here: what starts processes is not needed where one is enough.
    from interviewer.services import worker_pool

    done, count = 0, len(grader.bank.rubric.items)
    if worker_pool.can_share():
        starts = range(0, count, ITEMS_A_PART)
        parts = (range(start, min(start + ITEMS_A_PART, count)) for start in starts)
        task = worker_pool.Task(make_grader, _lint_part)
        with (
            suppress(worker_pool.WorkersLostError),
            closing(worker_pool.share_out(parts, task, workers)) as shared,
        ):
            for lints in shared:
                yield from lints
                done += len(lints)
    yield from _lint_from(done, grader)


def _lint_part(
    grader: Grader, numbers: Iterable[int], stopped: Callable[[], bool]
) -> list[_ItemLint]:
    """Return what is found in some items; once `stopped`, no more are looked at."""
    return [_lint_item(grader, number) for number in numbers if not stopped()]


def _lint_from(first: int, grader: Grader) -> Iterator[_ItemLint]:
    """Yield what is found in each item from the one with the index `first` on."""
    for number in range(first, len(grader.bank.rubric.items)):
        yield _lint_item(grader, number)


def _lint_item(grader: Grader, number: int) -> _ItemLint:
    bank = grader.bank
    item = bank.rubric.items[number]
    text = own_text(item, bank)
    marked = mark_item(number, item, grader)
    found = (
        *lint_marks(marked),
        *lint_patterns(marked.spot, bank.prepared(item.id), bank, text),
        *lint_prompts(marked.spot, item, grader),
    )
    scores = (
        Score(item.id, index, item.id, assessment.score)
        for index, assessment in enumerate(marked.references, start=1)
    )
    return _ItemLint(found, tuple(scores), TextWords.of(text))


def _joined(lints: Iterable[_ItemLint], bank: Bank, on_step: Callable[[], None]) -> Lint:
    """Return the lint of a bank from that of each of its items."""
    texts = OwnTexts(bank)
    found: list[tuple[int, Finding | Unseen]] = []
    scores: list[Score] = []
    for number, lint in enumerate(lints):
        found += [(number, each) for each in lint.found]
        scores += lint.scores
        texts.add(lint.words)
        on_step()
    findings = (_settled(each, number, texts, bank) for number, each in found)
    return Lint(tuple(finding for finding in findings if finding), tuple(scores))


def _settled(found: Finding | Unseen, number: int, texts: OwnTexts, bank: Bank) -> Finding | None:
    """Return a finding, or None where another item holds the pattern that it is about."""
    if isinstance(found, Finding):
        return found
    (pattern,) = bank.compile([found.pattern])
    return None if texts.hold(pattern, number) else found.finding
