"""Words in bare lists, and words strung together: they say nothing of how they belong together."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from interviewer.grading.lexicon import Lexicon
from interviewer.grading.word import Token

LONGEST_BARE_RUN = 20
SMALL_WORDS = 0.2
"""A clause of so many words of which less than a fifth hold a sentence together is none."""

LONGEST_KEY_WORDS = 11
"""So many words of the bank may follow each other with blanks alone and no small word at all."""

LONGEST_BARE_LIST = 15
"""So many entries may an enumeration have; more are strung together as well."""

_BARE_ITEM, _BARE_MEAN = 5, 2.5
_BARE_ITEMS = 8
_LIST_MARK = re.compile(r"\s*(?:[,;/|\u2022]|\n\s*[-*+])?\s*")


def bare_words(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[frozenset[int], int]:
    """Return the tokens that stand in bare lists, and how many of them are strung together.

    A bare list is eight or more entries of a few words between commas or line breaks. Words are
    strung together where such a list has more than fifteen entries; where twenty or more follow
    each other without any mark and with hardly a small word among them; and where twelve or more
    key words do with none.
    """
    if len(tokens) < _BARE_ITEMS:
        return frozenset(), 0
    strung: set[int] = set()
    listed: set[int] = set()
    clauses = _clauses(tokens)
    for clause in clauses:
        if _is_bare_run(tokens, clause) or _is_of_key_words(text, tokens, clause, lexicon):
            strung.update(clause)
    if len(clauses) < _BARE_ITEMS:
        return frozenset(strung), len(strung)
    for entries in _bare_lists(text, tokens, clauses):
        words = [position for entry in entries for position in entry]
        if len(words) > _BARE_MEAN * len(entries):
            continue
        if len(entries) > LONGEST_BARE_LIST:
            strung.update(words)
        elif len(entries) >= _BARE_ITEMS:
            listed.update(words)
    return frozenset(listed | strung), len(strung)


def _is_bare_run(tokens: Sequence[Token], clause: range) -> bool:
    """Return whether a long clause has hardly a small word that would hold it together."""
    if len(clause) < LONGEST_BARE_RUN:
        return False
    small = sum(not tokens[position].word.content for position in clause)
    return small < SMALL_WORDS * len(clause)


def _is_of_key_words(text: str, tokens: Sequence[Token], clause: range, lexicon: Lexicon) -> bool:
    """Return whether a clause is nothing but words of the bank, or of nobody, in a row.

    Numbers and the signs of formulas hold words together as small words do.
    """
    if len(clause) <= LONGEST_KEY_WORDS:
        return False
    for position in clause:
        word = tokens[position].word
        if not word.content or word.folded[0].isdigit():
            return False
        if word.known and not any(lexicon.uses(spelling) for spelling in word.spellings):
            return False
    gaps = (text[tokens[at].end : tokens[at + 1].start] for at in clause[:-1])
    return all(gap.isspace() for gap in gaps)


def _bare_lists(
    text: str, tokens: Sequence[Token], clauses: Sequence[range]
) -> Iterator[list[range]]:
    """Yield the runs of short clauses with list marks between them."""
    entries: list[range] = []
    for clause in clauses:
        bare = len(clause) <= _BARE_ITEM
        if entries and bare:
            gap = text[tokens[entries[-1][-1]].end : tokens[clause[0]].start]
            if _LIST_MARK.fullmatch(gap):
                entries.append(clause)
                continue
        yield entries
        entries = [clause] if bare else []
    yield entries


def _clauses(tokens: Sequence[Token]) -> list[range]:
    """Return the positions of the tokens of each clause."""
    clauses = [token.clause for token in tokens]
    starts = [0, *(at for at in range(1, len(clauses)) if clauses[at] != clauses[at - 1])]
    return [range(*ends) for ends in pairwise([*starts, len(clauses)])]
