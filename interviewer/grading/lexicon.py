"""What is known about words: which the bank uses, which are plain English, which are misspelt."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from interviewer.grading.spelling import fold, spell_alike, stem

NEGATORS = frozenset(
    "not no never cannot cant without neither nor none nothing hardly barely lack lacks lacking "
    "lacked dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt "
    "havent hadnt".split()
)
"""Words that deny; in a pattern each of them matches all of them, and so do words in n't."""

CONTRASTS = frozenset(("instead", "rather"))
"""Words that deny what follows them: `instead of`, `rather than`."""

STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be because been being both but by can could "
    "did do does doing done each either else etc for from get gets given gives go goes had has "
    "have having he her here him his how i if in into is it its itself just let like made make "
    "makes making may me means might more most much must my of on one only or other our out "
    "over own really same she should so some such than that the their them then there these "
    "they thing things this those through thus to too up us use used uses using very was way we "
    "well were what when where whether which while who why will with would you your e g".split()
)
"""Words that carry no content of their own."""

# The stemmer takes `recurent` for a form of `recur`: only what ends as English words do is one.
_ENGLISH_ENDING = re.compile(
    r"(?:s|ed|d|ing|ly|er|est|ied|ier|ation|ment|ness|able|ible|al|ity|ive|ful|less|[ae]nce)$"
)

FEWEST_LETTERS = 3
"""How many letters of a word with an open end a pattern must give, at least."""

_BEGINNING = 6
_CACHE_LIMIT = 100_000


class Word(NamedTuple):
    """A word as the grader sees it.

    `folded` is the word in lower case, `form` its American regular form. `stems` are the stems it
    counts as: its own; for a misspelling those of the words it may stand for. `known` says
    whether it is a word of the bank, of English, or a misspelling of one. `spellings` are all the
    ways to write it, those of the words it may stand for too; `beginnings` their first three
    letters. `begins_compound` says whether a longer word of the bank begins with it.
    """

    folded: str
    form: str
    stems: tuple[str, ...]
    known: bool
    negator: bool
    content: bool
    spellings: tuple[str, ...]
    beginnings: tuple[str, ...]
    begins_compound: bool


@cache
def english_words() -> frozenset[str]:
    """Return common English words in the form of `spell_alike`, with their stems."""
    text = files("interviewer.grading").joinpath("english.txt").read_text("ascii")
    forms = {spell_alike(word) for word in text.split()}
    return frozenset(forms | {stem(form) for form in forms})


def is_negator(folded: str) -> bool:
    """Return whether a folded word denies what stands around it."""
    return folded in NEGATORS or folded.endswith("n't")


def edits_allowed(length: int) -> int:
    """Return how many edits a misspelling of a word of this many letters may have."""
    if length < 5:
        return 0
    return 1 if length < 8 else 2


class Lexicon:
    """The words of one bank, and what every other word counts as.

    A word is a misspelling when neither the bank nor common English knows it and it lies within
    the allowed edits (optimal string alignment: a swap of two neighbours is one edit) of a word
    of the bank. So no word of the bank is ever taken for another one.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Learn the words that the bank uses, as they are written there."""
        forms = {spell_alike(fold(word)) for word in words}
        self._stems = frozenset(stem(form) for form in forms)
        self._forms = frozenset(forms)
        self._beginnings = frozenset(form[:end] for form in forms for end in range(1, len(form)))
        self._by_length: dict[int, list[str]] = {}
        for form in sorted(forms):
            if form.isalpha() and edits_allowed(len(form)):
                self._by_length.setdefault(len(form), []).append(form)
        self._cache: dict[str, Word] = {}

    def uses(self, form: str) -> bool:
        """Return whether a form, or an inflection of it, is a word of the bank."""
        if form in self._forms:
            return True
        # The stemmer takes `bestfully` for `best`: the beginning must be that of a word as well.
        return form[:_BEGINNING] in self._beginnings and stem(form) in self._stems

    def look_up(self, surface: str) -> Word:
        """Return what a word as written counts as."""
        word = self._cache.get(surface)
        if word is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            word = self._cache[surface] = self._examine(surface)
        return word

    def _examine(self, surface: str) -> Word:
        folded = fold(surface)
        form = folded if folded.isdigit() else spell_alike(folded)
        own = stem(form)
        negator = is_negator(folded)
        content = not negator and folded not in STOP_WORDS
        english = english_words()
        inflected = own in english and _ENGLISH_ENDING.search(form) is not None
        known = own in self._stems or form in english or inflected or negator
        meant = () if known else self._corrections(form)
        stems = tuple(sorted({stem(other) for other in meant})) or (own,)
        known = known or bool(meant) or form.replace(".", "").replace(",", "").isdigit()
        spellings = tuple(dict.fromkeys((folded, form, *meant)))
        beginnings = tuple(dict.fromkeys(text[:FEWEST_LETTERS] for text in spellings))
        begins_compound = form in self._beginnings
        return Word(
            folded, form, stems, known, negator, content, spellings, beginnings, begins_compound
        )

    def _corrections(self, form: str) -> tuple[str, ...]:
        """Return the nearest words of the bank within the allowed edits."""
        if not form.isalpha():
            return ()
        found: dict[str, int] = {}
        for length in range(len(form) - 2, len(form) + 3):
            words = self._by_length.get(length, [])
            allowed = edits_allowed(length)
            for word, distance, _ in extract_iter(
                form, words, scorer=OSA.distance, score_cutoff=allowed
            ):
                found[word] = distance
        nearest = min(found.values(), default=0)
        return tuple(sorted(word for word, distance in found.items() if distance == nearest))
