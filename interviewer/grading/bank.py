"""A bank made ready for grading: its words and weights learned, its items prepared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewer.grading.closeness import Comparer, Profile, Weights, centroid, with_less_of
from interviewer.grading.lexicon import Lexicon
from interviewer.grading.matching import (
    CompiledPattern,
    Synonyms,
    compile_pattern,
    find_evidence,
    synonym_table,
)
from interviewer.grading.negation import Negations
from interviewer.grading.patterns import parse_pattern, pattern_words
from interviewer.grading.scoring import REFERENCE_POINTS
from interviewer.grading.sieve import Sieve
from interviewer.grading.similarity import ReferenceProfile, TfidfWeights, fit_weights
from interviewer.grading.terms import Term, terms_of
from interviewer.grading.tokens import WORD, AnalysedText, Token, analyse
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Criterion, Item, Rubric

Fit = Callable[[Sequence[str], Callable[[str], list[str]]], TfidfWeights]
"""Learns TF-IDF weights from documents; `fit_weights` does it with scikit-learn."""


@dataclass(frozen=True)
class Analysed:
    """A text that was cut into tokens, with what its negators deny."""

    text: AnalysedText
    negations: Negations
    terms: Mapping[Term, int]

    @cached_property
    def content(self) -> frozenset[str]:
        """Return the stems of the words that carry content."""
        return frozenset(self.text.content_stems())

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of all words, those without content too."""
        return frozenset(self.text.index)


@dataclass(frozen=True)
class PreparedItem:
    """An item with its patterns compiled and its texts weighed.

    `criteria`, `ideas` and `misconceptions` are in the order of the item: the compiled patterns of
    the criteria, the profiles of what they ask for, and the patterns of the misconceptions. The
    `comparer` has the profiles of the ideas and then of the references, the `sieve` the patterns of
    the criteria and then of the misconceptions.
    """

    item: Item
    prompt: Analysed
    criteria: tuple[tuple[CompiledPattern, ...], ...]
    ideas: tuple[Profile, ...]
    misconceptions: tuple[tuple[CompiledPattern, ...], ...]
    references: tuple[ReferenceProfile, ...]
    comparer: Comparer
    sieve: Sieve
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
        negations = Negations(analysed.tokens)
        return Analysed(analysed, negations, terms_of(analysed, negations))

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

    def weigh(self, terms: Iterable[Term], discounted: frozenset[str]) -> Weights:
        """Return the weights of terms; `discounted` stems count less."""
        return self._weights.of(terms, discounted)

    def _prepare(self, item: Item) -> PreparedItem:
        prompt = self.analyse(item.prompt)
        texts = [self.analyse(text) for text in item.references]
        references = tuple(self._reference(text, prompt.content) for text in texts)
        patterns = tuple(self.compile(criterion.match) for criterion in item.criteria)
        ideas = tuple(
            self._idea(criterion, compiled, texts, prompt.content)
            for criterion, compiled in zip(item.criteria, patterns, strict=True)
        )
        beliefs = tuple(self.compile(belief.match) for belief in item.misconceptions)
        return PreparedItem(
            item,
            prompt,
            patterns,
            ideas,
            beliefs,
            references,
            Comparer([*ideas, *(reference.profile for reference in references)]),
            Sieve([*patterns, *beliefs]),
            sum(criterion.points for criterion in item.criteria) or REFERENCE_POINTS,
        )

    def _reference(self, text: Analysed, prompt: frozenset[str]) -> ReferenceProfile:
        words = {
            stem: token.word.folded
            for token in reversed(text.text.tokens)
            for stem in token.word.stems
        }
        return ReferenceProfile(Profile.of(self.weigh(text.terms, prompt)), words, text.text.order)

    def _idea(
        self,
        criterion: Criterion,
        patterns: Sequence[CompiledPattern],
        references: Sequence[Analysed],
        prompt: frozenset[str],
    ) -> Profile:
        """Return the profile of a criterion.

        It is the centroid of what the criterion says and of the sentences of the references that
        meet it; words of the prompt, which were given to the candidate, are a small part of it.
        """
        texts = [self.analyse(criterion.says).terms]
        for reference in references:
            sentences = {
                token.sentence
                for pattern in patterns
                for token in self._evidence_tokens(pattern, reference)
            }
            texts.append(terms_of(reference.text, reference.negations, sentences))
        weights = centroid([self.weigh(terms, prompt) for terms in texts if terms])
        return Profile.of(with_less_of(weights, prompt))

    def _evidence_tokens(self, pattern: CompiledPattern, text: Analysed) -> Iterable[Token]:
        """Return the tokens that a pattern finds in a text, none where they are denied."""
        evidence = find_evidence(pattern, text.text, text.negations, self.rubric.window)
        if evidence is None or evidence.withheld is not None:
            return ()
        starts = {word.start for word in evidence.words}
        return [token for token in text.text.tokens if token.start in starts]

    def _terms(self, text: str) -> list[str]:
        """Return the stems of the content words of a text: the analyser of the TF-IDF."""
        tokens = analyse(text, self.lexicon).tokens
        return [stem for token in tokens if token.word.content for stem in token.word.stems]


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
            words |= pattern_words(source)
    for text in texts:
        words.update(WORD.findall(text))
    return words
