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
    """Something to choose. `key` is only shown; the screen binds it."""

    id: str
    title: str
    detail: str = ""
    key: str = ""
    title_width: int = 20


class Menu(OptionList):
    """Entries, one a line; a mark shows where the cursor is, not a colour alone."""

    def __init__(self, *entries: Entry, id: str) -> None:
        """Show `entries`."""
        self._entries: dict[str, Entry] = {}
        super().__init__(id=id, markup=False, compact=True)
        self.show(*entries)

    def show(self, *entries: Entry) -> None:
        """Show these entries instead, the cursor where it was as far as that goes."""
        here = self.highlighted_option
        self._entries = {entry.id: entry for entry in entries}
        self.clear_options()
        self.add_options([Option(self.prompt(entry, False), entry.id) for entry in entries])
        ids = list(self._entries)
        if ids:
            kept = here is not None and here.id in self._entries
            self.highlighted = ids.index(here.id) if kept and here and here.id else 0

    def prompt(self, entry: Entry, here: bool) -> Content:
        """Return an entry as it is drawn."""
        parts = [Content.styled(HERE if here else "  ", "bold $accent")]
        if entry.key:
            parts.append(Content.styled(f"{entry.key}  ", "bold $accent"))
        title = line(entry.title, "bold")
        parts.append(title)
        if entry.detail:
            parts.append(Content(" " * max(2, entry.title_width - title.cell_length)))
            parts.append(line(entry.detail, "$muted" if not here else ""))
        return joined(*parts)

    @on(OptionList.OptionHighlighted)
    def _move_mark(self, event: OptionList.OptionHighlighted) -> None:
        """Draw the mark where the cursor is now, and nowhere else."""
        for index, option in enumerate(self.options):
            if option.id in self._entries:
                wanted = self.prompt(self._entries[option.id], index == event.option_index)
                if option.prompt != wanted:
                    self.replace_option_prompt_at_index(index, wanted)
