"""A screen that works something out in a thread, and shows how far that is; Esc ends it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from interviewer.tui.messages import Trouble
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.trouble import trouble_line

PATIENCE = 1.0
"""How many seconds pass before a bar shows how far it is."""


@dataclass
class StepsDone(Message):
    """How many steps of how many are done."""

    done: int
    of: int


class GivenUpError(Exception):
    """The screen is gone: nobody waits for the result any more."""


Tell = Callable[[int, int], None]
"""Told how many steps of how many are done; raises GivenUpError where nobody waits any more."""


class ReadingScreen(BaseScreen):
    """Works out a message in a thread; the subclass shows it."""

    CSS_PATH = ["changes.tcss", "../widgets/page.tcss", "../widgets/menu.tcss"]
    HELP_TOPIC = "editor"
    BINDINGS = [
        Binding("escape", "back", "Back", id="reading.back", tooltip="Back to the editor"),
    ]

    def compose_body(self) -> Iterable[Widget]:
        """Return the line at the top, and what shows while the thread works."""
        yield Static("", id="reading-head", markup=False)
        with Vertical(id="reading-wait"):
            yield Static("Reading … Esc ends it.", id="reading-state", markup=False)
            yield ProgressBar(id="reading-steps", show_eta=False)

    def on_mount(self) -> None:
        """Begin; it ends early where the screen is left."""
        self.set_timer(PATIENCE, partial(self.add_class, "-slow"))
        self.run_worker(self._run, thread=True, group="reading", exit_on_error=False)

    def look(self, tell: Tell) -> Message:
        """Return what to show; runs in a thread."""
        raise NotImplementedError

    def _run(self) -> None:
        worker, last = get_current_worker(), -1

        def tell(done: int, of: int) -> None:
            nonlocal last
            if worker.is_cancelled:
                raise GivenUpError
            percent = 100 * done // max(1, of)
            if percent != last:  # a message for each step would keep the screen busy
                last = percent
                self.post_message(StepsDone(done, of))

        try:
            message = self.look(tell)
        except GivenUpError:
            return
        except Exception as error:
            message = Trouble(trouble_line(error))
        self.post_message(message)

    @on(StepsDone)
    def show_steps(self, message: StepsDone) -> None:
        """Show how far it is."""
        bar = self.query_one("#reading-steps", ProgressBar)
        bar.update(total=max(1, message.of), progress=message.done)

    @on(Trouble)
    def show_trouble(self) -> None:
        """Stop waiting; the line itself is told as everywhere."""
        self.query_one("#reading-state", Static).update("This cannot be worked out; below is why.")

    def show_done(self) -> None:
        """Show what was worked out instead of the waiting."""
        self.add_class("-done")
