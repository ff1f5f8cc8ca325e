"""Hedging: the words with which an answer takes back half of what it says.

That hedges can be counted as words and phrases which mark a claim as less than certain is the idea
of Ken Hyland, "Hedging in Scientific Research Articles" (Benjamins, 1998); the table is our own.
"May", "might", "can" and "should" are not in it: of a technical claim ("a large rate may diverge")
they tell what happens sometimes, not that the speaker doubts it. For the same reason words of
measure ("about half", "more or less", "usually") are left out, and "I assume", which may well be
an assumption of the method.
"""

import re
from collections import Counter
from dataclasses import dataclass

from interviewer.model.assessment import Span

HEDGES = (
    "maybe",
    "perhaps",
    "possibly",
    "probably",
    "presumably",
    "supposedly",
    "apparently",
    "hopefully",
    "somehow",
    "basically",
    "i think",
    "i don't think",
    "i do not think",
    "i would think",
    "i'd think",
    "i guess",
    "i would guess",
    "i'd guess",
    "my guess",
    "i believe",
    "i suppose",
    "i would say",
    "i'd say",
    "i feel like",
    "it seems to me",
    "in my opinion",
    "imo",
    "as far as i know",
    "as far as i remember",
    "as far as i can tell",
    "afaik",
    "if i remember",
    "if i recall",
    "if i'm not mistaken",
    "if i am not mistaken",
    "iirc",
    "not sure",
    "not so sure",
    "not really sure",
    "not quite sure",
    "not too sure",
    "not entirely sure",
    "not completely sure",
    "not exactly sure",
    "i'm not certain",
    "i am not certain",
    "i'm unsure",
    "i am unsure",
    "sort of",
    "sorta",
    "kind of",
    "kinda",
    "something like",
    "something along the lines",
    "or something",
    "or something like that",
    "or whatever",
    "and stuff",
    "in some way",
)
"""Whole phrases in lower case; where two begin at one place, the longer one is meant."""

_NOUN_MARKERS = frozenset(
    "a an the this that these those what which each every any some one two both another same "
    "other no first second third special different certain new particular common simple similar "
    "main right wrong such".split()
)
"""After one of these words "kind of" and "sort of" are about kinds: a special kind of network."""

_KINDS = ("kind of", "sort of")

_LONGEST_FIRST = sorted(set(HEDGES), key=len, reverse=True)
_PHRASES = re.compile(
    r"(?<![\w'-])(?:"
    + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in _LONGEST_FIRST)
    + r")(?![\w'-])"
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_FARTHEST_BEFORE = 60
_WORDS_BEFORE = 4
_BEFORE_ADJECTIVES = frozenset(("a", "an", "another", "very", "more", "less", "most"))
"""These need not stand right before it: an older and simpler kind of network."""


@dataclass(frozen=True)
class Hedge:
    """A phrase of `HEDGES`, and the characters of the answer where it stands."""

    phrase: str
    span: Span


def find_hedges(text: str) -> tuple[Hedge, ...]:
    """Return the hedges of a text in their order; none lies within another."""
    plain = _folded(text)
    found = []
    for match in _PHRASES.finditer(plain):
        phrase = " ".join(match.group().split())
        if phrase in _KINDS and _is_about_kinds(plain, match.start()):
            continue
        found.append(Hedge(phrase, Span(match.start(), match.end())))
    return tuple(found)


def count_phrases(hedges: tuple[Hedge, ...]) -> tuple[tuple[str, int], ...]:
    """Return each phrase with how often it stands there, the most frequent first."""
    counts = Counter(hedge.phrase for hedge in hedges)
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def count_words(text: str) -> int:
    """Return how many words a text has; numbers count, signs do not."""
    return sum(1 for _ in _WORD.finditer(text))


def _folded(text: str) -> str:
    """Return the text in lower case with plain apostrophes, every character where it was."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have two in lower case
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _is_about_kinds(text: str, start: int) -> bool:
    words = _WORD.findall(text, max(0, start - _FARTHEST_BEFORE), start)[-_WORDS_BEFORE:]
    return bool(words) and (words[-1] in _NOUN_MARKERS or not _BEFORE_ADJECTIVES.isdisjoint(words))
