"""An answer as sentences, clauses and tokens, each with its exact place in the text."""

import re
from collections import defaultdict
from typing import NamedTuple

from interviewer.grading.lexicon import FEWEST_LETTERS, Lexicon, Word
from interviewer.model.assessment import Span

_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"  # accents may stand as characters of their own
WORD = re.compile(rf"\d+(?:[.,]\d+)+|{_LETTERS}(?:['\u2019]{_LETTERS})*")
"""A word of an answer or of a rubric: letters and digits, an apostrophe inside, a decimal."""

_SENTENCE_END = re.compile(r"[.!?\u2026](?=[\s\"')\]\u2019\u201d])|[\u3002\uff01\uff1f]|\n")
_CLAUSE_MARK = re.compile(r"[,;:()\[\]\u2013\u2014\uff0c]|->|=>|\u2192|\s-\s|--")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|w\.r\.t|vs|cf|fig|approx|resp|eq)\.$", re.I)
_PERHAPS_ABBREVIATION = re.compile(r"\b(?:etc|[a-z])\.$", re.I)  # the end before a capital
_BULLET = re.compile(r"\s*(?:[-*\u2022\u2013+]|\d{1,2}[.)])\s")
_WRAPPED_LINE = 60

CLAUSE_WORDS = frozenset(
    "but however whereas while because although though since so therefore thus unless if when "
    "which who where instead rather yet hence otherwise".split()
)
"""Words that begin a new clause."""

JOINING_WORDS = frozenset(("and", "or"))
"""Words over which a negation does not reach backwards."""

_LONGEST_JOIN = 24


class Token(NamedTuple):
    """A word of the answer: characters `start` to `end`, and where it stands."""

    start: int
    end: int
    sentence: int
    clause: int
    word: Word

    @property
    def span(self) -> Span:
        """Return the characters of the token."""
        return Span(self.start, self.end)


class AnalysedText:
    """A text with its tokens, and an index from stems to where they stand.

    `index` maps a stem to pairs (first token, last token): mostly the same token, two
    neighbours where a compound is written apart (`back propagation`). `negators` holds the places
    of the words that deny.
    """

    def __init__(self, text: str, tokens: tuple[Token, ...], lexicon: Lexicon) -> None:
        """Build the index; `lexicon` knows which compounds the bank writes in one word."""
        self.text = text
        self.tokens = tokens
        self.index: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self.negators: list[tuple[int, int]] = []
        self._by_beginning: defaultdict[str, list[tuple[tuple[int, int], tuple[str, ...]]]]
        self._by_beginning = defaultdict(list)
        for position, token in enumerate(tokens):
            word, place = token.word, (position, position)
            if word.negator:
                self.negators.append(place)
            for stem in word.stems:
                self.index[stem].append(place)
            for letters in word.beginnings:
                self._by_beginning[letters].append((place, word.spellings))
            if word.begins_compound:
                self._add_compound(position, lexicon)

    def _add_compound(self, position: int, lexicon: Lexicon) -> None:
        """Add the compound that a token and the next one make, if the bank writes it as a word."""
        pair = self.tokens[position : position + 2]
        if len(pair) < 2 or pair[0].sentence != pair[1].sentence:
            return
        joined = pair[0].word.form + pair[1].word.form
        if len(joined) <= _LONGEST_JOIN and lexicon.uses(joined):
            place = (position, position + 1)
            for stem in lexicon.look_up(joined).stems:
                self.index[stem].append(place)
            self._by_beginning[joined[:FEWEST_LETTERS]].append((place, (joined,)))

    def beginning_with(self, letters: str) -> list[tuple[int, int]]:
        """Return where words begin with these letters, three or more, in any spelling."""
        return [
            place
            for place, spellings in self._by_beginning.get(letters[:FEWEST_LETTERS], ())
            if any(spelling.startswith(letters) for spelling in spellings)
        ]

    def content_stems(self) -> set[str]:
        """Return the stems of the words that carry content."""
        return {stem for token in self.tokens if token.word.content for stem in token.word.stems}


def analyse(text: str, lexicon: Lexicon) -> AnalysedText:
    """Return `text` cut into tokens; offsets count characters of `text` as it was given."""
    tokens: list[Token] = []
    sentence = clause = 0
    end = 0
    for match in WORD.finditer(text):
        start, stop = match.span()
        gap = text[end:start]
        if gap != " " and tokens:
            if _ends_sentence(text, end, start, gap):
                sentence += 1
                clause += 1
            elif _CLAUSE_MARK.search(gap):
                clause += 1
        word = lexicon.look_up(match[0])
        if word.folded in CLAUSE_WORDS and tokens and tokens[-1].clause == clause:
            clause += 1
        end = stop
        tokens.append(Token(start, stop, sentence, clause, word))
    return AnalysedText(text, tuple(tokens), lexicon)


def _ends_sentence(text: str, start: int, stop: int, gap: str) -> bool:
    """Return whether the gap between two tokens holds the end of a sentence."""
    found = _SENTENCE_END.search(gap)
    if found is None:
        return False
    if "\n" in gap:
        return _line_ends_sentence(text, start, stop, gap)
    until_mark = text[max(0, start - 8) : start + found.end()]
    if _ABBREVIATION.search(until_mark):
        return False
    return not _PERHAPS_ABBREVIATION.search(until_mark) or text[stop].isupper()


def _line_ends_sentence(text: str, start: int, stop: int, gap: str) -> bool:
    """Return whether a line break ends a sentence: all do but the soft ones of wrapped text."""
    if gap.count("\n") > 1 or _BULLET.match(gap[gap.rindex("\n") + 1 :] + text[stop]):
        return True
    if re.search(r"[.!?;:]\s*\n", gap):
        return True
    line_start = text.rfind("\n", 0, start) + 1
    wrapped = start - line_start >= _WRAPPED_LINE and text[stop].islower()
    return not wrapped
