"""Rubric files: YAML in, the model out, or every problem of the file at once."""

from dataclasses import dataclass, field
from pathlib import Path

from interviewer.model.errors import RubricError
from interviewer.model.rubric import Rubric
from interviewer.model.text import one_line
from interviewer.storage.collection import collection_paused
from interviewer.storage.rubric_checks import UsedIds, check_whole
from interviewer.storage.rubric_places import Place, places_of
from interviewer.storage.rubric_reader import (
    CheckPattern,
    ProblemList,
    ShapeReader,
    TooManyProblemsError,
    no_check,
)
from interviewer.storage.rubric_shape import RUBRIC
from interviewer.storage.rubric_values import Slot
from interviewer.storage.yaml_builder import TooMuchError
from interviewer.storage.yaml_text import YamlRefusedError, decode_yaml, read_rubric_bytes
from interviewer.storage.yaml_tree import Mapping, Node, Scalar, parse_tree
from interviewer.storage.yaml_words import more_problems

_ITEMS = "items"
_WHOLE_FILE = Slot("", "the file", "", "format: 1 as its first line")


@dataclass(frozen=True)
class _ItemJudge:
    """Reads each item as soon as it is there: without a problem it is good."""

    reader: ShapeReader
    problems: ProblemList
    ids: UsedIds = field(default_factory=UsedIds)

    def is_good(self, name: str, index: int, group: Mapping) -> bool:
        """Return whether an item has no problem, and an id that no other one has."""
        if name != _ITEMS:
            return False
        known = len(self.problems.found)
        self.reader.read_ahead(group, RUBRIC, name, index)
        item_id = group.get("id")
        if isinstance(item_id, Scalar):
            self.ids.add(item_id, f"{name}[{index}].id", self.problems)
        return len(self.problems.found) == known


def load_rubric(path: Path, check_pattern: CheckPattern = no_check) -> Rubric:
    """Return the rubric in a file.

    Args:
        path: the file.
        check_pattern: returns what is wrong with a match pattern, or None; called for each.

    Raises:
        InputError: where the file cannot be read.
        RubricError: where it is no rubric, with all its problems.
    """
    return _load(path, check_pattern)[0]


def load_with_places(
    path: Path, check_pattern: CheckPattern = no_check
) -> tuple[Rubric, dict[str, Place]]:
    """Return the rubric in a file, and the place of each of its parts by the part's path.

    Raises:
        InputError: where the file cannot be read.
        RubricError: where it is no rubric, with all its problems.
    """
    rubric, root = _load(path, check_pattern)
    return rubric, places_of(root)


def parse_rubric_bytes(data: bytes, path: Path, check_pattern: CheckPattern = no_check) -> Rubric:
    """Return the rubric in the bytes of the file at `path`.

    Raises:
        RubricError: where they are no rubric, with all its problems.
    """
    return _parse_bytes(data, path, check_pattern)[0]


def parse_rubric(text: str, source: str, check_pattern: CheckPattern = no_check) -> Rubric:
    """Return the rubric in a text; `source` is what its problems call it.

    Args:
        text: the content of a rubric file.
        source: the name of the file, or another name for the text.
        check_pattern: returns what is wrong with a match pattern, or None; called for each.

    Raises:
        RubricError: where the text is no rubric, with all its problems.
    """
    return _parse(text, source, check_pattern)[0]


def _load(path: Path, check_pattern: CheckPattern) -> tuple[Rubric, Node]:
    """Return the rubric in a file and the tree that it was read from."""
    return _parse_bytes(read_rubric_bytes(path), path, check_pattern)


def _parse_bytes(data: bytes, path: Path, check_pattern: CheckPattern) -> tuple[Rubric, Node]:
    source = one_line(str(path))
    try:
        text = decode_yaml(data)
    except YamlRefusedError as refusal:
        raise RubricError(source, refusal.problems) from None
    return _parse(text, source, check_pattern)


def _parse(text: str, source: str, check_pattern: CheckPattern) -> tuple[Rubric, Node]:
    """Return the rubric in a text and the tree that it was read from."""
    problems = ProblemList()
    reader = ShapeReader(problems, check_pattern)
    rubric: object = None
    root: Node | None = None
    try:
        tree = parse_tree(text, _ItemJudge(reader, problems))
        root = tree.root
        problems.join(tree.problems)
        with collection_paused():
            rubric = reader.read_shape(root, RUBRIC, _WHOLE_FILE)
        check_whole(root, problems)
    except TooManyProblemsError:
        pass  # the list says so itself
    except YamlRefusedError as refusal:
        last = refusal.problems[-1]
        if not problems.found or not isinstance(refusal, TooMuchError):
            raise RubricError(source, refusal.problems) from None
        problems.found += [*refusal.problems[:-1], more_problems(last.line, last.column)]
    if problems.found or root is None or not isinstance(rubric, Rubric):
        raise RubricError(source, tuple(problems.found))
    return rubric, root
