"""What an answer and a reference are compared by: their words, and whether each is denied."""

from collections.abc import Collection, Mapping

from interviewer.grading.negation import Negations
from interviewer.grading.tokens import AnalysedText
from interviewer.grading.word import NEGATOR, Term

__all__ = ["NEGATOR", "Term", "terms_of"]


def terms_of(
    text: AnalysedText, negations: Negations, sentences: Collection[int] | None = None
) -> Mapping[Term, int]:
    """Return the terms of a text, or of some of its sentences, and the token of each.

    Words that stand in a bare list say nothing of each other, and are left out.
    """
    terms: dict[Term, int] = {}
    listed, any_denied = text.listed, bool(negations)
    if not listed and not any_denied and sentences is None:
        for position, word in enumerate(text.words):
            for term in word.terms:
                terms.setdefault(term, position)
        return terms
    for position, token in enumerate(text.tokens):
        if position in listed or (sentences is not None and token.sentence not in sentences):
            continue
        denied = any_denied and negations.denies(position)
        for term in token.word.denied_terms if denied else token.word.terms:
            terms.setdefault(term, position)
    return terms
