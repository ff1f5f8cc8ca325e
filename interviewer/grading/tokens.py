"""An answer as sentences, clauses and tokens, each with its exact place in the text."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from interviewer.grading.bare_lists import bare_words
from interviewer.grading.lexicon import FEWEST_LETTERS, Lexicon
from interviewer.grading.word import Compound, Word
from interviewer.grading.word import Token as Token

_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"  # accents may stand as characters of their own
WORD = re.compile(rf"\d+(?:\.\d+|,\d{{3}})+|{_LETTERS}(?:['\u2019]{_LETTERS})*")
"""A word of an answer or of a rubric: letters and digits, an apostrophe inside, a decimal."""

# Most words are plain letters before one of these signs: seeing that is cheap.
_WORDS = re.compile(rf"([a-zA-Z]+(?=[ .,;:)-])|{WORD.pattern})")

_SENTENCE_END = re.compile(
    r"[.!?\u2026](?=[\s\"')\]\u2019\u201d])|[\u3002\uff01\uff1f]|\n|\s{3}|\u2022|\s\s[-*+]\s"
)
"""Text that was pasted into one line keeps wide gaps and bullets where its lines ended."""

_CLAUSE_MARK = re.compile(r"[,;:()\[\]\u2013\u2014\uff0c]|->|=>|\u2192|\s-\s|--|\s/\s")
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

_GAPS_KNOWN = 500

Place = tuple[int, int]
"""The first and the last token of what stands somewhere."""


class AnalysedText:
    """A text with its tokens and words.

    `compounds` holds the words that the bank writes as one and the text apart (`back
    propagation`), by the place of the first. `listed` holds the tokens that stand in a bare list
    of words, which says nothing of how they belong together; `strung` how many of them have no
    mark between.
    """

    def __init__(
        self, text: str, tokens: tuple[Token, ...], words: Sequence[Word], lexicon: Lexicon
    ) -> None:
        """Find compounds and lists; `lexicon` knows which compounds the bank writes in one word."""
        self.text = text
        self.tokens = tokens
        self.words = words
        self.compounds = {
            first: compound
            for first, compound in lexicon.compounds(words)
            if tokens[first].sentence == tokens[first + 1].sentence
        }
        self.listed, self.strung = bare_words(text, tokens, lexicon)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Return the stems of all words in their order."""
        return tuple([word.stems[0] for word in self.words])

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of all words, those without content too, and of all compounds."""
        return frozenset(stem for each in self._words_and_compounds() for stem in each.stems)

    @property
    def beginnings(self) -> set[str]:
        """Return the first three letters of all words, in any spelling, and of all compounds."""
        every = self._words_and_compounds()
        return {spelling[:FEWEST_LETTERS] for each in every for spelling in each.spellings}

    def _words_and_compounds(self) -> Iterator[Word | Compound]:
        yield from self.words
        yield from self.compounds.values()

    def content_stems(self) -> set[str]:
        """Return the stems of the words that carry content."""
        return {stem for word in self.words if word.content for stem in word.stems}


def analyse(text: str, lexicon: Lexicon) -> AnalysedText:
    """Return `text` cut into tokens; offsets count characters of `text` as it was given."""
    tokens: list[Token] = []
    sentence = clause = clause_before = end = 0
    pieces = _WORDS.split(text)
    words = lexicon.look_up_all(pieces[1::2])
    ends = list(accumulate(map(len, pieces)))
    make = tuple.__new__  # what Token does, without a call of Python's own for each word
    for gap, start, stop, word in zip(pieces[::2], ends[::2], ends[1::2], words, strict=False):
        if gap != " " and tokens:
            if _ends_sentence(text, end, start, gap):
                sentence += 1
                clause += 1
            elif _parts_clauses(gap):
                clause += 1
        if word.folded in CLAUSE_WORDS and tokens and clause_before == clause:
            clause += 1
        tokens.append(make(Token, (start, stop, sentence, clause, word)))
        end, clause_before = stop, clause
    return AnalysedText(text, tuple(tokens), words, lexicon)


@lru_cache(_GAPS_KNOWN)
def _parts_clauses(gap: str) -> bool:
    return _CLAUSE_MARK.search(gap) is not None


@lru_cache(_GAPS_KNOWN)
def _sentence_mark(gap: str) -> int:
    """Return where in a gap the mark that may end a sentence ends itself; 0 without any."""
    found = _SENTENCE_END.search(gap)
    return found.end() if found else 0


def _ends_sentence(text: str, start: int, stop: int, gap: str) -> bool:
    """Return whether the gap between two tokens holds the end of a sentence."""
    mark = _sentence_mark(gap)
    if not mark:
        return False
    if "\n" in gap:
        return _line_ends_sentence(text, start, stop, gap)
    until_mark = text[max(0, start - 8) : start + mark]
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
