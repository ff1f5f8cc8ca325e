"""Pieces that answers are made of: sentences, key words of a bank or an item, noise."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from random import Random

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from interviewer.model.rubric import Criterion, Item, Rubric

SEED = 20261120

KEY_WORDS = 60
"""How many words make the bag of a whole bank."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_CONTENT_WORD = re.compile(r"[a-z]{3,}")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)\s+|\s*\n\s*|\s{2,}")
_BULLET = re.compile(r"^[-*\u2022]\s+")
_KEYBOARD = "asdfghjklqwertyuiopzxcvbnm"


def seeded(*parts: object) -> Random:
    """Return a generator of its own for each item and purpose, the same in every run."""
    return Random("/".join(map(str, (SEED, *parts))))


def plain_words(text: str) -> list[str]:
    """Return the words of a text without any punctuation."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, and its lines, without their bullets."""
    pieces = (_BULLET.sub("", piece.strip()) for piece in _SENTENCE_END.split(text))
    return [piece for piece in pieces if _WORD.search(piece)]


def content_words(text: str) -> list[str]:
    """Return the words of three letters or more that are none of scikit-learn's stop words."""
    words = (word.lower() for word in plain_words(text))
    return [w for w in words if _CONTENT_WORD.fullmatch(w) and w not in ENGLISH_STOP_WORDS]


@lru_cache(maxsize=8)
def bank_key_words(rubric: Rubric) -> tuple[str, ...]:
    """Return the most frequent content words of all references of a bank, alphabetically."""
    texts = (text for item in rubric.items for text in item.references)
    count = Counter(word for text in texts for word in content_words(text))
    ranked = sorted(count, key=lambda word: (-count[word], word))
    return tuple(sorted(ranked[:KEY_WORDS]))


def pattern_phrases(criteria: Iterable[Criterion]) -> list[str]:
    """Return every alternative of the match patterns as plain words, in the order of the file.

    What a pattern forbids is left out, and so are its signs: `not gradient* !small-step` gives
    `not` and `gradient`.
    """
    phrases = []
    for criterion in criteria:
        for pattern in criterion.match:
            terms = (term for term in pattern.replace(">", " ").split() if term[0] != "!")
            pieces = (piece for term in terms for piece in term.split("|"))
            phrases += [" ".join(re.split(r"[-_]", piece.replace("*", ""))) for piece in pieces]
    return [phrase for phrase in phrases if phrase.strip()]


def synonym_phrases(rubric: Rubric, item: Item) -> list[str]:
    """Return the members of all synonym groups of a bank and all alternatives of an item."""
    members = [member for group in rubric.synonyms for member in group]
    return list(dict.fromkeys([*members, *pattern_phrases(item.criteria)]))


def noise_words(random: Random, count: int) -> list[str]:
    """Return so many words of three to nine letters, as hands that fall on a keyboard make them."""
    return ["".join(random.choices(_KEYBOARD, k=random.randint(3, 9))) for _ in range(count)]


def lower_first(sentence: str) -> str:
    """Return a sentence with a small first letter, unless its first word is a name or acronym."""
    first = sentence.split(maxsplit=1)[0]
    if first[1:] != first[1:].lower() or (len(first) == 1 and first != "A"):
        return sentence
    return sentence[0].lower() + sentence[1:]
