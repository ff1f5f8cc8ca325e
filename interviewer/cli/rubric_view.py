"""One item of a rubric as lines of text."""

import textwrap
from collections.abc import Iterator

from interviewer.model.rubric import Item

_WIDTH = 88


def item_lines(item: Item) -> Iterator[str]:
    """Yield all that an item is asked and marked by."""
    yield f"{item.id}  ({item.stage}, {item.topic}, {item.minutes:g} min)"
    yield from _wrap(item.prompt, "  ")
    for number, reference in enumerate(item.references, start=1):
        yield ""
        yield f"Reference {number}"
        yield from _wrap(reference, "  ")
    for criterion in item.criteria:
        yield ""
        yield f"+{criterion.points}  {criterion.id}: {criterion.says}"
        yield from _parts(criterion.match, criterion.probe, criterion.hint)
    for belief in item.misconceptions:
        yield ""
        yield f"-{belief.minus}  {belief.id}: {belief.says}"
        yield from _parts(belief.match, belief.probe, "")
    if item.sources:
        yield ""
        yield f"Sources: {', '.join(item.sources)}"


def _parts(match: tuple[str, ...], probe: str, hint: str) -> Iterator[str]:
    for pattern in match:
        yield f"      {pattern}"
    if probe:
        yield from _wrap(f"probe: {probe}", "    ")
    if hint:
        yield from _wrap(f"hint: {hint}", "    ")


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
