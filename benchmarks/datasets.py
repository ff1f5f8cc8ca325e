"""Answers that people marked, read from a folder beside the repository.

A data set is a folder with two files: `items.jsonl`, one object a line with `id`, `prompt` and
`references` (a list of texts), and `answers.csv` with the columns `item_id`, `answer` and `score`,
the mark between 0 and 1. Further fields and columns are ignored.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from interviewer.model.errors import InputError, UsageError
from interviewer.model.text import clean_text

ITEMS = "items.jsonl"
ANSWERS = "answers.csv"
_COLUMNS = ("item_id", "answer", "score")


@dataclass(frozen=True)
class DataItem:
    """One question, and one or more answers that are known to be right."""

    id: str
    prompt: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class MarkedAnswer:
    """An answer and the mark that people gave it, 0 to 1."""

    item_id: str
    answer: str
    mark: float


@dataclass(frozen=True)
class Dataset:
    """The items and the marked answers of one folder, in the order of its files."""

    name: str
    items: tuple[DataItem, ...]
    answers: tuple[MarkedAnswer, ...]

    @cached_property
    def marks(self) -> tuple[float, ...]:
        """Return the marks in the order of the answers."""
        return tuple(answer.mark for answer in self.answers)

    @cached_property
    def item_ids(self) -> tuple[str, ...]:
        """Return the item of each answer in the order of the answers."""
        return tuple(answer.item_id for answer in self.answers)

    @cached_property
    def items_by_id(self) -> dict[str, DataItem]:
        """Return the items by their ids."""
        return {item.id: item for item in self.items}


def read_datasets(root: Path, only: Sequence[str] = ()) -> tuple[Dataset, ...]:
    """Return the data sets in the folders right below `root`, by name; or `root` itself as one.

    Folders that hold neither file are passed over.

    Args:
        root: the folder.
        only: the names of the wanted data sets; all of them where it is empty.

    Raises:
        InputError: there is no data set, or one of them cannot be read.
        UsageError: a wanted data set is not there.
    """
    if not root.is_dir():
        raise InputError(f"{root}: no such folder")
    found = {folder.resolve().name: folder for folder in _folders(root)}
    if not found:
        raise InputError(f"{root}: no folder in it holds {ITEMS} and {ANSWERS}")
    unknown = [name for name in only if name not in found]
    if unknown:
        raise UsageError(f"no data set '{unknown[0]}'; these are there: {', '.join(found)}")
    return tuple(read_dataset(found[name]) for name in found if not only or name in only)


def read_dataset(folder: Path) -> Dataset:
    """Return the data set in one folder.

    Raises:
        InputError: a file is missing or malformed; the error names the file and the line.
    """
    items = tuple(_read_items(folder / ITEMS))
    if not items:
        raise InputError(f"{folder / ITEMS}: no item in it")
    answers = tuple(_read_answers(folder / ANSWERS, {item.id for item in items}))
    if not answers:
        raise InputError(f"{folder / ANSWERS}: no answer in it")
    return Dataset(folder.resolve().name, items, answers)


def _folders(root: Path) -> Iterator[Path]:
    candidates = [root, *sorted(path for path in root.iterdir() if path.is_dir())]
    for folder in candidates:
        if any((folder / name).is_file() for name in (ITEMS, ANSWERS)):
            yield folder


def _read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        InputError: it is missing, unreadable or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8 text") from None


def _read_items(path: Path) -> Iterator[DataItem]:
    seen: set[str] = set()
    for number, line in enumerate(_read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        item = _item_of(line, f"{path}:{number}")
        if item.id in seen:
            raise InputError(f"{path}:{number}: item '{item.id}' is there twice")
        seen.add(item.id)
        yield item


def _item_of(line: str, place: str) -> DataItem:
    try:
        fields = json.loads(line)
    except ValueError:
        raise InputError(f"{place}: not a JSON object") from None
    if not isinstance(fields, dict):
        raise InputError(f"{place}: not a JSON object")
    for name in ("id", "prompt"):
        if not isinstance(fields.get(name), str) or not fields[name].strip():
            raise InputError(f"{place}: '{name}' must be a text")
    references = fields.get("references")
    if not isinstance(references, list) or not all(isinstance(text, str) for text in references):
        raise InputError(f"{place}: 'references' must be a list of texts")
    written = tuple(clean_text(text) for text in references if text.strip())
    if not written:
        raise InputError(f"{place}: item '{fields['id']}' has no reference")
    return DataItem(fields["id"], clean_text(fields["prompt"]), written)


def _read_answers(path: Path, item_ids: set[str]) -> Iterator[MarkedAnswer]:
    rows = csv.DictReader(io.StringIO(_read_text(path), newline=""))
    try:
        missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise InputError(f"{path}: no column '{missing[0]}'")
        for row in rows:
            yield _answer_of(row, item_ids, f"{path}:{rows.line_num}")
    except csv.Error as error:
        raise InputError(f"{path}:{rows.line_num}: {error}") from None


def _answer_of(row: Mapping[str, str | None], item_ids: set[str], place: str) -> MarkedAnswer:
    item_id, answer, score = (row[name] for name in _COLUMNS)
    if item_id is None or answer is None or score is None:
        raise InputError(f"{place}: the row is too short")
    if item_id not in item_ids:
        raise InputError(f"{place}: no item '{item_id}' in {ITEMS}")
    try:
        mark = float(score)
    except ValueError:
        mark = -1.0
    if not 0 <= mark <= 1:
        raise InputError(f"{place}: the score '{score}' is no number from 0 to 1")
    return MarkedAnswer(item_id, clean_text(answer), mark)
