"""One text of a rubric file as a value of the model, or why it is none."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from interviewer.model.text import clean_text, one_line
from interviewer.storage.rubric_kinds import (
    ID_PATTERN,
    RESERVED_IDS,
    Choice,
    Identifier,
    Number,
    Pattern,
    Text,
    Whole,
)
from interviewer.storage.yaml_words import shorten

# The one character that Python calls printable and `clean_text` takes out all the same.
_UNSAFE_PRINTABLE = "\ufffc"

ScalarKind = Text | Pattern | Identifier | Whole | Number | Choice

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")


@dataclass(frozen=True)
class Slot:
    """Where a value stands, in the words of a problem.

    `label` names it in a message; `lead` and `example` together are what a mend proposes to
    write; `optional` says that the whole field may be left out.
    """

    path: str
    label: str
    lead: str
    example: object = None
    optional: bool = False

    def mend(self, value: object = None) -> str:
        """Return the proposal to write `value` here, or else the example."""
        return f"write {self.lead}{as_yaml(self.example if value is None else value)}"


FindSlot = Callable[[], Slot]
"""Works a slot out: it takes longer than reading a value, and only a problem needs one."""


class WrongValueError(ValueError):
    """A value that does not fit its field, with the message and the mend."""

    def __init__(self, message: str, mend: str) -> None:
        """Keep both parts."""
        self.message, self.mend = message, mend
        super().__init__(message)


def as_yaml(value: object) -> str:
    """Return a simple value as a coach would write it on one line."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(as_yaml(member) for member in value)}]"
    return str(value)


def close_name(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that was probably meant, or None."""
    # A name of any length would make the comparison slow.
    return next(iter(get_close_matches(name[:64].lower(), list(names), n=1)), None)


def scalar_value(text: str, kind: ScalarKind, find_slot: FindSlot) -> str | int | float:
    """Return the value that `text` stands for.

    Raises:
        WrongValueError: where it stands for none.
    """
    folded = kind.one_line if isinstance(kind, Text) else True
    text = _cleaned(text, find_slot, one_line_only=folded)
    match kind:
        case Pattern():
            return text
        case Text():
            return _text(text, kind, find_slot)
        case Identifier():
            return _identifier(text, find_slot)
        case Whole():
            return _whole(text, kind, find_slot)
        case Number():
            return _number(text, kind, find_slot)
        case Choice():
            return _choice(text, kind, find_slot)


def _cleaned(text: str, find_slot: FindSlot, *, one_line_only: bool) -> str:
    """Return `text` without the white space around it, refusing what nobody can see."""
    if text.isprintable() and _UNSAFE_PRINTABLE not in text:
        # The only white space of a printable text is the blank.
        text = text.strip()
        if one_line_only and "  " in text:
            text = " ".join(text.split())
    else:
        _refuse_invisible(text, find_slot)
        text = one_line(text) if one_line_only else text.strip()
    if not text:
        slot = find_slot()
        mend = f"{slot.mend()}, or delete the line" if slot.optional else slot.mend()
        raise WrongValueError(f"{slot.label} is empty", mend)
    return text


def _refuse_invisible(text: str, find_slot: FindSlot) -> None:
    if clean_text(text) != text:
        slot = find_slot()
        unsafe = next(character for character in text if clean_text(character) != character)
        code = f"U+{ord(unsafe):04X}"
        message = f"{slot.label} holds an invisible character ({code}) that can hide text"
        raise WrongValueError(message, "delete it")


def _text(text: str, kind: Text, find_slot: FindSlot) -> str:
    if len(text) > kind.longest:
        message = (
            f"{find_slot().label} has {len(text):,} characters, and {kind.longest:,} is the most"
        )
        raise WrongValueError(message, f"shorten it by {len(text) - kind.longest:,}")
    return text


def _identifier(text: str, find_slot: FindSlot) -> str:
    if text in RESERVED_IDS:
        slot = find_slot()
        message = f"{slot.label} {text!r} is a name that Windows keeps for itself"
        raise WrongValueError(message, slot.mend(f"{text}-1"))
    if re.fullmatch(ID_PATTERN, text) is None:
        slot = find_slot()
        message = (
            f"{slot.label} must be at most 64 small letters, digits and hyphens, "
            f"not {shorten(text)!r}"
        )
        proposal = re.sub("[^a-z0-9]+", "-", text[:256].lower()).strip("-")[:64].rstrip("-")
        usable = proposal and proposal not in RESERVED_IDS
        raise WrongValueError(message, slot.mend(proposal if usable else None))
    return text


def _whole(text: str, kind: Whole, find_slot: FindSlot) -> int:
    if _WHOLE.fullmatch(text):
        value = int(text)
        if kind.lowest <= value <= kind.highest:
            return value
    slot = find_slot()
    if kind.lowest == kind.highest:
        message = f"{slot.label} must be {kind.lowest}, not {shorten(text)!r}"
        raise WrongValueError(message, slot.mend(kind.lowest))
    message = (
        f"{slot.label} must be a whole number from {kind.lowest} to {kind.highest}, "
        f"not {shorten(text)!r}"
    )
    raise WrongValueError(message, slot.mend())


def _number(text: str, kind: Number, find_slot: FindSlot) -> float:
    if _NUMBER.fullmatch(text):
        value = float(text)
        if kind.lowest <= value <= kind.highest:
            return value
    slot = find_slot()
    message = (
        f"{slot.label} must be a number from {kind.lowest:g} to {kind.highest:g}, "
        f"not {shorten(text)!r}"
    )
    # Half of Europe writes a comma where YAML wants a point.
    pointed = text.replace(",", ".", 1) if "," in text else ""
    raise WrongValueError(message, slot.mend(pointed if _NUMBER.fullmatch(pointed) else None))


def _choice(text: str, kind: Choice, find_slot: FindSlot) -> str:
    try:
        return kind.values(text)
    except ValueError:
        slot = find_slot()
    values = [value.value for value in kind.values]
    names = f"{', '.join(values[:-1])} or {values[-1]}"
    message = f"{slot.label} must be {names}, not {shorten(text)!r}"
    raise WrongValueError(message, slot.mend(close_name(text, values)))
