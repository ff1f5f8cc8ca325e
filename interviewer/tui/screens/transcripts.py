"""The list of sessions: what its keys do."""

from dataclasses import replace

from textual import on
from textual.binding import Binding
from textual.widgets import Input

from interviewer.services.session_filter import SessionFilter
from interviewer.services.sessions import SessionEntry
from interviewer.tui import messages
from interviewer.tui.screens.transcripts_view import TranscriptsView
from interviewer.tui.widgets.filter_line import FilterLine
from interviewer.tui.widgets.notice import Tone
from interviewer.tui.widgets.session_list import SessionList


class TranscriptsScreen(TranscriptsView):
    """All sessions, or those that fit a filter; Enter shows one."""

    BINDINGS = [
        Binding("n", "new", "New", id="transcripts.new", show=False),
        Binding("r", "resume", "Resume", id="transcripts.resume",
                tooltip="Go on with the one under the cursor"),
        Binding("slash", "filter", "Filter", key_display="/", id="transcripts.filter",
                tooltip="Type words of the date, the bank, the band; Enter searches the answers"),
        Binding("b", "next('rubric')", "Bank", id="transcripts.bank",
                tooltip="Only sessions with one bank: the next one"),
        Binding("s", "next('stage')", "Stage", id="transcripts.stage",
                tooltip="Only sessions that came to one stage: the next one"),
        Binding("m", "next('band')", "Band", id="transcripts.band",
                tooltip="Only sessions of one band: the next one"),
        Binding("escape", "clear", "Back", id="transcripts.back",
                tooltip="Show all again, or back to where you came from"),
    ]  # fmt: skip

    @on(Input.Changed)
    def take_words(self, event: Input.Changed) -> None:
        """Narrow the list to the words so far."""
        self.narrow(replace(self.view.wanted, text=event.value))

    @on(Input.Submitted)
    def search_answers(self) -> None:
        """Look for the words in the answers too."""
        self.search()
        self.action_to_list()

    @on(SessionList.Moved)
    def tell_problem(self, event: SessionList.Moved) -> None:
        """Say what is wrong with the session under the cursor, if anything is."""
        self.say(event.session.problem if event.session is not None else "", Tone.WARNING)
        self.refresh_bindings()

    @on(SessionList.Chosen)
    def open(self, event: SessionList.Chosen) -> None:
        """Show a session."""
        self.post_message(messages.OpenReview(event.session.path))

    def here(self) -> SessionEntry | None:
        """Return the session under the cursor."""
        return self.query_one(SessionList).here if self.is_mounted else None

    def action_filter(self) -> None:
        """Let the user type what to look for."""
        self.query_one(FilterLine).focus()

    def action_to_list(self) -> None:
        """Go from the filter to the list."""
        self.query_one(SessionList).focus()

    def action_next(self, name: str) -> None:
        """Choose the next bank, stage or band to show; after the last all of them."""
        self.narrow(self.view.next_choice(name))

    def action_clear(self) -> None:
        """Show all sessions again; where all are shown, go back."""
        if self.view.wanted.is_open:
            self.action_back()
            return
        self.query_one(FilterLine).value = ""
        self.narrow(SessionFilter())
        self.action_to_list()

    def action_new(self) -> None:
        """Set up an interview."""
        self.post_message(messages.NewInterview())

    def action_resume(self) -> None:
        """Go on with the session under the cursor."""
        session = self.here()
        if session is not None:
            self.post_message(messages.ResumeSession(session.path))

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide the keys for what cannot be done here."""
        if action == "resume":
            session = self.here()
            return session is not None and session.can_be_resumed
        return action not in ("filter", "next") or bool(self.view.sessions.sessions)
