"""Takes what a YAML parser finds piece by piece, and refuses early what is built to do harm.

A real bank may hold eight megabytes, and so may a text that only costs time. What tells them apart
is that a bank is made of items: only for an item without a fault there may be more of everything
after it. All else together is as much as the largest of real files have, and no more is read.
"""

from typing import NamedTuple, NoReturn

import yaml

from interviewer.model.errors import Problem
from interviewer.storage.yaml_feed import Feed
from interviewer.storage.yaml_judge import Judge
from interviewer.storage.yaml_nodes import Mapping, Node, Scalar, Sequence
from interviewer.storage.yaml_text import YamlRefusedError
from interviewer.storage.yaml_words import more_problems, shorten

MOST_NODES = 500_000
"""How many values a file holds: ten thousand small items, which fill 8 MB, have 430,000."""
MOST_BESIDE = 15_000
"""How many of them stand outside of items without a fault: the largest synonyms have 12,000, and
fifty items of the shipped bank 14,000."""
MOST_GROUPS = 15_000
"""How many groups stand in one list: the items of the largest bank."""
MOST_ENTRIES = 3000
"""How many texts or lists stand in one list: the synonyms of the largest bank."""
MOST_NAMES = 100
"""How many names a group has; no part of any file of ours has more than a few dozen."""
DEEPEST = 32
MOST_PROBLEMS = 100
"""How many problems of one file are told; nobody reads more, and collecting them costs time."""

_PART_DEPTH = 2
"""How many lists and groups hold an item: the whole file, and its list of items."""

_MEND = "take out what does not belong there, or split the file"


class TooMuchError(YamlRefusedError):
    """There is more than may stand beside good items; where some are bad, that is the reason."""


class _Begun(NamedTuple):
    """How much had been read where a part of the file begins."""

    nodes: int
    characters: int
    problems: int


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return the line and column, from 1, where an event begins."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _index(event: yaml.Event) -> int:
    """Return how many characters stand before an event."""
    return event.start_mark.index if event.start_mark else 0


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


class Builder:
    """Takes the events of the parser one by one and holds the tree at the end."""

    def __init__(self, feed: Feed, judge: Judge | None) -> None:
        """Begin; `feed` is what the parser reads. Without a judge every item is good."""
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._feed, self._judge = feed, judge
        self._open: list[_OpenSequence | _OpenMapping] = []
        self._nodes = 0
        self._allowed = min(MOST_BESIDE, MOST_NODES)
        self._documents = 0
        self._part = _Begun(0, 0, 0)

    def take(self, event: yaml.Event) -> None:
        """Take one event, or refuse the whole text because of it."""
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._take_end(event)
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
        if len(self._open) == _PART_DEPTH:
            self._part = _Begun(self._nodes, _index(event), len(self.problems))
        kind = _OpenSequence if isinstance(event, yaml.SequenceStartEvent) else _OpenMapping
        self._open.append(kind(*_place(event)))

    def _take_end(self, event: yaml.CollectionEndEvent) -> None:
        node = self._open.pop().close()
        if len(self._open) == _PART_DEPTH and isinstance(node, Mapping) and self._is_good(node):
            used = 1 + self._nodes - self._part.nodes
            self._allowed = min(self._allowed + used, MOST_NODES)
            self._feed.allow(_index(event) - self._part.characters)
        self._add(node)

    def _is_good(self, group: Mapping) -> bool:
        """Return whether a group stands where items do, and is one without a fault."""
        root, parts = self._open
        if not isinstance(root, _OpenMapping) or not isinstance(parts, _OpenSequence):
            return False
        if root.key is None:
            return False
        index, judge = len(parts.members), self._judge
        good = judge is None or judge.is_good(root.key.text, index, group)
        return good and len(self.problems) == self._part.problems

    def _check_node(self, event: yaml.NodeEvent) -> None:
        """Refuse what would let a small text grow, and too much of anything."""
        self._nodes += 1
        if self._nodes > self._allowed:
            self._refuse_number(event)
        # Also an anchor that nobody refers to: dropping it would drop words of a text.
        if event.anchor is not None:
            message = "a text that begins with * or & is a reference in YAML"
            self._refuse(event, message, "put the whole text in quotes")

    def _refuse_number(self, event: yaml.NodeEvent) -> NoReturn:
        if self._nodes > MOST_NODES:
            message = f"the file holds more than {MOST_NODES:,} values"
            self._refuse(event, message, "split it into several files")
        message = f"the file holds more than {MOST_BESIDE:,} values beside good items"
        raise TooMuchError(*self.problems, Problem(*_place(event), self._path(), message, _MEND))

    def too_long(self) -> TooMuchError:
        """Return why no more was read, with the innermost list or group as its place."""
        at = self._open[-1] if self._open else None
        line, column = (at.line, at.column) if at else (1, 1)
        message = (
            f"the file holds more than {self._feed.most_beside:,} characters beside good items"
        )
        return TooMuchError(*self.problems, Problem(line, column, self._path(), message, _MEND))

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
            raise YamlRefusedError(*self.problems, more_problems(key.line, key.column + 1))

    def _path(self) -> str:
        return "".join(place.step() for place in self._open).removeprefix(".")

    def _refuse(self, at: yaml.Event | Node, message: str, mend: str) -> NoReturn:
        line, column = _place(at) if isinstance(at, yaml.Event) else (at.line, at.column)
        raise YamlRefusedError(*self.problems, Problem(line, column, self._path(), message, mend))
