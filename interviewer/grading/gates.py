"""The reasons why an answer earns nothing, whatever it contains."""

from interviewer.grading.similarity import Coverage
from interviewer.grading.tokens import AnalysedText
from interviewer.model.assessment import Gate

NOISE_ALWAYS = 0.7
"""From this share of unknown words on, an answer is noise even if a pattern was found."""

NOISE_WITHOUT_CREDIT = 0.5
OFF_TOPIC_COVERAGE = 0.06

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


def find_gate(
    text: AnalysedText, prompt_stems: frozenset[str], coverage: Coverage, found: bool
) -> Gate | None:
    """Return why this answer earns nothing, or None.

    `found` says whether any idea of the rubric was found, right or wrong; `coverage` is that of
    the closest reference.
    """
    if not text.text.strip():
        return Gate.BLANK
    if is_dont_know(text):
        return Gate.DONT_KNOW
    noise = _noise_share(text)
    if noise >= NOISE_ALWAYS or (noise >= NOISE_WITHOUT_CREDIT and not found):
        return Gate.GIBBERISH
    content = text.content_stems()
    if found:
        return None
    if content and content <= prompt_stems:
        return Gate.ECHO
    if coverage.value < OFF_TOPIC_COVERAGE:
        return Gate.OFF_TOPIC
    return None


def is_dont_know(text: AnalysedText) -> bool:
    """Return whether the whole answer says no more than that the candidate does not know."""
    words = [token.word.folded.replace("'", "") for token in text.tokens]
    return " ".join(word for word in words if word not in _FILLERS) in _DONT_KNOW


def _noise_share(text: AnalysedText) -> float:
    """Return the share of words that neither the bank nor English knows; 1 without any word."""
    if not text.tokens:
        return 1.0
    unknown = sum(1 for token in text.tokens if not token.word.known)
    return unknown / len(text.tokens)
