"""What a candidate may say besides an answer: commands, or the same in plain words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from interviewer.dialogue.act_phrases import (
    ASIDES,
    COURTESIES,
    FILLERS,
    GROUPS,
    MOST_WILD,
    Phrases,
    load_phrases,
)
from interviewer.dialogue.act_words import MOST_MISSPELT, Pieces, corrected, edits, read_pieces


class Act(StrEnum):
    """What the candidate asks for or says; its value is what is typed after the slash."""

    REPEAT = "repeat"
    CLARIFY = "clarify"
    HINT = "hint"
    SKIP = "skip"
    LATER = "later"
    DONT_KNOW = "dontknow"
    BACK = "back"
    RETRY = "retry"
    CONFIDENCE = "sure"
    PAUSE = "pause"
    TIME = "time"
    STOP = "stop"
    HELP = "help"
    YES = "yes"
    NO = "no"


ACT_HELP = {
    Act.REPEAT: "hear the question again",
    Act.CLARIFY: "have the question put in other words",
    Act.HINT: "get a hint; the credit for that idea then counts as aided",
    Act.SKIP: "leave this question",
    Act.LATER: "leave this question for now and come back to it",
    Act.DONT_KNOW: "say that you do not know",
    Act.BACK: "go back to a question that you left",
    Act.RETRY: "answer this question anew; in practice only",
    Act.CONFIDENCE: "say how sure you are of an answer, 1 to 3: /sure 2, or at its end",
    Act.TIME: "see how much time is left",
    Act.PAUSE: "stop the clock and leave; 'interviewer resume' goes on",
    Act.STOP: "end the interview here and see the result",
    Act.HELP: "see these commands",
}
"""One line for each command; `YES` and `NO` only answer a question of the interviewer."""


@dataclass(frozen=True)
class Request:
    """An act that was found."""

    act: Act
    in_words: bool
    """Whether it was said in plain words, so that it may have been meant otherwise."""
    value: int = 0
    """For `CONFIDENCE`: 1 to 3, or 0 where no such number was given."""


@dataclass(frozen=True)
class UnknownCommand:
    """A command that there is not."""

    word: str
    """What was typed after the slash, in small letters."""
    suggestion: str = ""
    """The command that was probably meant, if any is near."""


_ALIASES = {
    "rephrase": Act.CLARIFY,
    "clue": Act.HINT,
    "pass": Act.SKIP,
    "next": Act.SKIP,
    "idk": Act.DONT_KNOW,
    "dunno": Act.DONT_KNOW,
    "again": Act.RETRY,
    "confidence": Act.CONFIDENCE,
    "quit": Act.STOP,
    "exit": Act.STOP,
    "end": Act.STOP,
    "commands": Act.HELP,
}
_COMMANDS = {**{act.value: act for act in Act}, **_ALIASES}
_COMMAND = re.compile(r"/([A-Za-z]+)\??")
_CONFIDENCE = re.compile(r"/(?:sure|confidence)[ \t]*([0-9]{0,9})", re.IGNORECASE)
_LEVEL_AT_END = re.compile(r"\s/sure[ \t]+([1-3])\s*\Z", re.IGNORECASE)

_BARE = frozenset("hint help skip pass pause repeat pardon next idk dunno stop".split())
"""The only words that are an act by themselves; "stop" is to be confirmed like all in words."""

_REPLIES = frozenset((Act.YES, Act.NO))
_FEW = 2


def find_act(
    text: str, item_words: frozenset[str] = frozenset(), offered: bool = False
) -> Request | UnknownCommand | None:
    """Return what the whole of an utterance asks for, or None: it is an answer.

    Whatever may be an answer is one, because an answer that is taken for an act is lost, while an
    act that is taken for an answer can be said again. Where several acts are said, the one of most
    consequence counts, in the order of `act_phrases.txt`: stop, pause, back, retry, later, skip,
    hint, clarify, repeat, time, help, don't know, yes, no.

    Args:
        text: What the candidate typed.
        item_words: The words of the item's prompt and references in small letters. One or two words
            that are all among them are an answer, except after a slash or as a reply to an offer.
        offered: Whether the interviewer has just offered a hint or asked whether to end; only then
            `YES` and `NO` are found.
    """
    text = text.strip()
    if text.startswith("/"):
        return _find_command(text, offered)
    pieces = read_pieces(text)
    if not pieces:
        return None
    phrases = load_phrases()
    words = {word for piece in pieces for word in piece}
    if len(words - phrases.words) > MOST_WILD + MOST_MISSPELT:
        return None
    act = _find_in_words(pieces, phrases, item_words, offered)
    if act is None:
        for reading in corrected(pieces, phrases.words, phrases.real | item_words):
            act = act or _find_in_words(reading, phrases, item_words, offered)
    return None if act is None else Request(act, in_words=True)


def split_confidence(text: str) -> tuple[str, int]:
    """Return an answer without the `/sure 2` that it ends with, and the level, 1 to 3.

    The answer comes back as it is, with the level 0, where it does not end so, or is nothing else.
    """
    match = _LEVEL_AT_END.search(text)
    if match is None or not text[: match.start()].strip():
        return text, 0
    return text[: match.start()].rstrip(), int(match.group(1))


def _find_command(text: str, offered: bool) -> Request | UnknownCommand | None:
    confidence = _CONFIDENCE.fullmatch(text)
    if confidence is not None:
        level = int(confidence.group(1) or 0)
        return Request(Act.CONFIDENCE, in_words=False, value=level if 1 <= level <= 3 else 0)
    command = _COMMAND.fullmatch(text)
    if command is None:
        return None
    word = command.group(1).lower()
    act = _COMMANDS.get(word)
    if act is None or (act in _REPLIES and not offered):
        return UnknownCommand(word, _suggest(word))
    return Request(act, in_words=False)


def _suggest(word: str) -> str:
    """Return the command that was probably meant: a near one, or the only one that begins so."""
    distances = {act.value: edits(word, act.value) for act in ACT_HELP}
    nearest = min(distances, key=distances.__getitem__)
    if distances[nearest] <= len(word) // 3:
        return nearest
    longer = [act.value for act in ACT_HELP if act.value.startswith(word)]
    return longer[0] if len(longer) == 1 else ""


def _find_in_words(
    pieces: Pieces, phrases: Phrases, item_words: frozenset[str], offered: bool
) -> Act | None:
    """Return the act of most consequence of those that the pieces consist of.

    Several pieces may be one phrase ("could you, um, repeat that"), so the shortest run of pieces
    that is a phrase is looked for from each place on.
    """
    sections = _sections(phrases)
    replies = [name for name, act in sections.items() if act in _REPLIES]
    others = [name for name in sections if name not in replies]
    if _may_answer([word for piece in pieces for word in piece], phrases, item_words):
        others = []
    # To an offer, what may be a reply is one; else "yes" and "no" may only lead up to an act.
    order = [*replies, *others] if offered else [*others, *replies]
    reached: dict[int, frozenset[str]] = {0: frozenset()}
    for end in range(1, len(pieces) + 1):
        for start in sorted(reached, reverse=True):
            words = [word for piece in pieces[start:end] for word in piece]
            found = _section_of(words, phrases, order)
            if found is not None:
                reached[end] = reached[start] | {found}
                break
    said = reached.get(len(pieces), frozenset())
    acts = (act for name, act in sections.items() if name in said)
    return next((act for act in acts if offered or act not in _REPLIES), None)


def _may_answer(words: Sequence[str], phrases: Phrases, item_words: frozenset[str]) -> bool:
    """Return whether words are so few that they may be an answer to some question, or to this."""
    spoken = phrases.without(FILLERS, phrases.plain(words))
    if len(spoken) == 1 and _BARE.isdisjoint(words):
        return True
    return len(spoken) <= _FEW and item_words.issuperset(phrases.without(FILLERS, words))


def _section_of(words: Sequence[str], phrases: Phrases, sections: Sequence[str]) -> str | None:
    """Return the section that words are a phrase of, `ASIDES` for courtesies, None for none."""
    plain = phrases.without(FILLERS, phrases.plain(words))
    if plain[-1:] == ["please"]:
        plain = ["please", *plain[:-1]]
    found = phrases.section_of(plain, sections)
    if found is None:
        bare = phrases.without(COURTESIES, plain)
        found = phrases.section_of(bare, [*sections, ASIDES]) if bare else ASIDES
    return found


@cache
def _sections(phrases: Phrases) -> dict[str, Act]:
    """Return the act of each section, that of most consequence first."""
    names = [name for name in phrases.sections if name not in (FILLERS, COURTESIES, ASIDES, GROUPS)]
    return {name: Act(name.partition(",")[0]) for name in names}
