"""Which phrases good answers use and other answers do not: counted by answers, ranked by odds."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from interviewer.grading.tokens import AnalysedText
from interviewer.grading.word import Token

LONGEST_PHRASE = 3
"""So many content words make one phrase at most."""

PHRASE_WINDOW = 6
"""How many neighbouring words of one sentence a phrase may span."""

FEWEST_HOLDERS = 3
"""A phrase that fewer good answers use says nothing."""

LEAST_Z = 1.645
"""From here on a phrase is told: of phrases that tell nothing, one in twenty gets as far."""

PRIOR_ANSWERS = 2.0
"""What is known beforehand weighs as much as this many answers of each group."""

_WORTH = {1: 0.85, 2: 1.0, 3: 0.95}
"""What a phrase is worth by its length: one word finds too much, and three find too little."""

Stems = tuple[str, ...]
"""The stems of a phrase, sorted: its words may stand in any order."""

Phrases = Mapping[Stems, tuple[Token, ...]]
"""The phrases of an answer, each with the tokens where it stands first."""


@dataclass(frozen=True)
class TellingPhrase:
    """A phrase that good answers use more than others.

    `words` are written as most answers write them. `good` and `others` count the answers of each
    group that use it, `holders` are the numbers of all these answers, from 0. `z` is the log odds
    ratio in standard deviations.
    """

    stems: Stems
    words: tuple[str, ...]
    good: int
    others: int
    z: float
    holders: frozenset[int]


def find_phrases(text: AnalysedText, counts: Callable[[int, Token], bool]) -> Phrases:
    """Return the phrases of one to three words that stand near each other in one sentence.

    Args:
        text: the answer.
        counts: whether a token, by its place and itself, may be a part of a phrase.
    """
    found: dict[Stems, tuple[Token, ...]] = {}
    places = [place for place, token in enumerate(text.tokens) if counts(place, token)]
    for number, first in enumerate(places):
        near = [
            place
            for place in places[number + 1 : number + PHRASE_WINDOW]
            if place - first < PHRASE_WINDOW
            and text.tokens[place].sentence == text.tokens[first].sentence
        ]
        for size in range(LONGEST_PHRASE):
            for others in combinations(near, size):
                tokens = tuple(text.tokens[place] for place in (first, *others))
                stems = tuple(sorted({token.word.stems[0] for token in tokens}))
                if len(stems) == len(tokens):
                    found.setdefault(stems, tokens)
    return found


def log_odds(good_with: int, good: int, others_with: int, others: int) -> float:
    """Return how much likelier good answers use a phrase than others, in standard deviations.

    This is the log odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn
    2008), for the two outcomes "uses it" and "does not": one long answer counts as one. The prior
    is the share of all answers that use it, so that rare phrases and small groups are drawn to
    "no difference".

    Args:
        good_with: how many of the good answers use it.
        good: how many good answers there are.
        others_with: how many of the other answers use it.
        others: how many other answers there are.
    """
    share = (good_with + others_with + 0.5) / (good + others + 1)
    use, leave = PRIOR_ANSWERS * share, PRIOR_ANSWERS * (1 - share)
    cells = (
        good_with + use,
        good - good_with + leave,
        others_with + use,
        others - others_with + leave,
    )
    delta = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    return delta / math.sqrt(sum(1 / cell for cell in cells))


def telling_phrases(
    answers: Sequence[tuple[Phrases, bool]], word_of: Callable[[Token], str]
) -> tuple[TellingPhrase, ...]:
    """Return the phrases that tell good answers from others, the most telling first.

    Of phrases that share a word and are used by the same answers one is kept.

    Args:
        answers: the phrases of each answer, and whether it is a good one.
        word_of: returns a word as it is to be written.
    """
    holders: dict[Stems, list[int]] = {}
    for number, (phrases, _) in enumerate(answers):
        for stems in phrases:
            holders.setdefault(stems, []).append(number)
    good = sum(is_good for _, is_good in answers)
    found = []
    for stems, numbers in holders.items():
        good_with = sum(answers[number][1] for number in numbers)
        if good_with < FEWEST_HOLDERS:
            continue
        others_with = len(numbers) - good_with
        z = log_odds(good_with, good, others_with, len(answers) - good)
        if z >= LEAST_Z:
            words = _written([answers[number][0][stems] for number in numbers], word_of)
            held = frozenset(numbers)
            found.append(TellingPhrase(stems, words, good_with, others_with, round(z, 2), held))
    return tuple(_distinct(sorted(found, key=_rank)))


def _rank(phrase: TellingPhrase) -> tuple[float, int, Stems]:
    return -phrase.z * _WORTH[len(phrase.stems)], len(phrase.stems), phrase.stems


def _distinct(phrases: Sequence[TellingPhrase]) -> Iterator[TellingPhrase]:
    """Yield each phrase that no phrase before it says already."""
    kept: list[TellingPhrase] = []
    for phrase in phrases:
        if not any(
            set(phrase.stems) & set(other.stems) and _overlap(phrase, other) >= 0.5
            for other in kept
        ):
            kept.append(phrase)
            yield phrase


def _overlap(one: TellingPhrase, other: TellingPhrase) -> float:
    """Return which share of the answers that use the rarer of two phrases use both."""
    fewest = min(len(one.holders), len(other.holders))
    return len(one.holders & other.holders) / fewest


def _written(uses: Sequence[tuple[Token, ...]], word_of: Callable[[Token], str]) -> tuple[str, ...]:
    """Return the words of a phrase as most answers write and order them."""
    counts = Counter(tuple(word_of(token) for token in tokens) for tokens in uses)
    return min(counts, key=lambda words: (-counts[words], len("".join(words)), words))
