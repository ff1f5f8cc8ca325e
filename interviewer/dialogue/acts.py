"""What a candidate may say besides an answer: commands, given as a whole utterance."""

import re
from enum import StrEnum


class Act(StrEnum):
    """A command of the candidate; its value is what is typed after the slash."""

    REPEAT = "repeat"
    HINT = "hint"
    SKIP = "skip"
    TIME = "time"
    PAUSE = "pause"
    STOP = "stop"
    HELP = "help"


ACT_HELP = {
    Act.REPEAT: "hear the question again",
    Act.HINT: "get a hint; the credit for that idea then counts as aided",
    Act.SKIP: "leave this question",
    Act.TIME: "see how much time is left",
    Act.PAUSE: "stop the clock and leave; 'interviewer resume' goes on",
    Act.STOP: "end the interview here and see the result",
    Act.HELP: "see these commands",
}

_COMMAND = re.compile(r"\s*/([A-Za-z]+)\s*")


def find_act(text: str) -> Act | str | None:
    """Return the command that the whole text is, the word of an unknown one, or None.

    An answer that merely holds such a word, or begins with a slash and goes on, is an answer.
    """
    match = _COMMAND.fullmatch(text)
    if match is None:
        return None
    word = match.group(1).lower()
    try:
        return Act(word)
    except ValueError:
        return word
