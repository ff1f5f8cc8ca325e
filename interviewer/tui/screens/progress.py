"""The progress over all sessions with one bank: read in a worker, then shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from interviewer.services.progress import ProgressReport, make_report
from interviewer.services.progress_reading import (
    HeldSession,
    bank_option,
    progress_bank,
    progress_files,
    read_held,
)
from interviewer.services.progress_words import empty_text, unreadable_text
from interviewer.services.sessions import SessionEntry, listings
from interviewer.tui.context import Context
from interviewer.tui.messages import NewInterview, Trouble
from interviewer.tui.prose import Row, joined, line, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.progress_page import TopicChosen, progress_widgets
from interviewer.tui.screens.result_page import LinkedPage
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.notice import Tone
from interviewer.tui.widgets.page import Block

PATIENCE = 1.0
"""How many seconds pass before a bar shows how far the reading is."""

STEP = 10
"""How many sessions are read between two tellings of how far it is."""

READING = "Reading the sessions …"
NOT_IN_FORCE = "This bank is not in force any more; put its file back to be asked from it."
NOT_READ = "The progress cannot be shown; below is why."


@dataclass
class ReadSoFar(Message):
    """How many sessions have been read, of how many."""

    done: int
    of: int


@dataclass
class ProgressRead(Message):
    """The progress with a bank, or None where it cannot be told.

    `bank` is the id to set up an interview with, empty where the bank is not in force any more;
    `banks` are those that there are sessions with, the newest first.
    """

    report: ProgressReport | None
    bank: str = ""
    banks: tuple[str, ...] = ()


class ProgressScreen(BaseScreen):
    """Scores over time, what is due, and weak ideas; Enter on a topic that is due drills it."""

    CSS_PATH = ["progress.tcss", "../widgets/page.tcss"]
    HELP_TOPIC = "progress"
    BINDINGS = [
        Binding("s", "next_section", "Section", id="progress.section",
                tooltip="Go to the next section; after the last one to the first"),
        Binding("b", "next_bank", "Bank", id="progress.bank",
                tooltip="Show the next bank that you have taken interviews with"),
        Binding("n", "new", "New", id="progress.new",
                tooltip="Set up an interview with this bank"),
        Binding("escape", "back", "Back", id="progress.back",
                tooltip="Back to where you came from"),
    ]  # fmt: skip

    def __init__(self, context: Context) -> None:
        """Show the progress with the bank of the newest session in the folder of `context`."""
        super().__init__()
        self.context = context
        self.found = ProgressRead(None)

    def compose_body(self) -> Iterable[Widget]:
        """Return the title, what shows while the sessions are read, and the page."""
        yield Static(Content.styled("Progress", "bold"), id="progress-head")
        with Vertical(id="progress-reading"):
            yield Static(READING, id="progress-state", markup=False)
            yield ProgressBar(id="progress-steps", show_eta=False)
        yield LinkedPage(id="progress-page")

    def on_mount(self) -> None:
        """Read the sessions."""
        self.read("")

    def read(self, bank: str) -> None:
        """Read the sessions with a bank, in a worker; empty means that of the newest one."""
        self.remove_class("-read", "-slow")
        self.query_one("#progress-state", Static).update(READING)
        self.set_timer(PATIENCE, partial(self.add_class, "-slow"))
        call = partial(self.look_through, bank)
        self.run_worker(call, thread=True, group="look", exclusive=True, exit_on_error=False)

    def look_through(self, bank: str) -> None:
        """Tell of the progress, and before that how far the reading is; runs in a thread."""
        worker, paths = get_current_worker(), self.context.paths
        try:
            sessions: tuple[SessionEntry, ...] = ()
            for listing in listings(paths.transcripts, paths.cache):
                sessions = listing.sessions
                self.post_message(ReadSoFar(len(sessions), listing.total))
                if worker.is_cancelled:
                    return
            own = [each for each in sessions if not bank or each.rubric_id == bank]
            rubric = progress_bank(paths, own)
            files, held = progress_files(sessions, rubric.id), list[HeldSession]()
            for number, path in enumerate(files):
                if number % STEP == 0:
                    self.post_message(ReadSoFar(number, len(files)))
                if worker.is_cancelled:
                    return
                session = read_held(path)
                held += [session] if session is not None else []
            report = make_report(rubric, sessions, held, self.context.clock.now())
            in_force = bank_option(paths, rubric) is not None
            banks = tuple(dict.fromkeys(each.rubric_id for each in sessions if each.rubric_id))
            self.post_message(ProgressRead(report, rubric.id if in_force else "", banks))
        except Exception as error:
            self.post_message(ProgressRead(None))
            self.post_message(Trouble(trouble_line(error)))

    @on(ReadSoFar)
    def show_steps(self, message: ReadSoFar) -> None:
        """Show how far the reading is."""
        self.query_one("#progress-steps", ProgressBar).update(
            total=max(1, message.of), progress=message.done
        )

    @on(ProgressRead)
    async def show_progress(self, message: ProgressRead) -> None:
        """Show the page, or what to do where there is nothing to show."""
        self.found, report = message, message.report
        if report is None:
            self.query_one("#progress-state", Static).update(NOT_READ)
            return
        title = Content.styled("Progress", "bold")
        if report.figures.sessions:
            title = joined(title, Content(" · "), line(report.rubric_title))
        self.query_one("#progress-head", Static).update(title)
        page = self.query_one(LinkedPage)
        await page.remove_children()
        await page.mount_all(self.widgets(report))
        page.scroll_home(animate=False)
        self.add_class("-read")
        page.focus()
        self.refresh_bindings()

    def widgets(self, report: ProgressReport) -> Iterable[Widget]:
        """Return what the page shows."""
        if report.figures.sessions:
            return list(progress_widgets(report))
        rows = [Row(plain(empty_text(report, "press n to start one")))]
        if report.unreadable:
            rows.append(Row(plain(unreadable_text(report), "$withheld")))
        return [Block(rows)]

    @on(TopicChosen)
    def drill(self, message: TopicChosen) -> None:
        """Set up an interview on a topic."""
        if not self.found.bank:
            self.say(NOT_IN_FORCE, Tone.WARNING)
            return
        self.post_message(NewInterview(self.found.bank, message.topic))

    def action_new(self) -> None:
        """Set up an interview."""
        self.post_message(NewInterview(self.found.bank))

    def action_next_section(self) -> None:
        """Scroll to the next heading that is below the top; after the last one to the beginning."""
        page = self.query_one(LinkedPage)
        top, last = round(page.scroll_target_y), page.max_scroll_y
        tops = [each.virtual_region.y - 1 for each in page.query(".-section")]
        below = next((y for y in tops if y > top), 0)
        page.scroll_to(y=below if top < last else 0, animate=False, immediate=True)

    def action_next_bank(self) -> None:
        """Show the next bank."""
        banks, report = self.found.banks, self.found.report
        if report is not None and len(banks) > 1:
            at = banks.index(report.rubric_id) if report.rubric_id in banks else -1
            self.read(banks[(at + 1) % len(banks)])

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide the keys for what cannot be done here."""
        report = self.found.report
        if action == "next_bank":
            return len(self.found.banks) > 1
        return action != "next_section" or bool(report and report.figures.sessions)
