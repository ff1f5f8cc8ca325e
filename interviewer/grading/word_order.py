"""Whether words stand in an order that English could have.

Shuffled words and strung key words still hold every idea of an answer to a program that counts
words. What betrays them is the small words: `the` is not followed by `of`, `is` not by `and`.
For each pair of neighbours of which one holds the sentence together, the table says how much more
often it stands in English than chance would have it (log odds, after Church and Hanks 1990); pairs
that are rare in the table fall back on the kinds of the two words. The mean over a text is well
above zero for sentences, about zero for notes, and far below for words in no order.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise, product
from pathlib import Path

from interviewer.grading.tokens import AnalysedText, Token

CONTENT, BREAK = "C", "|"
"""What stands in the table for a content word, and for the end of a sentence or a mark."""

FEWEST_PAIRS = 16
"""A text with fewer pairs that tell anything is not judged."""

ALWAYS_BELOW = 0.05
FEW_PAIRS = 6.0
"""A text of n pairs is in no order where their mean lies below 0.05 - 6 / n."""

MOST_OF_EACH, FEWEST_SHARED = 0.6, 12
SHARED_ORDER, SHARED_NEIGHBOURS = 0.5, 0.35
"""Where so much of a text and of a reference is the same, half of it stands in the same order, or a
third of it beside the same word."""

_GAPS_KNOWN = 500
_PAIR_PRIOR = 10.0
_KIND_PRIOR = 4.0
_COMMON = 0.5
_LOWEST, _HIGHEST = -2.5, 1.5
_PLAIN_GAP = re.compile(r"\s*['\"-]?\s*")
_SIGNS = frozenset("-+*/=^_$\\{}|<>()[]")
_SILENT = frozenset(product((CONTENT, BREAK), repeat=2))


def is_disordered(text: AnalysedText) -> bool:
    """Return whether the words of a text stand in no order.

    The fewer pairs tell of it, the further below zero the mean must lie.
    """
    telling = [pair for pair in neighbours(text) if pair not in _SILENT]
    if len(telling) < FEWEST_PAIRS:
        return False
    table = _table()
    odds = sum(table.odds(left, right) for left, right in telling)
    return odds / len(telling) < ALWAYS_BELOW - FEW_PAIRS / len(telling)


def is_jumbled(text: AnalysedText, reference: Sequence[str]) -> bool:
    """Return whether a text holds the words of a reference, given as stems, but in another order.

    Whoever uses most of its words has its sentences too: their longest common subsequence is then
    most of what they share (in a random order it is about twice the root of the length), or, where
    the sentences come in another order, most neighbours are still neighbours.
    """
    shorter, longer = sorted((len(text.tokens), len(reference)))
    if shorter < MOST_OF_EACH * longer:
        return False
    order = text.order
    if sum(map(frozenset(reference).__contains__, order)) < max(
        FEWEST_SHARED, MOST_OF_EACH * longer
    ):
        return False  # as mostly
    shared = (Counter(order) & Counter(reference)).total()
    if shared < FEWEST_SHARED or shared < MOST_OF_EACH * longer:
        return False
    # Imported here: it takes four megabytes, and few answers come so close to a reference.
    from rapidfuzz.distance import LCSseq

    if LCSseq.similarity(order, reference) >= SHARED_ORDER * shared:
        return False
    known = set(pairwise(reference))
    kept = sum(1 for pair in pairwise(order) if pair in known)
    return kept < SHARED_NEIGHBOURS * shared


MOST_CAPITALS = 0.4
"""Up to this share of words in capitals they are names; beyond it somebody shouts."""


def neighbours(text: AnalysedText) -> Iterator[tuple[str, str]]:
    """Yield the pairs of neighbours, sentence by sentence; a mark between two words parts them."""
    names: list[str] = []
    whole, keywords = text.text, _keywords(text)
    previous: Token | None = None
    for token in text.tokens:
        start, end, _, _, word = token
        if previous is None or (
            # One blank between two words, as mostly, parts nothing.
            (start - previous.end != 1 or whole[previous.end] != " ")
            and _parts(whole[previous.end : start], previous, token)
        ):
            names.append(BREAK)
        if word.negator:
            names.append("not")
        elif word.content or start in keywords or (end - start == 1 and _is_symbol(whole, token)):
            names.append(CONTENT)
        else:
            names.append(word.folded)
        previous = token
    return pairwise([*names, BREAK]) if names else iter(())


def _parts(gap: str, previous: Token, token: Token) -> bool:
    return token.sentence != previous.sentence or not _is_plain(gap)


@lru_cache(_GAPS_KNOWN)
def _is_plain(gap: str) -> bool:
    return _PLAIN_GAP.fullmatch(gap) is not None


def _keywords(text: AnalysedText) -> frozenset[int]:
    """Return where words in capitals begin: names such as the WHERE of a query, no small words.

    Where most of the text is in capitals they say nothing.
    """
    found = [token.start for token in text.tokens if token.word.capitals]
    return frozenset(found) if len(found) <= MOST_CAPITALS * len(text.tokens) else frozenset()


def _is_symbol(text: str, token: Token) -> bool:
    """Return whether signs stand beside a token of one letter, like the a of `exp(-a*v)`."""
    around = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 1]
    return any(sign in _SIGNS for sign in around)


class WordOrder:
    """How often words follow each other in English."""

    def __init__(self, table: str) -> None:
        """Read the table: lines `= KIND word ...`, `+ word word ...` and `word word count`.

        A line with a plus holds words in an order that is common in English but not in our texts.
        """
        self._kinds: dict[str, str] = {}
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._common: set[tuple[str, str]] = set()
        for line in table.splitlines():
            first, *others = line.split() or ["#"]
            if first == "=":
                self._kinds |= dict.fromkeys(others[1:], others[0])
            elif first == "+":
                self._common.update(pairwise(others))
            elif not first.startswith("#"):
                self._pairs[first, others[0]] = int(others[1])
        self._lefts, self._rights = _sides(self._pairs)
        kind_of = {name: self._kind(name) for name in self._lefts.keys() | self._rights.keys()}
        kinds: Counter[tuple[str, str]] = Counter()
        for (left, right), count in self._pairs.items():
            kinds[kind_of[left], kind_of[right]] += count
        self._kind_pairs = kinds
        self._kind_lefts, self._kind_rights = _sides(kinds)
        self._total = sum(self._pairs.values())
        self._odds: dict[tuple[str, str], float] = {}

    def odds(self, left: str, right: str) -> float:
        """Return the log odds of a pair against chance, between -2.5 and 1.5."""
        known = self._odds.get((left, right))
        if known is None:
            known = self._odds[left, right] = self._work_out(left, right)
        return known

    def _work_out(self, left: str, right: str) -> float:
        kinds = self._kind(left), self._kind(right)
        chance = (self._kind_rights[kinds[1]] + 1) / (self._total + len(self._kind_rights))
        seen = self._kind_pairs[kinds] / chance + _KIND_PRIOR
        prior = seen / (self._kind_lefts[kinds[0]] + _KIND_PRIOR)
        chance = (self._rights[right] + 1) / (self._total + len(self._rights))
        seen = self._pairs[left, right] / chance + _PAIR_PRIOR * prior
        odds = math.log(seen / (self._lefts[left] + _PAIR_PRIOR))
        lowest = _COMMON if (left, right) in self._common else _LOWEST
        return max(lowest, min(_HIGHEST, odds))

    def _kind(self, name: str) -> str:
        return name if name in (CONTENT, BREAK) else self._kinds.get(name, "OTHER")


def _sides(pairs: Counter[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each name stands left and right in the pairs."""
    lefts: defaultdict[str, int] = defaultdict(int)
    rights: defaultdict[str, int] = defaultdict(int)
    for (left, right), count in pairs.items():
        lefts[left] += count
        rights[right] += count
    return Counter(lefts), Counter(rights)


@cache
def _table() -> WordOrder:
    return WordOrder(Path(__file__).with_name("word_order.txt").read_text("ascii"))
