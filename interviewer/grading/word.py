"""A word as the grader sees it, where it stands, and the terms that texts are compared by."""

from dataclasses import dataclass
from typing import NamedTuple

from interviewer.model.assessment import Span


class Term(NamedTuple):
    """A stem as it stands in a text.

    `denied` says whether a negator denies it. `content` is false for the words that hold a
    sentence together; every negator is the one term `NEGATOR`.
    """

    stem: str
    denied: bool = False
    content: bool = True


NEGATOR = Term("not", denied=False, content=False)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word as the grader sees it; a lexicon makes each but once.

    `folded` is the word in lower case, `form` its American regular form. `stems` are the stems it
    counts as: its own; for a misspelling those of the words it may stand for. `known` says
    whether it is a word of the bank, of English, or a misspelling of one. `spellings` are all the
    ways to write it, those of the words it may stand for too. `terms` are what it is compared by,
    `denied_terms` the same where a negator denies it. `capitals` says
    whether it was written in capitals, two or more.
    """

    folded: str
    form: str
    stems: tuple[str, ...]
    known: bool
    negator: bool
    content: bool
    spellings: tuple[str, ...]
    terms: tuple[Term, ...]
    denied_terms: tuple[Term, ...]
    capitals: bool


class Compound(NamedTuple):
    """Two neighbours that the bank writes as one word: its stems, and how it is spelt."""

    stems: tuple[str, ...]
    spellings: tuple[str, ...]
    negator: bool = False


class Token(NamedTuple):
    """A word of the answer: characters `start` to `end`, and where it stands."""

    start: int
    end: int
    sentence: int
    clause: int
    word: Word

    @property
    def span(self) -> Span:
        """Return the characters of the token."""
        return Span(self.start, self.end)
