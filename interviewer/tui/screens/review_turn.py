"""One turn of a session: a few blocks that are filled anew for every turn that is shown."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.reactive import reactive

from interviewer.services.moderation import Judged
from interviewer.services.review_marks import Mark
from interviewer.services.review_turn import ReviewedTurn
from interviewer.tui.prose import LEAD, Row, Rows
from interviewer.tui.screens.review_rows import (
    MARK_LEAD,
    after_rows,
    answer_rows,
    mark_rows,
    marks_rows,
    model_rows,
    question_rows,
)
from interviewer.tui.widgets.page import Block


class Part(Block):
    """A block whose rows change; without any it is hidden."""

    def __init__(self, id: str) -> None:
        """Begin hidden."""
        super().__init__((), classes="-part")
        self.id = id
        self.display = False

    def fill(self, rows: Iterable[Row], lead_width: int = LEAD) -> None:
        """Show these rows instead."""
        self._rows = Rows(rows, lead_width)
        self.display = bool(self._rows.rows)
        self.update(self._rows)


class MarkList(Part, can_focus=True):
    """The marks of a turn line by line; the cursor shows while it has the focus."""

    BINDINGS = [
        Binding("up", "move(-1)", "Up", id="marks.up", show=False),
        Binding("down", "move(1)", "Down", id="marks.down", show=False),
        Binding("left", "screen.to_turns", "Turns", id="marks.turns", show=False),
        Binding("enter", "screen.moderate", "Moderate", id="marks.moderate", show=False),
        Binding("pageup", "screen.page(-1)", "Page up", id="marks.page-up", show=False),
        Binding("pagedown,space", "screen.page(1)", "Page down", id="marks.page-down", show=False),
        Binding("home", "screen.end(0)", "First", id="marks.home", show=False),
        Binding("end", "screen.end(-1)", "Last", id="marks.end", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    def __init__(self, id: str) -> None:
        """Begin without marks."""
        super().__init__(id)
        self._marks: Sequence[Mark] = ()

    @property
    def here(self) -> Judged | None:
        """Return the mark under the cursor, where one may decide about it."""
        return self._marks[self.cursor].judged if self.cursor < len(self._marks) else None

    def show(self, marks: Sequence[Mark], cursor: int = 0) -> None:
        """Show these marks instead, with the cursor there."""
        self._marks = marks
        self.set_reactive(MarkList.cursor, self.validate_cursor(cursor))
        self._draw()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a mark."""
        return max(0, min(cursor, len(self._marks) - 1))

    def watch_cursor(self) -> None:
        """Draw the cursor at its new place, and keep it in view."""
        self._draw()
        top, height = self._lines_of(self.cursor)
        place = Region(0, self.virtual_region.y + top, 1, height)
        if isinstance(self.parent, VerticalScroll):
            self.parent.scroll_to_region(place, animate=False, force=True, immediate=True)

    def on_focus(self) -> None:
        """Draw the cursor."""
        self._draw()

    def on_blur(self) -> None:
        """Draw the marks without the cursor."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was."""
        for place in range(len(self._marks)):
            top, height = self._lines_of(place)
            if top <= event.y < top + height:
                self.cursor = place
                return

    def action_move(self, lines: int) -> None:
        """Move the cursor by so many marks."""
        self.cursor += lines

    def _draw(self) -> None:
        here = self.cursor if self.has_focus else -1
        marks = enumerate(self._marks)
        rows = [row for place, mark in marks for row in mark_rows(mark, place == here)]
        self.fill(rows, MARK_LEAD)

    def _lines_of(self, place: int) -> tuple[int, int]:
        """Return the first line of a mark in this block, and how many it has."""
        width = self.content_size.width
        heights = [
            Rows(mark_rows(mark, here=False), MARK_LEAD).content(width).plain.count("\n") + 1
            for mark in self._marks[: place + 1]
        ]
        return sum(heights[:-1]), heights[-1] if heights else 1


class TurnView(VerticalScroll, can_focus=False):
    """A turn from its question to the model answer."""

    def compose(self) -> ComposeResult:
        """Lay out the blocks."""
        yield Part("turn-question")
        yield Part("turn-answer")
        yield Part("turn-score")
        yield MarkList("turn-marks")
        yield Part("turn-model")
        yield Part("turn-after")

    def show(
        self, turn: ReviewedTurn, show_why: bool, show_model: bool, keep: bool = False
    ) -> None:
        """Show a turn from its beginning; with `keep` it is the same turn, drawn anew."""
        self.fill("#turn-question", question_rows(turn, show_why))
        self.fill("#turn-answer", answer_rows(turn))
        self.fill("#turn-score", marks_rows(turn.marks) if turn.marks is not None else ())
        marks = self.query_one(MarkList)
        marks.show(turn.marks.lines if turn.marks is not None else (), marks.cursor if keep else 0)
        self.fill("#turn-model", model_rows(turn.end, show_model))
        self.fill("#turn-after", after_rows(turn.after))
        if not keep:
            self.scroll_home(animate=False, immediate=True)

    def fill(self, part: str, rows: Iterable[Row]) -> None:
        """Fill one of the blocks."""
        self.query_one(part, Part).fill(rows)
