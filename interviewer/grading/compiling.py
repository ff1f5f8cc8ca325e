"""Patterns made ready to be looked for: the synonyms of the bank written out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from interviewer.grading.patterns import Pattern, Phrase, Term, parse_phrase

Synonyms = dict[tuple[str, ...], tuple[Phrase, ...]]
"""The stems of each member of a group, and all members of that group."""


@dataclass(frozen=True)
class CompiledPattern:
    """A pattern with the synonyms of the bank written out: any one of the variants will do."""

    source: str
    variants: tuple[Pattern, ...]
    holds_negator: bool


def synonym_table(groups: Iterable[Iterable[str]]) -> Synonyms:
    """Return the bank's groups of equals in the form that `compile_pattern` takes."""
    table: Synonyms = {}
    for group in groups:
        members = tuple(parse_phrase(member) for member in group)
        for member in members:
            table[_stems(member)] = members
    return table


def compile_pattern(pattern: Pattern, synonyms: Synonyms) -> CompiledPattern:
    """Write out the synonyms of a pattern.

    A term gains the equals of its alternatives. Neighbouring words that together are a synonym
    (`stochastic gradient descent`) may also be replaced as a whole (`sgd`).
    """
    terms = tuple(_widen(term, synonyms) for term in pattern.terms)
    widened = pattern if terms == pattern.terms else replace(pattern, terms=terms)
    variants = [widened, *_replaced_runs(pattern, synonyms)]
    return CompiledPattern(pattern.source, tuple(variants), pattern.holds_negator)


def _stems(phrase: Phrase) -> tuple[str, ...]:
    return tuple(word.stem or f"{word.text}*" for word in phrase)


def _widen(term: Term, synonyms: Synonyms) -> Term:
    equals = [equal for phrase in term.alternatives for equal in synonyms.get(_stems(phrase), ())]
    if not equals:
        return term
    return Term(tuple(dict.fromkeys((*term.alternatives, *equals))), term.forbidden)


def _plain_stem(term: Term) -> str | None:
    """Return the stem of a term that asks for one word, None for any other term."""
    if term.forbidden or len(term.alternatives) > 1:
        return None
    return _stems(term.alternatives[0])[0]


def _replaced_runs(pattern: Pattern, synonyms: Synonyms) -> list[Pattern]:
    """Return the pattern with each run of plain words that is a synonym replaced by its group."""
    variants = []
    words = tuple(_plain_stem(term) for term in pattern.terms)
    for stems, group in synonyms.items():
        size = len(stems)
        # Most synonyms begin with a word that the pattern does not hold.
        if size < 2 or stems[0] not in words:
            continue
        for begin in range(len(words) - size + 1):
            arrows = set(range(begin, begin + size - 1)) & pattern.ordered
            if arrows or stems != words[begin : begin + size]:
                continue
            terms = (*pattern.terms[:begin], Term(group), *pattern.terms[begin + size :])
            shift = size - 1
            ordered = frozenset(i if i < begin else i - shift for i in pattern.ordered)
            variants.append(Pattern(pattern.source, terms, ordered))
    return variants
