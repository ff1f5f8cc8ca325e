"""Text for the screen: everything that people wrote passes through here, and is never markup."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from interviewer.model.text import clean_text, one_line

MINUS = "\N{MINUS SIGN}"

LEAD = 7
"""The width of the column of marks and points before a line of feedback."""

GAP = 3
LEAST_COLUMN = 32
"""The cells between two columns, and how wide each has to be."""


def plain(text: str, style: str = "") -> Content:
    """Return text that people wrote, cleaned, as content that is not parsed."""
    return Content.styled(clean_text(text), style)


def line(text: str, style: str = "") -> Content:
    """Return text that people wrote as one line, for labels and titles."""
    return Content.styled(one_line(text), style)


def joined(*parts: Content) -> Content:
    """Return the parts one after the other."""
    return Content("").join(parts)


@dataclass(frozen=True)
class Row:
    """A paragraph with something before it: the body wraps beside the lead, never under it.

    `tail` follows a body of one line where there is room for both. `beside` stands in a second
    column where there is room for one, else below.
    """

    body: Content
    lead: Content | None = None
    tail: Content | None = None
    beside: "Row | None" = None


class Rows(Visual):
    """Rows one under the other, wrapped to any width."""

    def __init__(self, rows: Iterable[Row], lead_width: int = LEAD) -> None:
        """Lay out `rows`; leads are right-aligned in `lead_width` cells."""
        self.rows = tuple(rows)
        self.lead_width = lead_width
        self._laid_out: tuple[int, Content] = (0, Content(""))

    def content(self, width: int) -> Content:
        """Return the rows as lines of at most `width` cells."""
        if self._laid_out[0] != width:
            lines = [text for row in self.rows for text in self._lines(row, width)]
            self._laid_out = (width, Content("\n").join(lines))
        return self._laid_out[1]

    def _lines(self, row: Row, width: int) -> list[Content]:
        if row.beside is not None:
            return self._columns(row, row.beside, width)
        if row.lead is None:
            lines = row.body.wrap(max(2, width))
            tail = row.tail
            if tail and len(lines) == 1 and lines[0].cell_length + tail.cell_length + 2 <= width:
                lines = [joined(lines[0], Content("  "), tail)]
            return lines
        indent = self.lead_width
        if width < indent + 8:
            return [*row.lead.wrap(max(2, width)), *row.body.wrap(max(2, width))]
        lines = row.body.wrap(width - indent)
        lead = row.lead.truncate(indent - 2)
        before = joined(lead.pad_left(indent - 2 - lead.cell_length), Content("  "))
        return [joined(before, lines[0]), *(text.pad_left(indent) for text in lines[1:])]

    def _columns(self, row: Row, beside: Row, width: int) -> list[Content]:
        """Return two rows side by side, or one below the other where the columns were narrow."""
        row = replace(row, beside=None)
        column = (width - self.lead_width - GAP) // 2
        if column < LEAST_COLUMN:
            return [*self._lines(row, width), *self._lines(beside, width)]
        left = self._lines(row, self.lead_width + column)
        lead = beside.lead.cell_length + 2 if beside.lead is not None else 0
        right = Rows([beside], lead).content(column).split("\n", allow_blank=True)
        start = self.lead_width + column + GAP
        pairs = zip_longest(left, right, fillvalue=Content(""))
        return [joined(a.pad_right(start - a.cell_length), b) if b else a for a, b in pairs]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Take all the width there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """Return the number of lines at this width."""
        return self.content(width).plain.count("\n") + 1

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the lines."""
        return self.content(width).render_strips(width, height, style, options)


def meter(share: float, width: int = 20, style: str = "$earned") -> Content:
    """Return a bar that is full for a share of 1: heavy for what is there, light for the rest."""
    filled = round(max(0.0, min(1.0, share)) * width)
    if share > 0 and filled == 0:
        filled = 1
    return joined(
        Content.styled("━" * filled, style), Content.styled("─" * (width - filled), "$muted")
    )
