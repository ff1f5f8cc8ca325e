"""The search for one pattern in one text: where its terms stand, and whether together."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.negation import Negations
from interviewer.grading.patterns import Pattern, Phrase, Term, joined
from interviewer.grading.spelling import american, spell_alike, stem
from interviewer.grading.tokens import AnalysedText

Occurrence = tuple[int, int]
"""The first and the last token of the place where a term stands."""

_MOST_TRIES = 200
"""How many placements are tried from one token: terms that share words may need several."""


@dataclass(frozen=True)
class Match:
    """Where a pattern was found: the tokens, and the negator that denies them, if any."""

    positions: tuple[int, ...]
    negator: int | None


class VariantSearch:
    """The search for one pattern in one text: its time grows with the number of places alone."""

    def __init__(
        self,
        pattern: Pattern,
        text: AnalysedText,
        negations: Negations,
        window: int,
        holds_negator: bool,
    ) -> None:
        """Find the places of every term; a pattern that holds a negator cannot be denied."""
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
        """Return the first match that counts, or the tightest within it, else a denied one.

        Words that are not denied are tried first: `not used in tests, it is used in training`.
        """
        if self._holds_negator:
            return self._best_of(self._terms)
        free = [[place for place in places if not self._denied(place)] for places in self._terms]
        match = self._best_of(free)
        if free == self._terms or (match is not None and match.negator is None):
            return match
        return self._best_of(self._terms)

    def _best_of(self, terms: Sequence[Sequence[Occurrence]]) -> Match | None:
        if not all(terms):
            return None
        best: Match | None = None
        denied: Match | None = None
        starts = sorted({first for places in terms for first, _ in places})
        for start in starts:
            if best is not None and start > best.positions[-1]:
                break
            match = self._match_from(start, terms)
            if match is None:
                continue
            if match.negator is not None:
                denied = denied or match
            elif best is None or _length(match) < _length(best):
                best = match
        return best or denied

    def _match_from(self, start: int, terms: Sequence[Sequence[Occurrence]]) -> Match | None:
        """Return the match whose terms all stand in the window that begins at token `start`."""
        sentence = self._text.tokens[start].sentence
        near = [list(self._near(places, start, sentence)) for places in terms]
        chosen = _arrange(near, self._after_previous) if all(near) else None
        if chosen is None:
            return None
        positions = sorted({p for first, last in chosen for p in range(first, last + 1)})
        if self._is_forbidden(positions, sentence):
            return None
        negator = None if self._holds_negator else self._negations.of_match(positions)
        return Match(tuple(positions), negator)

    def _near(
        self, places: Sequence[Occurrence], start: int, sentence: int
    ) -> Iterator[Occurrence]:
        """Yield the places of a term in the window that begins at token `start`."""
        limit = start + self._window
        for first, last in places[bisect_left(places, (start, 0)) :]:
            if first >= limit or self._text.tokens[first].sentence != sentence:
                return
            if last < limit:
                yield (first, last)

    def _denied(self, place: Occurrence) -> bool:
        return any(self._negations.denies(token) for token in range(place[0], place[1] + 1))

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


def _arrange(
    choices: Sequence[Sequence[Occurrence]], after_previous: Sequence[bool]
) -> list[Occurrence] | None:
    """Return a place for each term, none of them shared, in the order that the pattern asks for."""
    chosen: list[Occurrence] = []
    tries = 0

    def fill(index: int) -> bool:
        nonlocal tries
        if index == len(choices):
            return True
        for first, last in choices[index]:
            tries += 1
            if tries > _MOST_TRIES:
                return False
            follows = not after_previous[index] or first > chosen[-1][1]
            if follows and all(last < begin or first > end for begin, end in chosen):
                chosen.append((first, last))
                if fill(index + 1):
                    return True
                chosen.pop()
        return False

    return chosen if fill(0) else None


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
    other = american(beginning)
    if other.endswith(("is", "ys")):
        other = other[:-1] + "z"
    return (beginning, other)
