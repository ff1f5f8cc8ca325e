"""The banks in force: listed, found by id or file, loaded with their patterns checked."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.grading.pattern_check import quick_problem
from interviewer.model.errors import InputError, UsageError
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.text import one_line
from interviewer.services.rules import program_rules
from interviewer.storage.paths import Paths, cache_folder, rubric_files
from interviewer.storage.rubric_cache import RubricCache

if TYPE_CHECKING:
    from interviewer.storage.rubric_places import Place


@dataclass(frozen=True)
class BankEntry:
    """A bank in a list: what it holds, or the first line of what is wrong with it."""

    id: str
    path: Path
    title: str
    items_by_stage: dict[Stage, int]
    problem: str = ""

    @property
    def items(self) -> int:
        """Return how many items the bank has."""
        return sum(self.items_by_stage.values())


def load_bank_file(path: Path, cache_at: Path | None = None) -> Rubric:
    """Return the rubric in a file; one that was loaded before comes from the cache.

    Args:
        path: the file.
        cache_at: the cache folder, where it is not the one in force.

    Raises:
        RubricError: it has problems; all of them are in the error.
        InputError: it cannot be read.
    """
    folder = cache_at or cache_folder(Path(), os.environ)
    return RubricCache(folder, program_rules()).load(path, quick_problem)


def load_placed_bank(path: Path) -> tuple[Rubric, dict[str, "Place"]]:
    """Return the rubric in a file, and the line and column of each of its parts by its path.

    Raises:
        RubricError: it has problems; all of them are in the error.
        InputError: it cannot be read.
    """
    from interviewer.storage.rubric_file import load_with_places

    return load_with_places(path, quick_problem)


def find_bank(paths: Paths, name: str) -> Path:
    """Return the file of a bank, given by its id or by the path of a file.

    Raises:
        UsageError: there is no such bank; the error names those that are.
    """
    files = rubric_files(paths)
    if name in files:
        return files[name]
    path = Path(name)
    if path.suffix.lower() in (".yaml", ".yml") or path.is_file():
        return path
    known = ", ".join(files) or "none"
    raise UsageError(f"no bank '{one_line(name)}'; these are in force: {known}")


def load_bank(paths: Paths, name: str) -> Rubric:
    """Return the rubric of a bank, given by its id or by the path of a file."""
    return load_bank_file(find_bank(paths, name), paths.cache)


def default_bank(paths: Paths) -> str:
    """Return the bank to take where none was named: deep-learning, else the first.

    Raises:
        UsageError: there is none.
    """
    files = rubric_files(paths)
    if not files:
        raise UsageError("there is no bank; give one with --rubric FILE or --rubrics DIR")
    return "deep-learning" if "deep-learning" in files else next(iter(files))


def list_banks(paths: Paths) -> tuple[BankEntry, ...]:
    """Return all banks in force; those with problems too."""
    return tuple(_entry(name, path, paths.cache) for name, path in rubric_files(paths).items())


def _entry(name: str, path: Path, cache_at: Path | None) -> BankEntry:
    try:
        rubric = load_bank_file(path, cache_at)
    except InputError as error:
        first = str(error).splitlines()[0]
        return BankEntry(name, path, name, {}, first)
    counts = {stage: sum(1 for item in rubric.items if item.stage is stage) for stage in Stage}
    return BankEntry(rubric.id, path, rubric.title, counts)
