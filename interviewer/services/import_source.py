"""What an importer finds in a file of questions, and how such a file is read."""

from dataclasses import dataclass
from pathlib import Path

from interviewer.model.errors import InputError
from interviewer.model.rubric import Stage
from interviewer.model.text import clean_text, one_line
from interviewer.storage.yaml_text import YamlRefusedError, decode_yaml, read_yaml_bytes

_NULS_OF_UTF_16 = 0.25
"""The share of its bytes that are NUL in a text of letters: a half, less where others are in it."""


@dataclass(frozen=True)
class GradedAnswer:
    """A short answer with the share of the points that it earns (0 to 1)."""

    text: str
    share: float


@dataclass(frozen=True)
class Question:
    """A question as it was found; what the file does not say is None or empty.

    `name` is what the file calls it, for the id; `points` is what it is worth in all; `remarks`
    are what somebody who goes over the draft should know.
    """

    prompt: str
    answers: tuple[str, ...] = ()
    name: str = ""
    stage: Stage | None = None
    topic: str = ""
    minutes: float | None = None
    points: float | None = None
    graded: tuple[GradedAnswer, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Imported:
    """The questions of a file in their order, its title, and what was left out, one line each."""

    questions: tuple[Question, ...]
    title: str = ""
    left_out: tuple[str, ...] = ()


def read_source_bytes(path: Path) -> bytes:
    """Return the bytes of a file that may come from anywhere.

    Raises:
        InputError: it cannot be read, or is larger than 8 MB.
    """
    try:
        return read_yaml_bytes(path)
    except YamlRefusedError as refusal:
        raise _refused(path, refusal) from None


def read_source(path: Path) -> str:
    """Return the text of a file, cleaned of what no terminal and no rubric should hold.

    Raises:
        InputError: it cannot be read, is larger than 8 MB or is not UTF-8.
    """
    data = read_source_bytes(path)
    if data.count(b"\0") > len(data) * _NULS_OF_UTF_16:  # which passes for UTF-8 otherwise
        raise InputError(
            f"{one_line(str(path))}:1:1: the file looks like UTF-16 text; save it again with "
            "the encoding UTF-8"
        )
    try:
        return clean_text(decode_yaml(data))
    except YamlRefusedError as refusal:
        raise _refused(path, refusal) from None


def _refused(path: Path, refusal: YamlRefusedError) -> InputError:
    return InputError(f"{one_line(str(path))}:{refusal.problems[-1]}")


def stage_in(words: str) -> Stage | None:
    """Return the stage that a heading, a tag or a cell speaks of, or None."""
    found = {
        stage
        for stage, names in _STAGE_WORDS.items()
        if names & set("".join(c if c.isalnum() else " " for c in words.casefold()).split())
    }
    return found.pop() if len(found) == 1 else None


_STAGE_WORDS = {
    Stage.BASIC: frozenset(
        "basic basics beginner beginners easy foundation foundations fundamental fundamentals "
        "introductory introduction".split()
    ),
    Stage.FRESHER: frozenset(
        "fresher freshers graduate graduates junior juniors entry intermediate medium".split()
    ),
    Stage.EXPERIENCED: frozenset(
        "experienced senior seniors advanced expert experts engineer engineers hard "
        "professional professionals".split()
    ),
}
