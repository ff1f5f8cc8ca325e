"""Which words of an answer are denied.

After NegEx (Chapman et al. 2001, "A simple algorithm for identifying negated findings"): a
negator denies what follows it in its clause; a verb's negator also denies what stands before it,
when the whole match lies in that one clause ("exploding gradients are not solved by it").
"""

from collections.abc import Sequence

from interviewer.grading.tokens import JOINING_WORDS, Token

_PREPOSITIONS = frozenset(("without", "no", "lack", "lacks", "lacking", "none"))
"""Negators that deny only the few words after them."""

_PREPOSITION_REACH = 4

_VERBAL_REACH = 10
"""So many words away a verb's negator still denies: without marks a clause may go on and on."""

_REACH_ENDS = frozenset(
    "it this that these those them they we you he she there then is are was were will would can "
    "becomes become stays stay everything everybody all each every both".split()
)
"""Words at which the reach of a preposition ends: a new statement begins."""

_DENIES_BEFORE = {
    "instead": "of",
    "rather": "than",
    "fail": "to",
    "fails": "to",
    "failed": "to",
    "unable": "to",
}
"""Words that deny what follows them where this other word comes next: `instead of`, `fails to`."""

_DENIED_CLAIMS = frozenset("true right correct".split())
_FALSE_CLAIMS = frozenset("false wrong untrue incorrect myth lie nonsense misconception".split())
"""`it is not true that ...` and `it is false that ...` deny the whole sentence that follows."""

_HARMLESS_AFTER_NOT = frozenset(("only", "just", "merely", "simply", "sure", "certain"))
"""`not only`, `not just`, `not sure` deny nothing that a pattern looks for."""

_HARMLESS_BEFORE_NOT = frozenset(("or", "why", "if", "whether"))
_HARMLESS_AFTER_NO = frozenset(("matter", "doubt", "wonder"))


class Negations:
    """The negators of a text and what each of them denies."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Find the negators once; look-ups are cheap then."""
        self._forward: dict[int, int] = {}
        self._verbal: dict[int, list[int]] = {}
        self._called_false: dict[int, int] = {}
        self._covered = 0  # the end of the last reach without limit: all before it is denied
        for position, token in enumerate(tokens):
            if token.word.negator:
                if not _is_harmless(tokens, position):
                    self._add(tokens, position)
            elif token.word.folded in _DENIES_BEFORE and _denies_next(tokens, position):
                self._reach_forward(tokens, position, _PREPOSITION_REACH + 1)
            if _is_denied_claim(tokens, position):
                before = tokens[position - 2].word.negator
                self._deny_sentence(tokens, position, position - 2 if before else position - 1)
        self._tokens = tokens

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
        """Return whether a later negator is near, with no `and` between it and a match."""
        last = max(positions)
        if not last < negator <= last + _VERBAL_REACH:
            return False
        between = self._tokens[last + 1 : negator]
        return all(token.word.folded not in JOINING_WORDS for token in between)

    def _add(self, tokens: Sequence[Token], position: int) -> None:
        if tokens[position].word.folded in _PREPOSITIONS and not _is_no_longer(tokens, position):
            self._reach_forward(tokens, position, _PREPOSITION_REACH)
            return
        if not _is_relative(tokens, position):
            self._verbal.setdefault(tokens[position].clause, []).append(position)
        self._reach_forward(tokens, position, None)

    def _deny_sentence(self, tokens: Sequence[Token], position: int, negator: int) -> None:
        if position + 1 in self._called_false:
            return  # and so is the rest of the sentence
        for other in range(position + 1, len(tokens)):
            if tokens[other].sentence != tokens[position].sentence:
                break
            self._forward.setdefault(other, negator)
            self._called_false.setdefault(other, negator)

    def _reach_forward(self, tokens: Sequence[Token], position: int, reach: int | None) -> None:
        clause = tokens[position].clause
        begin = position + 1
        stop = min(len(tokens), begin + (_VERBAL_REACH if reach is None else reach))
        if reach is None:
            begin = self._covered = max(begin, self._covered)
        for other in range(begin, stop):
            token = tokens[other]
            if token.clause != clause:
                break
            if reach is not None and token.word.folded in _REACH_ENDS:
                break
            if tokens[position].word.folded == "no" and token.word.folded in JOINING_WORDS:
                break
            self._forward.setdefault(other, position)
            if reach is None:
                self._covered = other + 1


def _is_relative(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a negator belongs to `that cannot ...`: it denies nothing before `that`."""
    before = [token.word.folded for token in tokens[max(0, position - 2) : position]]
    return "that" in before


def _next_word(tokens: Sequence[Token], position: int) -> str:
    following = position + 1
    return tokens[following].word.folded if following < len(tokens) else ""


def _is_denied_claim(tokens: Sequence[Token], position: int) -> bool:
    """Return whether the words end `it is not true that` or `it is false that` here."""
    if tokens[position].word.folded != "that" or position < 2:
        return False
    claim, before = tokens[position - 1].word, tokens[position - 2].word
    if tokens[position - 2].sentence != tokens[position].sentence:
        return False
    if claim.folded in _DENIED_CLAIMS:
        return before.negator
    return claim.folded in _FALSE_CLAIMS and not before.negator


def _is_harmless(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a negator denies nothing: `not only`, `or not`, `no matter`."""
    following = _next_word(tokens, position)
    before = tokens[position - 1].word.folded if position else ""
    if tokens[position].word.folded == "no":
        return following in _HARMLESS_AFTER_NO
    return following in _HARMLESS_AFTER_NOT or before in _HARMLESS_BEFORE_NOT


def _is_no_longer(tokens: Sequence[Token], position: int) -> bool:
    return tokens[position].word.folded == "no" and _next_word(tokens, position) == "longer"


def _denies_next(tokens: Sequence[Token], position: int) -> bool:
    """Return whether the word begins `instead of`, `rather than`, `fails to`."""
    return _DENIES_BEFORE[tokens[position].word.folded] == _next_word(tokens, position)
