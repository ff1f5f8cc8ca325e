"""The match pattern language: what a coach writes, and what it means.

    word word     every word within one sentence, near each other, in any order
    a|b|c         any one of these
    two-words     adjacent words in this order (also two_words)
    gradient*     any ending
    !word         not in the same window
    a > b         a before b

A pattern is at most 400 characters and 12 terms long: there are no regular expressions, and the
time to look for a pattern grows with the length of the answer alone.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from interviewer.grading.lexicon import CONTRASTS, FEWEST_LETTERS, is_negator
from interviewer.grading.spelling import american, fold, spell_alike, stem

LONGEST_PATTERN = 400
MOST_TERMS = 12

_MEANINGLESS = re.compile(r"[^\w\s'\u2019|*!>-]")
_BETWEEN_PHRASES = re.compile(r"[\s|!>]+")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong and how to mend it."""


class PatternWord(NamedTuple):
    """One word of a pattern: a stem to find, or a beginning where `prefix` holds."""

    text: str
    stem: str
    prefix: bool = False
    negator: bool = False


Phrase = tuple[PatternWord, ...]
"""Adjacent words in this order; mostly just one."""


class Lookup(NamedTuple):
    """What a term is looked up by: stems and beginnings of single words, and phrases.

    A phrase comes with the stem of its words written together, empty where it has an open end.
    """

    stems: tuple[str, ...]
    beginnings: tuple[str, ...]
    phrases: tuple[tuple[Phrase, str], ...]
    negator: bool


@dataclass(frozen=True)
class Term:
    """One place of a pattern: any one of the alternatives, or none of them where `forbidden`."""

    alternatives: tuple[Phrase, ...]
    forbidden: bool = False

    @cached_property
    def lookup(self) -> Lookup:
        """Return what the term is looked up by, worked out once."""
        words = [phrase[0] for phrase in self.alternatives if len(phrase) == 1]
        plain = [word for word in words if not word.prefix and not word.negator]
        open_ended = [
            joined(phrase)
            for phrase in self.alternatives
            if phrase[-1].prefix and not any(word.prefix for word in phrase[:-1])
        ]
        return Lookup(
            tuple(dict.fromkeys(word.stem for word in plain)),
            tuple(b for text in open_ended for b in beginnings(text)),
            tuple((p, _joined_stem(p)) for p in self.alternatives if len(p) > 1),
            any(word.negator for word in words),
        )


@dataclass(frozen=True)
class Pattern:
    """A pattern as it was written, and its terms.

    `ordered` holds the index of each term that must stand before the next one.
    """

    source: str
    terms: tuple[Term, ...]
    ordered: frozenset[int] = frozenset()

    @property
    def holds_negator(self) -> bool:
        """Return whether the pattern itself speaks of a negation."""
        return any(
            word.negator or word.text in CONTRASTS
            for term in self.terms
            if not term.forbidden
            for phrase in term.alternatives
            for word in phrase
        )


@lru_cache(maxsize=1000)  # an edit of an item leaves most of its patterns as they are
def parse_pattern(source: str) -> Pattern:
    """Read a pattern.

    Raises:
        PatternError: where it is not one, with the mend.
    """
    text = source.strip()
    _check_text(text)
    terms: list[Term] = []
    ordered: set[int] = set()
    after_arrow = False
    for part in text.replace(">", " > ").split():
        if part == ">":
            if not terms or after_arrow or terms[-1].forbidden:
                raise PatternError("'>' needs a word on both sides: write 'first > second'")
            ordered.add(len(terms) - 1)
            after_arrow = True
            continue
        term = _parse_term(part)
        if term.forbidden and after_arrow:
            raise PatternError("'!' cannot follow '>': put the '!word' at the end of the pattern")
        terms.append(term)
        after_arrow = False
    if after_arrow:
        raise PatternError("'>' needs a word on both sides: write 'first > second'")
    return _checked(Pattern(text, tuple(terms), frozenset(ordered)))


def pattern_problem(source: str) -> str | None:
    """Return what is wrong with a pattern and how to mend it, or None."""
    try:
        parse_pattern(source)
    except PatternError as error:
        return str(error)
    return None


def parse_phrase(text: str) -> Phrase:
    """Return the words of a phrase written in plain text, such as a synonym."""
    return tuple(_word(word) for word in _WORD.findall(text))


@lru_cache(maxsize=20_000)
def pattern_words(source: str) -> frozenset[str]:
    """Return the words of a pattern as written; two adjacent words also count as one compound.

    The pattern is one that can be read: nothing is checked here, nothing stemmed.
    """
    words: set[str] = set()
    for piece in _BETWEEN_PHRASES.split(source):
        phrase = [fold(word) for word in re.split(r"[-_]", piece) if word.strip("'\u2019")]
        words.update(word for word in phrase if not word.endswith("*"))
        if len(phrase) == 2:
            words.add("".join(word.rstrip("*") for word in phrase))
    return frozenset(words)


def joined(phrase: Phrase) -> str:
    """Return the words of a phrase written together."""
    return "".join(word.text for word in phrase)


def beginnings(text: str) -> tuple[str, ...]:
    """Return the spellings, British and American, that a word with an open end may begin with."""
    other = american(text)
    if other.endswith(("is", "ys")):
        other = other[:-1] + "z"
    return (text,) if other == text else (text, other)


def _joined_stem(phrase: Phrase) -> str:
    if any(word.prefix for word in phrase):
        return ""
    return stem(spell_alike(joined(phrase)))


def _check_text(text: str) -> None:
    if not text:
        raise PatternError("the pattern is empty: write at least one word")
    if len(text) > LONGEST_PATTERN:
        raise PatternError(
            f"the pattern has {len(text)} characters: split it into several of at most "
            f"{LONGEST_PATTERN}"
        )
    found = _MEANINGLESS.search(text)
    if found:
        raise PatternError(
            f"{found.group()!r} has no meaning in a pattern: use words, digits and - _ | * ! >"
        )


def _checked(pattern: Pattern) -> Pattern:
    if len(pattern.terms) > MOST_TERMS:
        raise PatternError(
            f"the pattern has {len(pattern.terms)} terms: keep to {MOST_TERMS}, or split it"
        )
    if all(term.forbidden for term in pattern.terms):
        raise PatternError("a pattern of '!' words alone matches nothing: add a word to look for")
    return pattern


def _parse_term(part: str) -> Term:
    forbidden = part.startswith("!")
    body = part[1:] if forbidden else part
    if not body:
        raise PatternError("'!' stands alone: write it right before its word, as in '!word'")
    if "!" in body:
        raise PatternError(f"'!' inside {part!r}: write it at the beginning, as in '!a|b'")
    pieces = body.split("|")
    if not all(pieces):
        raise PatternError(f"an alternative is empty in {part!r}: write 'a|b' without blanks")
    return Term(tuple(_parse_phrase(piece) for piece in pieces), forbidden)


@lru_cache(maxsize=20_000)  # a bank has few words, and says them in many patterns
def _parse_phrase(piece: str) -> Phrase:
    words = [word for word in re.split(r"[-_]", piece) if word.strip("'\u2019")]
    if not words:
        raise PatternError(f"{piece!r} holds no word: write words, joined by '-' if adjacent")
    return tuple(_parse_word(word) for word in words)


def _parse_word(word: str) -> PatternWord:
    if "*" not in word:
        return _word(word)
    beginning = word[:-1]
    if not word.endswith("*") or "*" in beginning:
        raise PatternError(f"'*' inside {word!r}: it stands only at the end, as in 'gradient*'")
    if len(beginning) < FEWEST_LETTERS:
        raise PatternError(
            f"{word!r} would match almost anything: write at least {FEWEST_LETTERS} letters "
            "before '*'"
        )
    return PatternWord(fold(beginning), "", prefix=True)


def _word(word: str) -> PatternWord:
    folded = fold(word)
    return PatternWord(folded, stem(spell_alike(folded)), negator=is_negator(folded))
