"""What a rubric must keep beyond its single fields: ids are unique, a word has one group.

The checks look at the tree, not at the model, so that they find their problems in a file that
has others as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from interviewer.storage.rubric_reader import ProblemList
from interviewer.storage.yaml_tree import Mapping, Node, Scalar, Sequence
from interviewer.storage.yaml_words import shorten


def check_whole(root: Node, problems: ProblemList) -> None:
    """Add what is wrong between the parts of a rubric to `problems`.

    The ids of the items are left out: `UsedIds` tells of them as soon as an item is there.
    """
    if not isinstance(root, Mapping):
        return
    _check_synonyms(root, problems)
    for index, item in enumerate(_members(root, "items")):
        if isinstance(item, Mapping):
            path = f"items[{index}]."
            ids = [*_ids(item, "criteria", path), *_ids(item, "misconceptions", path)]
            _check_ids(sorted(ids, key=lambda found: (found[0].line, found[0].column)), problems)


def _members(node: Mapping, name: str) -> tuple[Node, ...]:
    value = node.get(name)
    return value.members if isinstance(value, Sequence) else ()


def _ids(node: Mapping, name: str, path: str) -> Iterator[tuple[Scalar, str]]:
    """Yield the ids of the members of one list, each with its path."""
    for index, member in enumerate(_members(node, name)):
        found = member.get("id") if isinstance(member, Mapping) else None
        if isinstance(found, Scalar):
            yield found, f"{path}{name}[{index}].id"


@dataclass(frozen=True)
class UsedIds:
    """The ids that are used already, each with the line where it stands first."""

    lines: dict[str, int] = field(default_factory=dict)

    def add(self, node: Scalar, path: str, problems: ProblemList) -> None:
        """Add an id, or a problem where it is used already."""
        name = node.text.strip()
        if name in self.lines:
            message = f"the id {shorten(name)!r} is used already, on line {self.lines[name]}"
            problems.add(node, path, message, "write another id here")
        elif name:
            self.lines[name] = node.line


def _check_ids(ids: list[tuple[Scalar, str]], problems: ProblemList) -> None:
    used = UsedIds()
    for node, path in ids:
        used.add(node, path, problems)


def _check_synonyms(root: Mapping, problems: ProblemList) -> None:
    """Refuse a word with two meanings: the groups would flow together."""
    lines: dict[str, int] = {}
    for index, group in enumerate(_members(root, "synonyms")):
        for place, word in enumerate(group.members if isinstance(group, Sequence) else ()):
            name = " ".join(word.text.casefold().split()) if isinstance(word, Scalar) else ""
            if name in lines:
                message = f"{shorten(name)!r} stands in a group already, on line {lines[name]}"
                mend = "keep each word in one group: take it out here, or join the groups"
                problems.add(word, f"synonyms[{index}][{place}]", message, mend)
            elif name:
                lines[name] = word.line
