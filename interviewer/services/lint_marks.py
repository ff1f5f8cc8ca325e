"""The lint of an item by its own references and examples: what they meet, and what they miss."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from interviewer.grading.grader import Marker
from interviewer.model.assessment import Assessment, Span
from interviewer.model.rubric import BAND_FLOORS, Band, Item
from interviewer.services.lint_findings import Finding, Rule, Spot

FEWEST_EXAMPLES = 4
FEWEST_PATTERNS = 3
LOWEST_REFERENCE = BAND_FLOORS[Band.STRONG]
"""What a reference scores at least on its own item."""

_POOR = frozenset((Band.MISSING, Band.WEAK))


@dataclass(frozen=True)
class MarkedItem:
    """An item with the marks of its own references and examples."""

    spot: Spot
    item: Item
    references: tuple[Assessment, ...]
    examples: tuple[Assessment, ...]


def mark_item(index: int, item: Item, marker: Marker) -> MarkedItem:
    """Mark an item's own texts; `index` is its place in the bank, from 0."""
    return MarkedItem(
        Spot.of(index, item),
        item,
        tuple(marker.assess(item.id, text) for text in item.references),
        tuple(marker.assess(item.id, example.answer) for example in item.examples),
    )


def lint_marks(marked: MarkedItem) -> Iterator[Finding]:
    """Yield what the marks of an item's own texts give away."""
    yield from _criteria(marked)
    yield from _same_words(marked)
    yield from _misconceptions(marked)
    yield from _references(marked)
    yield from _counts(marked)


def _found(assessment: Assessment, criterion_id: str) -> tuple[Span, ...]:
    """Return the words by which a pattern finds a criterion; what only comes close has none."""
    result = assessment.criterion(criterion_id)
    if result is None or result.credit < 1 or not result.evidence:
        return ()
    return result.evidence[0].words


def _criteria(marked: MarkedItem) -> Iterator[Finding]:
    bands = {example.band for example in marked.item.examples}
    telling = len(marked.examples) >= FEWEST_EXAMPLES and len(bands) > 1 and bands & _POOR
    for index, criterion in enumerate(marked.item.criteria):
        spot = marked.spot.criterion(index, criterion)
        if not any(_found(reference, criterion.id) for reference in marked.references):
            message = "no reference meets it by a pattern"
            mend = "say it in a reference, or add a pattern that finds it there"
            yield Finding(Rule.UNMET, spot, message, mend)
        if telling and all(_found(example, criterion.id) for example in marked.examples):
            message = f"all {len(marked.examples)} examples meet it, the weak ones too"
            mend = "make its patterns stricter, or add a weak answer that does not meet it"
            yield Finding(Rule.ALWAYS_MET, spot, message, mend)


def _same_words(marked: MarkedItem) -> Iterator[Finding]:
    """Yield the pairs of criteria that nothing in the item's own texts tells apart."""
    texts = (*marked.references, *marked.examples)
    found = [
        tuple(_found(assessment, criterion.id) for assessment in texts)
        for criterion in marked.item.criteria
    ]
    for first, second in combinations(range(len(found)), 2):
        if any(found[first]) and found[first] == found[second]:
            other = marked.item.criteria[first].id
            yield Finding(
                Rule.SAME_WORDS,
                marked.spot.criterion(second, marked.item.criteria[second]),
                f"every reference and example that meets it meets criterion '{other}' by the same "
                "words, and the other way round",
                "give each of the two patterns of its own, or make them one",
            )


def _misconceptions(marked: MarkedItem) -> Iterator[Finding]:
    for number, reference in enumerate(marked.references, start=1):
        yield from _wrongly_found(marked, reference, Rule.WRONG_REFERENCE, f"reference {number}")
    examples = zip(marked.item.examples, marked.examples, strict=True)
    for number, (example, assessment) in enumerate(examples, start=1):
        if example.band is Band.STRONG:
            text = f"example {number}, a strong one"
            yield from _wrongly_found(marked, assessment, Rule.WRONG_STRONG, text)


def _wrongly_found(
    marked: MarkedItem, assessment: Assessment, rule: Rule, text: str
) -> Iterator[Finding]:
    """Yield the misconceptions that an answer shows which is right."""
    found = {result.id: result.evidence[0].pattern for result in assessment.misconceptions}
    for index, belief in enumerate(marked.item.misconceptions):
        if belief.id in found:
            pattern = found[belief.id]
            spot = marked.spot.misconception(index, belief)
            yield Finding(
                rule,
                spot.field(f"match[{belief.match.index(pattern)}]"),
                f"the pattern '{pattern}' finds it in {text}",
                "make the pattern stricter, or mend the text if it is wrong",
            )


def _references(marked: MarkedItem) -> Iterator[Finding]:
    for index, assessment in enumerate(marked.references):
        if assessment.score < LOWEST_REFERENCE:
            missed = [
                criterion.id
                for criterion in marked.item.criteria
                if not _found(assessment, criterion.id)
            ]
            names = f" and misses {', '.join(missed)}" if missed else ""
            yield Finding(
                Rule.LOW_REFERENCE,
                marked.spot.field(f"references[{index}]"),
                f"reference {index + 1} scores {assessment.score:.3f} on its own item{names}",
                f"let it say what is missing, or widen the patterns, until it scores "
                f"{LOWEST_REFERENCE:.2f}",
            )


def _counts(marked: MarkedItem) -> Iterator[Finding]:
    for index, criterion in enumerate(marked.item.criteria):
        count = len(criterion.match)
        if count < FEWEST_PATTERNS:
            spot = marked.spot.criterion(index, criterion)
            message = f"it has {count} pattern{'' if count == 1 else 's'}"
            mend = f"write {FEWEST_PATTERNS} or more: people say a thing in many ways"
            yield Finding(Rule.FEW_PATTERNS, spot, message, mend)
    count = len(marked.item.examples)
    if count < FEWEST_EXAMPLES:
        message = f"it has {count or 'no'} example{'' if count == 1 else 's'}"
        mend = f"write {FEWEST_EXAMPLES} or more, weak ones among them"
        yield Finding(Rule.FEW_EXAMPLES, marked.spot, message, mend)
