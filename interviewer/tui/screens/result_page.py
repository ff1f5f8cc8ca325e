"""A page with lines that lead somewhere: the arrows go from one to the next, and scroll."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from interviewer.tui.prose import Row, Rows, joined
from interviewer.tui.widgets.page import Block, Page

HERE = Content.styled("▸ ", "bold $accent")


@dataclass
class TurnChosen(Message):
    """The user wants to see this turn of the session."""

    turn: int


class Link(Block, can_focus=True):
    """One line that leads to a turn; a mark before it says that it has the focus."""

    BINDINGS: ClassVar = [
        Binding("enter", "choose", "Read", id="link.choose", tooltip="Read it in the interview")
    ]

    def __init__(self, row: Row, turn: int) -> None:
        """Show `row`; Enter or a click leads to `turn`."""
        super().__init__((row,), classes="-line")
        self.row = row
        self.turn = turn

    def on_focus(self) -> None:
        """Draw the mark."""
        self._draw(Row(self.row.body, joined(HERE, self.row.lead or Content(""))))

    def on_blur(self) -> None:
        """Draw the line without the mark."""
        self._draw(self.row)

    def on_click(self) -> None:
        """Lead there."""
        self.action_choose()

    def action_choose(self) -> None:
        """Lead there."""
        self.post_message(TurnChosen(self.turn))

    def _draw(self, row: Row) -> None:
        self._rows = Rows((row,))
        self.update(self._rows)


class LinkedPage(Page):
    """Blocks and links one under the other.

    Down goes to the next link where it is near enough to be seen, and else scrolls a line; up goes
    the other way. After the page was scrolled, the first link that shows is the next.
    """

    def action_scroll_down(self) -> None:
        """Go to the next link, or scroll."""
        top, bottom = self._view()
        links = self._links_from(top, bottom)
        link = next(links, None)
        if link is None:
            self._go_to(top + 1)
            return
        hidden = link.virtual_region.bottom - bottom
        if hidden > self.size.height // 2:
            self._go_to(top + 1)
            return
        link.focus(scroll_visible=False)
        if hidden > 0:
            self._go_to(top + hidden)

    def action_scroll_up(self) -> None:
        """Go to the link before, or scroll."""
        top, bottom = self._view()
        link = next(self._links_until(top, bottom), None)
        hidden = top - link.virtual_region.y if link is not None else 0
        if link is None or hidden > self.size.height // 2:
            self._go_to(top - 1)
            return
        link.focus(scroll_visible=False)
        if hidden > 0:
            self._go_to(top - hidden)

    def _view(self) -> tuple[int, int]:
        """Return the first line that shows, and the one after the last."""
        top = round(self.scroll_target_y)
        return top, top + self.size.height

    def _links_from(self, top: int, bottom: int) -> Iterator[Link]:
        here = self._here(top, bottom)
        begin = top if here is None else here.virtual_region.bottom
        return (link for link in self.query(Link) if link.virtual_region.y >= begin)

    def _links_until(self, top: int, bottom: int) -> Iterator[Link]:
        here = self._here(top, bottom)
        end = bottom if here is None else here.virtual_region.y
        links = reversed(list(self.query(Link)))
        return (link for link in links if link.virtual_region.bottom <= end)

    def _here(self, top: int, bottom: int) -> Link | None:
        """Return the link that has the focus, where it shows."""
        here = self.screen.focused
        if not isinstance(here, Link):
            return None
        region = here.virtual_region
        return here if region.bottom > top and region.y < bottom else None

    def _go_to(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, immediate=True)
