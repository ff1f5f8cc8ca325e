"""Simple methods that the grader is held against; each gives a score from 0 to 1 an answer."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.datasets import Dataset
from interviewer.grading.spelling import stem_of

FORGIVING_LETTERS = 5
"""From this length on a stem may differ by one edit."""

PROMPT_SHARE = 1 / 3
"""What a word of the prompt counts."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def answer_length(dataset: Dataset) -> list[float]:
    """Return log(1 + words), divided by the largest value in the data set."""
    lengths = [math.log1p(len(marked.answer.split())) for marked in dataset.answers]
    longest = max(lengths) or 1.0
    return [length / longest for length in lengths]


def tfidf_cosine(dataset: Dataset) -> list[float]:
    """Return the cosine to the closest reference.

    The vectors are those of scikit-learn's TfidfVectorizer with its defaults, fitted on the
    references and prompts of the data set.
    """
    references = [text for item in dataset.items for text in item.references]
    vectorizer = TfidfVectorizer().fit([*references, *(item.prompt for item in dataset.items)])
    rows = {item.id: vectorizer.transform(item.references) for item in dataset.items}
    answers = vectorizer.transform([marked.answer for marked in dataset.answers])
    return [
        min(1.0, float((rows[marked.item_id] @ answers[index].T).max()))
        for index, marked in enumerate(dataset.answers)
    ]


def weighted_coverage(dataset: Dataset) -> list[float]:
    """Return the share of the closest reference that the answer holds.

    The share is of the reference's distinct stemmed words, each weighted by its idf
    (ln((1 + n) / (1 + df)) + 1 over the n references of the data set); words of the prompt count a
    third; one edit is forgiven in stems of five letters and more.
    """
    references = {item.id: [stems_of(text) for text in item.references] for item in dataset.items}
    weights = _idf([stems for group in references.values() for stems in group])
    prompts = {item.id: stems_of(item.prompt) for item in dataset.items}
    return [
        max(
            coverage(reference, stems_of(marked.answer), prompts[marked.item_id], weights)
            for reference in references[marked.item_id]
        )
        for marked in dataset.answers
    ]


def coverage(
    reference: frozenset[str],
    answer: frozenset[str],
    prompt: frozenset[str],
    weights: dict[str, float],
) -> float:
    """Return the share of the weight of a reference's stems that an answer holds, 0 to 1."""
    total = held = 0.0
    for stem in sorted(reference):  # a set's order changes from run to run, and so would the sum
        weight = weights[stem] * (PROMPT_SHARE if stem in prompt else 1.0)
        total += weight
        if stem in answer or any(_nearly(stem, other) for other in answer):
            held += weight
    return held / total if total else 0.0


@lru_cache(maxsize=20_000)
def stems_of(text: str) -> frozenset[str]:
    """Return the distinct stems of the words of a text."""
    return frozenset(stem_of(word) for word in _WORD.findall(text))


@lru_cache(maxsize=1_000_000)
def _nearly(stem: str, other: str) -> bool:
    if min(len(stem), len(other)) < FORGIVING_LETTERS:
        return False
    return OSA.distance(stem, other, score_cutoff=1) <= 1


def _idf(documents: Sequence[frozenset[str]]) -> dict[str, float]:
    count: dict[str, int] = {}
    for stems in documents:
        for stem in stems:
            count[stem] = count.get(stem, 0) + 1
    return {stem: math.log((1 + len(documents)) / (1 + df)) + 1 for stem, df in count.items()}
