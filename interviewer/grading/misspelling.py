"""Which words of a bank a misspelt word may stand for."""

from collections import defaultdict
from collections.abc import Iterable

_SHORTEST = 4
"""A word of five letters with one left out."""

_ENDS = 2
"""How many letters at one end of a word are right in most misspellings of it."""

_MIDDLE = _ENDS + 1
"""Where the letters begin that are right in the others, or one place before or after it."""


def edits_allowed(length: int) -> int:
    """Return how many edits a misspelling of a word of this many letters may have."""
    if length < 5:
        return 0
    return 1 if length < 8 else 2


def may_be_misspelt(form: str) -> bool:
    """Return whether a form can be a misspelling of any word at all."""
    return len(form) >= _SHORTEST and form.isalpha()


class Corrections:
    """The words of a bank by parts of them, one of which every misspelling leaves as it is.

    An edit (optimal string alignment) changes at most two neighbouring letters. So one edit leaves
    the first two letters of a word of five or the last two. Two edits do so too, or else there is
    one at either end, and what stands between them is left but may be shifted by a letter.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        """Sort the words that are long enough to be misspelt."""
        # Imported here: an answer whose words are all known needs none of its four megabytes.
        from rapidfuzz.distance import OSA

        self._distance = OSA.distance
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        self._by_end: defaultdict[str, list[str]] = defaultdict(list)
        self._by_middle: defaultdict[str, list[str]] = defaultdict(list)
        for form in forms:
            allowed = edits_allowed(len(form))
            if allowed and form.isalpha():
                self._by_start[form[:_ENDS]].append(form)
                self._by_end[form[-_ENDS:]].append(form)
                if allowed > 1:
                    self._by_middle[form[_MIDDLE : _MIDDLE + _ENDS]].append(form)

    def nearest(self, form: str) -> tuple[str, ...]:
        """Return the words within the allowed edits that are nearest to a form."""
        if not may_be_misspelt(form):
            return ()
        found: dict[int, list[str]] = {}
        for word in self._candidates(form):
            allowed = edits_allowed(len(word))
            distance = self._distance(form, word, score_cutoff=allowed)
            if distance <= allowed:
                found.setdefault(distance, []).append(word)
        return tuple(sorted(found[min(found)])) if found else ()

    def _candidates(self, form: str) -> set[str]:
        """Return the words that share one of the parts with a form."""
        found = {*self._by_start.get(form[:_ENDS], ()), *self._by_end.get(form[-_ENDS:], ())}
        for begin in range(_MIDDLE - 1, _MIDDLE + 2):
            found.update(self._by_middle.get(form[begin : begin + _ENDS], ()))
        return found
