"""The banks in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static

from interviewer.model.rubric import Stage
from interviewer.services.banks import BankEntry, list_banks
from interviewer.tui import messages
from interviewer.tui.context import Context
from interviewer.tui.prose import joined
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.widgets.menu import Entry, Menu, fitted
from interviewer.tui.widgets.notice import Tone

TITLE, COUNT = 30, 11
EMPTY = "There are no banks. Put one into a folder named rubrics, or give --rubrics DIR."


@dataclass
class BanksFound(Message):
    """The banks in force."""

    banks: tuple[BankEntry, ...]


def bank_entry(bank: BankEntry) -> Entry:
    """Return a bank as a line of the list."""
    if bank.problem:
        return Entry(str(bank.path), bank.title, (("has problems; Enter lists them", 0),),
                     title_width=TITLE)  # fmt: skip
    counts = tuple((str(bank.items_by_stage.get(stage, 0)), COUNT) for stage in Stage)
    return Entry(str(bank.path), bank.title, counts, title_width=TITLE)


class RubricsScreen(BaseScreen):
    """All banks with their items by stage; Enter shows one."""

    CSS_PATH = "rubrics.tcss"
    HELP_TOPIC = "rubrics"
    heading = "Rubrics"
    BINDINGS = [
        Binding("escape", "back", "Back", id="rubrics.back", tooltip="Back to where you came from"),
    ]

    def __init__(self, context: Context) -> None:
        """List the banks in the folders of `context`."""
        super().__init__()
        self.context = context
        self.banks: dict[str, BankEntry] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Return the heads of the columns and the list."""
        counts = (fitted(stage.capitalize(), COUNT, "$muted") for stage in Stage)
        yield Static(joined(fitted("  Bank", TITLE + 2, "$muted"), *counts), id="rubrics-heads")
        yield Menu(id="rubrics-list")
        yield Static("Reading the banks …", id="rubrics-empty", markup=False)

    def on_mount(self) -> None:
        """Read the banks, in a worker."""
        self.work(lambda: BanksFound(list_banks(self.context.paths)))

    @on(BanksFound)
    def show_banks(self, message: BanksFound) -> None:
        """List what is there."""
        self.banks = {str(bank.path): bank for bank in message.banks}
        menu = self.query_one(Menu)
        menu.show(*(bank_entry(bank) for bank in message.banks))
        self.set_class(bool(self.banks), "-listed")
        self.query_one("#rubrics-empty", Static).update(EMPTY)
        if self.banks:
            menu.focus()

    @on(OptionList.OptionHighlighted)
    def tell_problem(self, event: OptionList.OptionHighlighted) -> None:
        """Say where the bank under the cursor lies, or what is wrong with it."""
        bank = self.banks.get(str(event.option_id))
        if bank is not None:
            tone = Tone.WARNING if bank.problem else Tone.INFO
            self.say(bank.problem or str(bank.path), tone)

    @on(OptionList.OptionSelected)
    def open(self, event: OptionList.OptionSelected) -> None:
        """Show a bank."""
        self.post_message(messages.OpenBank(Path(str(event.option_id))))
