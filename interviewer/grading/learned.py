"""What grading learns from a whole rubric, once: its words, their stems, and what they weigh."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from interviewer.grading.lexicon import Lexicon, stems_of
from interviewer.grading.patterns import pattern_words
from interviewer.grading.similarity import TfidfWeights, fit_weights
from interviewer.grading.tokens import WORD, analyse
from interviewer.model.rubric import Rubric

Fit = Callable[[Sequence[str], Callable[[str], list[str]]], TfidfWeights]
"""Learns TF-IDF weights from documents; `fit_weights` does it with scikit-learn."""


@dataclass(frozen=True)
class Learned:
    """What a rubric teaches, as plain data that a cache can keep.

    The n-th of `stems` is that of the n-th of `forms`, the words of the rubric in their American
    regular form; the n-th of `idf` is the weight of the n-th of `terms`, and `unseen` that of every
    other stem.
    """

    forms: tuple[str, ...]
    stems: tuple[str, ...]
    terms: tuple[str, ...]
    idf: tuple[float, ...]
    unseen: float

    @property
    def stem_of(self) -> Mapping[str, str]:
        """Return the stem of each form."""
        # Words are many times in memory otherwise: most are their own stems.
        known = {form: form for form in self.forms}
        return dict(zip(self.forms, map(known.get, self.stems, self.stems), strict=True))

    @property
    def weights(self) -> TfidfWeights:
        """Return the weights of the terms."""
        return TfidfWeights(dict(zip(self.terms, self.idf, strict=True)), self.unseen)


def learn(rubric: Rubric, fit: Fit = fit_weights) -> Learned:
    """Return what a rubric teaches; `fit` learns the weights from all its references."""
    stems = stems_of(rubric_words(rubric))
    lexicon = Lexicon(stems=stems)

    def terms(text: str) -> list[str]:
        """Return the stems of the content words of a text: the analyser of the TF-IDF."""
        tokens = analyse(text, lexicon).tokens
        return [stem for token in tokens if token.word.content for stem in token.word.stems]

    weights = fit([text for item in rubric.items for text in item.references], terms)
    return Learned(
        tuple(stems), tuple(stems.values()), tuple(weights.idf), tuple(weights.idf.values()),
        weights.unseen,
    )  # fmt: skip


def rubric_words(rubric: Rubric) -> set[str]:
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
