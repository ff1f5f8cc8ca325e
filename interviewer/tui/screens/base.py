"""What all screens have in common: a title, a place for notices, and the footer."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from interviewer.tui.messages import Trouble
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.key_line import KeyLine
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
        """Lay out the title, the body, the notice and the keys."""
        self._set_size_classes()
        if self.heading:
            yield Static(Content.styled(self.heading, "bold"), classes="heading")
        yield from self.compose_body()
        yield Notice()
        yield KeyLine()

    def _set_size_classes(self) -> None:
        """Set the classes of the breakpoints now: Textual does it after a first layout for nothing.

        Each is for its size and all above it, up to the next.
        """
        sides = (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        for length, breakpoints in zip(self.app.size, sides, strict=True):
            fitting = [name for least, name in breakpoints or () if length >= least]
            self.set_class(True, *fitting[-1:], update=False)

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
        self.run_worker(
            lambda: self.post_message(outcome(call)), thread=True, group="look", exit_on_error=False
        )


def outcome(call: Callable[[], Message]) -> Message:
    """Return what `call` returns, or where it fails what to tell of that."""
    try:
        return call()
    except Exception as error:
        return Trouble(trouble_line(error))
