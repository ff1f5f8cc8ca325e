"""Writing one more pattern into a criterion of an item: its line alone changes."""

from collections.abc import Sequence as Row

from interviewer.model.errors import UsageError
from interviewer.storage.rubric_snippets import item_of, text_lines
from interviewer.storage.yaml_tree import Mapping, Scalar, Sequence

_ABOVE = 2
"""The tree counts lines from 1, and from the one before the item's text."""


def with_pattern(text: str, criterion_id: str, pattern: str) -> tuple[str, int]:
    """Return an item's text with one more pattern in a criterion, and the line that has it.

    The pattern comes last in a list of lines, and first in a list in brackets. Comments and all
    other lines stay as they are.

    Args:
        text: the item, as it stands in its file.
        criterion_id: the criterion.
        pattern: a pattern that can be read.

    Returns:
        The text, and the line of the pattern, from 0.

    Raises:
        UsageError: the item cannot be read, has no such criterion, the pattern stands there
            already, or its list is written in a way that has no place for one more line.
    """
    match = _match_of(text, criterion_id)
    known = _texts(match)
    if pattern in known:
        raise UsageError(f"criterion '{criterion_id}' has the pattern '{pattern}' already")
    lines = text.split("\n")
    value = text_lines("-", pattern, 0)[0]
    at = match.line - _ABOVE
    begin = match.column - 1
    if lines[at][begin : begin + 1] == "[":
        rest = lines[at][begin + 1 :].lstrip(" ")
        lines[at] = f"{lines[at][: begin + 1]}{value.removeprefix('- ')}, {rest}"
    else:
        at = match.members[-1].line - _ABOVE + 1
        lines.insert(at, " " * begin + value)
    changed = "\n".join(lines)
    try:
        is_right = sorted(_texts(_match_of(changed, criterion_id))) == sorted((*known, pattern))
    except UsageError:
        is_right = False
    if not is_right:
        raise UsageError(
            f"the patterns of criterion '{criterion_id}' are written in a way that has no place "
            f"for one more line; write '{pattern}' there by hand"
        )
    return changed, at


def _match_of(text: str, criterion_id: str) -> Sequence:
    """Return the list of patterns of a criterion, as it stands in the text of its item."""
    criteria = item_of(text).get("criteria")
    for member in criteria.members if isinstance(criteria, Sequence) else ():
        if not isinstance(member, Mapping):
            continue
        name, match = member.get("id"), member.get("match")
        if isinstance(name, Scalar) and name.text == criterion_id:
            if isinstance(match, Sequence) and match.members:
                return match
            raise UsageError(f"criterion '{criterion_id}' has no list of patterns; write one first")
    raise UsageError(f"the item has no criterion '{criterion_id}'; it may be unsaved or renamed")


def _texts(match: Sequence) -> Row[str]:
    return [member.text for member in match.members if isinstance(member, Scalar)]
