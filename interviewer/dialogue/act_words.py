"""What was said, as words that can be compared with phrases: its pieces, and small misspellings."""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import product

MOST_WORDS = 25
"""A longer utterance is an answer."""

LONGEST = 300
"""So is one of more characters."""

MOST_PIECES = 8
MOST_MISSPELT = 2
_SHORTEST_MISSPELT = 4
_TWO_EDITS_FROM = 8
_ENDINGS = frozenset("s es d ed r er ing ly n".split())
_CONNECTIVES = frozenset("and but because since though although however so cause".split())

_APOSTROPHES = re.compile("(?<=[a-z])[\u2019\u2018\u02bc\u00b4`'\"](?=[a-z])")
# Faces, typed or drawn, say nothing that an act could lose.
_FACES = re.compile(
    "(?<!\\S)[:;=]'?-?[()dpo/|]+(?!\\S)|[\u2600-\u27bf\ufe0f\u200d\U0001f300-\U0001faff]"
)
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_PIECE_END = re.compile(
    "[?!,]+|[.\u2026]+(?=\\s|$)|;(?=\\s)|(?<!\\S)[-\u2013\u2014]+(?!\\S)|\u2014"
)
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_PLAIN = re.compile(r"[a-z0-9\s]*")

Pieces = tuple[tuple[str, ...], ...]
"""The words between commas, full stops and connectives: small, without apostrophes."""


def read_pieces(text: str) -> Pieces:
    """Return the pieces of an utterance; none where its length or its signs make it an answer.

    Code, formulas and quoted words hold signs that nobody needs to ask for a hint. A number in
    figures becomes 0.
    """
    if len(text) > LONGEST:
        return ()
    text = _HYPHEN.sub("", _APOSTROPHES.sub("", _FACES.sub(" ", text.lower())))
    text = _PIECE_END.sub("\n", text)
    if not _PLAIN.fullmatch(text):
        return ()
    pieces: list[list[str]] = []
    for line in _STRETCHED.sub(r"\1", text).splitlines():
        pieces.append([])
        for word in line.split():
            if word in _CONNECTIVES:
                pieces.append([])
            else:
                pieces[-1].append("0" if word.isdecimal() else word)
    found = tuple(tuple(piece) for piece in pieces if piece)
    return found if len(found) <= MOST_PIECES and sum(map(len, found)) <= MOST_WORDS else ()


def corrected(pieces: Pieces, known: Set[str], real: Set[str]) -> Iterator[Pieces]:
    """Yield the pieces with their misspelt words put right, in each way that is as near.

    A word that is known or real is not misspelt. Nothing is yielded where no word can be put
    right, or where more than `MOST_MISSPELT` or half of all words would have to be.
    """
    words = [word for piece in pieces for word in piece]
    readings = {
        word: near for word in sorted({*words} - known - real) if (near := near_words(word, known))
    }
    if not 1 <= len(readings) <= min(MOST_MISSPELT, len(words) // 2):
        return
    for choice in product(*readings.values()):
        right = dict(zip(readings, choice, strict=True))
        yield tuple(tuple(right.get(word, word) for word in piece) for piece in pieces)


def near_words(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that `word` may be a misspelling of, all as near as each other.

    One edit is forgiven in words of four letters and more, two in words of eight. The first letter
    is right, or swapped with the second; an inflection is no misspelling.
    """
    if len(word) < _SHORTEST_MISSPELT:
        return []
    letters = set(word)
    near: dict[int, list[str]] = {}
    for candidate in known:
        length = len(candidate)
        most = 0 if length < _SHORTEST_MISSPELT else 1 if length < _TWO_EDITS_FROM else 2
        if candidate[0] not in word[:2] or abs(length - len(word)) > most:
            continue
        if word.startswith(candidate) and word.removeprefix(candidate) in _ENDINGS:
            return []
        # An edit changes no more than two letters of the set, and sets are compared at once.
        if len(letters ^ set(candidate)) > 2 * most:
            continue
        distance = edits(word, candidate)
        if distance <= most:
            near.setdefault(distance, []).append(candidate)
    return sorted(near[min(near)]) if near else []


def edits(left: str, right: str) -> int:
    """Return how many letters must be added, dropped, changed or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
