"""The sessions as lines: ten thousand of them cost no more than those on the screen."""

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

from interviewer.services.sessions import SessionEntry
from interviewer.tui.prose import joined
from interviewer.tui.times import when
from interviewer.tui.widgets.menu import HERE, fitted

DATE, TITLE, STATE, SCORE = 19, 22, 11, 5


def session_line(session: SessionEntry, here: bool) -> Content:
    """Return a session as a line of the list; what a live session is worth shows at its end."""
    scores = session.shown_scores
    score, band = (f"{scores.unaided:.0%}", str(scores.band)) if scores else ("", "")
    cells = ((session.rubric_title or session.id, TITLE), (session.state, STATE), (score, SCORE))
    style = "" if here else "$muted"
    return joined(
        Content.styled(HERE if here else "  ", "bold $accent"),
        fitted(when(session.began) or "?", DATE, "bold"),
        *(fitted(text, width, style) for text, width in (*cells, (band, 0))),
    )


def heads() -> Content:
    """Return the heads of the columns."""
    texts = (("  Began", DATE + 2), ("Bank", TITLE), ("State", STATE), ("Score", SCORE))
    columns = (fitted(text, width, "$muted") for text, width in texts)
    return joined(*columns, fitted("Band", 0, "$muted"))


class SessionList(ScrollView, can_focus=True):
    """Sessions, one a line, drawn when they come into view; a mark shows where the cursor is."""

    COMPONENT_CLASSES = {"session-list--here"}
    BINDINGS = [
        Binding("up", "move(-1)", "Up", id="sessions.up", show=False),
        Binding("down", "move(1)", "Down", id="sessions.down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="sessions.page-up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="sessions.page-down", show=False),
        Binding("home", "go(0)", "First", id="sessions.home", show=False),
        Binding("end", "go(-1)", "Last", id="sessions.end", show=False),
        Binding("enter", "choose", "Show", id="sessions.show", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor stands on another session, or on none."""

        session: SessionEntry | None

    @dataclass
    class Chosen(Message):
        """The user wants to see this session."""

        session: SessionEntry

    def __init__(self, *, id: str) -> None:
        """Begin without sessions."""
        super().__init__(id=id)
        self._sessions: Sequence[SessionEntry] = ()

    @property
    def here(self) -> SessionEntry | None:
        """Return the session under the cursor."""
        return self._sessions[self.cursor] if self.cursor < len(self._sessions) else None

    def show(self, sessions: Sequence[SessionEntry]) -> None:
        """Show these sessions instead, the cursor on the same one as far as it is still there."""
        before = self.here
        self._sessions = sessions
        at = self.cursor
        if before is not None and (self.here is None or self.here.id != before.id):
            places = (place for place, each in enumerate(sessions) if each.id == before.id)
            at = next(places, 0)
        self._measure()
        moved = at != self.cursor
        self.cursor = at  # tells of it, where it is another
        self._see_cursor()
        if not moved and self.here != before:
            self.post_message(self.Moved(self.here))
        self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a session."""
        return max(0, min(cursor, len(self._sessions) - 1))

    def watch_cursor(self) -> None:
        """Draw the mark at its new place, and tell."""
        self._see_cursor()
        self.refresh()
        self.post_message(self.Moved(self.here))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        number, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if number >= len(self._sessions) or not width:
            return Strip.blank(width, self.rich_style)
        here = number == self.cursor
        style = self.get_visual_style("session-list--here") if here else self.visual_style
        content = session_line(self._sessions[number], here).truncate(width, ellipsis=True)
        (strip,) = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strip

    def action_move(self, lines: int) -> None:
        """Move the cursor by so many lines."""
        self.cursor += lines

    def action_page(self, pages: int) -> None:
        """Move the cursor by as much as is in view."""
        self.cursor += pages * max(1, self.scrollable_content_region.height - 1)

    def action_go(self, place: int) -> None:
        """Move the cursor to the first session, or with -1 to the last."""
        self.cursor = place if place >= 0 else len(self._sessions) - 1

    def action_choose(self) -> None:
        """Ask to show the session under the cursor."""
        if self.here is not None:
            self.post_message(self.Chosen(self.here))

    def on_click(self, event: events.Click) -> None:
        """Show the session that was clicked."""
        number = event.y + self.scroll_offset.y
        if event.widget is self and 0 <= number < len(self._sessions):
            self.cursor = number
            self.action_choose()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._measure()
        self._see_cursor()

    def _measure(self) -> None:
        self.virtual_size = Size(0, len(self._sessions))

    def _see_cursor(self) -> None:
        if self._sessions and self.is_mounted:
            line = Region(0, self.cursor, 1, 1)
            self.scroll_to_region(line, animate=False, force=True, immediate=True)
