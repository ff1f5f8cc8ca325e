"""One session: the whole conversation, with highlights and the reasons of follow-ups."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from interviewer.grading.feedback import Verdict
from interviewer.services.conversation import conversation, shows_assessments
from interviewer.services.sessions import PastSession, open_past_file
from interviewer.tui import messages
from interviewer.tui.marks import WORD_MARKS, WORD_STYLES
from interviewer.tui.prose import Row, Rows, joined, line, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.times import when
from interviewer.tui.widgets.conversation import ConversationView

LEGEND = {
    Verdict.EARNED: "earned",
    Verdict.PARTLY: "earned a part",
    Verdict.LOST: "cost points",
    Verdict.WITHHELD: "withheld",
}


@dataclass
class SessionRead(Message):
    """A session with its rubric."""

    session: PastSession


def legend() -> Content:
    """Return what the marks in the candidate's words mean."""
    parts = []
    for verdict, meaning in LEGEND.items():
        parts.append(Content.styled("words", WORD_STYLES[verdict]))
        colour = WORD_STYLES[verdict].split()[-1]
        parts.append(Content.styled(WORD_MARKS[verdict], f"bold {colour}"))
        parts.append(Content.styled(f" {meaning}   ", "$muted"))
    return joined(*parts)


def headline(session: PastSession) -> Content:
    """Return what the session was and how it went."""
    state = session.state
    parts = [line(state.started.rubric_title, "bold")]
    told = [when(session.began), str(state.started.settings.mode)]
    if state.finished is not None:
        summary = state.finished.summary
        told.append(f"{summary.band} {summary.unaided:.0%}, {summary.aided:.0%} with help")
    else:
        told.append("not finished")
    parts += [Content.styled(f" · {text}", "$muted") for text in told if text]
    return joined(*parts)


class ReviewScreen(BaseScreen):
    """Reads a session in a worker and shows it."""

    CSS_PATH = ["review.tcss", "../widgets/conversation.tcss"]
    HELP_TOPIC = "review"
    BINDINGS = [
        Binding("s", "result", "Result", id="review.result", tooltip="The scores, what to study"),
        Binding("r", "resume", "Resume", id="review.resume", tooltip="Go on with this interview"),
        Binding("f3", "models", "Model answers", id="review.models",
                tooltip="Open or close the model answers"),
        Binding("escape", "back", "Back", id="review.back", tooltip="Back to where you came from"),
    ]  # fmt: skip

    def __init__(self, path: Path) -> None:
        """Show the session in the file at `path`."""
        super().__init__()
        self.path = path
        self.session: PastSession | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Return the headline, the problems of the file, the legend and the conversation."""
        yield Static(Content.styled("Reading the session …", "$muted"), id="review-head")
        yield Static("", id="review-problems", markup=False)
        yield Static(legend(), id="review-legend")
        yield ConversationView(id="conversation", open_models=True, show_why=True)

    def on_mount(self) -> None:
        """Read the session in a worker."""
        self.query_one(ConversationView).focus()
        self.work(lambda: SessionRead(open_past_file(self.path)))

    @on(SessionRead)
    async def show_session(self, message: SessionRead) -> None:
        """Show the session from its beginning."""
        session = self.session = message.session
        self.query_one("#review-head", Static).update(headline(session))
        problems = [
            Row(plain(text), Content.styled("!", "bold $lost")) for text in session.problems
        ]
        if not shows_assessments(session.state):
            text = "The marks of a live interview show when it is finished."
            problems.append(Row(plain(text), Content.styled("i", "bold $accent")))
        shown = self.query_one("#review-problems", Static)
        shown.update(Rows(problems, lead_width=4))
        shown.display = bool(problems)
        view = self.query_one(ConversationView)
        await view.show(conversation(session.state, session.rubric), session.state)
        self.refresh_bindings()

    def action_models(self) -> None:
        """Open or close the model answers."""
        self.query_one(ConversationView).toggle_models()

    def action_result(self) -> None:
        """Show the scores."""
        if self.session is not None:
            self.post_message(messages.OpenResult(self.session))

    def action_resume(self) -> None:
        """Go on with this interview."""
        self.post_message(messages.ResumeSession(self.path))

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide what a session like this cannot do."""
        finished = self.session is not None and self.session.state.finished is not None
        if action == "result":
            return finished
        if action == "resume":
            return self.session is not None and not finished
        return True
