"""A page of text that scrolls."""

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.selection import Selection
from textual.widgets import Static

from interviewer.tui.prose import Row, Rows, line


class Block(Static):
    """Some rows of a page; what is selected can be copied."""

    def __init__(self, rows: Iterable[Row], lead_width: int = 7, classes: str = "") -> None:
        """Show `rows`."""
        self._rows = Rows(rows, lead_width)
        super().__init__(self._rows, markup=False, classes=classes)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, as it is wrapped on the screen."""
        return selection.extract(self._rows.content(self.content_size.width).plain), "\n"


class Page(VerticalScroll):
    """Blocks one under the other; the arrows and the page keys scroll."""

    async def show(self, blocks: Iterable[Block]) -> None:
        """Show these blocks instead of what was there."""
        await self.remove_children()
        await self.mount_all(blocks)


def title(text: str) -> Row:
    """Return the heading of a block."""
    return Row(line(text, "bold $accent"))
