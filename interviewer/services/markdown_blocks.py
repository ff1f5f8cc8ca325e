"""The lines of a Markdown text by what they are: headings, questions, list entries, the rest."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from interviewer.services.import_prose import inline_prose, without_silent
from interviewer.services.question_words import asks, surely_asks, without_number

LONGEST_LINE = 20_000
MOST_LINES = 50_000

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})\s*$")
_RULE = re.compile(r" {0,3}(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,})\s*$")
_FENCE = re.compile(r" {0,8}(```|~~~)")
_BOLD = re.compile(r"\s*(\*\*|__)(?=\S)(.*)")
_BULLET = re.compile(r"\s*(?:[-*+\u2022\u25cf]|\d{1,3}[.)])\s+(\S.*)")
_SUMMARY = re.compile(r"\s*<summary>(.*)", re.IGNORECASE)
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_TABLE_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(|<img\b", re.IGNORECASE)
_LONGEST_SECTION = 90
_LONGEST_PLAIN = 200


class Style(IntEnum):
    """How a question can be set off; the smaller, the stronger."""

    HEADING = 0
    SUMMARY = 1
    BOLD = 2
    NUMBERED = 3
    PLAIN = 4


@dataclass(frozen=True)
class Block:
    """One line of the text, or a blank one, where `text` is empty.

    `style` is there where the line asks something, `rest` is what follows the question in its
    line. `level` is that of a heading (1 to 6), else 0; a section is a heading that asks nothing.
    """

    text: str
    style: Style | None = None
    level: int = 0
    bullet: bool = False
    section: bool = False
    rest: str = ""
    blank: bool = False


@dataclass(frozen=True)
class Blocks:
    """The lines of a text, and what was left out of it: each kind with its number."""

    lines: tuple[Block, ...]
    left_out: Counter[str]


def read_blocks(text: str) -> Blocks:
    """Return the lines of a Markdown text; code, pictures and the lines of tables are left out."""
    left_out: Counter[str] = Counter()
    every = without_silent(text, only_closed=True).split("\n")
    if len(every) > MOST_LINES:
        left_out["line"] = len(every) - MOST_LINES
    lines = list(_without_code(every[:MOST_LINES], left_out))
    blocks = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        begins = not (index and lines[index - 1].strip())
        if _PICTURE.search(line):
            left_out["picture"] += 1
        block = _block(line, following, begins)
        if block is not None:
            blocks.append(block)
    return Blocks(tuple(blocks), left_out)


def _without_code(lines: Sequence[str], left_out: Counter[str]) -> Iterator[str]:
    """Yield the lines outside of code blocks; one that is never closed is text."""
    fences = [index for index, line in enumerate(lines) if _FENCE.match(line)]
    inside: set[int] = set()
    for begin, end in zip(fences[::2], fences[1::2], strict=False):
        inside.update(range(begin, end + 1))
        left_out["block of code"] += 1
    for index, line in enumerate(lines):
        if index in inside:
            continue
        if len(line) > LONGEST_LINE:
            left_out["part of a line"] += 1
        yield line[:LONGEST_LINE]


def _block(line: str, following: str, begins: bool) -> Block | None:
    """Return what a line is; `begins` says that the one before it is blank."""
    quote = _QUOTE.match(line)
    line = line[quote.end() :] if quote else line
    if not line.strip():
        return Block("", blank=True)
    if _UNDERLINE.match(line) or _RULE.match(line):
        # It has made the line before it a heading, or it parts sections.
        return Block("", blank=True)
    if heading := _HEADING.match(line):
        return _heading(heading.group(2).rstrip(" #\t"), len(heading.group(1)))
    underline = _UNDERLINE.match(following)
    if underline and len(line) <= _LONGEST_SECTION and not _BULLET.match(line):
        return _heading(line, 1 if underline.group(1)[0] == "=" else 2)
    if summary := _SUMMARY.match(line):
        return _question(inline_prose(summary.group(1)), Style.SUMMARY) or _text(line)
    return _set_off(line) or (_unmarked(line, following) if begins else None) or _text(line)


def _heading(raw: str, level: int) -> Block:
    text, numbered = without_number(inline_prose(raw))
    if text and (numbered or asks(text)):
        return Block(text, Style.HEADING, level)
    return Block(text, level=level, section=True)


def _set_off(line: str) -> Block | None:
    """Return a question in bold or with a number, else None."""
    bold = _BOLD.match(without_number(line)[0])
    if bold:
        inner, _, rest = bold.group(2).partition(bold.group(1))
        text = without_number(inline_prose(inner))[0].rstrip(":").rstrip()
        whole = not rest.strip(" :.")
        if asks(text) and (whole or text.endswith("?")):
            return Block(text, Style.BOLD, rest="" if whole else inline_prose(rest))
    text, numbered = without_number(inline_prose(line))
    return _question(text, Style.NUMBERED) if numbered and surely_asks(text) else None


def _unmarked(line: str, following: str) -> Block | None:
    """Return a question or a section that only its place sets off, else None."""
    text = inline_prose(line)
    if following.strip():
        is_question = text.endswith("?") and surely_asks(text) and len(text) <= _LONGEST_PLAIN
        return _question(text, Style.PLAIN) if is_question else None
    words = text.casefold().split()
    if "questions" in words and len(text) <= _LONGEST_SECTION and text[-1] not in ".:;?":
        return Block(text, level=2, section=True)
    return None


def _question(text: str, style: Style) -> Block | None:
    text = without_number(text)[0]
    return Block(text, style) if text else None


def _text(line: str) -> Block | None:
    if "|" in line and _TABLE_RULE.fullmatch(line):
        return None
    bullet = _BULLET.match(line)
    text = bullet.group(1) if bullet else line
    if text.strip().startswith("|"):
        cells = (cell.strip() for cell in text.strip().strip("|").split("|"))
        text = ", ".join(cell for cell in cells if cell)
    text = inline_prose(text)
    return Block(text, bullet=bullet is not None) if text else None
