"""A file of questions on its way to a draft bank: which importer reads it, and the bank's name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from interviewer.model.errors import InputError, UsageError
from interviewer.model.rubric import Rubric
from interviewer.model.text import counted, one_line
from interviewer.services.banks import load_bank_file
from interviewer.services.drafts import Draft
from interviewer.services.import_csv import import_csv
from interviewer.services.import_markdown import import_markdown
from interviewer.services.import_moodle import import_moodle
from interviewer.services.import_source import Imported
from interviewer.storage.paths import Paths, rubric_files
from interviewer.storage.rubric_kinds import RESERVED_IDS


class SourceFormat(StrEnum):
    """What a file of questions is written in."""

    MARKDOWN = "markdown"
    CSV = "csv"
    MOODLE = "moodle"


_IMPORTERS: dict[SourceFormat, Callable[[Path], Imported]] = {
    SourceFormat.MARKDOWN: import_markdown,
    SourceFormat.CSV: import_csv,
    SourceFormat.MOODLE: import_moodle,
}
_SUFFIXES = {
    ".md": SourceFormat.MARKDOWN,
    ".markdown": SourceFormat.MARKDOWN,
    ".txt": SourceFormat.MARKDOWN,
    ".csv": SourceFormat.CSV,
    ".tsv": SourceFormat.CSV,
    ".xml": SourceFormat.MOODLE,
}


@dataclass(frozen=True)
class Name:
    """What a bank is called."""

    id: str
    title: str


def read_questions(
    source: Path, form: SourceFormat | None, skip_unanswered: bool = False
) -> Imported:
    """Return the questions of a file.

    Args:
        source: the file.
        form: what it is written in; without it the suffix says so.
        skip_unanswered: whether those without an answer are left out.

    Raises:
        UsageError: the suffix does not say it.
        InputError: the file cannot be read, or holds no question.
    """
    form = form or _SUFFIXES.get(source.suffix.lower())
    name = one_line(str(source))
    if form is None:
        raise UsageError(f"{name}: add --format markdown, csv or moodle: its name does not say it")
    found = _IMPORTERS[form](source)
    if not found.questions:
        raise InputError(f"{name}: no question was found; {_HINTS[form]}")
    if not skip_unanswered:
        return found
    answered = tuple(question for question in found.questions if question.answers)
    if not answered:
        raise InputError(f"{name}: no question has an answer; leave out --skip-unanswered")
    return replace(found, questions=answered)


_HINTS = {
    SourceFormat.MARKDOWN: "write each as a heading, in bold or with a number, the answer below",
    SourceFormat.CSV: "the column question holds them, one a row",
    SourceFormat.MOODLE: "questions of the types essay and shortanswer are read",
}


def bank_name(source: Path, output: Path | None, given_id: str, title: str) -> Name:
    """Return what the bank is called: as was asked for, else as its file, else as the source.

    Raises:
        UsageError: the id that was asked for is none.
    """
    stem = (output or source).stem
    name = make_id_of_name(given_id or stem)
    if given_id and name != given_id:
        raise UsageError(
            f"--id '{one_line(given_id)[:80]}' is no id: at most 64 small letters, digits and "
            f"hyphens; '{name}' would be one"
        )
    return Name(name, one_line(title) or one_line(stem.replace("-", " ").replace("_", " ")) or name)


def make_id_of_name(text: str) -> str:
    """Return a name as an id, every word of it kept."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in text.casefold()).split()
    name = "-".join(words)[:64].rstrip("-") or "bank"
    return f"{name}-1" if name in RESERVED_IDS else name


def shipped_banks(paths: Paths) -> tuple[Rubric, ...]:
    """Return the banks that ship with the program: what is common in their texts is no key word."""
    files = rubric_files(Paths(None, paths.shipped_rubrics, paths.transcripts, paths.user_data))
    return tuple(load_bank_file(path, paths.cache) for path in files.values())


def draft_heading(draft: Draft, source: Path, output: Path) -> tuple[str, ...]:
    """Return what stands at the top of a draft's file."""
    unanswered = sum(1 for each in draft.items if not each.item.references)
    lines = [
        f"A draft of {counted(len(draft.items), 'question')} from {one_line(source.name)}.",
        "'missing' before an item says what is still to be written. Criteria marked 'proposed' "
        "were made of the reference by counting words: change or delete what is beside the point, "
        "write what else people say into their patterns, and take the mark out.",
    ]
    if unanswered:
        lines.append(
            f"{counted(unanswered, 'question has', 'questions have')} no reference answer yet; the "
            "bank loads when each has one."
        )
    return (*lines, f"Then: interviewer rubric check {one_line(output.name)}")
