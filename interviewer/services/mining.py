"""What is missing from a rubric, found in answers: phrases, idle patterns, criteria, marks."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from interviewer.grading.bank import PreparedItem
from interviewer.grading.grader import Grader
from interviewer.services.answer_pool import answer_key
from interviewer.services.mining_answers import MinedAnswer
from interviewer.services.mining_findings import FarMark, IdlePattern, ItemFindings, MissingPhrase
from interviewer.services.mining_phrases import Case, missing_phrases, read_case

FEWEST_IN_GROUP = 5
"""With fewer good answers, or fewer others, no phrase is told."""

FEWEST_FOR_CRITERIA = 5
FEWEST_FOR_PATTERNS = 10
"""With fewer answers nothing is said of criteria, or of patterns that find nothing."""

FAR_APART = 0.25
"""Marks that differ by this much or more, as scores from 0 to 1, are listed."""

MOST_PHRASES = 10
MOST_MARKS = 5


def mine(
    grader: Grader,
    answers: Iterable[MinedAnswer],
    only: str = "",
    on_item: Callable[[], None] = lambda: None,
) -> Iterator[ItemFindings]:
    """Yield what the answers to each item show, in the order of the bank.

    Args:
        grader: the grader of the bank as it is now.
        answers: answers to its items; those to other items are left out.
        only: the one item that is wanted, empty for all that have answers.
        on_item: called after each item of the bank.
    """
    by_item: dict[str, list[MinedAnswer]] = {}
    for given in answers:
        by_item.setdefault(given.item_id, []).append(given)
    for item in grader.bank.rubric.items:
        if item.id == only or (not only and item.id in by_item):
            yield mine_item(grader, item.id, by_item.get(item.id, ()))
        on_item()


def mine_item(grader: Grader, item_id: str, answers: Sequence[MinedAnswer]) -> ItemFindings:
    """Return what the answers to one item show; answers that say the same count once.

    Raises:
        UsageError: the bank has no such item.
    """
    prepared = grader.bank.prepared(item_id)
    cases = [read_case(grader, prepared, given) for given in _different(answers)]
    good = sum(case.is_good for case in cases)
    marked = [case for case in cases if case.given.score is not None]
    phrases: tuple[MissingPhrase, ...] = ()
    if min(good, len(cases) - good) >= FEWEST_IN_GROUP:
        phrases = tuple(missing_phrases(grader, prepared, cases))[:MOST_PHRASES]
    idle = tuple(_idle(prepared, cases)) if len(cases) >= FEWEST_FOR_PATTERNS else ()
    of_all, of_none = _met(prepared, cases) if len(cases) >= FEWEST_FOR_CRITERIA else ((), ())
    far = sorted((_far(case) for case in marked), key=lambda mark: (-abs(mark.gap), mark.answer))
    return ItemFindings(
        item_id,
        len(cases),
        good,
        len(marked),
        phrases,
        idle,
        of_all,
        of_none,
        tuple(mark for mark in far if mark.gap >= FAR_APART)[:MOST_MARKS],
        tuple(mark for mark in far if mark.gap <= -FAR_APART)[:MOST_MARKS],
        tuple(_notes(len(cases), good, len(marked), bool(phrases))),
    )


def _different(answers: Iterable[MinedAnswer]) -> list[MinedAnswer]:
    """Return the answers that say something, each once, one with a person's score before others."""
    found: dict[tuple[str, str], MinedAnswer] = {}
    for given in answers:
        key = answer_key(given.item_id, given.answer)
        known = found.get(key)
        if given.answer.strip() and (
            known is None or (known.score is None and given.score is not None)
        ):
            found[key] = given
    return list(found.values())


def _idle(prepared: PreparedItem, cases: Sequence[Case]) -> Iterator[IdlePattern]:
    """Yield the patterns that find nothing in any answer."""
    found = frozenset[str]().union(*(case.found for case in cases))
    item = prepared.item
    for criterion in item.criteria:
        for pattern in criterion.match:
            if pattern.strip() not in found and pattern not in found:
                yield IdlePattern(f"criterion '{criterion.id}'", pattern)
    for belief in item.misconceptions:
        for pattern in belief.match:
            if pattern.strip() not in found and pattern not in found:
                yield IdlePattern(f"misconception '{belief.id}'", pattern)


def _met(prepared: PreparedItem, cases: Sequence[Case]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the criteria that every answer meets in full, and those that none does."""
    counts = {
        criterion.id: sum(criterion.id not in case.assessment.missing for case in cases)
        for criterion in prepared.item.criteria
    }
    every = tuple(name for name, count in counts.items() if count == len(cases))
    return every, tuple(name for name, count in counts.items() if count == 0)


def _far(case: Case) -> FarMark:
    assert case.given.score is not None, "only answers that a person marked are compared"
    return FarMark(case.given.answer, case.assessment.score, case.given.score)


def _notes(answers: int, good: int, marked: int, any_phrases: bool) -> Iterator[str]:
    """Yield in words what cannot be told of so many answers."""
    if not answers:
        yield "nobody has answered this item yet"
        return
    if min(good, answers - good) < FEWEST_IN_GROUP:
        yield (
            f"{good} good answers and {answers - good} others are too few to compare their words; "
            f"{FEWEST_IN_GROUP} of each are needed"
        )
    elif not any_phrases:
        yield "no phrase that the patterns miss tells the good answers from the others"
    if answers < FEWEST_FOR_PATTERNS:
        yield (
            f"{answers} answers are too few to call a pattern idle; "
            f"{FEWEST_FOR_PATTERNS} are needed"
        )
    if answers < FEWEST_FOR_CRITERIA:
        yield (
            f"{answers} answers are too few to say what everyone or no one meets; "
            f"{FEWEST_FOR_CRITERIA} are needed"
        )
    if not marked:
        yield "no answer has a coach's mark to compare the program's with"
