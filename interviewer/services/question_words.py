"""Which lines ask something, and what a question is called by: its id."""

import re
from collections.abc import Container

from interviewer.grading.lexicon import STOP_WORDS
from interviewer.grading.spelling import fold
from interviewer.storage.rubric_kinds import RESERVED_IDS

_NUMBER = re.compile(
    r"^\s*(?:(?:q|ques|question)\s*\d{0,3}\s*[.:)-]|\(?\d{1,3}\s*[.:)])\s+", re.IGNORECASE
)
_ASKING = re.compile(
    r"(?:what|what's|why|how|which|when|where|who|is|are|do|does|can|could|should|would|will|"
    r"explain|describe|define|differentiate|distinguish|discuss|outline|derive|difference|"
    r"differences|contrast|compare|name|list|give|mention|state|tell|provide|according)\b",
    re.IGNORECASE,
)
_SURELY_ASKING = re.compile(
    r"(?:explain|describe|define|differentiate|distinguish|discuss|difference|differences|"
    r"what|why|how)\b",
    re.IGNORECASE,
)
_LEAD_IN = frozenset(
    "what which how why when where explain describe define differentiate distinguish compare "
    "contrast discuss name list give mention state tell provide difference differences between "
    "understand know mean meant context detail details concept term example examples work works "
    "interview question please according main common used need happens".split()
)
_ID_WORDS, _ID_LENGTH = 4, 40
_PARTS = re.compile(r"[a-z0-9]+")
_LONGEST_QUESTION = 500


def without_number(line: str) -> tuple[str, bool]:
    """Return a line without the number or the `Q:` before it, and whether there was one."""
    found = _NUMBER.match(line)
    return (line[found.end() :].strip(), True) if found else (line.strip(), False)


def asks(text: str) -> bool:
    """Return whether a heading, or a line set in bold, asks something."""
    return len(text) <= _LONGEST_QUESTION and (text.endswith("?") or bool(_ASKING.match(text)))


def surely_asks(text: str) -> bool:
    """Return whether a numbered line asks something, and is not a step of an answer."""
    if len(text) > _LONGEST_QUESTION:
        return False
    asking = _ASKING.match(text) is not None and "?" in text
    return text.endswith("?") or asking or bool(_SURELY_ASKING.match(text))


def same_question(text: str) -> str:
    """Return what two spellings of one question share."""
    return " ".join(_PARTS.findall(fold(text))) or text


def make_id(text: str, taken: Container[str], otherwise: str) -> str:
    """Return an id made of a question's own words: safe as a file's name, and not `taken`.

    Args:
        text: the question, or a name.
        taken: the ids that are used already.
        otherwise: the id where the text has no word in Latin letters.
    """
    words = _PARTS.findall(fold(text[:2000]))
    telling = [word for word in words if word not in STOP_WORDS and word not in _LEAD_IN]
    stem = ""
    for word in list(dict.fromkeys(telling or words))[:_ID_WORDS]:
        longer = f"{stem}-{word}" if stem else word[:_ID_LENGTH]
        if len(longer) > _ID_LENGTH:
            break
        stem = longer
    stem = stem or otherwise
    if stem in RESERVED_IDS:
        stem = f"{stem}-1"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
