"""A tree read by the table of fields: the model where all is well, else every problem."""

import re
from collections.abc import Callable
from functools import partial

from interviewer.model.errors import Problem
from interviewer.storage.rubric_kinds import (
    Field,
    Kind,
    ListOf,
    Nested,
    Number,
    Pattern,
    Shape,
    Text,
    Whole,
)
from interviewer.storage.rubric_values import (
    FindSlot,
    Slot,
    WrongValueError,
    as_yaml,
    close_name,
    scalar_value,
)
from interviewer.storage.yaml_tree import MOST_PROBLEMS, Mapping, Node, Scalar, Sequence
from interviewer.storage.yaml_words import more_problems, shorten

CheckPattern = Callable[[str], str | None]
"""Returns what is wrong with a match pattern, with the mend after a colon, or None."""

_PATTERN_MEND = "use words, a|b, two-words, word*, !word and first > second"
_GROUP = "a group of 'name: value' lines"
_NODE_WORDS = {Scalar: "text", Sequence: "a list", Mapping: _GROUP}


def no_check(_pattern: str) -> str | None:
    """Find nothing wrong with any pattern."""
    return None


class TooManyProblemsError(Exception):
    """The list of problems is full, and reading on would only cost time."""


class ProblemList:
    """The problems of one file, as many as somebody might read."""

    def __init__(self, problems: tuple[Problem, ...] = ()) -> None:
        """Begin with the problems that are already known."""
        self.found = list(problems)

    def add(self, node: Node, path: str, message: str, mend: str) -> None:
        """Add a problem at the place of `node`.

        Raises:
            TooManyProblemsError: where the list is full.
        """
        self.join((Problem(node.line, node.column, path, message, mend),))

    def join(self, problems: tuple[Problem, ...]) -> None:
        """Add problems that were found elsewhere.

        Raises:
            TooManyProblemsError: where the list is full.
        """
        for problem in problems:
            self.found.append(problem)
            if len(self.found) >= MOST_PROBLEMS:
                self.found.append(more_problems(problem.line, problem.column + 1))
                raise TooManyProblemsError


class ShapeReader:
    """Reads nodes by the kinds of the table; what it returns is of use only without problems."""

    def __init__(self, problems: ProblemList, check_pattern: CheckPattern = no_check) -> None:
        """Add what is wrong to `problems`."""
        self._problems = problems
        self._check_pattern = check_pattern
        self._ahead: dict[int, tuple[Node, object]] = {}

    def read_ahead(self, node: Mapping, shape: Shape, name: str, index: int) -> None:
        """Read a member of a list of groups; it is not read again with the whole.

        Args:
            node: the member.
            shape: that of the whole.
            name: the field of the whole that holds the list.
            index: the place of the member in the list.
        """
        field = shape.field(name)
        assert field is not None
        assert isinstance(field.kind, ListOf)
        assert isinstance(field.kind.member, Nested)
        kind = field.kind.member
        slot = _member_slot(kind, _field_slot(field, ""), index)
        # The node is kept with what it holds: another one might get its id.
        self._ahead[id(node)] = node, self.read_shape(node, kind.shape, slot)

    def read_shape(self, node: Node, shape: Shape, slot: Slot) -> object:
        """Return the part of the model that `node` describes, or None where it has problems."""
        if not isinstance(node, Mapping):
            self._wrong_kind(node, Nested(shape), slot)
            return None
        known = len(self._problems.found)
        values: dict[str, object] = {}
        meant: set[str | None] = set()
        present = {key.text for key, _ in node.entries}
        absent = [field.name for field in shape.fields if field.name not in present]
        for key, value in node.entries:
            field = shape.field(key.text)
            if field is None:
                meant.add(self._unknown(key, absent, shape, slot.path))
            else:
                find_slot = partial(_field_slot, field, slot.path)
                values[field.name] = self._read(value, field.kind, find_slot)
        for field in shape.fields:
            if field.name in values:
                continue
            # A misspelt name is one mistake, not two.
            if field.required and field.name not in meant:
                self._missing(field, node, shape, slot.path)
            values[field.name] = field.default
        return shape.build(**values) if len(self._problems.found) == known else None

    def _read(self, node: Node, kind: Kind, find_slot: FindSlot) -> object:
        if isinstance(kind, Nested):
            known = self._ahead.pop(id(node), None)
            return known[1] if known else self.read_shape(node, kind.shape, find_slot())
        if isinstance(kind, ListOf):
            return self._list(node, kind, find_slot())
        if not isinstance(node, Scalar):
            self._wrong_kind(node, kind, find_slot())
            return None
        try:
            value = scalar_value(node.text, kind, find_slot)
        except WrongValueError as wrong:
            self._problems.add(node, find_slot().path, wrong.message, wrong.mend)
            return None
        if isinstance(kind, Pattern) and (complaint := self._check_pattern(str(value))):
            message, _, mend = complaint.partition(": ")
            self._problems.add(node, find_slot().path, message, mend or _PATTERN_MEND)
        return value

    def _list(self, node: Node, kind: ListOf, slot: Slot) -> tuple[object, ...] | None:
        if not isinstance(node, Sequence):
            self._wrong_kind(node, kind, slot)
            return None
        count = len(node.members)
        if count < kind.at_least:
            fault = f"needs at least {kind.at_least} entries, not {count}"
            message = f"{slot.label} {fault if count else 'is empty'}"
            self._problems.add(node, slot.path, message, slot.mend())
        return tuple(
            self._read(member, kind.member, partial(_member_slot, kind.member, slot, index))
            for index, member in enumerate(node.members)
        )

    def _unknown(self, key: Scalar, absent: list[str], shape: Shape, path: str) -> str | None:
        """Report a name that the table does not hold; return which of `absent` was meant."""
        meant = close_name(key.text, absent)
        names = ", ".join(field.name for field in shape.fields)
        mend = f"did you mean {meant!r}?" if meant else f"delete it, or write one of {names}"
        name = shorten(key.text)
        article = "an" if shape.name[0] in "aeiou" else "a"
        message = f"{name!r} is not a field of {article} {shape.name}"
        self._problems.add(key, _join(path, name), message, mend)
        return meant

    def _missing(self, field: Field, node: Mapping, shape: Shape, path: str) -> None:
        key = node.get("id")
        name = f" {shorten(key.text)!r}" if isinstance(key, Scalar) and key.text.strip() else ""
        slot = _field_slot(field, path)
        mend = slot.mend().replace("write ", "add ", 1)
        self._problems.add(node, slot.path, f"the {shape.name}{name} has no {field.name}", mend)

    def _wrong_kind(self, node: Node, kind: Kind, slot: Slot) -> None:
        """Report a text where a list should be, and the like."""
        if isinstance(node, Scalar) and not node.text.strip():
            mend = f"{slot.mend()}, or delete the line" if slot.optional else slot.mend()
            self._problems.add(node, slot.path, f"{slot.label} is empty", mend)
            return
        message = f"{slot.label} must be {_kind_words(kind)}, not {_NODE_WORDS[type(node)]}"
        self._problems.add(node, slot.path, message, _kind_mend(node, kind, slot))


def _kind_words(kind: Kind) -> str:
    match kind:
        case Nested():
            return _GROUP
        case ListOf():
            return "a list"
        case Whole():
            return "a whole number"
        case Number():
            return "a number"
        case _:
            return "text"


def _kind_mend(node: Node, kind: Kind, slot: Slot) -> str:
    """Return how to make what was written into what was expected."""
    if isinstance(kind, ListOf):
        # Only a text that needs no quotes can be repeated as it is.
        if (
            isinstance(node, Scalar)
            and re.fullmatch(r"\w[\w |-]{0,59}", node.text)
            and not isinstance(kind.member, Nested | ListOf)
        ):
            return f"write a list: {slot.lead}[{node.text}]"
        return "write a list: begin each entry on a line of its own with '- '"
    if isinstance(kind, Text | Pattern) and isinstance(node, Mapping):
        return "put the whole text in quotes, because it holds ': '"
    return slot.mend()


def _field_slot(field: Field, path: str) -> Slot:
    example = field.example
    if isinstance(field.kind, ListOf) and isinstance(field.kind.member, Nested):
        example = f"with a list below it that begins - {_first_line(field.kind.member.shape)}"
    place = _join(path, field.name)
    return Slot(place, field.name, f"{field.name}: ", example, optional=not field.required)


def _member_slot(kind: Kind, parent: Slot, index: int) -> Slot:
    label = f"this entry of {parent.label.removeprefix('this entry of ')}"
    if isinstance(kind, Nested):
        example: object = _first_line(kind.shape)
    else:
        example = parent.example[0] if isinstance(parent.example, list) else ""
    return Slot(f"{parent.path}[{index}]", label, "- ", example)


def _first_line(shape: Shape) -> str:
    first = shape.fields[0]
    return f"{first.name}: {as_yaml(first.example)}"


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
