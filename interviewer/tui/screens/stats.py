"""The statistics of a bank over all sessions: read in a worker, then shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from interviewer.services.banks import load_bank_file
from interviewer.services.item_stats import BankStatistics, bank_statistics
from interviewer.services.item_stats_reading import asked_sessions
from interviewer.services.session_states import replayed, session_files
from interviewer.tui.context import Context
from interviewer.tui.prose import joined, line
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.stats_page import stats_blocks
from interviewer.tui.widgets.page import Page


@dataclass
class StatisticsRead(Message):
    """What the sessions say of the bank."""

    found: BankStatistics


def read_statistics(context: Context, path: Path) -> StatisticsRead:
    """Return the statistics of the bank in the file at `path`."""
    rubric = load_bank_file(path, context.paths.cache)
    files = session_files(context.paths, rubric.id)
    return StatisticsRead(bank_statistics(rubric, asked_sessions(replayed(files))))


class StatsScreen(BaseScreen):
    """Facility, discrimination, weight and flags, item by item."""

    CSS_PATH = ["stats.tcss", "../widgets/page.tcss"]
    HELP_TOPIC = "statistics"
    BINDINGS = [
        Binding("f", "only_flagged", "Flagged", id="statistics.flagged",
                tooltip="Show the items alone of which something is remarkable, or all"),
        Binding("escape", "back", "Back", id="statistics.back", tooltip="Back to the bank"),
    ]  # fmt: skip

    def __init__(self, context: Context, path: Path) -> None:
        """Show the statistics of the bank in the file at `path`."""
        super().__init__()
        self.context = context
        self.path = path
        self.found: BankStatistics | None = None
        self.flagged = False

    def compose_body(self) -> Iterable[Widget]:
        """Return the title and the page."""
        yield Static(line("Reading the sessions …", "$muted"), id="stats-head")
        yield Page(id="stats-page")

    def on_mount(self) -> None:
        """Read the sessions, in a worker."""
        self.query_one(Page).focus()
        self.work(lambda: read_statistics(self.context, self.path))

    @on(StatisticsRead)
    async def show_statistics(self, message: StatisticsRead) -> None:
        """Show the page."""
        self.found = message.found
        await self.show()

    async def show(self) -> None:
        """Show all items, or those that are flagged."""
        assert self.found is not None, "they were read"
        text = joined(Content.styled("Statistics", "bold"), Content(" · "))
        head = joined(text, line(self.found.rubric_title))
        self.query_one("#stats-head", Static).update(head)
        page = self.query_one(Page)
        await page.show(stats_blocks(self.found, self.flagged))
        page.scroll_home(animate=False)
        self.refresh_bindings()

    async def action_only_flagged(self) -> None:
        """Show what is flagged alone, or all again."""
        self.flagged = not self.flagged
        await self.show()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide the key while there is nothing to choose from."""
        return action != "only_flagged" or bool(self.found and self.found.items)
