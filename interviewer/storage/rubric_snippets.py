"""Writing parts of a rubric as YAML: a new item, and a new entry in one of an item's lists."""

import re
import textwrap
from collections.abc import Sequence as Row

from interviewer.model.errors import UsageError
from interviewer.model.text import one_line
from interviewer.storage.rubric_shape import ITEM
from interviewer.storage.yaml_text import YamlRefusedError
from interviewer.storage.yaml_tree import Mapping, Node, Sequence, parse_tree

STEP = 2
WIDTH = 100
"""How far a line that is written here goes to the right, in characters."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[^:#\n]|:(?=\S)|(?<=\S)#)*")

Value = str | Row[str]
"""A text, or a list of texts."""


def field_lines(fields: Row[tuple[str, Value]], dash: int) -> list[str]:
    """Return the entry of a list, with its dash at column `dash` (from 0); empty fields are out."""
    lines: list[str] = []
    indent = dash + STEP
    for name, value in fields:
        if not value:
            continue
        if isinstance(value, str):
            lines += text_lines(" " * indent + f"{name}:", value, indent)
        else:
            lines.append(" " * indent + f"{name}:")
            for member in value:
                lines += text_lines(" " * (indent + STEP) + "-", member, indent + STEP)
    if lines:
        lines[0] = " " * dash + "- " + lines[0][indent:]
    return lines


def text_lines(lead: str, text: str, indent: int) -> list[str]:
    """Return a text after its `lead`: as it is, in quotes, or folded below where it is long."""
    text = one_line(text)
    value = text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"
    if len(lead) + 1 + len(value) <= WIDTH or " " not in text:
        return [f"{lead} {value}"]
    width = max(40, WIDTH - indent - STEP)
    folded = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [f"{lead} >-", *(" " * (indent + STEP) + line for line in folded)]


def with_entry(text: str, name: str, fields: Row[tuple[str, Value]]) -> tuple[str, int]:
    """Return an item's text with one more entry in a list of it, and the entry's first line.

    Args:
        text: the item, as it stands in its file.
        name: the list: criteria, misconceptions or examples.
        fields: the fields of the entry; empty ones are left out.

    Returns:
        The text, and the line of the entry, from 0. All other lines are as they were.

    Raises:
        UsageError: the item cannot be read, or its list stands in brackets.
    """
    item = item_of(text)
    lines = text.split("\n")
    indent = item.column - 1
    key = next((key for key, _ in item.entries if key.text == name), None)
    if key is None:
        at = _place_of_list(item, name, lines)
        lines[at:at] = [" " * indent + f"{name}:", *field_lines(fields, indent + STEP)]
        return "\n".join(lines), at + 1
    # The tree was read with one line before the item.
    at = key.line - 2
    found = item.get(name)
    dash = indent + STEP
    if isinstance(found, Sequence) and found.members:
        dash = found.column - 1
        if lines[found.line - 2][: dash + 1].strip() != "-":
            raise UsageError(
                f"the {name} stand in brackets; write each on lines of its own, then add one"
            )
        later = [other.line - 2 for other, _ in item.entries if other.line > found.line]
        at = _content_end(min(later, default=len(lines)), indent, lines)
    else:
        lines[at] = re.sub(r"(:)\s*\[\s*\]", r"\1", lines[at], count=1)
        at += 1
    lines[at:at] = field_lines(fields, dash)
    return "\n".join(lines), at


def item_of(text: str) -> Mapping:
    """Return the tree of an item's text; its lines count from the one before the text.

    Raises:
        UsageError: the text cannot be read, or holds not one item.
    """
    try:
        root = parse_tree("items:\n" + text).root
    except YamlRefusedError as refusal:
        problem = refusal.problems[-1]
        raise UsageError(
            f"line {problem.line - 1} of the item cannot be read ({problem.message}); mend it first"
        ) from None
    items: Node | None = root.get("items") if isinstance(root, Mapping) else None
    members = items.members if isinstance(items, Sequence) else ()
    if len(members) != 1 or not isinstance(members[0], Mapping):
        raise UsageError("there is not one item here; write it from its '- id:' on")
    return members[0]


def _place_of_list(item: Mapping, name: str, lines: Row[str]) -> int:
    """Return where a list belongs that the item does not have: before those that follow it."""
    order = [field.name for field in ITEM.fields]
    later = order[order.index(name) + 1 :]
    following = [key.line - 2 for key, _ in item.entries if key.text in later]
    return _content_end(min(following, default=len(lines)), item.column - 1, lines)


def _content_end(end: int, indent: int, lines: Row[str]) -> int:
    """Return the line after the last that is no blank line and no comment of what follows."""
    while end > 0:
        line = lines[end - 1]
        outside = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= indent
        if line.strip() and not outside:
            break
        end -= 1
    return end
