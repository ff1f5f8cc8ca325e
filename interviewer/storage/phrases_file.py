"""The file of phrases: YAML in, the wordings out, or every problem of the file at once."""

import string
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import cast

from interviewer.model.errors import Problem, RubricError
from interviewer.model.phrases import Phrases
from interviewer.model.text import one_line
from interviewer.storage.phrases_cache import Source, read_sources
from interviewer.storage.rubric_kinds import Field, ListOf, Shape, Text
from interviewer.storage.rubric_reader import ProblemList, ShapeReader, TooManyProblemsError
from interviewer.storage.rubric_values import Slot
from interviewer.storage.yaml_judge import NoItems
from interviewer.storage.yaml_text import YamlRefusedError, decode_yaml
from interviewer.storage.yaml_tree import Mapping, Node, Scalar, parse_tree
from interviewer.storage.yaml_tree import Sequence as ListNode

FILLED_IN = {
    "opening": ("questions", "stages"),
    "drill": ("questions", "topic"),
    "hint_offer": ("points",),
    "time": ("time",),
    "sure": ("level",),
}
"""The words in braces that a situation has values for."""

_WORDINGS = ListOf(Text(one_line=True), at_least=1)
_EXAMPLE = "thanks: [Thank you.]"
_SHAPE = Shape(
    "phrases file",
    "What the interviewer says between the questions.",
    Phrases,
    tuple(
        Field(field.name, _WORDINGS, "Wordings of one thing.", ["Thank you."], default=())
        for field in fields(Phrases)
    ),
)


def load_phrases(files: Sequence[Path]) -> Phrases:
    """Return the phrases of the first file, what it leaves out from the next, and so on.

    Args:
        files: files in the order in which they count; one that is not there is passed over,
            except the last, which ships with the program and has everything.

    Raises:
        RubricError: where a file has problems; all of them are in the error.
        InputError: where a file cannot be read.
    """
    return parse_phrases(read_sources(files))


def parse_phrases(sources: Sequence[Source]) -> Phrases:
    """Return the phrases of files that were read, the first of which counts most.

    Raises:
        RubricError: where a file has problems; all of them are in the error.
    """
    *own, shipped = sources
    phrases = _parse(*shipped)
    for source in reversed(own):
        given = _parse(*source)
        wordings = {field.name: getattr(given, field.name) for field in fields(Phrases)}
        phrases = replace(phrases, **{name: said for name, said in wordings.items() if said})
    return phrases


def _parse(path: Path, data: bytes) -> Phrases:
    source = one_line(str(path))
    try:
        tree = parse_tree(decode_yaml(data), NoItems())
    except YamlRefusedError as refusal:
        found = tuple(replace(each, mend=_mend(each)) for each in refusal.problems)
        raise RubricError(source, found) from None
    root, problems = tree.root, ProblemList(tree.problems)
    phrases: object = None
    try:
        slot = Slot("", "the file", "", _EXAMPLE)
        phrases = ShapeReader(problems).read_shape(root, _SHAPE, slot)
        _check_braces(root, problems)
    except TooManyProblemsError:
        pass  # the list says so itself
    if problems.found:
        raise RubricError(source, tuple(problems.found))
    return cast(Phrases, phrases)


def _mend(problem: Problem) -> str:
    """Return the mend of a problem of YAML: a file of phrases begins otherwise than a rubric."""
    return problem.mend.replace("format: 1", _EXAMPLE)


def _check_braces(root: Node, problems: ProblemList) -> None:
    """Report words in braces that nothing would be filled in for."""
    for name, wordings in root.entries if isinstance(root, Mapping) else ():
        known = FILLED_IN.get(name.text, ())
        for wording in wordings.members if isinstance(wordings, ListNode) else ():
            if isinstance(wording, Scalar) and not _fits(wording.text, known):
                braces = " and ".join(f"{{{word}}}" for word in known) or "no braces"
                problems.add(
                    wording,
                    name.text,
                    "what stands in braces here is not known",
                    f"this line may have {braces}",
                )


def _fits(text: str, known: Sequence[str]) -> bool:
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return False
    return all(
        name is None or (name in known and not spec and not conversion)
        for _, name, spec, conversion in parts
    )
