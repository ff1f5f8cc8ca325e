"""What a candidate may say besides an answer: commands, or the same in plain words."""

import re
from dataclasses import dataclass
from enum import StrEnum


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
_COMMAND = re.compile(r"/([A-Za-z]{1,20})\??")
_CONFIDENCE = re.compile(r"/(?:sure|confidence)[ \t]*([0-9]{0,9})", re.IGNORECASE)
_LEVEL_AT_END = re.compile(r"\s/sure[ \t]+([1-3])\s*\Z", re.IGNORECASE)

_REPLIES = frozenset((Act.YES, Act.NO))


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
    # A start does without the table of phrases.
    from interviewer.dialogue.act_search import search_words

    act = search_words(text, item_words, offered)
    return None if act is None else Request(Act(act), in_words=True)


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
    from interviewer.dialogue.act_words import edits

    known = [name for name, act in _COMMANDS.items() if act not in _REPLIES]
    distance, nearest = min((edits(word, name), name) for name in known)
    if distance <= len(word) // 3:
        return nearest
    longer = {_COMMANDS[name] for name in known if name.startswith(word)}
    return longer.pop().value if len(longer) == 1 else ""
