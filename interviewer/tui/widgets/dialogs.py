"""The dialog that is asked before an interview is left."""

from enum import StrEnum

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from interviewer.tui.widgets.menu import Entry, Menu


class LeaveChoice(StrEnum):
    """What to do with an interview that is under way."""

    GO_ON = "go-on"
    PAUSE = "pause"
    STOP = "stop"
    ABANDON = "abandon"


ENTRIES = {
    LeaveChoice.GO_ON: ("Go on", "back to the question"),
    LeaveChoice.PAUSE: ("Pause and leave", "the clock stops; resume at any time"),
    LeaveChoice.STOP: ("Stop and see the result", "what you answered counts"),
    LeaveChoice.ABANDON: ("Leave without saving", "the last words are lost"),
}


class LeaveDialog(ModalScreen[LeaveChoice]):
    """Asks how to leave; the text in the editor stays whatever is chosen."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-medium")]
    CSS_PATH = "dialogs.tcss"
    BINDINGS = [
        Binding("escape", "go_on", "Go on", id="leave.go-on", tooltip="Go back to the question"),
    ]

    def __init__(self, trouble: str = "") -> None:
        """Ask; with `trouble` saving has failed, and leaving without it is offered as well."""
        super().__init__()
        self.trouble = trouble

    def compose(self) -> ComposeResult:
        """Lay out the choices."""
        choices = [choice for choice in LeaveChoice if self.trouble or choice != "abandon"]
        with Vertical(id="leave-box"):
            yield Static(Content.styled("Leave the interview?", "bold"), id="leave-title")
            text = self.trouble or "Your text stays in the editor until you choose."
            yield Static(Content(text), id="leave-text", classes="muted")
            entries = (
                Entry(choice, ENTRIES[choice][0], ((ENTRIES[choice][1], 0),), title_width=23)
                for choice in choices
            )
            yield Menu(*entries, id="leave-menu")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Hand the choice back."""
        self.dismiss(LeaveChoice(str(event.option_id)))

    def action_go_on(self) -> None:
        """Go back to the question."""
        self.dismiss(LeaveChoice.GO_ON)
