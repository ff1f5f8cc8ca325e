"""One form for a word however it is written: case, accents, British or American, irregular."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock

import Stemmer

_STEMMER = Stemmer.Stemmer("english")
# The stemmer keeps the word it works on in itself: two threads at once get wrong stems.
_STEMMER_LOCK = Lock()
_STEMS: dict[str, str] = {}
_STEMS_KNOWN = 100_000

# Most words hold none of the letters that come first here, which is soon seen.
_AMERICAN = (
    ("is", re.compile(r"is(e|ed|es|er|ers|ing|ation|ations|able)$"), r"iz\1"),
    ("ys", re.compile(r"ys(e|ed|es|er|ers|ing)$"), r"yz\1"),
    ("our", re.compile(r"^(behavi|col|fav|neighb|lab|flav|hon|rum|vap)our"), r"\1or"),
    (
        "ll",
        re.compile(r"^(model|label|travel|cancel|channel|level|signal|total)l(ed|ing|er|ers)$"),
        r"\1\2",
    ),
    ("re", re.compile(r"^(cent|met|lit|fib)re(s)?$"), r"\1er\2"),
    ("centred", re.compile(r"^centred$"), "centered"),
    ("ogue", re.compile(r"^(catal|anal|dial)ogue(s)?$"), r"\1og\2"),
)
_SHORTEST_AMERICAN = 4

# The stemmer takes an s off only after a vowel and never off `us`: acronyms need help.
_PLURAL_ACRONYM = re.compile(r"^(?:[^aeiouy\d]{2,}|[cgt]pu|gru|[a-z]?elu)s$")

_IRREGULAR = {
    form: base
    for base, forms in {
        "analysis": "analyses",
        "axis": "axes",
        "become": "became",
        "begin": "began begun",
        "break": "broke broken",
        "build": "built",
        "choose": "chose chosen",
        "corpus": "corpora",
        "fall": "fell fallen",
        "feed": "fed",
        "find": "found",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hold": "held",
        "hypothesis": "hypotheses",
        "index": "indices",
        "keep": "kept",
        "know": "knew known",
        "learn": "learnt",
        "lose": "lost",
        "make": "made",
        "matrix": "matrices",
        "maximum": "maxima",
        "mean": "meant",
        "minimum": "minima",
        "optimum": "optima",
        "rise": "rose risen",
        "see": "saw seen",
        "send": "sent",
        "shrink": "shrank shrunk",
        "speed": "sped",
        "spend": "spent",
        "stick": "stuck",
        "take": "took taken",
        "teach": "taught",
        "think": "thought",
        "vertex": "vertices",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}


def fold(word: str) -> str:
    """Return `word` in lower case, without accents, with a plain apostrophe."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.replace("\u2019", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=20_000)
def spell_alike(word: str) -> str:
    """Return the American, regular form of a folded word.

    The result need not be an English word (`noise` becomes `noize`): both sides of every
    comparison go through here, so only equality counts.
    """
    if word.endswith("'s"):
        word = word[:-2]
    word = _IRREGULAR.get(word, word)
    if _PLURAL_ACRONYM.match(word) and not word.endswith("ss"):
        word = word[:-1]
    return american(word)


def american(word: str) -> str:
    """Return a folded word, or the beginning of one, in American spelling."""
    if len(word) >= _SHORTEST_AMERICAN:
        for letters, british, replacement in _AMERICAN:
            if letters in word:
                word = british.sub(replacement, word)
    return word


def stem(form: str) -> str:
    """Return the stem of a form: the Porter2 algorithm for English (Porter 2001, Snowball)."""
    known = _STEMS.get(form)
    if known is None:
        known = _worked_out(form)
        remember_stems({form: known})
    return known


def _worked_out(form: str) -> str:
    with _STEMMER_LOCK:
        return str(_STEMMER.stemWord(form))


def remember_stems(stems: Mapping[str, str]) -> None:
    """Know the stems of these forms: to work out those of a bank takes a tenth of a second."""
    if len(_STEMS) + len(stems) > _STEMS_KNOWN:
        _STEMS.clear()
    _STEMS.update(stems)


def stem_of(word: str) -> str:
    """Return the stem of a word as it was written."""
    return stem(spell_alike(fold(word)))
