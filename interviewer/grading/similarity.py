"""What the words of a rubric weigh, and how much of a reference an answer holds.

scikit-learn learns the weights from the references of the whole bank; what it learned is plain
data (`TfidfWeights`), so that it is applied without scikit-learn: answers are compared in
microseconds, and a stored copy does not need the library at all.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewer.grading.closeness import (
    FUNCTION_WORD_WEIGHT,
    NEGATOR_WEIGHT,
    PROMPT_WORD_WEIGHT,
    SURE,
    Near,
    Profile,
    Weights,
    closeness,
)
from interviewer.grading.terms import NEGATOR, Term

MOST_TERMS_SHOWN = 8


@dataclass(frozen=True)
class TfidfWeights:
    """The fitted inverse document frequencies; `unseen` is that of a word in no document."""

    idf: Mapping[str, float]
    unseen: float

    def of(self, terms: Iterable[Term], prompt: frozenset[str]) -> Weights:
        """Return the weights of terms, summing to 1, the weightiest first.

        Words of the prompt count less. A content word weighs the square root of its idf: the
        references of a bank are few documents, which tell rarity only roughly.
        """
        weights = {term: self._weight(term, prompt) for term in terms}
        total = sum(weights.values())
        ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
        return {term: weight / total for term, weight in ranked} if total else {}

    def _weight(self, term: Term, prompt: frozenset[str]) -> float:
        if term == NEGATOR:
            return NEGATOR_WEIGHT
        if not term.content:
            return FUNCTION_WORD_WEIGHT
        weight = math.sqrt(self.idf.get(term.stem, self.unseen))
        return weight * PROMPT_WORD_WEIGHT if term.stem in prompt else weight


def fit_weights(documents: Sequence[str], analyser: Callable[[str], list[str]]) -> TfidfWeights:
    """Learn the weights from documents with scikit-learn's TfidfVectorizer.

    idf(t) = ln((1 + n) / (1 + df(t))) + 1. `analyser` cuts a document into its terms.
    """
    # Imported here: it costs a second, and only the worker that loads a grader should pay.
    from sklearn.feature_extraction.text import TfidfVectorizer

    unseen = math.log(1 + len(documents)) + 1
    if not any(analyser(document) for document in documents):
        return TfidfWeights({}, unseen)  # scikit-learn refuses documents without any term
    vectorizer = TfidfVectorizer(analyzer=analyser)
    vectorizer.fit(documents)
    idf = {
        str(term): float(vectorizer.idf_[column]) for term, column in vectorizer.vocabulary_.items()
    }
    return TfidfWeights(idf, unseen)


@dataclass(frozen=True)
class ReferenceProfile:
    """A reference answer: its weights, the word of each stem, and all its stems in order."""

    profile: Profile
    words: Mapping[str, str]
    order: tuple[str, ...]

    @cached_property
    def ranked(self) -> tuple[tuple[Term, str], ...]:
        """Return the terms with content and their words, the weightiest first."""
        terms = (term for term in self.profile.weights if term.content)
        return tuple((term, self.words[term.stem]) for term in terms)


@dataclass(frozen=True)
class Coverage:
    """How close an answer comes to a reference, and the weightiest words of that reference."""

    value: float
    reference: int
    shared: tuple[str, ...]
    absent: tuple[str, ...]


def best_coverage(references: Sequence[ReferenceProfile], near: Mapping[Term, Near]) -> Coverage:
    """Return the coverage of the reference that the answer comes closest to."""
    return coverage_of(references, [closeness(each.profile, near) for each in references], near)


def coverage_of(
    references: Sequence[ReferenceProfile], values: Sequence[float], near: Mapping[Term, Near]
) -> Coverage:
    """Return the best coverage, where the closeness to each of the references is known."""
    value = max(values)
    best = values.index(value)
    shared: dict[str, None] = {}
    absent: dict[str, None] = {}
    for term, word in references[best].ranked:
        found = near.get(term)
        words = absent if found is None or found.value < SURE else shared
        words[word] = None
    # A reference may hold a word twice, once denied: one that the answer has either way it has.
    lacking = [word for word in absent if word not in shared]
    return Coverage(
        value, best, tuple(shared)[:MOST_TERMS_SHOWN], tuple(lacking[:MOST_TERMS_SHOWN])
    )
