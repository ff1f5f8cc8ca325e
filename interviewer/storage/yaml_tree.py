"""YAML text as a tree of plain texts that know their place, read without any trust.

Nothing is built but texts, lists and mappings: `no` stays "no" and a date stays text. What lets
a small file grow in memory or time (aliases, merge keys, deep nesting) is refused as soon as the
parser meets it, so a hostile file costs no more than what stands before its first harmful place.
"""

from dataclasses import dataclass
from typing import NamedTuple, NoReturn

import yaml

from interviewer.model.errors import Problem
from interviewer.storage.collection import collection_paused
from interviewer.storage.yaml_text import YamlRefusedError, check_text
from interviewer.storage.yaml_words import explain, shorten

MOST_NODES = 500_000
"""How many values a file holds: ten thousand small items, which fill 8 MB, have 430,000."""
MOST_GROUPS = 15_000
"""How many groups stand in one list: the items of the largest bank."""
MOST_ENTRIES = 3000
"""How many texts or lists stand in one list: the synonyms of the largest bank."""
MOST_NAMES = 100
"""How many names a group has; no part of any file of ours has more than a few dozen."""
DEEPEST = 32
MOST_PROBLEMS = 200
"""How many problems of one file are told; nobody reads more, and collecting them costs time."""

# The pure parser is slower and differs in nothing that matters here.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


def parse_tree(text: str) -> Tree:
    """Return the tree of a YAML text.

    Raises:
        YamlRefusedError: where the text is not plain YAML, or is built to do harm.
    """
    text = check_text(text)
    builder = _Builder()
    try:
        with collection_paused():
            for event in yaml.parse(text, Loader=_LOADER):
                builder.take(event)
    # The pure parser lets ValueError and OverflowError of a huge "\U" escape through.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise YamlRefusedError(*builder.problems, explain(error, text)) from None
    if builder.root is None:
        raise YamlRefusedError(Problem(1, 1, "", "the file is empty", "begin with format: 1"))
    return Tree(builder.root, tuple(builder.problems))


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return the line and column, from 1, where an event begins."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _OpenSequence:
    """A list whose end has not been met."""

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        self.members: list[Node] = []

    def step(self) -> str:
        """Return the path from the list to the member that comes next."""
        return f"[{len(self.members)}]"

    def close(self) -> Node:
        """Return the list."""
        return Sequence(self.line, self.column, tuple(self.members))


class _OpenMapping:
    """A mapping whose end has not been met; `key` waits for its value."""

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.key: Scalar | None = None

    def step(self) -> str:
        """Return the path from the mapping to the value that comes next."""
        return f".{shorten(self.key.text)}" if self.key else ""

    def close(self) -> Node:
        """Return the mapping."""
        return Mapping(self.line, self.column, tuple(self.entries.values()))


class _Builder:
    """Takes the events of the parser one by one and holds the tree at the end."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[_OpenSequence | _OpenMapping] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event, or refuse the whole text because of it."""
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self._open.pop().close())
        elif isinstance(event, yaml.CollectionStartEvent):
            self._take_start(event)
        elif isinstance(event, yaml.AliasEvent):
            self._check_node(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                message = "a second document begins here, and a file holds only one"
                self._refuse(event, message, "delete the line '---'")

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_node(event)
        if event.tag is not None:
            self._refuse_tag(event)
        text = event.value
        # In quotes it is a name like any other.
        if text == "<<" and not event.style and self._expects_key():
            self._refuse(event, "'<<' copies other parts of a file", "delete the line")
        line, column = _place(event)
        self._add(Scalar(line, column, text))

    def _take_start(self, event: yaml.CollectionStartEvent) -> None:
        self._check_node(event)
        if event.tag is not None:
            self._refuse_tag(event)
        if len(self._open) == DEEPEST:
            message = f"lists and groups are nested more than {DEEPEST} deep"
            self._refuse(event, message, "take out brackets or indentation")
        if self._expects_key():
            message = "a list or group cannot be the name of a value"
            self._refuse(event, message, "write 'name: value', or put a text in quotes")
        kind = _OpenSequence if isinstance(event, yaml.SequenceStartEvent) else _OpenMapping
        self._open.append(kind(*_place(event)))

    def _check_node(self, event: yaml.NodeEvent) -> None:
        """Refuse what would let a small text grow, and too much of anything."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            message = f"the file holds more than {MOST_NODES:,} values"
            self._refuse(event, message, "split it into several files")
        # Also an anchor that nobody refers to: dropping it would drop words of a text.
        if event.anchor is not None:
            message = "a text that begins with * or & is a reference in YAML"
            self._refuse(event, message, "put the whole text in quotes")

    def _refuse_tag(self, event: yaml.NodeEvent) -> NoReturn:
        message = "a text that begins with ! is a tag in YAML"
        self._refuse(event, message, "put the text in quotes, as in '!word'")

    def _expects_key(self) -> bool:
        top = self._open[-1] if self._open else None
        return isinstance(top, _OpenMapping) and top.key is None

    def _add(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if isinstance(top, _OpenSequence):
            if len(top.members) >= MOST_ENTRIES:
                self._check_length(top, node)
            top.members.append(node)
        elif top.key is None:
            # Only a scalar gets here: _take_start refuses every other key.
            top.key = node if isinstance(node, Scalar) else None
        else:
            first = top.entries.setdefault(top.key.text, (top.key, node))[0]
            if first is not top.key:
                self._report_duplicate(top.key, first)
            elif len(top.entries) > MOST_NAMES:
                message = f"a group has more than {MOST_NAMES} names"
                self._refuse(top.key, message, "delete those that do not belong there")
            top.key = None

    def _check_length(self, top: _OpenSequence, node: Node) -> None:
        """Refuse a list that is longer than any list of its kind has reason to be."""
        most, what = MOST_ENTRIES, "entries"
        if isinstance(node, Mapping):
            most, what = MOST_GROUPS, "groups"
        if len(top.members) >= most:
            self._refuse(node, f"a list has more than {most:,} {what}", "shorten it")

    def _report_duplicate(self, key: Scalar, first: Scalar) -> None:
        message = f"{shorten(key.text)!r} stands here a second time, after line {first.line}"
        mend = "delete one of the two"
        self.problems.append(Problem(key.line, key.column, self._path(), message, mend))
        if len(self.problems) == MOST_PROBLEMS:
            message, mend = "there may be more problems than are listed here", "mend these first"
            more = Problem(key.line, key.column + 1, "", message, mend)
            raise YamlRefusedError(*self.problems, more)

    def _path(self) -> str:
        return "".join(place.step() for place in self._open).removeprefix(".")

    def _refuse(self, at: yaml.Event | Node, message: str, mend: str) -> NoReturn:
        line, column = _place(at) if isinstance(at, yaml.Event) else (at.line, at.column)
        raise YamlRefusedError(*self.problems, Problem(line, column, self._path(), message, mend))
