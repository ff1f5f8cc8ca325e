"""Finding the patterns of a rubric in an answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from interviewer.grading.negation import Negations
from interviewer.grading.patterns import Pattern, Phrase, Term, parse_phrase
from interviewer.grading.search import Match, search
from interviewer.grading.tokens import AnalysedText
from interviewer.model.assessment import Evidence, Withheld

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


def find_evidence(
    pattern: CompiledPattern, text: AnalysedText, negations: Negations, window: int
) -> Evidence | None:
    """Return the closest match of a pattern as evidence; a match that is denied is withheld."""
    match = find_match(pattern, text, negations, window)
    return None if match is None else evidence_of(pattern, text, match)


def evidence_of(pattern: CompiledPattern, text: AnalysedText, match: Match) -> Evidence:
    """Return a match as evidence: its words, and the negator where it is denied."""
    positions = match.positions if match.negator is None else (*match.positions, match.negator)
    words = tuple(text.tokens[position].span for position in sorted(positions))
    return Evidence(pattern.source, words, None if match.negator is None else Withheld.NEGATED)


def find_match(
    pattern: CompiledPattern, text: AnalysedText, negations: Negations, window: int
) -> Match | None:
    """Return the first match that counts, else the first that is denied, else None."""
    denied: Match | None = None
    for variant in pattern.variants:
        match = search(variant, text, negations, window, pattern.holds_negator)
        if match is not None and match.negator is None:
            return match
        denied = denied or match
    return denied


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
