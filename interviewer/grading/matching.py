"""Finding the patterns of a rubric in an answer."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interviewer.grading.negation import Negations
from interviewer.grading.patterns import Pattern, Phrase, Term, joined, parse_phrase
from interviewer.grading.spelling import fold, spell_alike, stem
from interviewer.grading.tokens import AnalysedText
from interviewer.model.assessment import Evidence, Withheld

Occurrence = tuple[int, int]
"""The first and the last token of the place where a term stands."""

Synonyms = dict[tuple[str, ...], tuple[Phrase, ...]]
"""The stems of each member of a group, and all members of that group."""


@dataclass(frozen=True)
class CompiledPattern:
    """A pattern with the synonyms of the bank written out: any one of the variants will do."""

    source: str
    variants: tuple[Pattern, ...]
    holds_negator: bool


@dataclass(frozen=True)
class Match:
    """Where a pattern was found: the tokens, and the negator that denies them, if any."""

    positions: tuple[int, ...]
    negator: int | None


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
    widened = Pattern(
        pattern.source, tuple(_widen(term, synonyms) for term in pattern.terms), pattern.ordered
    )
    variants = [widened, *_replaced_runs(pattern, synonyms)]
    return CompiledPattern(pattern.source, tuple(variants), pattern.holds_negator)


def find_evidence(
    pattern: CompiledPattern, text: AnalysedText, negations: Negations, window: int
) -> Evidence | None:
    """Return the closest match of a pattern as evidence; a match that is denied is withheld."""
    match = find_match(pattern, text, negations, window)
    if match is None:
        return None
    positions = match.positions if match.negator is None else (*match.positions, match.negator)
    words = tuple(text.tokens[position].span for position in sorted(positions))
    return Evidence(pattern.source, words, None if match.negator is None else Withheld.NEGATED)


def find_match(
    pattern: CompiledPattern, text: AnalysedText, negations: Negations, window: int
) -> Match | None:
    """Return the first match that counts, else the first that is denied, else None."""
    denied: Match | None = None
    for variant in pattern.variants:
        match = _VariantSearch(variant, text, negations, window, pattern.holds_negator).best()
        if match is not None and match.negator is None:
            return match
        denied = denied or match
    return denied


class _VariantSearch:
    """The search for one pattern in one text: linear in the number of places of its terms."""

    def __init__(
        self,
        pattern: Pattern,
        text: AnalysedText,
        negations: Negations,
        window: int,
        holds_negator: bool,
    ) -> None:
        self._text = text
        self._negations = negations
        self._window = window
        self._holds_negator = holds_negator
        self._terms: list[list[Occurrence]] = []
        self._after_previous: list[bool] = []
        self._forbidden: list[Occurrence] = []
        for index, term in enumerate(pattern.terms):
            places = _occurrences(term, text)
            if term.forbidden:
                self._forbidden += places
            else:
                self._terms.append(places)
                self._after_previous.append(index - 1 in pattern.ordered)
        self._forbidden.sort()

    def best(self) -> Match | None:
        """Return the first match that counts, or the tightest within it, else a denied one."""
        if not all(self._terms):
            return None
        best: Match | None = None
        denied: Match | None = None
        starts = sorted({first for places in self._terms for first, _ in places})
        for start in starts:
            if best is not None and start > best.positions[-1]:
                break
            match = self._match_from(start)
            if match is None:
                continue
            if match.negator is not None:
                denied = denied or match
            elif best is None or _length(match) < _length(best):
                best = match
        return best or denied

    def _match_from(self, start: int) -> Match | None:
        """Return the match whose terms all stand in the window that begins at token `start`."""
        chosen: list[Occurrence] = []
        sentence = self._text.tokens[start].sentence
        for places, after_previous in zip(self._terms, self._after_previous, strict=True):
            earliest = chosen[-1][1] + 1 if after_previous else start
            place = self._place(places, earliest, start + self._window, sentence, chosen)
            if place is None:
                return None
            chosen.append(place)
        positions = sorted({p for first, last in chosen for p in range(first, last + 1)})
        if self._is_forbidden(positions, sentence):
            return None
        negator = None if self._holds_negator else self._negations.of_match(positions)
        return Match(tuple(positions), negator)

    def _place(
        self,
        places: Sequence[Occurrence],
        earliest: int,
        limit: int,
        sentence: int,
        taken: Sequence[Occurrence],
    ) -> Occurrence | None:
        """Return the first place from `earliest` that ends before `limit` and is not taken."""
        for index in range(bisect_left(places, (earliest, 0)), len(places)):
            first, last = places[index]
            if first >= limit or self._text.tokens[first].sentence != sentence:
                return None
            if last < limit and all(last < begin or first > end for begin, end in taken):
                return (first, last)
        return None

    def _is_forbidden(self, positions: Sequence[int], sentence: int) -> bool:
        """Return whether a forbidden word shares a window with the match."""
        lowest = positions[-1] - self._window + 1
        highest = positions[0] + self._window - 1
        return any(
            lowest <= first and last <= highest and self._text.tokens[first].sentence == sentence
            for first, last in self._forbidden
        )


def _length(match: Match) -> int:
    return match.positions[-1] - match.positions[0]


def _stems(phrase: Phrase) -> tuple[str, ...]:
    return tuple(word.stem or f"{word.text}*" for word in phrase)


def _widen(term: Term, synonyms: Synonyms) -> Term:
    alternatives = list(term.alternatives)
    for phrase in term.alternatives:
        alternatives += synonyms.get(_stems(phrase), ())
    return Term(tuple(dict.fromkeys(alternatives)), term.forbidden)


def _replaced_runs(pattern: Pattern, synonyms: Synonyms) -> list[Pattern]:
    """Return the pattern with each run of plain words that is a synonym replaced by its group."""
    variants = []
    for stems, group in synonyms.items():
        size = len(stems)
        for begin in range(len(pattern.terms) - size + 1 if size > 1 else 0):
            run = pattern.terms[begin : begin + size]
            arrows = set(range(begin, begin + size - 1)) & pattern.ordered
            plain = all(len(t.alternatives) == 1 and not t.forbidden for t in run)
            if arrows or not plain or stems != tuple(_stems(t.alternatives[0])[0] for t in run):
                continue
            terms = (*pattern.terms[:begin], Term(group), *pattern.terms[begin + size :])
            shift = size - 1
            ordered = frozenset(i if i < begin else i - shift for i in pattern.ordered)
            variants.append(Pattern(pattern.source, terms, ordered))
    return variants


def _occurrences(term: Term, text: AnalysedText) -> list[Occurrence]:
    """Return every place where one of the alternatives stands, in order."""
    found: list[Occurrence] = []
    for phrase in term.alternatives:
        if len(phrase) == 1:
            found += _word_places(phrase, 0, text)
        else:
            found += _phrase_places(phrase, text)
    return sorted(set(found)) if len(term.alternatives) > 1 else found


def _word_places(phrase: Phrase, index: int, text: AnalysedText) -> list[Occurrence]:
    word = phrase[index]
    if word.negator:
        return [(p, p) for p, token in enumerate(text.tokens) if token.word.negator]
    if word.prefix:
        beginnings = _spellings(word.text)
        return [
            (position, position)
            for position, token in enumerate(text.tokens)
            if token.word.folded.startswith(beginnings) or token.word.form.startswith(beginnings)
        ]
    return text.index.get(word.stem, [])


def _phrase_places(phrase: Phrase, text: AnalysedText) -> list[Occurrence]:
    """Return where the words stand next to each other, or written together as one word."""
    ends_by_start: dict[int, int] = dict(_word_places(phrase, 0, text))
    for index in range(1, len(phrase)):
        following = dict(_word_places(phrase, index, text))
        ends_by_start = {
            first: following[last + 1]
            for first, last in ends_by_start.items()
            if last + 1 in following
            and text.tokens[last].sentence == text.tokens[last + 1].sentence
        }
    places = list(ends_by_start.items())
    if not any(word.prefix for word in phrase):
        places += text.index.get(stem(spell_alike(joined(phrase))), [])
    return sorted(set(places))


def _spellings(beginning: str) -> tuple[str, ...]:
    """Return the British and American spellings of the beginning of a word."""
    american = beginning.replace("our", "or")
    if beginning.endswith("is"):
        american = american[:-2] + "iz"
    return tuple({fold(beginning), american})
