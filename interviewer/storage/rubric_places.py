"""Where the parts of a rubric file stand: what finds a fault later can still name its line."""

from collections.abc import Iterator

from interviewer.storage.collection import collection_paused
from interviewer.storage.yaml_tree import Mapping, Node, Scalar

Place = tuple[int, int]
"""A line and a column, both from 1."""


def places_of(root: Node) -> dict[str, Place]:
    """Return the place of every value by its path, such as ``items[2].criteria[0].points``."""
    with collection_paused():
        return dict(_places(root, ""))


def _places(node: Node, path: str) -> Iterator[tuple[str, Place]]:
    yield path, (node.line, node.column)
    if isinstance(node, Scalar):
        return
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _places(value, f"{path}.{key.text}" if path else key.text)
        return
    for index, member in enumerate(node.members):
        yield from _places(member, f"{path}[{index}]")
