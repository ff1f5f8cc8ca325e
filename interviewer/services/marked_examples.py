"""Answers that a coach marked, kept as examples of their items: the rubric's own tests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interviewer.model.errors import InputError, UsageError
from interviewer.model.rubric import Band, Item, Rubric
from interviewer.model.text import one_line
from interviewer.services.answer_pool import answer_key
from interviewer.services.authoring import OpenBank, own_path, read_to_edit
from interviewer.services.marks_file import CoachMark
from interviewer.storage.durable import write_atomic
from interviewer.storage.paths import Paths
from interviewer.storage.rubric_edit import BankText, read_bank_text, save_bank_text
from interviewer.storage.rubric_file import parse_rubric_bytes
from interviewer.storage.rubric_snippets import field_lines, with_entry
from interviewer.storage.rubric_versions import keep_version
from interviewer.storage.yaml_text import read_rubric_bytes

_HEAD = """\
# Answers that were marked for the bank '{bank}', as examples of their items.
# This is no bank: copy what stands below "examples:" to the item of that id.
items:
"""


@dataclass(frozen=True)
class Kept:
    """How many examples were written, and how many were there already or have no band to keep."""

    written: int
    passed_over: int


def keep_as_examples(
    target: Path, rubric: Rubric, marks: Sequence[CoachMark], paths: Paths,
    now: Callable[[], datetime],
) -> Kept:  # fmt: skip
    """Write marked answers as examples, each with the band of its score.

    A rubric file that is there gets them at the end of the examples of their items, all its other
    lines stay, and what it held is kept as a version; else a new file lists them.

    Args:
        target: a rubric file of the coach's own, or a file that is not there yet.
        rubric: the bank that the answers are to.
        marks: the marks.
        paths: the folders in force.
        now: the time, for the version that is kept.

    Raises:
        UsageError: the file ships with the program.
        InputError: it is no rubric, or does not have one of the items.
        StorageError: it cannot be written, or was changed meanwhile.
    """
    if not target.exists():
        write_atomic(target, _snippet(rubric, marks).encode("utf-8", errors="replace"))
        return Kept(len(marks), 0)
    if own_path(target, paths) != target:
        raise UsageError(
            f"{one_line(str(target))}: ships with the program; give a file that is not there yet, "
            "or a copy of your own ('interviewer rubric edit' makes one)"
        )
    data = read_rubric_bytes(target)
    bank = read_to_edit(data, target, target)
    if bank.rubric is None:
        raise InputError(f"{one_line(str(target))}: has problems; mend them first, 'interviewer "
                         "rubric check' lists them")  # fmt: skip
    new, written = _with_examples(bank, bank.rubric, marks)
    if written:
        parse_rubric_bytes(new, target)
        keep_version(paths.user_data, target, data, now())
        save_bank_text(target, data, new)
    return Kept(written, len(marks) - written)


def _with_examples(bank: OpenBank, rubric: Rubric, marks: Sequence[CoachMark]) -> tuple[bytes, int]:
    """Return the bytes of a bank with the examples that it does not have, and their number."""
    text: BankText = bank.text
    data, written = text.data or b"", 0
    by_item: dict[str, list[CoachMark]] = {}
    for mark in marks:
        by_item.setdefault(mark.item_id, []).append(mark)
    for item_id, own in by_item.items():
        item, block = rubric.item(item_id), text.block(item_id)
        if item is None or block is None:
            raise InputError(f"{one_line(str(bank.path))}: has no item '{item_id}'; nothing was "
                             "written")  # fmt: skip
        lines = text.item_text(block)
        for mark in _new(item, own):
            lines, _ = with_entry(lines, "examples", _fields(mark))
            written += 1
        data = text.spliced(block, lines)
        text = read_bank_text(data)
    return data, written


def _new(item: Item, marks: Sequence[CoachMark]) -> list[CoachMark]:
    known = {answer_key(item.id, example.answer) for example in item.examples}
    return [mark for mark in marks if mark.key not in known]


def _fields(mark: CoachMark) -> list[tuple[str, str]]:
    return [("band", Band.of(mark.score).value), ("answer", one_line(mark.answer))]


def _snippet(rubric: Rubric, marks: Sequence[CoachMark]) -> str:
    lines = []
    for item in rubric.items:
        own = [mark for mark in marks if mark.item_id == item.id]
        if own:
            lines += [f"  - id: {item.id}", "    examples:"]
            lines += [line for mark in own for line in field_lines(_fields(mark), 6)]
    return _HEAD.format(bank=rubric.id) + "\n".join(lines) + "\n"
