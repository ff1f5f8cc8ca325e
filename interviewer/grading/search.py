"""The search for one pattern in one text: where its terms stand, and whether together."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from interviewer.grading.negation import Negations
from interviewer.grading.spotting import Spotted, Variant
from interviewer.grading.tokens import AnalysedText, Place

_MOST_TRIES = 200
"""How many placements are tried from one token: terms that share words may need several."""


class Match(NamedTuple):
    """Where a pattern was found: the tokens, and the negator that denies them, if any.

    `flat` says that the negator calls the match wrong, and does not only set it aside.
    """

    positions: tuple[int, ...]
    negator: int | None
    flat: bool = False


def search(
    variant: Variant,
    spotted: Spotted,
    text: AnalysedText,
    negations: Negations,
    window: int,
    holds_negator: bool,
) -> Match | None:
    """Return the first match that counts, or the tightest within it, else a denied one.

    Most patterns are not in a text: the search ends at the first term that stands nowhere. A
    pattern that holds a negator cannot be denied.
    """
    terms: list[Sequence[Place]] = []
    for number in variant.terms:
        places = spotted.places_of(number)
        if not places:
            return None
        terms.append(places)
    forbidden: list[Place] = []
    for number in variant.forbidden:
        forbidden += spotted.places_of(number)
    forbidden.sort()
    found = _Places(terms, variant.follows, forbidden)
    return _Search(found, text, negations, window, holds_negator).best()


class _Places(NamedTuple):
    """Where each term stands, which terms must follow the one before, and what must be absent."""

    terms: Sequence[Sequence[Place]]
    after_previous: Sequence[bool]
    forbidden: Sequence[Place]


class _Search:
    """The search for one pattern in one text: its time grows with the number of places alone."""

    def __init__(
        self,
        places: _Places,
        text: AnalysedText,
        negations: Negations,
        window: int,
        holds_negator: bool,
    ) -> None:
        self._places = places
        self._text = text
        self._negations = negations
        self._window = window
        self._holds_negator = holds_negator

    def best(self) -> Match | None:
        """Return the match to show.

        Words that are not denied are tried first: `not used in tests, it is used in training`.
        """
        terms = self._places.terms
        if self._holds_negator or not self._negations:
            return self._best_of(terms)
        free = [[place for place in places if not self._denied(place)] for places in terms]
        if list(map(len, free)) == list(map(len, terms)):
            return self._best_of(terms)
        match = self._best_of(free)
        return match if match is not None and match.negator is None else self._best_of(terms)

    def _best_of(self, terms: Sequence[Sequence[Place]]) -> Match | None:
        if not all(terms):
            return None
        best: Match | None = None
        denied: Match | None = None
        # No earlier window reaches the term that begins last, no later one that which ends first.
        lowest = max(places[0][0] for places in terms) - self._window + 1
        highest = min(places[-1][0] for places in terms)
        if lowest > highest:
            return None
        starts = {first for places in terms for first, _ in places if lowest <= first <= highest}
        for start in sorted(starts):
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

    def _match_from(self, start: int, terms: Sequence[Sequence[Place]]) -> Match | None:
        """Return the match whose terms all stand in the window that begins at token `start`."""
        sentence = self._text.tokens[start].sentence
        near: list[list[Place]] = []
        for places in terms:
            near.append(self._near(places, start, sentence))
            if not near[-1]:
                return None
        chosen = _arrange(near, self._places.after_previous)
        if chosen is None:
            return None
        positions = sorted({p for first, last in chosen for p in range(first, last + 1)})
        if self._is_forbidden(positions, sentence) or self._is_scattered(positions):
            return None
        if not self._negations:
            return Match(tuple(positions), None)
        negator = self._negations.calling_false(positions)
        if negator is None and not self._holds_negator:
            negator = self._negations.of_match(positions)
        flat = negator is not None and self._negations.is_flat(positions, negator)
        return Match(tuple(positions), negator, flat)

    def _near(self, places: Sequence[Place], start: int, sentence: int) -> list[Place]:
        """Return the places of a term in the window that begins at token `start`."""
        limit, tokens = start + self._window, self._text.tokens
        near = []
        for at in range(bisect_left(places, (start, 0)), len(places)):
            first, last = places[at]
            if first >= limit or tokens[first].sentence != sentence:
                break
            if last < limit:
                near.append(places[at])
        return near

    def _denied(self, place: Place) -> bool:
        first, last = place
        if first == last:
            return self._negations.denies(first)
        return any(self._negations.denies(token) for token in range(first, last + 1))

    def _is_scattered(self, positions: Sequence[int]) -> bool:
        """Return whether the match was put together from separate entries of a bare list."""
        listed = self._text.listed
        if not listed or listed.isdisjoint(positions):
            return False
        tokens = self._text.tokens
        apart = positions[-1] - positions[0] >= len(positions)
        return apart or tokens[positions[0]].clause != tokens[positions[-1]].clause

    def _is_forbidden(self, positions: Sequence[int], sentence: int) -> bool:
        """Return whether a forbidden word shares a window with the match."""
        forbidden = self._places.forbidden
        lowest = positions[-1] - self._window + 1
        highest = positions[0] + self._window - 1
        # They stand in order: only those within the window are looked at.
        for at in range(bisect_left(forbidden, (lowest, 0)), len(forbidden)):
            first, last = forbidden[at]
            if first > highest:
                break
            if last <= highest and self._text.tokens[first].sentence == sentence:
                return True
        return False


def _length(match: Match) -> int:
    return match.positions[-1] - match.positions[0]


def _fit(places: Sequence[Place], after_previous: Sequence[bool]) -> bool:
    """Return whether no two places share a token and each follows where it must."""
    for index, (first, last) in enumerate(places):
        if after_previous[index] and first <= places[index - 1][1]:
            return False
        for begin, end in places[:index]:
            if last >= begin and first <= end:
                return False
    return True


def _arrange(
    choices: Sequence[Sequence[Place]], after_previous: Sequence[bool]
) -> list[Place] | None:
    """Return a place for each term, none of them shared, in the order that the pattern asks for."""
    first_of_each = [places[0] for places in choices]
    if _fit(first_of_each, after_previous):
        return first_of_each  # as mostly
    chosen: list[Place] = []
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
