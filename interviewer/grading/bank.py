"""A bank made ready for grading: its words and weights learned, its items prepared."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewer.grading.closeness import Comparer, Profile, Weights, centroid, with_less_of
from interviewer.grading.compiling import (
    CompiledPattern,
    Synonyms,
    compile_pattern,
    synonym_table,
)
from interviewer.grading.learned import Learned
from interviewer.grading.lexicon import Lexicon
from interviewer.grading.matching import find_match
from interviewer.grading.negation import Negations
from interviewer.grading.patterns import parse_pattern
from interviewer.grading.scoring import REFERENCE_POINTS
from interviewer.grading.similarity import ReferenceProfile
from interviewer.grading.spotting import Spotter
from interviewer.grading.terms import Term, terms_of
from interviewer.grading.tokens import AnalysedText, analyse
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Criterion, Item, Rubric


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

    @property
    def stems(self) -> frozenset[str]:
        """Return the stems of all words, those without content too."""
        return self.text.stems


@dataclass(frozen=True)
class PreparedItem:
    """An item with its patterns compiled and its texts weighed.

    `criteria`, `ideas` and `misconceptions` are in the order of the item: the compiled patterns of
    the criteria, the profiles of what they ask for, and the patterns of the misconceptions. The
    `comparer` has the profiles of the ideas and then of the references, the `spotter` the patterns
    of the criteria and then of the misconceptions.
    """

    item: Item
    prompt: Analysed
    criteria: tuple[tuple[CompiledPattern, ...], ...]
    ideas: tuple[Profile, ...]
    misconceptions: tuple[tuple[CompiledPattern, ...], ...]
    references: tuple[ReferenceProfile, ...]
    comparer: Comparer
    spotter: Spotter
    possible: int


class Bank:
    """The words of one rubric and what they weigh; items are prepared when first needed."""

    def __init__(self, rubric: Rubric, learned: Learned, most_prepared: int | None = None) -> None:
        """Use what was learned from the whole rubric.

        Args:
            rubric: the rubric.
            learned: what it teaches.
            most_prepared: how many items stay prepared, where not all may: each takes nearly a
                megabyte, and a fiftieth of a second to prepare.
        """
        self.rubric = rubric
        self._most_prepared = most_prepared
        self.lexicon = Lexicon(stems=learned.stem_of)
        self._synonyms: Synonyms = synonym_table(rubric.synonyms)
        self._weights = learned.weights
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
            if len(self._prepared) == self._most_prepared:
                del self._prepared[next(iter(self._prepared))]
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
        beliefs = tuple(self.compile(belief.match) for belief in item.misconceptions)
        spotter = Spotter([*patterns, *beliefs])
        meeting = [self._meeting(spotter, text) for text in texts]
        ideas = tuple(
            self._idea(criterion, texts, [each[number] for each in meeting], prompt.content)
            for number, criterion in enumerate(item.criteria)
        )
        return PreparedItem(
            item,
            prompt,
            patterns,
            ideas,
            beliefs,
            references,
            Comparer([*ideas, *(reference.profile for reference in references)]),
            spotter,
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
        references: Sequence[Analysed],
        meeting: Sequence[Collection[int]],
        prompt: frozenset[str],
    ) -> Profile:
        """Return the profile of a criterion.

        It is the centroid of what the criterion says and of the sentences of the references that
        meet it; words of the prompt, which were given to the candidate, are a small part of it.
        """
        texts = [self.analyse(criterion.says).terms]
        for reference, sentences in zip(references, meeting, strict=True):
            texts.append(terms_of(reference.text, reference.negations, sentences))
        weights = centroid([self.weigh(terms, prompt) for terms in texts if terms])
        return Profile.of(with_less_of(weights, prompt))

    def _meeting(self, spotter: Spotter, reference: Analysed) -> list[set[int]]:
        """Return which sentences of a reference meet each of the criteria, and are not denied."""
        text, spotted = reference.text, spotter.spot(reference.text)
        found: list[set[int]] = []
        for group in spotted.likely:
            found.append(set())
            for sought in group:
                match = find_match(sought, spotted, text, reference.negations, self.rubric.window)
                if match is not None and match.negator is None:
                    found[-1].update(text.tokens[at].sentence for at in match.positions)
        return found
