"""A list to choose from: by arrows and Enter, by the mouse, or by each entry's own key."""

from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from interviewer.tui.prose import joined, line

HERE = "▸ "


@dataclass(frozen=True)
class Entry:
    """Something to choose. `key` is only shown; the screen binds it.

    `cells` stand in columns beside the title: each a text and its width, 0 for the rest of the
    line. `title_width` is the width of the title's column.
    """

    id: str
    title: str
    cells: tuple[tuple[str, int], ...] = ()
    key: str = ""
    title_width: int = 16


def fitted(text: str, width: int, style: str = "") -> Content:
    """Return a text cut or padded to `width` cells, with a blank after it; 0 leaves it as it is."""
    content = line(text, style)
    if not width:
        return content
    content = content.truncate(width, ellipsis=True)
    return content.pad_right(width + 2 - content.cell_length)


class Menu(OptionList):
    """Entries, one a line; a mark shows where the cursor is, not a colour alone."""

    def __init__(self, *entries: Entry, id: str) -> None:
        """Show `entries`."""
        self._entries: dict[str, Entry] = {}
        super().__init__(id=id, markup=False, compact=True)
        self.show(*entries)

    def show(self, *entries: Entry) -> None:
        """Show these entries instead, the cursor where it was as far as that goes."""
        option = self.highlighted_option
        here = option.id if option is not None else None
        self._entries = {entry.id: entry for entry in entries}
        ids = list(self._entries)
        at = ids.index(here) if here in self._entries else 0
        self.clear_options()
        self.add_options(
            [Option(self.prompt(entry, n == at), entry.id) for n, entry in enumerate(entries)]
        )
        if ids:
            self.highlighted = at

    def prompt(self, entry: Entry, here: bool) -> Content:
        """Return an entry as it is drawn."""
        parts = [Content.styled(HERE if here else "  ", "bold $accent")]
        if entry.key:
            parts.append(Content.styled(f"{entry.key}  ", "bold $accent"))
        parts.append(fitted(entry.title, entry.title_width if entry.cells else 0, "bold"))
        style = "" if here else "$muted"
        parts += [fitted(text, width, style) for text, width in entry.cells]
        return joined(*parts)

    @on(OptionList.OptionHighlighted)
    def _move_mark(self) -> None:
        """Draw the mark where the cursor is now, and nowhere else."""
        for index, option in enumerate(self.options):
            if option.id in self._entries:
                wanted = self.prompt(self._entries[option.id], index == self.highlighted)
                if option.prompt != wanted:
                    self.replace_option_prompt_at_index(index, wanted)
