"""What is known about words: which the bank uses, which are plain English, which are misspelt."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from interviewer.grading.misspelling import Corrections, may_be_misspelt
from interviewer.grading.misspelling import edits_allowed as edits_allowed
from interviewer.grading.spelling import fold, remember_stems, spell_alike, stem
from interviewer.grading.word import NEGATOR, Compound, Term, Word

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
_ENGLISH_ENDINGS = tuple(
    "s ed d ing ly er est ied ier ation ment ness able ible al ity ive ful less ance ence".split()
)

FEWEST_LETTERS = 3
"""How many letters of a word with an open end a pattern must give, at least."""

_BEGINNING = 6
_LONGEST_COMPOUND = 24
_PAIRS_KNOWN = 20_000
_NO_COMPOUND = Compound((), ())
_CACHE_LIMIT = 10_000


@cache
def english_words() -> frozenset[str]:
    """Return common English words in the form of `spell_alike`, with their stems.

    The list is `forms_of_english`, written down: to work it out takes a fifth of a second.
    """
    text = Path(__file__).with_name("english_forms.txt").read_text("ascii")
    return frozenset(text.split())


def forms_of_english() -> frozenset[str]:
    """Return the forms and stems of the words in english.txt."""
    text = Path(__file__).with_name("english.txt").read_text("ascii")
    forms = {spell_alike(word) for word in text.split()}
    return frozenset(forms | {stem(form) for form in forms})


def is_negator(folded: str) -> bool:
    """Return whether a folded word denies what stands around it."""
    return folded in NEGATORS or folded.endswith("n't")


def stems_of(words: Iterable[str]) -> dict[str, str]:
    """Return the American regular forms of words as written, in order, with the stem of each."""
    forms = sorted({spell_alike(fold(word)) for word in words})
    return {form: stem(form) for form in forms}


class Lexicon:
    """The words of one bank, and what every other word counts as.

    A word is a misspelling when neither the bank nor common English knows it and it lies within
    the allowed edits (optimal string alignment: a swap of two neighbours is one edit) of a word
    of the bank. So no word of the bank is ever taken for another one.
    """

    def __init__(self, words: Iterable[str] = (), stems: Mapping[str, str] | None = None) -> None:
        """Learn the words that the bank uses.

        Args:
            words: the words as they are written there.
            stems: their forms with the stem of each, where these are known already.
        """
        forms = stems_of(words) if stems is None else stems
        remember_stems(forms)
        self._stems = frozenset(forms.values())
        self._forms = forms
        self._in_order = sorted(forms)
        self._cache: dict[str, Word] = {}
        self._compounds: dict[tuple[str, str], Compound] = {}

    @cached_property
    def _corrections(self) -> Corrections:
        """Return what finds the words that a misspelt one may stand for; many answers need none."""
        return Corrections(self._forms)

    def uses(self, form: str) -> bool:
        """Return whether a form, or an inflection of it, is a word of the bank."""
        if form in self._forms:
            return True
        # The stemmer takes `bestfully` for `best`: the beginning must be that of a word as well.
        return self._begins(form[:_BEGINNING]) and stem(form) in self._stems

    def _begins(self, letters: str) -> bool:
        """Return whether a longer word of the bank begins with these letters."""
        at = bisect_right(self._in_order, letters)
        return at < len(self._in_order) and self._in_order[at].startswith(letters)

    def look_up(self, surface: str) -> Word:
        """Return what a word as written counts as."""
        word = self._cache.get(surface)
        if word is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            word = self._cache[surface] = self._examine(surface)
        return word

    def look_up_all(self, surfaces: Iterable[str]) -> list[Word]:
        """Return what each of some words as written counts as."""
        known = self._cache.get
        return [known(surface) or self.look_up(surface) for surface in surfaces]

    def compounds(self, words: Iterable[Word]) -> Iterator[tuple[int, Compound]]:
        """Yield the places of words that make one word of the bank with the next, and that word."""
        known = self._compounds
        for place, pair in enumerate(pairwise([word.form for word in words])):
            compound = known.get(pair)
            if compound is None:
                if len(known) >= _PAIRS_KNOWN:
                    known.clear()
                stems = self.compound(pair)
                compound = Compound(stems, ("".join(pair),)) if stems else _NO_COMPOUND
                known[pair] = compound
            if compound.stems:
                yield place, compound

    def compound(self, pair: tuple[str, str]) -> tuple[str, ...]:
        """Return the stems of two forms written in one, none where the bank has no such word."""
        joined = "".join(pair)
        fits = len(joined) <= _LONGEST_COMPOUND and self._begins(pair[0])
        return self.look_up(joined).stems if fits and self.uses(joined) else ()

    def _examine(self, surface: str) -> Word:
        folded = fold(surface)
        is_number = folded.replace(".", "").replace(",", "").isdigit()
        form = folded if is_number else spell_alike(folded)
        own = form if is_number else stem(form)
        negator = is_negator(folded)
        content = not negator and folded not in STOP_WORDS
        known = is_number or negator or self._is_known(form, own)
        strange = not known and may_be_misspelt(form)
        meant = self._corrections.nearest(form) if strange else ()
        stems = tuple(sorted({stem(other) for other in meant})) or (own,)
        spellings = tuple(dict.fromkeys((folded, form, *meant)))
        return Word(
            folded,
            form,
            stems,
            known or bool(meant),
            negator,
            content,
            spellings,
            (NEGATOR,) if negator else tuple(Term(one, content=content) for one in stems),
            (NEGATOR,)
            if negator
            else tuple(Term(one, denied=content, content=content) for one in stems),
            len(surface) > 1 and surface.isupper(),
        )

    def _is_known(self, form: str, own: str) -> bool:
        """Return whether a form with this stem is a word of the bank or of English."""
        english = english_words()
        inflected = own in english and form.endswith(_ENGLISH_ENDINGS)
        return own in self._stems or form in english or inflected
