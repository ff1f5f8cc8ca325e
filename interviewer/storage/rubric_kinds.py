"""What a field of a YAML file can hold: the words in which the table of fields is written."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

LONGEST_TEXT = 4000
ID_PATTERN = "^[a-z0-9][a-z0-9-]{0,63}$"
# Ids become file names, and Windows keeps these for devices.
RESERVED_IDS = (
    "aux",
    "con",
    "nul",
    "prn",
    *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)),
)


@dataclass(frozen=True)
class Text:
    """Words for people; `one_line` folds line ends into blanks."""

    longest: int = LONGEST_TEXT
    one_line: bool = False


@dataclass(frozen=True)
class Pattern:
    """A match pattern; what it may hold is for the grader to say."""


@dataclass(frozen=True)
class Identifier:
    """A name for programs: small letters, digits and hyphens."""


@dataclass(frozen=True)
class Whole:
    """A whole number from `lowest` to `highest`."""

    lowest: int
    highest: int


@dataclass(frozen=True)
class Number:
    """A number from `lowest` to `highest`."""

    lowest: float
    highest: float


@dataclass(frozen=True)
class Choice:
    """One of the values of an enumeration."""

    values: type[StrEnum]


@dataclass(frozen=True)
class ListOf:
    """A list of at least `at_least` members of one kind."""

    member: "Kind"
    at_least: int = 0


@dataclass(frozen=True)
class Nested:
    """A group of fields of its own."""

    shape: "Shape"


Kind = Text | Pattern | Identifier | Whole | Number | Choice | ListOf | Nested

REQUIRED: Final = object()
"""The default of a field that must be there."""


@dataclass(frozen=True)
class Field:
    """One field: its name in the file and in the model, what it holds and what that means.

    `example` is what a problem proposes to write; fields that hold other fields need none.
    """

    name: str
    kind: Kind
    says: str
    example: object = None
    default: object = REQUIRED

    @property
    def required(self) -> bool:
        """Return whether the field must be there."""
        return self.default is REQUIRED


@dataclass(frozen=True)
class Shape:
    """A group of fields, and the part of the model that is built from their values."""

    name: str
    says: str
    build: Callable[..., object]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """Return the field with this name, or None."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}
