"""What the items of a bank say themselves: the texts in which its patterns are looked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from interviewer.grading.bank import Analysed, Bank
from interviewer.grading.compiling import CompiledPattern
from interviewer.grading.lexicon import FEWEST_LETTERS
from interviewer.grading.matching import find_match
from interviewer.grading.patterns import Lookup, Pattern, PatternWord, Phrase, beginnings
from interviewer.grading.spotting import Spotter
from interviewer.model.rubric import Item

Among = int
"""Some of the texts: the n-th bit stands for the n-th text."""


NEGATOR = "not"
"""What stands for all words that deny."""


@dataclass(frozen=True)
class TextWords:
    """What is known of a text without analysing it again: enough to tell what it cannot hold."""

    stems: tuple[str, ...]
    beginnings: tuple[str, ...]
    denies: bool

    @staticmethod
    def of(text: Analysed) -> "TextWords":
        """Return what is to be known of a text."""
        found = text.text
        denies = any(word.negator for word in found.words)
        return TextWords(tuple(found.stems), tuple(found.beginnings), denies)


def own_text(item: Item, bank: Bank) -> Analysed:
    """Return all that an item says itself as one text: what its patterns may be found in."""
    texts = [item.prompt, *item.references]
    texts += [example.answer for example in item.examples]
    texts += [criterion.says for criterion in item.criteria]
    texts += [belief.says for belief in item.misconceptions]
    return bank.analyse("\n\n".join(texts))


def find_all(spotter: Spotter, text: Analysed, window: int) -> Iterator[str]:
    """Yield the patterns of a spotter that a text holds, denied or not, as they are written."""
    spotted = spotter.spot(text.text)
    for sought in chain.from_iterable(spotted.likely):
        if find_match(sought, spotted, text.text, text.negations, window) is not None:
            yield sought.compiled.source


class _Index:
    """The texts that hold each of many words."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        self._known: dict[str, Among] = {}

    def add(self, words: Iterable[str], number: int) -> None:
        """Note that the text with this number holds these words; numbers only grow."""
        for word in words:
            self._numbers[word].append(number)
        self._known.clear()

    def among(self, word: str) -> Among:
        """Return the texts that hold a word."""
        found = self._known.get(word)
        if found is None:
            # One number of as many bits as there are texts is made for each word that is asked
            # for, not changed with each text that is added: that would take the square of them.
            numbers = self._numbers.get(word, ())
            bits = bytearray(numbers[-1] // 8 + 1 if numbers else 0)
            for number in numbers:
                bits[number // 8] |= 1 << number % 8
            found = self._known[word] = int.from_bytes(bits, "little")
        return found


class OwnTexts:
    """Which texts of a bank hold a word.

    Most patterns are about few texts: where a bank has thousands, only these are analysed again
    and searched.
    """

    def __init__(self, bank: Bank) -> None:
        """Remember the bank; `add` tells of the texts of its items, one after the other."""
        self._bank = bank
        self._count = 0
        self._analysed: dict[int, Analysed] = {}
        self._by_stem = _Index()
        self._by_beginning = _Index()
        self._by_negator = _Index()

    def add(self, words: TextWords) -> None:
        """Tell of the text of the next item."""
        number = self._count
        self._count += 1
        self._by_stem.add(words.stems, number)
        self._by_beginning.add(words.beginnings, number)
        self._by_negator.add([NEGATOR] if words.denies else [], number)

    def hold(self, pattern: CompiledPattern, but: int) -> bool:
        """Return whether a text holds a pattern, denied or not; the one with index `but` aside."""
        window, spotter = self._bank.rubric.window, Spotter([[pattern]])
        return any(
            any(find_all(spotter, self._text(number), window))
            for number in self._likely(pattern)
            if number != but
        )

    def _text(self, number: int) -> Analysed:
        text = self._analysed.get(number)
        if text is None:
            text = own_text(self._bank.rubric.items[number], self._bank)
            self._analysed[number] = text
        return text

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
        among = self._by_negator.among(NEGATOR) if lookup.negator else 0
        for stem in lookup.stems:
            among |= self._by_stem.among(stem)
        among |= self._beginning(lookup.beginnings)
        for phrase, joined_stem in lookup.phrases:
            among |= self._by_stem.among(joined_stem) | self._with_phrase(phrase)
        return among

    def _with_phrase(self, phrase: Phrase) -> Among:
        among = -1
        for word in phrase:
            among &= self._with_word(word)
        return among

    def _with_word(self, word: PatternWord) -> Among:
        if word.negator:
            return self._by_negator.among(NEGATOR)
        if word.prefix:
            return self._beginning(beginnings(word.text))
        return self._by_stem.among(word.stem)

    def _beginning(self, texts: Sequence[str]) -> Among:
        among = 0
        for text in texts:
            among |= self._by_beginning.among(text[:FEWEST_LETTERS])
        return among
