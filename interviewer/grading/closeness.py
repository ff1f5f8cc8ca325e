"""How close an answer comes to what a rubric says in its own words.

A profile holds the weights of the terms of one idea, or of one reference; they sum to 1. An
answer holds a share of that weight: a word that is the same counts in full, one that says nearly
the same or is spelt much alike counts in part, and so does one that is denied where the rubric
affirms it. The closeness is that share against the share that a full answer in other words holds:
nearly all of a short text, about half of a long one. Saying more never lowers it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul
from typing import NamedTuple

from interviewer.grading.terms import Term
from interviewer.grading.thesaurus import senses_of

ALIKE = 0.8
"""What a word counts that shares a group of the thesaurus with the rubric's word."""

SPELT_ALIKE_FROM = 0.4
"""From this share of common pairs of letters (Dice 1945) on, a word counts as related."""

OTHER_POLARITY = 0.25
"""What is left of a word that is denied where the rubric affirms it, or the other way round."""

FUNCTION_WORD_WEIGHT = 0.15
NEGATOR_WEIGHT = 0.7
PROMPT_WORD_WEIGHT = 0.3
"""Words of the prompt count less: repeating the question shows no knowledge."""

SURE = 0.7
"""From this value on, a word is shown as one that came close."""

FULL_OF_LONG = 0.5
FULL_OF_SHORT = 2.0
"""A full answer in other words holds 0.5 + 2 / n of a text of n weighty words, at most all."""

_CACHE_LIMIT = 4_000

Weights = Mapping[Term, float]
"""The weight of each term of a text; they sum to 1."""

_ValuesOf = Callable[[Sequence[float]], Sequence[float]]


@dataclass(frozen=True)
class Profile:
    """What an answer is compared with: weights, and the share of them that a full answer holds."""

    weights: Weights
    full_at: float

    @classmethod
    def of(cls, weights: Weights) -> "Profile":
        """Return the profile of a text with these weights.

        The number of weighty words is the inverse Simpson index, 1 / sum of squared weights.
        """
        squares = sum(weight * weight for weight in weights.values())
        return cls(weights, min(1.0, FULL_OF_LONG + FULL_OF_SHORT * squares))


def centroid(texts: Sequence[Weights]) -> Weights:
    """Return the mean of weights: the idea that all of the texts put into words (Rocchio 1971)."""
    mean: dict[Term, float] = {}
    for weights in texts:
        for term, weight in weights.items():
            mean[term] = mean.get(term, 0.0) + weight / len(texts)
    return mean


def with_less_of(weights: Weights, given: frozenset[str]) -> Weights:
    """Return weights in which the `given` stems make up no more than their share of a text.

    Without it an idea that is told in the prompt's own words would be met by saying them again.
    """
    said = sum(weight for t, weight in weights.items() if t.stem in given)
    own = sum(weight for t, weight in weights.items() if t.content and t.stem not in given)
    if not own:
        return {}
    most = own * PROMPT_WORD_WEIGHT / (1 - PROMPT_WORD_WEIGHT)
    scale = min(1.0, most / said) if said else 1.0
    scaled = {
        term: weight * scale if term.stem in given else weight for term, weight in weights.items()
    }
    total = sum(scaled.values())
    return {term: weight / total for term, weight in scaled.items()}


class Near(NamedTuple):
    """A term of a profile that the answer holds: how well, and at which token of the answer."""

    term: Term
    value: float
    position: int


class Comparer:
    """Compares answers with the profiles of one item.

    Most words of an answer are compared over and over: what each comes close to is remembered.
    """

    def __init__(self, profiles: Iterable[Profile]) -> None:
        """Learn the terms of the profiles."""
        profiles = tuple(profiles)
        terms = dict.fromkeys(term for profile in profiles for term in profile.weights)
        self._numbers = {term: number for number, term in enumerate(terms)}
        self._parts = [self._part(profile) for profile in profiles]
        self._by_stem: dict[str, list[Term]] = {}
        self._by_pair: dict[str, list[str]] = {}
        self._pairs: dict[str, int] = {}
        self._by_sense: dict[int, list[str]] = {}
        self._others = frozenset(term for term in terms if not term.content)
        for term in terms:
            if term.content:
                self._by_stem.setdefault(term.stem, []).append(term)
        for stem in self._by_stem:
            pairs = _letter_pairs(stem)
            self._pairs[stem] = len(pairs)
            for pair in pairs:
                self._by_pair.setdefault(pair, []).append(stem)
            for sense in senses_of(stem):
                self._by_sense.setdefault(sense, []).append(stem)
        self._near: dict[Term, tuple[tuple[Term, float], ...]] = {}

    def compare(self, answer: Mapping[Term, int]) -> dict[Term, Near]:
        """Return the terms of the profiles that an answer holds."""
        found: dict[Term, Near] = {}
        make = tuple.__new__  # what Near does, without a call of Python's own for each term
        for said, position in answer.items():
            near = self._near.get(said)
            if near is None:
                near = self._remember(said)
            for term, value in near:
                before = found.get(term)
                if before is None or value > before.value:
                    found[term] = make(Near, (term, value, position))
        return found

    def closenesses(self, near: Mapping[Term, Near]) -> list[float]:
        """Return how close an answer comes to each of the profiles, as `closeness` does."""
        values = [0.0] * (len(self._numbers) + 1)
        for term, found in near.items():
            values[self._numbers[term]] = found.value
        return [
            _closeness(sum(map(mul, weights, values_of(values))), full_at)
            for weights, values_of, full_at in self._parts
        ]

    def closenesses_of(self, answer: Mapping[Term, int]) -> list[float]:
        """Return how close the terms of an answer come to each of the profiles."""
        return self.closenesses(self.compare(answer))

    def _part(self, profile: Profile) -> tuple[tuple[float, ...], _ValuesOf, float]:
        """Return the weights of a profile, what picks their values in order, and what is full."""
        absent = len(self._numbers)  # itemgetter gives a tuple from two on; the rest is cut off
        numbers = [self._numbers[term] for term in profile.weights]
        picked = itemgetter(*numbers, absent, absent)
        return tuple(profile.weights.values()), picked, profile.full_at

    def _remember(self, said: Term) -> tuple[tuple[Term, float], ...]:
        near = tuple(self._find(said))
        # Of numbers there is no end, and they are found at once.
        if said.stem.isalpha():
            if len(self._near) >= _CACHE_LIMIT:
                self._near.clear()
            self._near[said] = near
        return near

    def _find(self, said: Term) -> Iterable[tuple[Term, float]]:
        """Yield the terms that a word of an answer comes close to, and how close."""
        if not said.content:
            if said in self._others:
                yield said, 1.0
            return
        for stem, value in self._stems_near(said.stem).items():
            for term in self._by_stem[stem]:
                yield term, value if term.denied == said.denied else value * OTHER_POLARITY

    def _stems_near(self, stem: str) -> dict[str, float]:
        near: dict[str, float] = {}
        if stem.isalpha():
            pairs = _letter_pairs(stem)
            common: dict[str, int] = {}
            for pair in pairs:
                for other in self._by_pair.get(pair, ()):
                    common[other] = common.get(other, 0) + 1
            for other, count in common.items():
                dice = 2 * count / (len(pairs) + self._pairs[other])
                if dice >= SPELT_ALIKE_FROM:
                    near[other] = round(dice, 4)
        for sense in senses_of(stem):
            for other in self._by_sense.get(sense, ()):
                near[other] = max(ALIKE, near.get(other, 0.0))
        if stem in self._by_stem:
            near[stem] = 1.0
        return near


def closeness(profile: Profile, near: Mapping[Term, Near]) -> float:
    """Return how close an answer comes to a profile, 0 to 1, with four decimals."""
    held = sum(
        weight * near[term].value for term, weight in profile.weights.items() if term in near
    )
    return _closeness(held, profile.full_at)


def _closeness(held: float, full_at: float) -> float:
    return round(min(1.0, held / full_at), 4)


def _letter_pairs(stem: str) -> set[str]:
    """Return the pairs of neighbouring letters of a stem, its two ends marked."""
    marked = f"<{stem}>"
    return {marked[at : at + 2] for at in range(len(marked) - 1)}
