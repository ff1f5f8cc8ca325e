"""How strongly a negator denies: flatly, only by the way, or not at all.

`It does not fix vanishing gradients` says that an idea is wrong. `It trains without labels` and
`the rule rather than the examples` only set one aside. `If you don't clip, they explode` says that
clipping matters, and `it never fails to help` that it helps.
"""

from collections.abc import Iterable, Sequence
from enum import Enum

from interviewer.grading.spelling import stem_of
from interviewer.grading.tokens import JOINING_WORDS, Token


class Force(Enum):
    """What a negator does to the words it reaches."""

    NONE = "denies nothing"
    NEEDED = "says that what it reaches matters"
    ASIDE = "sets aside what it reaches, and does not call it wrong"
    FLAT = "says that what it reaches is not so"


PREPOSITIONS = frozenset(("without", "no", "lack", "lacks", "lacking", "none"))
"""Negators that deny only the few words after them."""

_FAILURES = {"fail": "to", "fails": "to", "failed": "to", "failing": "to", "unable": "to"}
_CONTRASTS = {"instead": "of", "rather": "than"}
DENIES_NEXT = _FAILURES | _CONTRASTS
"""Words that deny what follows them where this other word comes next: `instead of`, `fails to`."""

_DENIED_CLAIMS = frozenset("true right correct".split())
_FALSE_CLAIMS = frozenset("false wrong untrue incorrect myth lie nonsense misconception".split())
"""`it is not true that ...` and `it is false that ...` deny the whole sentence that follows."""

_HARMLESS_AFTER_NOT = frozenset(
    "only just merely simply sure certain impossible unlikely uncommon unusual".split()
)
"""`not only`, `not just`, `not sure`, `not impossible` deny nothing that a pattern looks for."""

_HARMLESS_BEFORE_NOT = frozenset(("or", "why", "if", "whether"))
_HARMLESS_AFTER_NO = frozenset(("matter", "doubt", "wonder"))

_CONDITIONS = frozenset("if when whenever once".split())
_SUBJECT_REACH = 3
"""So many words after `if` its verb stands at the latest: `if the model doesn't`."""

_SUBJECTS = frozenset("it they we you he she there this that these those".split())
_ACTIONS = frozenset("do does did don't doesn't didn't dont doesnt didnt".split())
_NEAR, _FAR = 12, 24
"""So many words away another negator of the clause, or a harm in the sentence, is looked for."""

_DONE = frozenset("used applied added present there done".split())
_AUXILIARIES = _ACTIONS | frozenset("is are was were has have had can could will would".split())

_HARMS = frozenset(
    stem_of(word)
    for word in (
        "explode explosion vanish overfit diverge fail failure collapse saturate memorise stuck "
        "unstable worse bad badly poor poorly slow slowly useless wrong lose lost blow die dead "
        "break leak stall oscillate suffer hurt struggle impossible harder noisy nan only merely"
    ).split()
)
"""What a missing thing leads to where it is needed: `if you don't clip, the gradients explode`."""

_FACTS = frozenset(
    "notice notices noticed realise realises realize realizes see sees know knows forget".split()
)
"""`you never notice that it overfits` does not deny that it does."""


def force_of(tokens: Sequence[Token], position: int) -> Force:
    """Return how strongly the negator at this position denies."""
    if _is_harmless(tokens, position) or _is_undone(tokens, position):
        return Force.NONE
    if tokens[position].word.folded == "without":
        opens_harm = _opens_sentence(tokens, position) and _goes_wrong(tokens, position, position)
        needed = opens_harm or _follows_negator(tokens, position)
        return Force.NEEDED if needed else Force.ASIDE
    start = _condition_of(tokens, position)
    if start is not None:
        if _is_of_action(tokens, position) and _goes_wrong(tokens, start, position):
            return Force.NEEDED
        return Force.ASIDE if _opens_sentence(tokens, start) else Force.FLAT
    aside = _word(tokens, position, -1) == "need" or _meets_negator(tokens, position)
    return Force.ASIDE if aside else Force.FLAT


def force_of_phrase(tokens: Sequence[Token], position: int) -> Force:
    """Return how strongly `instead of`, `rather than`, `fails to` denies, if it begins here."""
    word = tokens[position].word.folded
    if DENIES_NEXT.get(word) != _word(tokens, position, 1):
        return Force.NONE
    if word in _CONTRASTS:
        return Force.ASIDE
    undone = any(_negates(tokens, position, back) for back in (1, 2))
    return Force.NONE if undone else Force.FLAT


def is_relative(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a negator belongs to `that cannot ...`: it denies nothing before `that`."""
    return "that" in (_word(tokens, position, -1), _word(tokens, position, -2))


def is_no_longer(tokens: Sequence[Token], position: int) -> bool:
    """Return whether the words are `no longer`, which denies as `not` does."""
    return tokens[position].word.folded == "no" and _word(tokens, position, 1) == "longer"


def is_denied_claim(tokens: Sequence[Token], position: int) -> bool:
    """Return whether the words end `it is not true that` or `it is false that` here."""
    if position >= len(tokens) or tokens[position].word.folded != "that":
        return False
    claim = _word(tokens, position, -1)
    if claim in _DENIED_CLAIMS:
        return _negates(tokens, position, 2)
    return claim in _FALSE_CLAIMS and not _negates(tokens, position, 2)


def ends_reach(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a verb's negator reaches no further than the word before this one."""
    word = tokens[position].word.folded
    return word == "without" or (word == "that" and _word(tokens, position, -1) in _FACTS)


def _word(tokens: Sequence[Token], position: int, offset: int) -> str:
    """Return a word beside this one, empty beyond the ends of the sentence."""
    at = position + offset
    if not 0 <= at < len(tokens) or tokens[at].sentence != tokens[position].sentence:
        return ""
    return tokens[at].word.folded


def _negates(tokens: Sequence[Token], position: int, back: int) -> bool:
    """Return whether the word so many places back in the sentence is a negator."""
    return bool(_word(tokens, position, -back)) and tokens[position - back].word.negator


def _is_harmless(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a negator denies nothing: `not only`, `or not`, `no matter`."""
    following = _word(tokens, position, 1)
    if tokens[position].word.folded == "no":
        return following in _HARMLESS_AFTER_NO
    before = _word(tokens, position, -1)
    return following in _HARMLESS_AFTER_NOT or before in _HARMLESS_BEFORE_NOT


def _is_undone(tokens: Sequence[Token], position: int) -> bool:
    """Return whether the next words take a negator back: `never fails to`, `not false that`."""
    if tokens[position].word.folded in PREPOSITIONS:
        return False
    first, second, third = (_word(tokens, position, offset) for offset in (1, 2, 3))
    if first in _FALSE_CLAIMS:
        return second == "that"
    return (first in _FAILURES and second == "to") or (second in _FAILURES and third == "to")


def _clause_before(tokens: Sequence[Token], position: int) -> Iterable[Token]:
    """Yield the tokens of the clause shortly before this one, the nearest first."""
    for at in range(position - 1, max(-1, position - 1 - _NEAR), -1):
        if tokens[at].clause != tokens[position].clause:
            return
        yield tokens[at]


def _follows_negator(tokens: Sequence[Token], position: int) -> bool:
    """Return whether `without` undoes a negation: `it cannot learn without it`."""
    for token in _clause_before(tokens, position):
        if token.word.folded in JOINING_WORDS:
            return False
        if token.word.negator and token.word.folded not in PREPOSITIONS:
            return True
    return False


def _meets_negator(tokens: Sequence[Token], position: int) -> bool:
    """Return whether another negator in reach may undo this one.

    That is a `without` later in the clause, or one on the other side of a `that`: `it is not true
    that it does not help`.
    """
    if tokens[position].word.folded in PREPOSITIONS:
        return False
    claims = False
    for at in range(position + 1, min(len(tokens), position + 1 + _NEAR)):
        if tokens[at].clause != tokens[position].clause or tokens[at].word.folded in JOINING_WORDS:
            break
        if tokens[at].word.folded == "without" or (claims and tokens[at].word.negator):
            return True
        claims = claims or tokens[at].word.folded == "that"
    claims = False
    for token in _clause_before(tokens, position):
        if claims and (token.word.negator or token.word.folded in _FALSE_CLAIMS):
            return True
        claims = claims or token.word.folded == "that"
    return False


def _condition_of(tokens: Sequence[Token], position: int) -> int | None:
    """Return the `if` or `when` whose own verb a negator denies, or None.

    In `if you clip them they do not explode` it is the verb of what follows that is denied.
    """
    if tokens[position].word.folded in PREPOSITIONS:
        return None
    clause = list(_clause_before(tokens, position))
    start = position - len(clause)
    if tokens[start].word.folded not in _CONDITIONS:
        return None
    verb = position - 1 if _word(tokens, position, -1) in _AUXILIARIES else position
    between = tokens[start + 2 : verb]
    again = any(token.word.folded in _SUBJECTS for token in between)
    return None if again or verb - start > _SUBJECT_REACH else start


def _is_of_action(tokens: Sequence[Token], position: int) -> bool:
    """Return whether what is denied is done or left out: `you don't clip`, `it is not used`."""
    beside = (tokens[position].word.folded, _word(tokens, position, -1))
    return not _ACTIONS.isdisjoint(beside) or _word(tokens, position, 1) in _DONE


def _goes_wrong(tokens: Sequence[Token], start: int, position: int) -> bool:
    """Return whether a sentence tells of harm before its condition, or in what follows from it.

    What follows begins with a new clause, or with a subject or a verb of its own.
    """
    here, follows = tokens[position], False
    lowest, highest = max(0, start - _FAR), min(len(tokens), position + 1 + _FAR)
    for at in (*range(lowest, start), *range(position + 2, highest)):
        token, word = tokens[at], tokens[at].word
        if token.sentence != here.sentence:
            continue
        if at > position:
            begins = word.folded in _SUBJECTS or word.folded in _AUXILIARIES or word.negator
            follows = follows or begins or token.clause != here.clause
        if (at < start or follows) and (word.negator or not _HARMS.isdisjoint(word.stems)):
            return True
    return False


def _opens_sentence(tokens: Sequence[Token], position: int) -> bool:
    """Return whether no word with content stands before this one in its sentence."""
    for at in range(position - 1, max(-1, position - 1 - _NEAR), -1):
        if tokens[at].sentence != tokens[position].sentence:
            return True
        if tokens[at].word.content:
            return False
    return True
