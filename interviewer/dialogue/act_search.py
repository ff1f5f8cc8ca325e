"""Which act an utterance in plain words is, if it is one and nothing else."""

from collections.abc import Sequence

from interviewer.dialogue.act_phrases import (
    ASIDES,
    COURTESIES,
    FILLERS,
    MOST_WILD,
    REPLIES,
    Phrases,
    load_phrases,
)
from interviewer.dialogue.act_words import MOST_MISSPELT, Pieces, corrected, read_pieces

BARE = frozenset("hint help skip pass pause repeat pardon next idk dunno stop".split())
"""The only words that are an act by themselves, where the item does not speak of them."""

_FEW = 2


def search_words(text: str, item_words: frozenset[str], offered: bool) -> str | None:
    """Return the value of the act that a text is in words, or None: it is an answer.

    Args:
        text: An utterance of any length; a long one is not looked at.
        item_words: One or two words that are all among these are an answer, unless they reply to
            an offer; and none of these is a misspelling.
        offered: Whether the replies count; else they may only lead up to an act.
    """
    pieces = read_pieces(text)
    if not pieces:
        return None
    phrases = load_phrases()
    strange = {word for piece in pieces for word in piece} - phrases.words
    if len(strange) > MOST_WILD + MOST_MISSPELT:
        return None
    found = _act_of(pieces, phrases, item_words, offered)
    if found is None:
        for reading in corrected(pieces, phrases.words, phrases.real | item_words):
            found = found or _act_of(reading, phrases, item_words, offered)
    return found


def _act_of(
    pieces: Pieces, phrases: Phrases, item_words: frozenset[str], offered: bool
) -> str | None:
    """Return the act of most consequence of those that the pieces consist of.

    Several pieces may be one phrase ("could you, um, repeat that"); as few as will do are joined.
    """
    acts = () if _may_answer(pieces, phrases, item_words) else phrases.acts
    order = (*REPLIES, *acts) if offered else (*acts, *REPLIES)
    reached: dict[int, frozenset[str]] = {0: frozenset()}
    for end in range(1, len(pieces) + 1):
        for start in sorted(reached, reverse=True):
            found = _section_of(_joined(pieces[start:end]), phrases, order)
            if found is not None:
                reached[end] = reached[start] | {found}
                break
    said = reached.get(len(pieces), frozenset())
    counting = (*acts, *REPLIES) if offered else acts
    section = next((each for each in counting if each in said), None)
    return None if section is None else section.partition(",")[0]


def _joined(pieces: Pieces) -> list[str]:
    return [word for piece in pieces for word in piece]


def _may_answer(pieces: Pieces, phrases: Phrases, item_words: frozenset[str]) -> bool:
    """Return whether words are so few that they may answer some question, or this one."""
    words = _joined(pieces)
    spoken = phrases.without(FILLERS, phrases.plain(words))
    if len(spoken) == 1 and BARE.isdisjoint(words):
        return True
    return len(spoken) <= _FEW and item_words.issuperset(phrases.without(FILLERS, words))


def _section_of(words: Sequence[str], phrases: Phrases, sections: Sequence[str]) -> str | None:
    """Return the first section that words are a phrase of, `ASIDES` for no more than courtesies."""
    plain = phrases.without(FILLERS, phrases.plain(words))
    if plain[-1:] == ["please"]:
        plain = ["please", *plain[:-1]]
    found = phrases.section_of(plain, sections)
    if found is None:
        bare = phrases.without(COURTESIES, plain)
        found = phrases.section_of(bare, (*sections, ASIDES)) if bare else ASIDES
    return found
