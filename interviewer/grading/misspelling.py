"""Which words of a bank a misspelt word may stand for."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

_ENDS = 2
"""How many letters at one end of a word are right in most misspellings of it."""


def edits_allowed(length: int) -> int:
    """Return how many edits a misspelling of a word of this many letters may have."""
    if length < 5:
        return 0
    return 1 if length < 8 else 2


class Corrections:
    """The words of a bank by parts of them, one of which every misspelling leaves as it is.

    An edit (optimal string alignment) changes at most two neighbouring letters. So one edit leaves
    the first two letters of a word of five or the last two. Two edits do so too, or else there is
    one at either end, and what stands between them is left but may be shifted by a letter.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        """Sort the words that are long enough to be misspelt."""
        self._by_ends: dict[tuple[int, str, str], list[str]] = {}
        self._by_middle: dict[str, list[str]] = {}
        for form in sorted(forms):
            length, allowed = len(form), edits_allowed(len(form))
            if form.isalpha() and allowed:
                for ends in ((form[:_ENDS], ""), ("", form[-_ENDS:])):
                    self._by_ends.setdefault((length, *ends), []).append(form)
                if allowed > 1:
                    middle = form[_ENDS + 1 : -_ENDS - 1]
                    self._by_middle.setdefault(middle, []).append(form)

    def nearest(self, form: str) -> tuple[str, ...]:
        """Return the words within the allowed edits that are nearest to a form."""
        if not form.isalpha():
            return ()
        found: dict[int, list[str]] = {}
        for word in self._candidates(form):
            allowed = edits_allowed(len(word))
            distance = OSA.distance(form, word, score_cutoff=allowed)
            if distance <= allowed:
                found.setdefault(distance, []).append(word)
        return tuple(sorted(found[min(found)])) if found else ()

    def _candidates(self, form: str) -> set[str]:
        """Return the words that share one of the parts with a form."""
        found: set[str] = set()
        for length in range(len(form) - 2, len(form) + 3):
            found.update(self._by_ends.get((length, form[:_ENDS], ""), ()))
            found.update(self._by_ends.get((length, "", form[-_ENDS:]), ()))
        for begin in range(_ENDS, _ENDS + 3):
            for left in range(_ENDS, _ENDS + 3):
                found.update(self._by_middle.get(form[begin : len(form) - left], ()))
        return found
