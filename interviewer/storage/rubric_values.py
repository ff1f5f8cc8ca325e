"""One text of a rubric file as a value of the model, or why it is none."""

import re
from collections.abc import Iterable
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


def scalar_value(text: str, kind: ScalarKind, slot: Slot) -> str | int | float:
    """Return the value that `text` stands for.

    Raises:
        WrongValueError: where it stands for none.
    """
    folded = kind.one_line if isinstance(kind, Text) else True
    text = _cleaned(text, slot, one_line_only=folded)
    match kind:
        case Text():
            return _text(text, kind, slot)
        case Identifier():
            return _identifier(text, slot)
        case Whole():
            return _whole(text, kind, slot)
        case Number():
            return _number(text, kind, slot)
        case Choice():
            return _choice(text, kind, slot)
        case Pattern():
            return text


def _cleaned(text: str, slot: Slot, *, one_line_only: bool) -> str:
    """Return `text` without the white space around it, refusing what nobody can see."""
    if clean_text(text) != text:
        unsafe = next(character for character in text if clean_text(character) != character)
        code = f"U+{ord(unsafe):04X}"
        message = f"{slot.label} holds an invisible character ({code}) that can hide text"
        raise WrongValueError(message, "delete it")
    text = one_line(text) if one_line_only else text.strip()
    if not text:
        mend = f"{slot.mend()}, or delete the line" if slot.optional else slot.mend()
        raise WrongValueError(f"{slot.label} is empty", mend)
    return text


def _text(text: str, kind: Text, slot: Slot) -> str:
    if len(text) > kind.longest:
        message = f"{slot.label} has {len(text):,} characters, and {kind.longest:,} is the most"
        raise WrongValueError(message, f"shorten it by {len(text) - kind.longest:,}")
    return text


def _identifier(text: str, slot: Slot) -> str:
    if text in RESERVED_IDS:
        message = f"{slot.label} {text!r} is a name that Windows keeps for itself"
        raise WrongValueError(message, slot.mend(f"{text}-1"))
    if re.fullmatch(ID_PATTERN, text) is None:
        message = (
            f"{slot.label} must be at most 64 small letters, digits and hyphens, "
            f"not {shorten(text)!r}"
        )
        proposal = re.sub("[^a-z0-9]+", "-", text[:256].lower()).strip("-")[:64].rstrip("-")
        usable = proposal and proposal not in RESERVED_IDS
        raise WrongValueError(message, slot.mend(proposal if usable else None))
    return text


def _whole(text: str, kind: Whole, slot: Slot) -> int:
    if _WHOLE.fullmatch(text):
        value = int(text)
        if kind.lowest <= value <= kind.highest:
            return value
    if kind.lowest == kind.highest:
        message = f"{slot.label} must be {kind.lowest}, not {shorten(text)!r}"
        raise WrongValueError(message, slot.mend(kind.lowest))
    message = (
        f"{slot.label} must be a whole number from {kind.lowest} to {kind.highest}, "
        f"not {shorten(text)!r}"
    )
    raise WrongValueError(message, slot.mend())


def _number(text: str, kind: Number, slot: Slot) -> float:
    if _NUMBER.fullmatch(text):
        value = float(text)
        if kind.lowest <= value <= kind.highest:
            return value
    message = (
        f"{slot.label} must be a number from {kind.lowest:g} to {kind.highest:g}, "
        f"not {shorten(text)!r}"
    )
    # Half of Europe writes a comma where YAML wants a point.
    pointed = text.replace(",", ".", 1) if "," in text else ""
    raise WrongValueError(message, slot.mend(pointed if _NUMBER.fullmatch(pointed) else None))


def _choice(text: str, kind: Choice, slot: Slot) -> str:
    values = [value.value for value in kind.values]
    if text in values:
        return kind.values(text)
    names = f"{', '.join(values[:-1])} or {values[-1]}"
    message = f"{slot.label} must be {names}, not {shorten(text)!r}"
    raise WrongValueError(message, slot.mend(close_name(text, values)))
