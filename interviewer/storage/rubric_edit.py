"""Editing one item of a rubric file: its lines alone change, every other byte stays as it was."""

import io
import re
from collections.abc import Sequence as Row
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from interviewer.model.errors import StorageError
from interviewer.model.text import one_line
from interviewer.storage.durable import ensure_folder, write_atomic
from interviewer.storage.system_calls import SYSTEM, SystemCalls, cannot
from interviewer.storage.yaml_text import YamlRefusedError, decode_yaml
from interviewer.storage.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree

_MARK = b"\xef\xbb\xbf"
_ITEMS = re.compile(r"items\s*:\s*(#.*)?$")
_ENTRY = re.compile(r"(?P<indent>\s*)-\s+id\s*:\s*(?P<id>[^#]*)")


class ChangedOnDiskError(StorageError):
    """The file is no longer what was opened; `found` is what it holds, None where it is gone."""

    def __init__(self, path: Path, found: bytes | None) -> None:
        """Keep what was found."""
        self.found = found
        what = "was changed" if found is not None else "was removed"
        super().__init__(f"{one_line(str(path))}: {what} since you opened it; nothing was saved")


@dataclass(frozen=True)
class Block:
    """The lines of one item, `start` to `end` (excluded), counted from 0.

    It begins with the comments right above the item, and ends where the next item's block begins.
    A block without lines is the place of an item to come.
    """

    id: str
    start: int
    end: int


@dataclass(frozen=True)
class BankText:
    """A rubric file as text: its bytes as they were read, its lines with their ends, its items.

    `data` is None for a file that is yet to be written. Where the file cannot be read as YAML, the
    blocks are found by how their lines begin.
    """

    data: bytes | None
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    marked: bool = False

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "".join(self.lines)

    def block(self, item_id: str) -> Block | None:
        """Return the first block of the item with this id, or None."""
        return next((block for block in self.blocks if block.id == item_id), None)

    def at_end(self) -> Block:
        """Return the place of an item that comes after all others."""
        end = self.blocks[-1].end if self.blocks else len(self.lines)
        return Block("", end, end)

    def item_text(self, block: Block) -> str:
        """Return the text of a block with plain line ends, without the last of them."""
        return "\n".join(_bare(line) for line in self.lines[block.start : block.end])

    def spliced(self, block: Block, text: str) -> bytes:
        """Return the bytes of the file with `text` in the place of a block.

        A line that stays the same keeps its own end, so a file with mixed line ends is not
        rewritten.
        """
        lines = list(self.lines)
        if block.start == block.end and block.start > 0 and _bare(lines[block.start - 1]) == lines[
            block.start - 1
        ]:  # fmt: skip
            lines[block.start - 1] += self._line_end
        lines[block.start : block.end] = self._with_ends(block, text)
        return (_MARK if self.marked else b"") + "".join(lines).encode()

    @property
    def _line_end(self) -> str:
        ends = [line[len(_bare(line)) :] for line in self.lines]
        return max(("\n", "\r\n", "\r"), key=ends.count)

    def _with_ends(self, block: Block, text: str) -> list[str]:
        old = self.lines[block.start : block.end]
        bare, new = [_bare(line) for line in old], text.split("\n")
        made = [line + self._line_end for line in new]
        for tag, first, last, start, _ in SequenceMatcher(None, bare, new, False).get_opcodes():
            if tag == "equal":
                made[start : start + last - first] = old[first:last]
        if old and block.end == len(self.lines) and old[-1] == bare[-1]:
            made[-1] = new[-1]  # the file has no line end at its end
        return [
            made[-1]
            if number == len(made)
            else line
            if line != _bare(line)
            else line + self._line_end
            for number, line in enumerate(made, start=1)
        ]


def read_bank_text(data: bytes) -> BankText:
    """Return the text of a rubric file and the blocks of its items.

    Raises:
        YamlRefusedError: the file is not UTF-8.
        StorageError: its items cannot be told apart by lines.
    """
    text = decode_yaml(data)
    lines = tuple(io.StringIO(text, newline="").readlines())
    try:
        root: Node | None = parse_tree(text).root
    except YamlRefusedError:
        root = None
    blocks = _blocks_by_lines(lines) if root is None else _blocks_by_tree(root, lines)
    return BankText(data, lines, blocks, data.startswith(_MARK))


def save_bank_text(
    path: Path, expected: bytes | None, data: bytes, system: SystemCalls = SYSTEM
) -> None:
    """Put `data` in the place of the file at `path`, if that still holds what is `expected`.

    Args:
        path: the file.
        expected: what it held when it was opened; None where there was no file.
        data: what it is to hold.
        system: the calls to the operating system.

    Raises:
        ChangedOnDiskError: it holds something else; nothing was written.
        StorageError: it cannot be read or written.
    """
    check_unchanged(path, expected)
    ensure_folder(path.parent, system)
    write_atomic(path, data, system)


def check_unchanged(path: Path, expected: bytes | None) -> None:
    """Do nothing if the file at `path` holds what is `expected`; None stands for no file.

    Raises:
        ChangedOnDiskError: it holds something else.
        StorageError: it cannot be read.
    """
    found = read_or_none(path)
    if found != expected:
        raise ChangedOnDiskError(path, found)


def read_or_none(path: Path) -> bytes | None:
    """Return the bytes of a file, or None where there is none.

    Raises:
        StorageError: it is there and cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise cannot("read", path, error) from error


def _bare(line: str) -> str:
    return line.rstrip("\r\n")


def _blocks_by_tree(root: Node, lines: Row[str]) -> tuple[Block, ...]:
    items = root.get("items") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or not isinstance(items, Sequence):
        return ()
    dash = items.column - 1
    starts = [_dash_line(member, dash, lines) for member in items.members]
    later = [key.line - 1 for key, _ in root.entries if key.line > items.line]
    end = _above_comments(min(later), 0, lines) if later else len(lines)
    begins = [_above_comments(start, dash, lines) for start in starts]
    ids = [_id_of(member) for member in items.members]
    return tuple(
        Block(name, *span) for name, span in zip(ids, pairwise([*begins, end]), strict=True)
    )


def _dash_line(member: Node, dash: int, lines: Row[str]) -> int:
    """Return the line, from 0, on which the entry of a list begins with its dash."""
    for number in range(member.line - 1, -1, -1):
        line = lines[number]
        if line[: dash + 1] == " " * dash + "-":
            return number
        if line.strip() and not line.lstrip().startswith("#") and number < member.line - 1:
            break
    raise StorageError(
        f"line {member.line}: the items stand in brackets; write each on lines of its own "
        "that begin with '- id:', or use your own editor"
    )


def _above_comments(start: int, indent: int, lines: Row[str]) -> int:
    """Return where the comments right above a line begin, indented by `indent` at most.

    What stands further right may belong to a text of the item before.
    """
    first = start
    for number in range(start - 1, -1, -1):
        bare = lines[number].strip()
        if bare.startswith("#") and len(lines[number]) - len(lines[number].lstrip()) <= indent:
            first = number
        elif bare:
            break
    return first


def _blocks_by_lines(lines: Row[str]) -> tuple[Block, ...]:
    """Return the blocks of a file that is no YAML by now, as far as its lines tell."""
    begin = next((n for n, line in enumerate(lines) if _ITEMS.match(line.rstrip())), None)
    if begin is None:
        return ()
    found: list[tuple[str, int]] = []
    indent: int | None = None
    for number in range(begin + 1, len(lines)):
        match = _ENTRY.match(_bare(lines[number]))
        if match and (indent is None or len(match["indent"]) == indent):
            indent = len(match["indent"])
            found.append((match["id"].strip().strip("'\""), number))
    starts = [_above_comments(number, indent or 0, lines) for _, number in found]
    return tuple(
        Block(name, *span)
        for (name, _), span in zip(found, pairwise([*starts, len(lines)]), strict=True)
    )


def _id_of(member: Node) -> str:
    found = member.get("id") if isinstance(member, Mapping) else None
    return found.text.strip() if isinstance(found, Scalar) else ""
