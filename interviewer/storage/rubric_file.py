"""Rubric files: YAML in, the model out, or every problem of the file at once."""

from pathlib import Path

from interviewer.model.errors import RubricError
from interviewer.model.rubric import Rubric
from interviewer.model.text import one_line
from interviewer.storage.collection import collection_paused
from interviewer.storage.rubric_checks import check_whole
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
from interviewer.storage.yaml_text import YamlRefusedError, decode_yaml, read_rubric_bytes
from interviewer.storage.yaml_tree import Node, parse_tree

_WHOLE_FILE = Slot("", "the file", "", "format: 1 as its first line")


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
    try:
        tree = parse_tree(text)
    except YamlRefusedError as refusal:
        raise RubricError(source, refusal.problems) from None
    problems = ProblemList(tree.problems)
    rubric: object = None
    try:
        with collection_paused():
            rubric = ShapeReader(problems, check_pattern).read_shape(tree.root, RUBRIC, _WHOLE_FILE)
        check_whole(tree.root, problems)
    except TooManyProblemsError:
        pass  # the list says so itself
    if problems.found or not isinstance(rubric, Rubric):
        raise RubricError(source, tuple(problems.found))
    return rubric, tree.root
