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

_REACH_ENDS = frozenset(
    "it this that these those them they we you he she there then is are was were will would can "
    "becomes become stays stay".split()
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
        for position, token in enumerate(tokens):
            if token.word.negator:
                if not _is_harmless(tokens, position):
                    self._add(tokens, position)
            elif token.word.folded in _DENIES_BEFORE and _denies_next(tokens, position):
                self._reach_forward(tokens, position, _PREPOSITION_REACH + 1)
        self._tokens = tokens

    def __bool__(self) -> bool:
        """Return whether anything is denied at all."""
        return bool(self._forward or self._verbal)

    def denies(self, position: int) -> bool:
        """Return whether a negator before this token denies it."""
        return position in self._forward

    def of_match(self, positions: Sequence[int]) -> int | None:
        """Return the negator that denies a match of these tokens, or None."""
        for position in positions:
            negator = self._forward.get(position)
            if negator is not None and negator not in positions:
                return negator
        first, last = self._tokens[min(positions)], self._tokens[max(positions)]
        if first.clause == last.clause:
            for negator in self._verbal.get(first.clause, ()):
                if negator not in positions and not self._is_joined(max(positions), negator):
                    return negator
        return None

    def _is_joined(self, last: int, negator: int) -> bool:
        """Return whether an `and` stands between a match and a later negator."""
        between = self._tokens[last + 1 : negator]
        return any(token.word.folded in JOINING_WORDS for token in between)

    def _add(self, tokens: Sequence[Token], position: int) -> None:
        if tokens[position].word.folded in _PREPOSITIONS and not _is_no_longer(tokens, position):
            self._reach_forward(tokens, position, _PREPOSITION_REACH)
        else:
            self._verbal.setdefault(tokens[position].clause, []).append(position)
            self._reach_forward(tokens, position, None)

    def _reach_forward(self, tokens: Sequence[Token], position: int, reach: int | None) -> None:
        clause = tokens[position].clause
        stop = len(tokens) if reach is None else min(len(tokens), position + 1 + reach)
        for other in range(position + 1, stop):
            token = tokens[other]
            if token.clause != clause:
                break
            if reach is not None and token.word.folded in _REACH_ENDS:
                break
            self._forward.setdefault(other, position)


def _next_word(tokens: Sequence[Token], position: int) -> str:
    following = position + 1
    return tokens[following].word.folded if following < len(tokens) else ""


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
