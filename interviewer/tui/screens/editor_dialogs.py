"""The dialogs of the rubric editor: a file that changed, leaving unsaved, and what to add."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from interviewer.tui.prose import Row, Rows, line, plain
from interviewer.tui.widgets.menu import Entry, Menu

_STYLES = {"+": "bold $earned", "-": "bold $lost", "@": "$accent"}
MOST_LINES = 400


class Way(StrEnum):
    """What to do about a file that somebody else changed."""

    GO_ON = "go-on"
    MINE = "mine"
    RELOAD = "reload"
    COPY = "copy"


class Leave(StrEnum):
    """How to leave a text that is not saved."""

    GO_ON = "go-on"
    SAVE = "save"
    KEEP = "keep"
    DISCARD = "discard"


WAYS = {
    Way.GO_ON: ("Go on editing", "nothing is written"),
    Way.MINE: ("Keep my item", "read the file again, my text of this item in it; then F5"),
    Way.RELOAD: ("Reload", "take the item as it is on the disk; mine goes"),
    Way.COPY: ("Save as a copy", "write mine beside it under another name"),
}
LEAVES = {
    Leave.SAVE: ("Save and leave", "as F5 does"),
    Leave.KEEP: ("Leave, keep the draft", "it comes back when you open the item again"),
    Leave.DISCARD: ("Leave, drop it", "what you changed here is lost"),
    Leave.GO_ON: ("Go on editing", ""),
}
ADDITIONS = {
    "example": ("Example", "an answer with the band it should get"),
    "criterion": ("Criterion", "an idea that earns points"),
    "misconception": ("Misconception", "a wrong belief that costs points"),
    "item": ("Item", "a new question at the end of the bank"),
}


def diff_rows(lines: Sequence[str]) -> list[Row]:
    """Return a unified diff as rows; the signs at the front say what the colours say."""
    rows = [Row(plain(text, _STYLES.get(text[:1], "$muted"))) for text in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        rows.append(Row(line(f"and {len(lines) - MOST_LINES} more lines", "$muted")))
    return rows or [Row(line("There is no difference.", "$muted"))]


class ChoiceDialog(ModalScreen[str]):
    """Asks for one of several ways; Esc takes the last word of `none`."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-medium"), (34, "-tall")]
    CSS_PATH: ClassVar = ["editor_dialogs.tcss", "../widgets/menu.tcss"]
    AUTO_FOCUS = "#ask-menu"
    BINDINGS = [
        Binding("escape", "close", "Close", id="ask.close", tooltip="Change nothing"),
    ]

    def __init__(self, title: str, entries: Sequence[Entry], rows: Sequence[Row] = ()) -> None:
        """Ask `title` with these entries; `rows` say what it is about."""
        super().__init__()
        self.heading = title
        self.entries = entries
        self.rows = rows

    def compose(self) -> ComposeResult:
        """Lay out the question, what it is about, and the choice."""
        with Vertical(id="ask-box"):
            yield Static(Content.styled(self.heading, "bold"), id="ask-title")
            if self.rows:
                with VerticalScroll(id="ask-about"):
                    yield Static(Rows(self.rows), markup=False)
            yield Menu(*self.entries, id="ask-menu")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Hand the choice back."""
        self.dismiss(str(event.option_id))

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _entries(choices: dict[str, tuple[str, str]], width: int) -> list[Entry]:
    return [
        Entry(str(name), title, ((says, 0),), title_width=width)
        for name, (title, says) in choices.items()
    ]


class ConflictDialog(ChoiceDialog):
    """Shows how a file on the disk differs from what would be saved, and asks what to do."""

    def __init__(self, path: Path, difference: Sequence[str]) -> None:
        """Ask about the file at `path`."""
        entries = _entries({str(way): words for way, words in WAYS.items()}, 15)
        super().__init__(f"{path.name} was changed on the disk", entries, diff_rows(difference))


class LeaveEditorDialog(ChoiceDialog):
    """Asks how to leave a text that is not saved."""

    def __init__(self) -> None:
        """Ask."""
        entries = _entries({str(way): words for way, words in LEAVES.items()}, 22)
        super().__init__("This item is not saved", entries)


class AddDialog(ChoiceDialog):
    """Asks what to add."""

    def __init__(self) -> None:
        """Ask."""
        super().__init__("Add what?", _entries(ADDITIONS, 15))
