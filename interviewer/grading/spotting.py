"""Where the terms of patterns stand in a text: one pass over its words serves all patterns."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from interviewer.grading.compiling import CompiledPattern
from interviewer.grading.lexicon import FEWEST_LETTERS
from interviewer.grading.patterns import Lookup, Pattern, PatternWord, Phrase, beginnings
from interviewer.grading.tokens import AnalysedText, Place
from interviewer.grading.word import Compound, Word

_WORDS_KNOWN = 1_000
_NOTHING: tuple[tuple[int, ...], int] = ((), 0)


class Variant(NamedTuple):
    """One way to write a pattern, its terms given by their numbers.

    `follows` says of each of the `terms` whether it must stand after the one before; `needed` has
    their bits.
    """

    needed: int
    terms: tuple[int, ...]
    follows: tuple[bool, ...]
    forbidden: tuple[int, ...]


class SoughtPattern(NamedTuple):
    """A pattern as a spotter knows it: `needed` are the bits without which it is nowhere."""

    compiled: CompiledPattern
    needed: int
    variants: tuple[Variant, ...]


class _Adjacent(NamedTuple):
    """A phrase: the bits and the numbers of its words."""

    needed: int
    words: tuple[int, ...]


class Spotted:
    """What stands in a text: its terms, and the patterns of each group that may be there."""

    def __init__(
        self,
        text: AnalysedText,
        places: Mapping[int, list[Place]],
        present: int,
        phrases: Mapping[int, Sequence[_Adjacent]],
        likely: Sequence[Sequence[SoughtPattern]],
    ) -> None:
        """Keep where words stand; phrases are put together when they are asked for."""
        self.likely = likely
        self._text = text
        self._places = places
        self._present = present
        self._phrases = phrases
        self._known: dict[int, Sequence[Place]] = {}

    def places_of(self, term: int) -> Sequence[Place]:
        """Return where the term with this number stands, in order."""
        if term not in self._phrases:
            return self._places.get(term, ())
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._with_phrases(term)
        return known

    def _with_phrases(self, term: int) -> Sequence[Place]:
        places, present = self._places, self._present
        likely = [words for needed, words in self._phrases[term] if needed & present == needed]
        found = places.get(term, ())
        if not likely:
            return found
        every = set(found)
        for words in likely:
            every.update(_side_by_side([places[word] for word in words], self._text))
        return sorted(every)


class _Beginning(NamedTuple):
    """The letters that a word with an open end begins with; in a phrase it is one word alone."""

    letters: str
    number: int
    of_phrase: bool

    def allows(self, word: Word | Compound) -> bool:
        """Return whether a word, or a compound, may be what is looked for."""
        return not self.of_phrase or isinstance(word, Word)


class Spotter:
    """Knows of every word which terms of the patterns it is.

    Each term has a number and a bit, and so has each word of a phrase. What numbers a word has is
    found out once; all texts must have been cut by one lexicon. A pattern may be in a text when all
    its terms stand somewhere; one with several variants has a bit of its own, which any of them
    sets.
    """

    def __init__(self, groups: Iterable[Sequence[CompiledPattern]]) -> None:
        """Learn what the patterns need; each group is kept for itself."""
        self._numbers: dict[Hashable, int] = {}
        self._by_stem: defaultdict[str, list[int]] = defaultdict(list)
        self._by_beginning: defaultdict[str, list[_Beginning]] = defaultdict(list)
        self._of_negators: list[int] = []
        self._phrases: defaultdict[int, list[_Adjacent]] = defaultdict(list)
        self._either: list[tuple[int, int]] = []
        self._hinted_by: defaultdict[int, int] = defaultdict(int)
        self._groups = [[self._seek(pattern) for pattern in group] for group in groups]
        self._known: dict[str | Compound, tuple[tuple[int, ...], int]] = {}

    def spot(self, text: AnalysedText) -> Spotted:
        """Return what stands in a text."""
        places: defaultdict[int, list[Place]] = defaultdict(list)
        present = 0
        known, compounds = self._known, text.compounds
        for position, word in enumerate(text.words):
            numbers, bits = known.get(word.folded) or self._look_at(word)
            if numbers:
                present |= bits
                place = position, position
                for number in numbers:
                    places[number].append(place)
            if position in compounds:
                numbers, bits = self._look_at(compounds[position])
                present |= bits
                for number in numbers:
                    places[number].append((position, position + 1))
        for needed, bit in self._either:
            if needed & present == needed:
                present |= bit
        absent = ~present
        likely = [[each for each in group if not each.needed & absent] for group in self._groups]
        return Spotted(text, places, present, self._phrases, likely)

    def _look_at(self, word: Word | Compound) -> tuple[tuple[int, ...], int]:
        """Return the numbers of a word or compound, and the bits of the terms it may stand for."""
        # A word is known by its letters: to keep the words themselves would take ten times as much.
        key = word.folded if isinstance(word, Word) else word
        known = self._known.get(key)
        if known is None:
            numbers = tuple(dict.fromkeys(self._find(word)))
            bits = 0
            for number in numbers:
                bits |= 1 << number | self._hinted_by.get(number, 0)
            known = (numbers, bits) if numbers else _NOTHING
            # Of numbers there is no end, and they are found at once.
            if not isinstance(word, Word) or word.folded.isalpha():
                if len(self._known) >= _WORDS_KNOWN:
                    self._known.clear()
                self._known[key] = known
        return known

    def _find(self, word: Word | Compound) -> Iterable[int]:
        for stem in word.stems:
            yield from self._by_stem.get(stem, ())
        for spelling in word.spellings:
            for beginning in self._by_beginning.get(spelling[:FEWEST_LETTERS], ()):
                if spelling.startswith(beginning.letters) and beginning.allows(word):
                    yield beginning.number
        if word.negator:
            yield from self._of_negators

    def _seek(self, pattern: CompiledPattern) -> SoughtPattern:
        variants = tuple(self._variant(variant) for variant in pattern.variants)
        if len(variants) == 1:
            return SoughtPattern(pattern, variants[0].needed, variants)
        bit = 1 << self._new_number(pattern.variants)
        self._either += [(variant.needed, bit) for variant in variants]
        return SoughtPattern(pattern, bit, variants)

    def _variant(self, pattern: Pattern) -> Variant:
        needed = 0
        terms, follows, forbidden = [], [], []
        for index, term in enumerate(pattern.terms):
            number = self._numbers.get(term.lookup)
            if number is None:
                number = self._add_term(term.lookup)
            if term.forbidden:
                forbidden.append(number)
                continue
            terms.append(number)
            follows.append(index - 1 in pattern.ordered)
            needed |= 1 << number
        return Variant(needed, tuple(terms), tuple(follows), tuple(forbidden))

    def _new_number(self, what: Hashable) -> int:
        return self._numbers.setdefault(what, len(self._numbers))

    def _add_term(self, lookup: Lookup) -> int:
        number = self._new_number(lookup)
        for stem in lookup.stems:
            self._by_stem[stem].append(number)
        self._add_beginnings(lookup.beginnings, number, of_phrase=False)
        if lookup.negator:
            self._of_negators.append(number)
        for phrase, joined_stem in lookup.phrases:
            self._add_phrase(phrase, number)
            if joined_stem:
                self._by_stem[joined_stem].append(number)
        return number

    def _add_beginnings(self, texts: Iterable[str], number: int, *, of_phrase: bool) -> None:
        for letters in texts:
            beginning = _Beginning(letters, number, of_phrase)
            self._by_beginning[letters[:FEWEST_LETTERS]].append(beginning)

    def _add_phrase(self, phrase: Phrase, term: int) -> None:
        words = tuple(self._word_number(word) for word in phrase)
        needed = 0
        for number in words:
            needed |= 1 << number
        self._phrases[term].append(_Adjacent(needed, words))
        # The longest word tells most: where it stands, the phrase may.
        longest = max(zip(phrase, words, strict=True), key=lambda pair: len(pair[0].text))[1]
        self._hinted_by[longest] |= 1 << term

    def _word_number(self, word: PatternWord) -> int:
        number = self._numbers.get(word)
        if number is not None:
            return number
        number = self._new_number(word)
        if word.negator:
            self._of_negators.append(number)
        elif word.prefix:
            self._add_beginnings(beginnings(word.text), number, of_phrase=True)
        else:
            self._by_stem[word.stem].append(number)
        return number


def _side_by_side(words: Sequence[Sequence[Place]], text: AnalysedText) -> list[Place]:
    """Return where the words of a phrase, each at one of its places, stand next to each other."""
    tokens = text.tokens
    ends_by_start = dict(words[0])
    for places in words[1:]:
        following = dict(places)
        ends_by_start = {
            first: following[last + 1]
            for first, last in ends_by_start.items()
            if last + 1 in following and tokens[last].sentence == tokens[last + 1].sentence
        }
    return list(ends_by_start.items())
