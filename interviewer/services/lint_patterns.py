"""The lint of patterns: those that can find nothing, or nothing new, or have found nothing yet."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from interviewer.grading.bank import Analysed, Bank, PreparedItem
from interviewer.grading.compiling import CompiledPattern
from interviewer.grading.redundancy import (
    asked_twice,
    can_be_made_of,
    covers,
    pattern_key,
    why_never,
)
from interviewer.model.rubric import Criterion
from interviewer.services.lint_findings import Finding, Rule, Spot
from interviewer.services.lint_texts import find_all


@dataclass(frozen=True)
class _Match:
    """The patterns of one criterion or misconception, with its spot.

    `find_said` gives the stems of what the interviewer may say before its answer: words of these
    alone may earn nothing.
    """

    spot: Spot
    id: str
    patterns: tuple[CompiledPattern, ...]
    find_said: Callable[[], frozenset[str]] = frozenset


@dataclass(frozen=True)
class Unseen:
    """A pattern that its own item does not hold: a finding, unless another item holds it."""

    pattern: str
    finding: Finding


def lint_patterns(
    spot: Spot, prepared: PreparedItem, bank: Bank, text: Analysed
) -> Iterator[Finding | Unseen]:
    """Yield what is wrong with the patterns of an item, and what may be.

    Args:
        spot: the item.
        prepared: the same, ready for grading.
        bank: its bank.
        text: what the item says itself.
    """
    window = bank.rubric.window
    held = frozenset(find_all(prepared.spotter, text, window))
    criteria = list(_criteria(spot, prepared, bank))
    for match in (*criteria, *_misconceptions(spot, prepared)):
        for index in range(len(match.patterns)):
            yield from _pattern(match, index, window, held)
    for first, second in combinations(criteria, 2):
        yield from _shared(first, second)


def _criteria(spot: Spot, prepared: PreparedItem, bank: Bank) -> Iterator[_Match]:
    parts = zip(prepared.item.criteria, prepared.criteria, strict=True)
    for index, (criterion, patterns) in enumerate(parts):
        find_said = partial(_said, prepared, criterion, bank)
        yield _Match(spot.criterion(index, criterion), criterion.id, patterns, find_said)


def _said(prepared: PreparedItem, criterion: Criterion, bank: Bank) -> frozenset[str]:
    """Return the stems of what may be said before an answer to a question for the criterion."""
    asked = bank.analyse(f"{criterion.probe}\n\n{criterion.hint}").stems
    return prepared.prompt.stems | asked


def _misconceptions(spot: Spot, prepared: PreparedItem) -> Iterator[_Match]:
    parts = zip(prepared.item.misconceptions, prepared.misconceptions, strict=True)
    for index, (belief, patterns) in enumerate(parts):
        yield _Match(spot.misconception(index, belief), belief.id, patterns)


def _pattern(
    match: _Match, index: int, window: int, held: Collection[str]
) -> Iterator[Finding | Unseen]:
    """Yield what is wrong with one pattern: it finds nothing, nothing new, or nothing so far."""
    pattern, spot = match.patterns[index], match.spot.field(f"match[{index}]")
    reason = why_never(pattern, window)
    if reason:
        message = f"the pattern '{pattern.source}' can find nothing: {reason}"
        yield Finding(Rule.NEVER_MATCHES, spot, message, "mend it or delete it")
        return
    for broad in match.patterns[:index]:
        # Where the interviewer said all words of the broad one, the narrow one may count alone.
        if covers(broad, pattern) and not can_be_made_of(broad, match.find_said()):
            message = f"the pattern '{broad.source}' above finds all that '{pattern.source}' does"
            yield Finding(Rule.COVERED, spot, message, "delete it here")
            return
    if pattern.source not in held:
        yield Unseen(pattern.source, _unseen(pattern, spot))


def _unseen(pattern: CompiledPattern, spot: Spot) -> Finding:
    """Return what is wrong with a pattern that no text holds."""
    twice = asked_twice(pattern)
    if twice:
        message = f"the pattern '{pattern.source}' finds only answers that say {twice} twice"
        mend = "take it out once; if it is meant so, write an example that the pattern finds"
        return Finding(Rule.NEVER_MATCHES, spot, message, mend)
    message = f"nothing in the file is found by the pattern '{pattern.source}'"
    mend = "write an example that it should find, or leave it for the answers to come"
    return Finding(Rule.UNUSED, spot, message, mend)


def _shared(first: _Match, second: _Match) -> Iterator[Finding]:
    """Yield the patterns that two criteria of an item share."""
    keys = {pattern_key(pattern) for pattern in first.patterns}
    for index, pattern in enumerate(second.patterns):
        if pattern_key(pattern) in keys:
            message = f"criterion '{first.id}' has the pattern '{pattern.source}' too"
            mend = "keep it in one of the two: the same words must not earn both"
            yield Finding(Rule.SHARED, second.spot.field(f"match[{index}]"), message, mend)
