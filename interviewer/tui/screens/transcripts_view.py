"""The list of sessions as it is drawn, read and searched; what keys do is in transcripts.py."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from interviewer.services.session_filter import SessionFilter, ToldSessions, tell_sessions
from interviewer.services.session_search import Search, search_sessions
from interviewer.services.sessions import listings
from interviewer.tui.context import Context
from interviewer.tui.messages import Trouble
from interviewer.tui.past_view import NOTHING_READ, READING, PastView
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.filter_line import FilterLine
from interviewer.tui.widgets.session_list import SessionList, heads


@dataclass
class SessionsFound(Message):
    """The sessions in the folder of transcripts, as far as they have been read."""

    sessions: ToldSessions


@dataclass
class AnswersSearched(Message):
    """How far the search through the answers is, for this filter."""

    wanted: SessionFilter
    search: Search


class TranscriptsView(BaseScreen):
    """All sessions, the newest first, or those that fit a filter."""

    CSS_PATH = "transcripts.tcss"
    HELP_TOPIC = "transcripts"
    AUTO_FOCUS = "#transcripts-list"
    heading = "Transcripts"

    def __init__(self, context: Context) -> None:
        """List the sessions in the folder of `context`."""
        super().__init__()
        self.context = context
        self.view = NOTHING_READ

    def compose_body(self) -> Iterable[Widget]:
        """Return the filter, the heads of the columns and the list."""
        with Horizontal(id="transcripts-filter"):
            yield FilterLine(id="transcripts-words", placeholder="/ narrows the list", compact=True)
            yield Static("", id="transcripts-count", markup=False)
        yield Static(heads(), id="transcripts-heads")
        yield SessionList(id="transcripts-list")
        yield Static(READING, id="transcripts-empty", markup=False)

    def on_screen_resume(self) -> None:
        """Read the folder, in a worker."""
        self.run_worker(self.read, thread=True, group="look", exclusive=True, exit_on_error=False)

    def read(self) -> None:
        """Tell of the sessions as they are read, until the screen is left; runs in a thread."""
        worker, told = get_current_worker(), dict[str, str]()
        try:
            for listing in listings(self.context.paths.transcripts, self.context.paths.cache):
                if worker.is_cancelled:
                    return
                self.post_message(SessionsFound(tell_sessions(listing, told)))
        except Exception as error:
            self.post_message(Trouble(trouble_line(error)))

    @on(SessionsFound)
    def show_sessions(self, message: SessionsFound) -> None:
        """List what is there."""
        self.show(replace(self.view, sessions=message.sessions, is_read=True))

    def show(self, view: PastView) -> None:
        """List what fits, and say how many that are."""
        self.view, shown = view, view.shown
        self.query_one(SessionList).show(shown)
        self.query_one("#transcripts-count", Static).update(view.count_text(len(shown)))
        self.query_one("#transcripts-empty", Static).update(view.empty_text())
        self.set_class(bool(shown), "-listed")
        self.set_class(bool(view.sessions.sessions), "-any")
        self.refresh_bindings()

    def narrow(self, wanted: SessionFilter) -> None:
        """Show what fits this filter; a search for another one ends."""
        if wanted != self.view.wanted:
            self.workers.cancel_group(self, "search")
            self.show(self.view.narrowed(wanted))

    def search(self) -> None:
        """Look for the words in the answers too, in a worker."""
        if self.view.may_search:
            call = partial(self.look_through, self.view)
            self.run_worker(call, thread=True, group="search", exclusive=True, exit_on_error=False)

    def look_through(self, view: PastView) -> None:
        """Tell how the search goes until another one begins; runs in a thread."""
        worker = get_current_worker()
        for search in search_sessions(view.sessions.sessions, view.wanted):
            if worker.is_cancelled:
                return
            self.post_message(AnswersSearched(view.wanted, search))

    @on(AnswersSearched)
    def show_search(self, message: AnswersSearched) -> None:
        """Show what was found so far, unless something else is wanted by now."""
        if message.wanted == self.view.wanted:
            self.show(replace(self.view, search=message.search))
