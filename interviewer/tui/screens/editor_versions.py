"""The earlier versions of a bank: how each differs from now, and a way back to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static

from interviewer.model.text import counted
from interviewer.services.authoring import OpenBank, restore_version
from interviewer.storage.rubric_versions import Version, difference, list_versions
from interviewer.tui.context import Context
from interviewer.tui.prose import line
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.editor_dialogs import diff_rows
from interviewer.tui.screens.editor_messages import BankOpened
from interviewer.tui.times import when
from interviewer.tui.widgets.menu import Entry, Menu
from interviewer.tui.widgets.page import Block, Page

EMPTY = "There are no earlier versions: one is kept with each save."


@dataclass
class VersionsFound(Message):
    """The versions that are kept, the newest first, each with its difference to now."""

    versions: tuple[tuple[Version, tuple[str, ...]], ...]


@dataclass
class Restored(Message):
    """A version is in its place again."""

    bank: OpenBank


class VersionsScreen(BaseScreen):
    """Lists the versions; below stands how the one under the cursor differs from now."""

    CSS_PATH = ["editor_versions.tcss", "../widgets/menu.tcss", "../widgets/page.tcss"]
    HELP_TOPIC = "versions"
    heading = "Earlier versions"
    BINDINGS = [
        Binding("r", "restore", "Restore", id="versions.restore",
                tooltip="Put this version back; the present one is kept too"),
        Binding("escape", "back", "Back", id="versions.back", tooltip="Back to the editor"),
    ]  # fmt: skip

    def __init__(self, context: Context, bank: OpenBank, editor: BaseScreen) -> None:
        """Show the versions of `bank`; `editor` is told of one that was restored."""
        super().__init__()
        self.context = context
        self.bank = bank
        self.editor = editor
        self.versions: tuple[tuple[Version, tuple[str, ...]], ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Return the list and the page."""
        yield Menu(id="versions-list")
        yield Static("Reading …", id="versions-empty", markup=False)
        yield Page(id="versions-page")

    def on_mount(self) -> None:
        """Read the versions, in a worker."""
        self.work(self.find)

    def find(self) -> Message:
        """Return the versions with their differences; runs in a thread."""
        now = self.bank.text.data or b""
        found = list_versions(self.context.paths.user_data, self.bank.target)
        return VersionsFound(
            tuple((v, difference(now, v.path.read_bytes(), "now", "this version")) for v in found)
        )

    @on(VersionsFound)
    def show_versions(self, message: VersionsFound) -> None:
        """List them."""
        self.versions = message.versions
        entries = [
            Entry(
                str(number),
                when(version.at.isoformat()),
                ((self._changes(lines), 0),),
                title_width=22,
            )
            for number, (version, lines) in enumerate(message.versions)
        ]
        self.query_one("#versions-empty", Static).update(EMPTY)
        self.set_class(bool(entries), "-listed")
        menu = self.query_one(Menu)
        menu.show(*entries)
        if entries:
            menu.focus()

    @staticmethod
    def _changes(lines: tuple[str, ...]) -> str:
        back = sum(each.startswith("+") and not each.startswith("+++") for each in lines)
        gone = sum(each.startswith("-") and not each.startswith("---") for each in lines)
        return (
            f"brings back {counted(back, 'line')}, takes {gone} out" if back or gone else "as now"
        )

    @on(OptionList.OptionHighlighted)
    async def show_difference(self, event: OptionList.OptionHighlighted) -> None:
        """Show how the version under the cursor differs from now."""
        lines = self.versions[int(str(event.option_id))][1]
        await self.query_one(Page).show([Block(diff_rows(lines))])

    def action_restore(self) -> None:
        """Put the version under the cursor back, in a worker."""
        option = self.query_one(Menu).highlighted_option
        if option is None:
            return
        version = self.versions[int(str(option.id))][0]
        call = partial(
            restore_version,
            self.bank,
            version.path,
            self.context.paths.user_data,
            self.context.clock.now,
        )
        self.work(lambda: Restored(call()))

    @on(Restored)
    def go_back(self, message: Restored) -> None:
        """Go back to the editor, which shows what was restored."""
        text = f"Restored {message.bank.target.name}; what it was before is a version too."
        self.editor.post_message(BankOpened(message.bank, "", text))
        self.action_back()

    @on(OptionList.OptionSelected)
    def tell_keys(self) -> None:
        """Say how to restore."""
        self.query_one("#versions-empty", Static).update(line(""))
        self.say("r puts this version back; the present one is kept as a version too.")
