"""A bank under the hands of a coach: opened, checked item by item, saved safely."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from interviewer.grading.pattern_check import quick_problem
from interviewer.model.errors import InputError, Problem, RubricError
from interviewer.model.rubric import Item, Rubric
from interviewer.storage.paths import Paths
from interviewer.storage.rubric_edit import (
    BankText,
    Block,
    check_unchanged,
    read_bank_text,
    read_or_none,
    save_bank_text,
)
from interviewer.storage.rubric_file import parse_rubric, parse_rubric_bytes
from interviewer.storage.rubric_places import Place, places_of
from interviewer.storage.rubric_versions import free_copy_path, keep_version
from interviewer.storage.yaml_text import YamlRefusedError, read_rubric_bytes
from interviewer.storage.yaml_tree import parse_tree

_HEAD = "id: bank\ntitle: Bank\nitems:\n"
_HEAD_LINES = _HEAD.count("\n")


@dataclass(frozen=True)
class OpenBank:
    """A bank that is being edited.

    `path` is the file that was read and `target` the one that is written: a bank that ships with
    the program is saved as a copy of the coach's own. `rubric` is None where there are `problems`.
    """

    path: Path
    target: Path
    text: BankText
    rubric: Rubric | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_copy(self) -> bool:
        """Return whether saving writes another file than the one that was read."""
        return self.path != self.target

    @property
    def expected(self) -> bytes | None:
        """Return what the target must still hold when it is written."""
        return None if self.is_copy else self.text.data


@dataclass(frozen=True)
class ItemCheck:
    """What one item's text holds: the item, or what is wrong, by the lines of the text, from 1."""

    item: Item | None
    problems: tuple[Problem, ...] = ()
    places: dict[str, Place] | None = None


class NotSavedError(InputError):
    """The text was not saved because of its problems; they name the lines of the new file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems."""
        self.problems = problems
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"not saved: line {first.line}: {first.message}; {first.mend}{more}")


def open_to_edit(path: Path, paths: Paths) -> OpenBank:
    """Return a bank ready to be edited; one with problems too.

    Raises:
        InputError: it cannot be read as text.
        StorageError: its items cannot be told apart by lines.
    """
    target = own_path(path, paths)
    # A copy that was made since the program started is not among the banks in force yet.
    path = target if target.is_file() else path
    return read_to_edit(read_rubric_bytes(path), path, target)


def own_path(path: Path, paths: Paths) -> Path:
    """Return where edits of a bank go: the file itself, or the coach's copy of a shipped one."""
    own = paths.rubrics or paths.user_data / "rubrics"
    folder = path.parent.resolve()
    if folder == paths.shipped_rubrics.resolve() and folder != own.resolve():
        return own / path.name
    return path


def read_to_edit(data: bytes, path: Path, target: Path) -> OpenBank:
    """Return a bank with these bytes ready to be edited.

    Raises:
        InputError: it cannot be read as text.
        StorageError: its items cannot be told apart by lines.
    """
    try:
        text = read_bank_text(data)
    except YamlRefusedError as refusal:
        raise RubricError(str(path), refusal.problems) from None
    rubric, problems = _parsed(data, path)
    return OpenBank(path, target, text, rubric, problems)


def check_item(text: str, bank: OpenBank, block: Block) -> ItemCheck:
    """Return what the text of one item holds; the rest of the bank is not read again."""
    try:
        rubric = parse_rubric(_HEAD + text + "\n", "item", quick_problem)
    except RubricError as error:
        moved = (replace(each, line=each.line - _HEAD_LINES) for each in error.problems)
        return ItemCheck(None, tuple(replace(each, line=max(1, each.line)) for each in moved))
    found = places_of(parse_tree(_HEAD + text + "\n").root)
    places = {path: (line - _HEAD_LINES, column) for path, (line, column) in found.items()}
    others = {other.id for other in bank.text.blocks if other != block}
    problems = tuple(
        Problem(
            *places[f"items[{number}].id"],
            f"items[{number}].id",
            f"the id '{item.id}' is that of another item of the bank",
            "write another id here",
        )
        for number, item in enumerate(rubric.items)
        if item.id in others
    )
    return ItemCheck(rubric.items[0], problems, places)


def save_item(
    bank: OpenBank, block: Block, text: str, user_data: Path, now: Callable[[], datetime]
) -> OpenBank:
    """Write an item's text into its bank, and return the bank as it is then.

    The old file is kept as a version. Problems that stood elsewhere in the file before do not
    hinder: a bank can be mended item by item.

    Raises:
        NotSavedError: the item has problems, or makes new ones elsewhere.
        ChangedOnDiskError: the file is no longer what was opened.
        StorageError: it cannot be written.
    """
    data = bank.text.spliced(block, text)
    saved = _checked(bank, block, text, data)
    _replace(bank, data, user_data, now)
    return saved


def restore_version(
    bank: OpenBank, version: Path, user_data: Path, now: Callable[[], datetime]
) -> OpenBank:
    """Put an earlier version in the place of a bank; what it holds now becomes a version too.

    Raises:
        RubricError: the version is no rubric.
        ChangedOnDiskError: the file is no longer what was opened.
        StorageError: it cannot be read or written.
    """
    data = read_rubric_bytes(version)
    restored = read_to_edit(data, bank.target, bank.target)
    _replace(bank, data, user_data, now)
    return restored


def save_copy(bank: OpenBank, block: Block, text: str) -> Path:
    """Write the bank with an item's text under a free name beside it, and return that name.

    Raises:
        StorageError: it cannot be written.
    """
    path = free_copy_path(bank.target)
    save_bank_text(path, None, bank.text.spliced(block, text))
    return path


def rebased(bank: OpenBank, block: Block) -> tuple[OpenBank, Block]:
    """Return the bank as it is on the disk now, and where the item of `block` stands in it.

    Raises:
        InputError: it is gone, or cannot be read as text.
        StorageError: it cannot be read.
    """
    data = read_or_none(bank.target)
    if data is None:
        raise InputError(f"{bank.target.name} is gone; save yours as a copy")
    fresh = read_to_edit(data, bank.target, bank.target)
    return fresh, fresh.text.block(block.id) or fresh.text.at_end()


def salvaged(bank: OpenBank) -> Rubric | None:
    """Return the bank, or as much of a broken one as can be read: its good items; None for none."""
    if bank.rubric is not None:
        return bank.rubric
    texts = [(block, bank.text.item_text(block)) for block in bank.text.blocks]
    good = [
        (text, check.item) for block, text in texts if (check := check_item(text, bank, block)).item
    ]
    if not good:
        return None
    items = tuple(item for _, item in good if item is not None)
    head = "".join(bank.text.lines[: bank.text.blocks[0].start])
    try:
        return replace(parse_rubric(head + good[0][0] + "\n", "bank", quick_problem), items=items)
    except RubricError:
        return Rubric(bank.path.stem, bank.path.stem, items)


def _parsed(data: bytes, path: Path) -> tuple[Rubric | None, tuple[Problem, ...]]:
    try:
        return parse_rubric_bytes(data, path, quick_problem), ()
    except RubricError as error:
        return None, error.problems


def _checked(bank: OpenBank, block: Block, text: str, data: bytes) -> OpenBank:
    """Return the bank that a save would make.

    Raises:
        NotSavedError: it would have problems that the file did not have outside the block.
    """
    if not text.strip():
        problem = Problem(block.start + 1, 1, "", "the item is empty", "write it, or press Esc")
        raise NotSavedError((problem,))
    rubric, problems = _parsed(data, bank.target)
    end = block.start + text.count("\n") + 1
    known = [each.message for each in bank.problems if not block.start < each.line <= block.end]
    new = tuple(p for p in problems if block.start < p.line <= end or p.message not in known)
    if new:
        raise NotSavedError(new)
    return OpenBank(bank.target, bank.target, read_bank_text(data), rubric, problems)


def _replace(bank: OpenBank, data: bytes, user_data: Path, now: Callable[[], datetime]) -> None:
    """Keep what a bank holds as a version, and put `data` in its place."""
    check_unchanged(bank.target, bank.expected)
    if bank.text.data is not None:
        keep_version(user_data, bank.target, bank.text.data, now())
    save_bank_text(bank.target, bank.expected, data)
