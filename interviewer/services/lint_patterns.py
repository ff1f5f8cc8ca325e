"""The lint of patterns: those that can find nothing, or nothing new, or have found nothing yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from interviewer.grading.bank import Analysed, Bank, PreparedItem
from interviewer.grading.matching import CompiledPattern, find_evidence
from interviewer.grading.redundancy import (
    asked_twice,
    can_be_made_of,
    covers,
    pattern_key,
    why_never,
)
from interviewer.model.rubric import Item
from interviewer.services.lint_findings import Finding, Rule, Spot


@dataclass(frozen=True)
class _Match:
    """The patterns of one criterion or misconception, with its spot.

    `said` are the stems of what the interviewer may say before its answer: words of these alone
    may earn nothing.
    """

    spot: Spot
    id: str
    patterns: tuple[CompiledPattern, ...]
    said: frozenset[str]


def lint_patterns(
    spot: Spot, prepared: PreparedItem, bank: Bank, texts: Sequence[Analysed]
) -> Iterator[Finding]:
    """Yield what is wrong with the patterns of an item.

    `texts` are what the items of the bank say themselves: those of this item first, for there
    most patterns find something.
    """
    criteria = list(_criteria(spot, prepared, bank))
    for match in (*criteria, *_misconceptions(spot, prepared)):
        for index in range(len(match.patterns)):
            yield from _pattern(match, index, bank, texts)
    for first, second in combinations(criteria, 2):
        yield from _shared(first, second)


def own_texts(item: Item, bank: Bank) -> Analysed:
    """Return all that an item says itself as one text: what its patterns may be found in."""
    texts = [item.prompt, *item.references]
    texts += [example.answer for example in item.examples]
    texts += [criterion.says for criterion in item.criteria]
    texts += [belief.says for belief in item.misconceptions]
    return bank.analyse("\n\n".join(texts))


def _is_found(pattern: CompiledPattern, text: Analysed, bank: Bank) -> bool:
    return find_evidence(pattern, text.text, text.negations, bank.rubric.window) is not None


def _criteria(spot: Spot, prepared: PreparedItem, bank: Bank) -> Iterator[_Match]:
    parts = zip(prepared.item.criteria, prepared.criteria, strict=True)
    for index, (criterion, patterns) in enumerate(parts):
        asked = bank.analyse(f"{criterion.probe}\n\n{criterion.hint}").stems
        said = prepared.prompt.stems | asked
        yield _Match(spot.criterion(index, criterion), criterion.id, patterns, said)


def _misconceptions(spot: Spot, prepared: PreparedItem) -> Iterator[_Match]:
    parts = zip(prepared.item.misconceptions, prepared.misconceptions, strict=True)
    for index, (belief, patterns) in enumerate(parts):
        yield _Match(spot.misconception(index, belief), belief.id, patterns, frozenset())


def _pattern(match: _Match, index: int, bank: Bank, texts: Sequence[Analysed]) -> Iterator[Finding]:
    """Yield what is wrong with one pattern: it finds nothing, nothing new, or nothing so far."""
    pattern, spot = match.patterns[index], match.spot.field(f"match[{index}]")
    reason = why_never(pattern, bank.rubric.window)
    if reason:
        message = f"the pattern '{pattern.source}' can find nothing: {reason}"
        yield Finding(Rule.NEVER_MATCHES, spot, message, "mend it or delete it")
        return
    for broad in match.patterns[:index]:
        # Where the interviewer said all words of the broad one, the narrow one may count alone.
        if covers(broad, pattern) and not can_be_made_of(broad, match.said):
            message = f"the pattern '{broad.source}' above finds all that '{pattern.source}' does"
            yield Finding(Rule.COVERED, spot, message, "delete it here")
            return
    if any(_is_found(pattern, text, bank) for text in texts):
        return
    twice = asked_twice(pattern)
    if twice:
        message = f"the pattern '{pattern.source}' finds only answers that say {twice} twice"
        mend = "take it out once; if it is meant so, write an example that the pattern finds"
        yield Finding(Rule.NEVER_MATCHES, spot, message, mend)
        return
    message = f"nothing in the file is found by the pattern '{pattern.source}'"
    mend = "write an example that it should find, or leave it for the answers to come"
    yield Finding(Rule.UNUSED, spot, message, mend)


def _shared(first: _Match, second: _Match) -> Iterator[Finding]:
    """Yield the patterns that two criteria of an item share."""
    keys = {pattern_key(pattern) for pattern in first.patterns}
    for index, pattern in enumerate(second.patterns):
        if pattern_key(pattern) in keys:
            message = f"criterion '{first.id}' has the pattern '{pattern.source}' too"
            mend = "keep it in one of the two: the same words must not earn both"
            yield Finding(Rule.SHARED, second.spot.field(f"match[{index}]"), message, mend)
