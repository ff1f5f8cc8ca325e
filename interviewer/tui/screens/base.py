"""What all screens have in common: a title, a place for notices, and the footer."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from interviewer.tui.messages import Trouble
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.notice import Notice, Tone


class BaseScreen(Screen[None]):
    """A screen with a title line, a body, notices and the keys that count."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-medium"), (34, "-tall")]

    HELP_TOPIC: ClassVar[str] = ""
    """The part of the help that is about this screen."""

    ASKS_TO_LEAVE: ClassVar[bool] = False
    """Whether the program may end only after this screen has asked; see `action_leave`."""

    heading: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        """Lay out the title, the body, the notice and the footer."""
        if self.heading:
            yield Static(Content.styled(self.heading, "bold"), classes="heading")
        yield from self.compose_body()
        yield Notice()
        yield Footer(show_command_palette=False)

    def compose_body(self) -> Iterable[Widget]:
        """Return what is special to this screen."""
        return ()

    def say(self, message: str, tone: Tone = Tone.INFO) -> None:
        """Tell the user something."""
        self.query_one(Notice).say(message, tone)

    def action_back(self) -> None:
        """Go back to where the user came from."""
        self.app.pop_screen()

    def save_now(self) -> None:
        """Save what was typed here, at once: the program ends."""

    def action_leave(self, quitting: bool = False) -> None:
        """Ask how to leave; with `quitting` the whole program ends after that."""

    def work(self, call: Callable[[], Message]) -> None:
        """Post what `call` returns, worked out in a thread; where it fails, post what to tell."""

        def run() -> None:
            try:
                message = call()
            except Exception as error:
                message = Trouble(trouble_line(error))
            self.post_message(message)

        self.run_worker(run, thread=True, group="look", exit_on_error=False)
