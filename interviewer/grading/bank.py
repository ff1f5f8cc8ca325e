"""A bank made ready for grading: its words and weights learned, its items prepared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from interviewer.grading.lexicon import Lexicon
from interviewer.grading.matching import CompiledPattern, Synonyms, compile_pattern, synonym_table
from interviewer.grading.negation import Negations
from interviewer.grading.patterns import parse_pattern
from interviewer.grading.scoring import REFERENCE_POINTS
from interviewer.grading.similarity import (
    ReferenceVector,
    TfidfWeights,
    fit_weights,
    reference_vector,
)
from interviewer.grading.tokens import WORD, AnalysedText, analyse
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Item, Rubric

Fit = Callable[[Sequence[str], Callable[[str], list[str]]], TfidfWeights]
"""Learns TF-IDF weights from documents; `fit_weights` does it with scikit-learn."""


@dataclass(frozen=True)
class Analysed:
    """A text that was cut into tokens, with what its negators deny."""

    text: AnalysedText
    negations: Negations
    content: frozenset[str]

    @property
    def stems(self) -> frozenset[str]:
        """Return the stems of all words, those without content too."""
        return frozenset(self.text.index)


@dataclass(frozen=True)
class PreparedItem:
    """An item with its patterns compiled and its references weighed.

    `criteria` and `misconceptions` hold the compiled patterns in the order of the item.
    """

    item: Item
    prompt: Analysed
    criteria: tuple[tuple[CompiledPattern, ...], ...]
    misconceptions: tuple[tuple[CompiledPattern, ...], ...]
    references: tuple[ReferenceVector, ...]
    possible: int


class Bank:
    """The words of one rubric and what they weigh; items are prepared when first needed."""

    def __init__(self, rubric: Rubric, fit: Fit = fit_weights) -> None:
        """Learn the words and weights of the references of the whole rubric."""
        self.rubric = rubric
        self.lexicon = Lexicon(_rubric_words(rubric))
        self._synonyms: Synonyms = synonym_table(rubric.synonyms)
        self._weights = fit(
            [text for item in rubric.items for text in item.references], self._terms
        )
        self._prepared: dict[str, PreparedItem] = {}

    def analyse(self, text: str) -> Analysed:
        """Return a text cut into tokens."""
        analysed = analyse(text, self.lexicon)
        return Analysed(analysed, Negations(analysed.tokens), frozenset(analysed.content_stems()))

    def prepared(self, item_id: str) -> PreparedItem:
        """Return an item ready for grading.

        Raises:
            UsageError: where the rubric has no such item.
        """
        prepared = self._prepared.get(item_id)
        if prepared is None:
            item = self.rubric.item(item_id)
            if item is None:
                raise UsageError(
                    f"bank '{self.rubric.id}' has no item '{item_id}': "
                    f"'interviewer rubric show {self.rubric.id}' lists its items"
                )
            prepared = self._prepared[item_id] = self._prepare(item)
        return prepared

    def compile(self, patterns: Iterable[str]) -> tuple[CompiledPattern, ...]:
        """Return the patterns of one criterion with the bank's synonyms written out."""
        return tuple(compile_pattern(parse_pattern(p), self._synonyms) for p in patterns)

    def weigh(self, text: str, discounted: frozenset[str]) -> ReferenceVector:
        """Return the weights of a text's words; `discounted` stems count a third."""
        return reference_vector(self._content(text), discounted, self._weights)

    def _prepare(self, item: Item) -> PreparedItem:
        prompt = self.analyse(item.prompt)
        return PreparedItem(
            item,
            prompt,
            tuple(self.compile(criterion.match) for criterion in item.criteria),
            tuple(self.compile(belief.match) for belief in item.misconceptions),
            tuple(self.weigh(text, prompt.content) for text in item.references),
            sum(criterion.points for criterion in item.criteria) or REFERENCE_POINTS,
        )

    def _terms(self, text: str) -> list[str]:
        """Return the stems of the content words of a text: the analyser of the TF-IDF."""
        return [stem for stem, _ in self._content(text)]

    def _content(self, text: str) -> list[tuple[str, str]]:
        """Return the content words of a text as pairs of a stem and the word."""
        tokens = analyse(text, self.lexicon).tokens
        words = [token.word for token in tokens if token.word.content]
        return [(stem, word.folded) for word in words for stem in word.stems]


def _rubric_words(rubric: Rubric) -> set[str]:
    """Return every word that the rubric uses, as written; examples may hold misspellings."""
    texts = [rubric.title, *(member for group in rubric.synonyms for member in group)]
    words: set[str] = set()
    for item in rubric.items:
        texts += [item.prompt, item.topic, *item.references]
        for criterion in item.criteria:
            texts += [criterion.says, criterion.probe, criterion.hint]
        for belief in item.misconceptions:
            texts += [belief.says, belief.probe]
        matches = [criterion.match for criterion in item.criteria]
        matches += [belief.match for belief in item.misconceptions]
        for source in (source for match in matches for source in match):
            words |= parse_pattern(source).words()
    for text in texts:
        words.update(WORD.findall(text))
    return words
