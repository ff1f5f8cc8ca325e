"""The first screen: what one can do here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from interviewer.model.text import counted
from interviewer.tui import messages
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.times import when
from interviewer.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:  # the first paint needs none of these
    from interviewer.services.banks import BankEntry
    from interviewer.services.sessions import SessionEntry
    from interviewer.storage.paths import Paths
    from interviewer.tui.context import Context

UNFINISHED = ("paused", "interrupted")


@dataclass
class Found(Message):
    """What lies in the folders."""

    sessions: tuple[SessionEntry, ...]
    banks: tuple[BankEntry, ...]


def past(sessions: tuple[SessionEntry, ...]) -> str:
    """Return how many interviews there were, and how the last finished one went."""
    if not sessions:
        return "none yet"
    text = counted(len(sessions), "interview")
    last = next((entry.summary for entry in sessions if entry.state == "finished"), None)
    return f"{text}, the last finished one {last.band} at {last.unaided:.0%}" if last else text


def look_into(paths: Paths) -> Found:
    """Return what lies in the folders; called in a worker, which pays for the imports.

    Who leaves the program does not wait until thousands of sessions are read.
    """
    from interviewer.services.banks import list_banks
    from interviewer.services.sessions import listings

    worker, found = get_current_worker(), Found((), ())
    for listing in listings(paths.transcripts, paths.cache):
        found = Found(listing.sessions, ())
        if worker.is_cancelled:
            return found
    return Found(found.sessions, list_banks(paths))


class HomeScreen(BaseScreen):
    """Start, resume, look back, look at the banks."""

    CSS_PATH = "home.tcss"
    HELP_TOPIC = "home"
    BINDINGS = [
        Binding("n", "choose('new')", "New", id="home.new", tooltip="Set up a new interview"),
        Binding(
            "r", "choose('resume')", "Resume", id="home.resume", tooltip="Go on where you left"
        ),
        Binding(
            "t",
            "choose('transcripts')",
            "Transcripts",
            id="home.transcripts",
            tooltip="Look at past interviews",
        ),
        Binding(
            "p",
            "choose('progress')",
            "Progress",
            id="home.progress",
            show=False,  # the menu tells it; the footer has room for what one comes for
            tooltip="How it goes over all interviews, and what is due",
        ),
        Binding(
            "b", "choose('rubrics')", "Rubrics", id="home.rubrics", tooltip="Look at the questions"
        ),
        Binding(
            "question_mark",
            "app.help",
            "Help",
            id="home.help",
            show=False,
            tooltip="Explain this screen and its keys",
        ),
        Binding("q", "app.quit", "Quit", id="home.quit", tooltip="Leave the program"),
    ]

    def __init__(self, context: Context, covered: bool = False) -> None:
        """Show what lies in the folders of `context`.

        `covered` says that another screen will lie over this one at once: then the folders are
        read when that one is left, for reading the banks would slow the first question down.
        """
        super().__init__()
        self.context = context
        self.covered = covered
        self.unfinished: SessionEntry | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Return the name of the program and the menu."""
        with Vertical(id="home-box"):
            yield Static(Content.styled("I N T E R V I E W E R", "bold $accent"), id="home-name")
            tagline = "A mock interview in your terminal, every point explained."
            yield Static(Content.styled(tagline, "$muted"), id="home-tagline")
            yield Menu(*self.entries(Found((), ())), id="home-menu")

    def on_screen_resume(self) -> None:
        """Look into the folders again."""
        if not self.covered:
            self.call_after_refresh(self.look)
        self.covered = False

    def look(self) -> None:
        """Look into the folders, in a worker."""
        self.work(partial(look_into, self.context.paths))

    @on(Found)
    def show_found(self, message: Found) -> None:
        """Say in the menu what is there."""
        waiting = (entry for entry in message.sessions if entry.state in UNFINISHED)
        self.unfinished = next(waiting, None)
        self.query_one(Menu).show(*self.entries(message))
        self.refresh_bindings()

    def entries(self, found: Found) -> Iterable[Entry]:
        """Return the menu."""
        sessions = past(found.sessions)
        items = sum(bank.items for bank in found.banks)
        banks = f"{counted(len(found.banks), 'bank')}, {counted(items, 'question')}"
        yield Entry("new", "New interview", (("choose questions, time and mode", 0),), "n")
        if self.unfinished is not None:
            session = self.unfinished
            detail = f"{session.rubric_title}, {session.state}, {when(session.began)}"
            yield Entry("resume", "Resume", ((detail, 0),), "r")
        yield Entry("transcripts", "Transcripts", ((sessions, 0),), "t")
        yield Entry("progress", "Progress", (("scores over time, and what is due", 0),), "p")
        yield Entry("rubrics", "Rubrics", ((banks if found.banks else "", 0),), "b")
        yield Entry("help", "Help", (("keys, commands, how a mark comes about", 0),), "?")
        yield Entry("quit", "Quit", (("", 0),), "q")

    @on(OptionList.OptionSelected)
    async def select(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen in the menu."""
        actions = {"help": "app.help", "quit": "app.quit"}
        name = str(event.option_id)
        await self.run_action(actions.get(name, f"choose('{name}')"))

    def action_choose(self, name: str) -> None:
        """Go to another screen."""
        if name == "new":
            self.post_message(messages.NewInterview())
        elif name == "transcripts":
            self.post_message(messages.OpenTranscripts())
        elif name == "progress":
            self.post_message(messages.OpenProgress())
        elif name == "rubrics":
            self.post_message(messages.OpenRubrics())
        elif name == "resume" and self.unfinished is not None:
            self.post_message(messages.ResumeSession(self.unfinished.path))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the key for resuming where nothing waits."""
        return action != "choose" or parameters != ("resume",) or self.unfinished is not None
