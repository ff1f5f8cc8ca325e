"""How much of a reference answer an answer holds, in TF-IDF weights.

scikit-learn learns the weights from the references of the whole bank; what it learned is plain
data (`TfidfWeights`), so that it is applied without scikit-learn: answers are compared in
microseconds, and a stored copy will not need the library at all.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

PROMPT_WORD_WEIGHT = 1 / 3
"""Words of the prompt count less: repeating the question shows no knowledge."""

MOST_TERMS_SHOWN = 8


@dataclass(frozen=True)
class TfidfWeights:
    """The fitted inverse document frequencies; `unseen` is that of a word in no document."""

    idf: Mapping[str, float]
    unseen: float

    def vector(self, terms: Iterable[str], with_unseen: bool = False) -> dict[str, float]:
        """Return the TF-IDF vector of length 1: (1 + ln tf) x idf for each term it knows.

        `with_unseen` gives the words of no document their weight too.
        """
        weights = {
            term: (1 + math.log(count)) * self.idf.get(term, self.unseen)
            for term, count in Counter(terms).items()
            if with_unseen or term in self.idf
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()} if length else {}


def fit_weights(documents: Sequence[str], analyser: Callable[[str], list[str]]) -> TfidfWeights:
    """Learn the weights from documents with scikit-learn's TfidfVectorizer.

    idf(t) = ln((1 + n) / (1 + df(t))) + 1, sublinear term frequency, rows of length 1.
    `analyser` cuts a document into its terms.
    """
    # Imported here: it costs a second, and only the worker that loads a grader should pay.
    from sklearn.feature_extraction.text import TfidfVectorizer

    unseen = math.log(1 + len(documents)) + 1
    if not any(analyser(document) for document in documents):
        return TfidfWeights({}, unseen)  # scikit-learn refuses documents without any term
    vectorizer = TfidfVectorizer(analyzer=analyser, sublinear_tf=True)
    vectorizer.fit(documents)
    idf = {
        str(term): float(vectorizer.idf_[column]) for term, column in vectorizer.vocabulary_.items()
    }
    return TfidfWeights(idf, unseen)


@dataclass(frozen=True)
class ReferenceVector:
    """A reference answer as weights of its terms, which sum to 1, the weightiest first.

    `words` holds for each term, a stem, the word that stands in the reference.
    """

    weights: Mapping[str, float]
    words: Mapping[str, str]


def reference_vector(
    terms: Sequence[tuple[str, str]], prompt_terms: frozenset[str], weights: TfidfWeights
) -> ReferenceVector:
    """Return the vector of a reference, given as pairs of a stem and its word.

    Words of the prompt count a third. A correction is weighed as a reference too; its words may
    stand in no reference of the bank.
    """
    vector = {
        term: weight * (PROMPT_WORD_WEIGHT if term in prompt_terms else 1.0)
        for term, weight in weights.vector((term for term, _ in terms), with_unseen=True).items()
    }
    total = sum(vector.values()) or 1.0
    ranked = sorted(vector.items(), key=lambda pair: (-pair[1], pair[0]))
    return ReferenceVector({term: weight / total for term, weight in ranked}, dict(reversed(terms)))


@dataclass(frozen=True)
class Coverage:
    """The share of a reference's weight that an answer holds, and its weightiest words."""

    value: float
    reference: int
    shared: tuple[str, ...]
    absent: tuple[str, ...]


def best_coverage(stems: AbstractSet[str], references: Sequence[ReferenceVector]) -> Coverage:
    """Return the coverage of the reference that the answer comes closest to."""
    values = [
        sum(weight for term, weight in reference.weights.items() if term in stems)
        for reference in references
    ]
    best = max(range(len(values)), key=lambda index: values[index])
    words = references[best].words
    shared = [words[term] for term in references[best].weights if term in stems]
    absent = [words[term] for term in references[best].weights if term not in stems]
    return Coverage(
        round(values[best], 4),
        best,
        tuple(shared[:MOST_TERMS_SHOWN]),
        tuple(absent[:MOST_TERMS_SHOWN]),
    )
