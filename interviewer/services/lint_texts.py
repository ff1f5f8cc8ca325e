"""What the items of a bank say themselves: the texts in which its patterns are looked for."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from interviewer.grading.bank import Analysed, Bank
from interviewer.grading.lexicon import FEWEST_LETTERS
from interviewer.grading.matching import CompiledPattern, find_match
from interviewer.grading.patterns import Lookup, Pattern, PatternWord, Phrase, beginnings
from interviewer.model.rubric import Item
from interviewer.storage.collection import collection_paused

Among = int
"""Some of the texts: the n-th bit stands for the n-th text."""


class OwnTexts:
    """The texts of all items, each analysed once, and which of them hold a word.

    Most patterns are about few texts: where a bank has thousands, only these are searched.
    """

    def __init__(self, bank: Bank, on_item: Callable[[], None]) -> None:
        """Analyse the texts of the bank's items; `on_item` is called after each."""
        self._bank = bank
        self._texts: list[Analysed] = []
        self._by_stem: defaultdict[str, Among] = defaultdict(int)
        self._by_beginning: defaultdict[str, Among] = defaultdict(int)
        self._by_negator = 0
        with collection_paused():
            for item in bank.rubric.items:
                self._add(_own_text(item, bank))
                on_item()

    def hold(self, pattern: CompiledPattern, own: int) -> bool:
        """Return whether a text holds a pattern, denied or not.

        Args:
            pattern: the pattern.
            own: the index of its own item, where most patterns find something.
        """
        if self._is_in(pattern, own):
            return True
        return any(self._is_in(pattern, number) for number in self._likely(pattern))

    def _add(self, text: Analysed) -> None:
        bit = 1 << len(self._texts)
        self._texts.append(text)
        for stem in text.text.index:
            self._by_stem[stem] |= bit
        for letters in text.text.beginnings:
            self._by_beginning[letters] |= bit
        if text.text.negators:
            self._by_negator |= bit

    def _is_in(self, pattern: CompiledPattern, number: int) -> bool:
        text = self._texts[number]
        window = self._bank.rubric.window
        return find_match(pattern, text.text, text.negations, window) is not None

    def _likely(self, pattern: CompiledPattern) -> Iterator[int]:
        """Yield the texts that hold every term of a pattern somewhere, the first one first."""
        among = 0
        for variant in pattern.variants:
            among |= self._with_all(variant)
        while among:
            lowest = among & -among
            yield lowest.bit_length() - 1
            among ^= lowest

    def _with_all(self, pattern: Pattern) -> Among:
        among = -1
        for term in pattern.terms:
            if not term.forbidden:
                among &= self._with_term(term.lookup)
        return among

    def _with_term(self, lookup: Lookup) -> Among:
        among = self._by_negator if lookup.negator else 0
        for stem in lookup.stems:
            among |= self._by_stem.get(stem, 0)
        among |= self._beginning(lookup.beginnings)
        for phrase, joined_stem in lookup.phrases:
            among |= self._by_stem.get(joined_stem, 0) | self._with_phrase(phrase)
        return among

    def _with_phrase(self, phrase: Phrase) -> Among:
        among = -1
        for word in phrase:
            among &= self._with_word(word)
        return among

    def _with_word(self, word: PatternWord) -> Among:
        if word.negator:
            return self._by_negator
        if word.prefix:
            return self._beginning(beginnings(word.text))
        return self._by_stem.get(word.stem, 0)

    def _beginning(self, texts: Sequence[str]) -> Among:
        among = 0
        for text in texts:
            among |= self._by_beginning.get(text[:FEWEST_LETTERS], 0)
        return among


def _own_text(item: Item, bank: Bank) -> Analysed:
    """Return all that an item says itself as one text: what its patterns may be found in."""
    texts = [item.prompt, *item.references]
    texts += [example.answer for example in item.examples]
    texts += [criterion.says for criterion in item.criteria]
    texts += [belief.says for belief in item.misconceptions]
    return bank.analyse("\n\n".join(texts))
