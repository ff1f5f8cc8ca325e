"""The turns of a session as lines: sixty of them cost no more than those on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from interviewer.grading.feedback import plain_points
from interviewer.model.transcript import TurnKind
from interviewer.services.review_turn import ReviewedTurn
from interviewer.tui.prose import joined
from interviewer.tui.widgets.menu import HERE, fitted

SCORE = 6
KINDS = {
    TurnKind.ITEM: "question",
    TurnKind.RETRY: "once more",
    TurnKind.MISCONCEPTION: "a doubtful point",
    TurnKind.NUDGE: "open nudge",
    TurnKind.PROBE: "probe",
    TurnKind.HINT: "hint",
}
"""What each kind of turn is called."""

KIND = 10
KINDS_FROM = 40
"""How wide the column of kinds is, and from which width of the list on there is one."""

BRANCH = "   └ "


def score_text(turn: ReviewedTurn) -> str:
    """Return what a turn earned: a share for a whole attempt, points for a follow-up."""
    star = "*" if turn.is_moderated else ""
    if turn.score is not None:
        return f"{turn.score:.0%}{star}"
    if turn.gained is not None:
        return f"+{plain_points(turn.gained)}{star}"
    if turn.skipped:
        return "skip"
    return "" if turn.answered else "open"


def turn_line(turn: ReviewedTurn, here: bool, width: int) -> Content:
    """Return a turn as a line of the list; follow-ups are indented below their question."""
    score = Content(score_text(turn)).pad_left(max(0, SCORE - len(score_text(turn))))
    is_item = turn.kind is TurnKind.ITEM
    number = f"{turn.question:>2} " if is_item else BRANCH
    text = turn.item_id if is_item else KINDS[turn.kind]
    style = "bold" if is_item else ("" if here else "$muted")
    room = max(4, width - len(HERE) - len(number) - SCORE - 3)
    kind = Content("")
    if width >= KINDS_FROM:
        room -= KIND + 2
        kind = fitted(str(turn.stage) if is_item else "follow-up", KIND, "$muted")
    return joined(
        Content.styled(HERE if here else "  ", "bold $accent"),
        Content.styled(number, "$muted"),
        fitted(text, room, style),
        kind,
        score,
    )


class TurnList(ScrollView, can_focus=True):
    """Turns, one a line, drawn when they come into view; a mark shows where the cursor is."""

    COMPONENT_CLASSES = {"turn-list--here"}
    BINDINGS = [
        Binding("up", "screen.turn(-1)", "Up", id="turns.up", show=False),
        Binding("down", "screen.turn(1)", "Down", id="turns.down", show=False),
        Binding("pageup", "screen.page(-1)", "Page up", id="turns.page-up", show=False),
        Binding("pagedown,space", "screen.page(1)", "Page down", id="turns.page-down", show=False),
        Binding("home", "screen.end(0)", "First", id="turns.home", show=False),
        Binding("end", "screen.end(-1)", "Last", id="turns.end", show=False),
        Binding("right,enter", "screen.to_marks", "Marks", id="turns.marks", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """The user wants to see the turn at this place."""

        place: int

    def __init__(self, *, id: str) -> None:
        """Begin without turns."""
        super().__init__(id=id)
        self._turns: Sequence[ReviewedTurn] = ()

    def show(self, turns: Sequence[ReviewedTurn], cursor: int) -> None:
        """Show these turns instead, with the cursor there."""
        self._turns = turns
        self._measure()
        self.cursor = cursor
        self._see_cursor()
        self.refresh()

    def watch_cursor(self) -> None:
        """Draw the mark at its new place."""
        self._see_cursor()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        place, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if place >= len(self._turns) or not width:
            return Strip.blank(width, self.rich_style)
        here = place == self.cursor
        style = self.get_visual_style("turn-list--here") if here else self.visual_style
        content = turn_line(self._turns[place], here, width).truncate(width, ellipsis=True)
        (strip,) = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strip

    def on_click(self, event: events.Click) -> None:
        """Show the turn that was clicked."""
        at = event.get_content_offset(self)  # without the padding
        if event.widget is self and at is not None:
            place = at.y + self.scroll_offset.y
            if place < len(self._turns):
                self.post_message(self.Chosen(place))

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._measure()
        self._see_cursor()

    def _measure(self) -> None:
        self.virtual_size = Size(0, len(self._turns))

    def _see_cursor(self) -> None:
        if self._turns and self.is_mounted:
            line = Region(0, self.cursor, 1, 1)
            self.scroll_to_region(line, animate=False, force=True, immediate=True)
