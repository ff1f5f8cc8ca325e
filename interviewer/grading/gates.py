"""The reasons why an answer earns nothing, whatever it contains."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from interviewer.grading.similarity import Coverage
from interviewer.grading.tokens import AnalysedText
from interviewer.grading.word_order import is_disordered, is_jumbled
from interviewer.model.assessment import Gate

NOISE = 0.5
"""From this share of words that nobody knows on, an answer is noise whatever else it holds."""

STRUNG = 0.5
"""From this share of words strung together without any mark or small word on, it says nothing."""

REPEATS, REPEATED = 4, 0.6
"""An answer of which this share is one sentence, said four times or more, says nothing."""

ECHOED = 0.5
"""From this share of neighbouring words that are neighbours in the prompt on, it is an echo."""

OFF_TOPIC_COVERAGE = 0.16
_SHORTEST_NOISE = 3
_FEWEST_NOISE = 3

_FILLERS = frozenset(
    "sorry um uh er erm hm hmm well honestly really just i am im to be of with about this that "
    "it the one at all right now actually answer question say afraid think a but and so my mind "
    "would what here on for any for".split()
)
_DONT_KNOW = frozenset(
    (
        "dont know",
        "do not know",
        "dunno",
        "idk",
        "no idea",
        "no clue",
        "have no idea",
        "have no clue",
        "havent clue",
        "not sure",
        "unsure",
        "cant",
        "cannot",
        "cant remember",
        "dont remember",
        "do not remember",
        "cannot remember",
        "dont recall",
        "forgot",
        "have forgotten",
        "ive forgotten",
        "pass",
        "skip",
        "next",
        "nothing",
        "none",
        "is blank",
        "blank",
        "never heard",
        "have never heard",
        "ive never heard",
        "dont have clue",
        "dont have idea",
        "dont have an idea",
        "no",
        "not know",
        "didnt learn",
        "didnt study",
    )
)
_LONGEST_DONT_KNOW = max(len(words.split()) for words in _DONT_KNOW)


def find_gate(
    text: AnalysedText,
    prompt: AnalysedText,
    coverage: Coverage,
    found: bool | None,
    references: Sequence[Sequence[str]],
) -> Gate | None:
    """Return why this answer earns nothing, or None.

    `found` says whether a pattern of the rubric was found, right or wrong, and is None where the
    item has no patterns to find; `coverage` is that of the closest reference; `references` are the
    stems of all references in their order.
    """
    if not text.text.strip():
        return Gate.BLANK
    if is_dont_know(text):
        return Gate.DONT_KNOW
    if _noise_share(text) >= NOISE or text.strung >= STRUNG * len(text.tokens):
        return Gate.GIBBERISH
    if is_disordered(text) or _is_jumbled(text, references) or _is_one_sentence_repeated(text):
        return Gate.GIBBERISH
    if found:
        return None
    if _is_echo(text, prompt, in_order=found is None):
        return Gate.ECHO
    # A reference alone rarely holds every right word: what it says nothing of may be right.
    if found is not None and not coverage.shared and coverage.value < OFF_TOPIC_COVERAGE:
        return Gate.OFF_TOPIC
    return None


def is_dont_know(text: AnalysedText) -> bool:
    """Return whether the whole answer says no more than that the candidate does not know."""
    words: list[str] = []
    for token in text.tokens:
        word = token.word.folded.replace("'", "")
        if word not in _FILLERS:
            words.append(word)
            if len(words) > _LONGEST_DONT_KNOW:
                return False
    return " ".join(words) in _DONT_KNOW


def _is_jumbled(text: AnalysedText, references: Sequence[Sequence[str]]) -> bool:
    return any(is_jumbled(text, reference) for reference in references)


def _is_one_sentence_repeated(text: AnalysedText) -> bool:
    """Return whether most of a text is one sentence said again and again."""
    if not text.tokens or text.tokens[-1].sentence + 1 < REPEATS:
        return False
    lengths = Counter(Counter(token.sentence for token in text.tokens).values())
    if max(lengths.values()) < REPEATS:
        return False
    sentences: dict[int, list[str]] = {}
    for token in text.tokens:
        sentences.setdefault(token.sentence, []).append(token.word.folded)
    said, times = Counter(map(tuple, sentences.values())).most_common(1)[0]
    return times >= REPEATS and times * len(said) >= REPEATED * len(text.tokens)


def _is_echo(text: AnalysedText, prompt: AnalysedText, in_order: bool) -> bool:
    """Return whether a text holds no content but the prompt's, and mostly `in_order` if asked.

    Where nothing but a reference tells what is right, the answer may well be a word of the prompt.
    """
    content = text.content_stems()
    if not content or not content <= prompt.content_stems():
        return False
    pairs, known = _pairs(text), set(_pairs(prompt))
    same = sum(1 for pair in pairs if pair in known)
    return not in_order or not pairs or same >= ECHOED * len(pairs)


def _pairs(text: AnalysedText) -> list[tuple[str, str]]:
    words = [token.word.stems[0] for token in text.tokens]
    return list(pairwise(words))


def _noise_share(text: AnalysedText) -> float:
    """Return the share of words that neither the bank nor English knows; 1 without any word.

    Symbols of formulas are short, so only words of three letters and more count as noise; one or
    two of them may be names.
    """
    if not text.tokens:
        return 1.0
    strange = [token.word.folded for token in text.tokens if not token.word.known]
    unknown = sum(len(folded) >= _SHORTEST_NOISE for folded in strange)
    if unknown < _FEWEST_NOISE and unknown < len(text.tokens):
        return 0.0
    return unknown / len(text.tokens)
