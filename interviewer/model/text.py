"""Text that people wrote: the one place that makes it safe to keep and to show."""

import re

ANSWER_LIMIT = 20_000
"""The longest answer in characters. A longer paste is capped, and the candidate is told."""

# C0 but tab and newline, DEL, C1; the bidirectional controls; the byte order mark and the
# interlinear and object marks, which terminals draw in ways nobody typed.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffc]"
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return `text` without control and bidirectional characters, with plain line ends.

    Everything else stays as typed: `[bold` and emoji are text like any other.
    """
    # Nearly every text is clean: of what is taken out, only the object mark counts as printable.
    if text.replace("\n", "").isprintable() and "\ufffc" not in text:
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    return _UNSAFE.sub("", text)


def cap_answer(text: str) -> tuple[str, int]:
    """Return `text` cleaned and capped at `ANSWER_LIMIT`, and how many characters were cut."""
    cleaned = clean_text(text)
    return cleaned[:ANSWER_LIMIT], max(0, len(cleaned) - ANSWER_LIMIT)


def duration(seconds: float) -> str:
    """Return a length of time as people say it: 45 s, 2 min 5 s, 1 h 4 min."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"


def counted(number: float, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 question, 9 questions, 2.5 points."""
    return f"{number:g} {one if number == 1 else many or one + 's'}"


def one_line(text: str) -> str:
    """Return `text` cleaned and with every run of white space as one blank, for labels."""
    return " ".join(clean_text(text).split())
