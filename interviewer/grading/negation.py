"""Which words of an answer are denied.

After NegEx (Chapman et al. 2001, "A simple algorithm for identifying negated findings"): a
negator denies what follows it in its clause; a verb's negator also denies what stands before it,
when the whole match lies in that one clause ("exploding gradients are not solved by it").
"""

from collections.abc import Sequence

from interviewer.grading.negators import (
    DENIES_NEXT,
    PREPOSITIONS,
    Force,
    ends_reach,
    force_of,
    force_of_phrase,
    is_denied_claim,
    is_no_longer,
    is_relative,
)
from interviewer.grading.tokens import JOINING_WORDS, Token

_PREPOSITION_REACH = 4

_VERBAL_REACH = 10
"""So many words away a verb's negator still denies: without marks a clause may go on and on."""

_REACH_ENDS = frozenset(
    "it this that these those them they we you he she there then is are was were will would can "
    "becomes become stays stay everything everybody all each every both".split()
)
"""Words at which the reach of a preposition ends: a new statement begins."""


_MAY_DENY = frozenset((*DENIES_NEXT, "that"))


class Negations:
    """The negators of a text and what each of them denies."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Find the negators once; look-ups are cheap then."""
        self._forward: dict[int, int] = {}
        self._verbal: dict[int, list[int]] = {}
        self._called_false: dict[int, int] = {}
        self._asides: set[int] = set()
        self._needed: dict[int, int] = {}
        self._covered = 0  # the end of the last reach without limit: all before it is denied
        self._tokens = tokens
        for position, token in enumerate(tokens):
            word = token.word
            if not word.negator and word.folded not in _MAY_DENY:
                continue
            if word.negator:
                self._add(position, force_of(tokens, position))
            elif word.folded in DENIES_NEXT:
                self._add_phrase(position, force_of_phrase(tokens, position))
            if word.folded == "that" and is_denied_claim(tokens, position):
                before = tokens[position - 2].word.negator
                self._deny_sentence(position, position - 2 if before else position - 1)

    def __bool__(self) -> bool:
        """Return whether anything is denied at all."""
        return bool(self._forward or self._verbal)

    def denies(self, position: int) -> bool:
        """Return whether a negator before this token denies it."""
        return position in self._forward

    def calling_false(self, positions: Sequence[int]) -> int | None:
        """Return the `not` or `false` of `it is not true that` before these tokens, or None."""
        return self._called_false.get(positions[0])

    def of_match(self, positions: Sequence[int]) -> int | None:
        """Return the negator that denies a match of these tokens, or None."""
        for position in positions:
            negator = self._forward.get(position)
            if negator is not None and negator not in positions:
                return negator
        first, last = self._tokens[min(positions)], self._tokens[max(positions)]
        if first.clause == last.clause:
            for negator in self._verbal.get(first.clause, ()):
                if negator not in positions and self._reaches_back(positions, negator):
                    return negator
        return None

    def _reaches_back(self, positions: Sequence[int], negator: int) -> bool:
        """Return whether a later negator is near, with no `and` between it and a match.

        In `without clipping it cannot learn` the clipping is not what is denied.
        """
        last = max(positions)
        if not last < negator <= last + _VERBAL_REACH:
            return False
        needed = self._needed.get(self._tokens[negator].clause)
        if needed is not None and needed < min(positions):
            return False
        between = self._tokens[last + 1 : negator]
        return all(token.word.folded not in JOINING_WORDS for token in between)

    def is_flat(self, positions: Sequence[int], negator: int) -> bool:
        """Return whether a match is called wrong by its negator, not only set aside.

        It is set aside where that negator does no more (`without`, `rather than`), where the match
        begins in one clause and ends in another, and where what is called false is itself denied.
        """
        clause = self._tokens[positions[0]].clause
        if self._called_false.get(positions[0]) == negator:
            return not any(
                other > negator and not is_denied_claim(self._tokens, other + 2)
                for other in self._verbal.get(clause, ())
            )
        return negator not in self._asides and clause == self._tokens[positions[-1]].clause

    def _add(self, position: int, force: Force) -> None:
        tokens = self._tokens
        if force is Force.NEEDED:
            self._needed.setdefault(tokens[position].clause, position)
        if force in (Force.NONE, Force.NEEDED):
            return
        if force is Force.ASIDE:
            self._asides.add(position)
        if tokens[position].word.folded in PREPOSITIONS and not is_no_longer(tokens, position):
            self._reach_forward(position, _PREPOSITION_REACH)
            return
        if not is_relative(tokens, position):
            self._verbal.setdefault(tokens[position].clause, []).append(position)
        self._reach_forward(position, None)

    def _add_phrase(self, position: int, force: Force) -> None:
        """Add `instead of`, `rather than`, `fails to`, of which the second word is one more."""
        if force is Force.NONE:
            return
        if force is Force.ASIDE:
            self._asides.add(position)
        self._reach_forward(position, _PREPOSITION_REACH + 1)

    def _deny_sentence(self, position: int, negator: int) -> None:
        if position + 1 in self._called_false:
            return  # and so is the rest of the sentence
        tokens = self._tokens
        for other in range(position + 1, len(tokens)):
            if tokens[other].sentence != tokens[position].sentence:
                break
            self._forward.setdefault(other, negator)
            self._called_false.setdefault(other, negator)

    def _reach_forward(self, position: int, reach: int | None) -> None:
        tokens = self._tokens
        clause = tokens[position].clause
        begin = position + 1
        stop = min(len(tokens), begin + (_VERBAL_REACH if reach is None else reach))
        if reach is None:
            begin = self._covered = max(begin, self._covered)
        for other in range(begin, stop):
            token = tokens[other]
            if token.clause != clause:
                break
            if token.word.folded in _REACH_ENDS if reach else ends_reach(tokens, other):
                break
            if tokens[position].word.folded == "no" and token.word.folded in JOINING_WORDS:
                break
            self._forward.setdefault(other, position)
            if reach is None:
                self._covered = other + 1
