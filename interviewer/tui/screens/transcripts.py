"""The list of sessions."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static

from interviewer.model.session import Mode
from interviewer.services.sessions import SessionEntry, list_past
from interviewer.tui import messages
from interviewer.tui.context import Context
from interviewer.tui.prose import joined
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.times import when
from interviewer.tui.widgets.menu import Entry, Menu, fitted
from interviewer.tui.widgets.notice import Tone

DATE, TITLE, STATE, SCORE = 19, 24, 12, 5
EMPTY = "No interviews yet. Press n to start one."


@dataclass
class SessionsFound(Message):
    """The sessions in the folder of transcripts."""

    sessions: tuple[SessionEntry, ...]


def session_entry(session: SessionEntry) -> Entry:
    """Return a session as a line of the list; what a live session is worth shows at its end."""
    score = band = ""
    hidden = session.mode == Mode.LIVE and session.state != "finished"
    if session.summary is not None and session.summary.items and not hidden:
        score, band = f"{session.summary.unaided:.0%}", str(session.summary.band)
    cells = ((session.rubric_title or session.id, TITLE), (session.state, STATE), (score, SCORE))
    return Entry(session.id, when(session.began) or "?", (*cells, (band, 0)), title_width=DATE)


class TranscriptsScreen(BaseScreen):
    """All sessions, the newest first; Enter shows one."""

    CSS_PATH = "transcripts.tcss"
    HELP_TOPIC = "transcripts"
    heading = "Transcripts"
    BINDINGS = [
        Binding("n", "new", "New interview", id="transcripts.new", tooltip="Set up an interview"),
        Binding("r", "resume", "Resume", id="transcripts.resume",
                tooltip="Go on with the one under the cursor"),
        Binding("escape", "back", "Back", id="transcripts.back",
                tooltip="Back to where you came from"),
    ]  # fmt: skip

    def __init__(self, context: Context) -> None:
        """List the sessions in the folder of `context`."""
        super().__init__()
        self.context = context
        self.sessions: dict[str, SessionEntry] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Return the heads of the columns and the list."""
        heads = (("  Began", DATE + 2), ("Bank", TITLE), ("State", STATE), ("Score", SCORE))
        columns = (fitted(text, width, "$muted") for text, width in heads)
        yield Static(joined(*columns, fitted("Band", 0, "$muted")), id="transcripts-heads")
        yield Menu(id="transcripts-list")
        yield Static("Reading the sessions …", id="transcripts-empty", markup=False)

    def on_screen_resume(self) -> None:
        """Read the folder, in a worker."""
        self.work(lambda: SessionsFound(list_past(self.context.paths.transcripts)))

    @on(SessionsFound)
    def show_sessions(self, message: SessionsFound) -> None:
        """List what is there."""
        self.sessions = {session.id: session for session in message.sessions}
        menu = self.query_one(Menu)
        menu.show(*(session_entry(session) for session in message.sessions))
        self.set_class(bool(self.sessions), "-listed")
        self.query_one("#transcripts-empty", Static).update(EMPTY)
        if self.sessions:
            menu.focus()

    @on(OptionList.OptionHighlighted)
    def tell_problem(self, event: OptionList.OptionHighlighted) -> None:
        """Say what is wrong with the session under the cursor, if anything is."""
        session = self.sessions.get(str(event.option_id))
        self.say(session.problem if session is not None else "", Tone.WARNING)
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def open(self, event: OptionList.OptionSelected) -> None:
        """Show a session."""
        session = self.sessions.get(str(event.option_id))
        if session is not None:
            self.post_message(messages.OpenReview(session.path))

    def here(self) -> SessionEntry | None:
        """Return the session under the cursor."""
        option = self.query_one(Menu).highlighted_option if self.is_mounted else None
        return self.sessions.get(str(option.id)) if option is not None else None

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
        """Hide the key for resuming where the session cannot be resumed."""
        session = self.here() if action == "resume" else None
        return action != "resume" or (
            session is not None and session.state in ("paused", "interrupted")
        )
