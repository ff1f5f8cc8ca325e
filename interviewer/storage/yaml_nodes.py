"""What a YAML text holds, as it is read: texts, lists and groups that know their place."""

from dataclasses import dataclass
from typing import NamedTuple

from interviewer.model.errors import Problem


class Scalar(NamedTuple):
    """A text, with the line and column (from 1) where it begins.

    A tuple: a file holds thousands, and a frozen dataclass takes three times as long to make.
    """

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, with the line and column (from 1) where it begins."""

    line: int
    column: int
    members: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names with their values in the order of the file, each name once."""

    line: int
    column: int
    entries: tuple[tuple[Scalar, "Node"], ...]

    def get(self, name: str) -> "Node | None":
        """Return the value with this name, or None."""
        return next((value for key, value in self.entries if key.text == name), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Tree:
    """What a file holds, and the problems that did not stop the reading: duplicate names."""

    root: Node
    problems: tuple[Problem, ...] = ()
