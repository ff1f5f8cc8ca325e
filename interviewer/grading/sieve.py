"""Which patterns may be in a text: seeing that most of them cannot be there must be cheap."""

from collections.abc import Hashable, Iterable, Sequence

from interviewer.grading.lexicon import FEWEST_LETTERS
from interviewer.grading.matching import CompiledPattern
from interviewer.grading.patterns import Lookup, Pattern, PatternWord, beginnings
from interviewer.grading.tokens import AnalysedText


class Sieve:
    """Lets through the patterns of which a text holds every term somewhere.

    Every term is a bit, and so is every word of a phrase. The words of a text set bits, and a
    phrase whose words are all set sets that of its term. A pattern may be in the text when all its
    terms are set; one with several variants is a bit itself, which any of them sets.
    """

    def __init__(self, groups: Iterable[Sequence[CompiledPattern]]) -> None:
        """Learn what the patterns need; each group is sifted for itself."""
        self._bits: dict[Hashable, int] = {}
        self._by_stem: dict[str, int] = {}
        self._by_beginning: dict[str, int] = {}
        self._by_negator = 0
        self._together: list[tuple[int, int]] = []
        self._groups = [
            [(pattern, self._any_of(pattern.variants)) for pattern in group] for group in groups
        ]

    def sift(self, text: AnalysedText) -> list[list[CompiledPattern]]:
        """Return the patterns of each group that may be in a text, in their order."""
        present = self._by_negator if text.negators else 0
        for stem in self._by_stem.keys() & text.index.keys():
            present |= self._by_stem[stem]
        for letters in self._by_beginning.keys() & text.beginnings.keys():
            present |= self._by_beginning[letters]
        for needed, bit in self._together:
            if needed & present == needed:
                present |= bit
        absent = ~present
        return [
            [pattern for pattern, needed in group if not needed & absent] for group in self._groups
        ]

    def _any_of(self, variants: tuple[Pattern, ...]) -> int:
        """Return the bits that a pattern needs: a bit of its own where it has several variants."""
        if len(variants) == 1:
            return self._needs(variants[0])
        bit = self._bits[variants] = 1 << len(self._bits)
        self._together += [(self._needs(variant), bit) for variant in variants]
        return bit

    def _needs(self, pattern: Pattern) -> int:
        """Return the bits of all terms that a pattern asks for."""
        needed = 0
        for term in pattern.terms:
            if not term.forbidden:
                needed |= self._bits.get(term.lookup) or self._add_term(term.lookup)
        return needed

    def _add_term(self, lookup: Lookup) -> int:
        bit = self._bits[lookup] = 1 << len(self._bits)
        self._set_by(bit, lookup.stems, lookup.beginnings, lookup.negator)
        for phrase, joined_stem in lookup.phrases:
            needed = 0
            for word in phrase:
                needed |= self._bits.get(word) or self._add_word(word)
            self._together.append((needed, bit))
            self._set_by(bit, (joined_stem,), (), negator=False)
        return bit

    def _add_word(self, word: PatternWord) -> int:
        bit = self._bits[word] = 1 << len(self._bits)
        if word.negator or not word.prefix:
            self._set_by(bit, (word.stem,), (), word.negator)
        else:
            self._set_by(bit, (), beginnings(word.text), negator=False)
        return bit

    def _set_by(
        self, bit: int, stems: Iterable[str], open_ended: Iterable[str], negator: bool
    ) -> None:
        """Note what in a text sets a bit."""
        for stem in stems:
            self._by_stem[stem] = self._by_stem.get(stem, 0) | bit
        for letters in (text[:FEWEST_LETTERS] for text in open_ended):
            self._by_beginning[letters] = self._by_beginning.get(letters, 0) | bit
        if negator:
            self._by_negator |= bit
