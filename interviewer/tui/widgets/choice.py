"""Two small controls of one line: one of several values, and on or off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from interviewer.tui.prose import joined, line

PREVIOUS = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
NEXT = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


@dataclass
class Chosen(Message):
    """The user has chosen another value in some control."""

    control_id: str


class Control(Widget, can_focus=True):
    """A control of one line; a mark shows where the focus is, not a colour alone."""

    ALLOW_SELECT = False
    BINDINGS = [
        Binding("up", "app.focus_previous", "Up", show=False, id="control.up"),
        Binding("down", "app.focus_next", "Down", show=False, id="control.down"),
    ]

    def mark(self) -> Content:
        """Return the mark of the focus."""
        return Content.styled("▸ " if self.has_focus else "  ", "bold $accent")

    def told(self) -> None:
        """Draw the new value and tell the screen."""
        self.refresh(layout=True)
        self.post_message(Chosen(self.id or ""))


class Choice(Control):
    """One of several values, with arrows on both sides."""

    BINDINGS = [
        Binding("left", "step(-1)", "Previous", show=False, id="choice.previous"),
        Binding("right,space,enter", "step(1)", "Next", show=False, id="choice.next"),
    ]

    def __init__(self, options: Sequence[tuple[Any, str]], at: int, id: str) -> None:
        """Offer the values of `options` by their labels, beginning with the one at `at`."""
        super().__init__(id=id)
        self.options = list(options)
        self.at = at

    @property
    def value(self) -> Any:
        """Return the value that is chosen."""
        return self.options[self.at][0]

    def offer(self, options: Sequence[tuple[Any, str]], at: int) -> None:
        """Offer other values; nothing is told."""
        self.options, self.at = list(options), at
        self.refresh(layout=True)

    def action_step(self, direction: int) -> None:
        """Go to the next (1) or the previous (-1) value, around the end."""
        if len(self.options) > 1:
            self.at = (self.at + direction) % len(self.options)
            self.told()

    def on_click(self, event: events.Click) -> None:
        """Go back where the left arrow was clicked, else forward."""
        self.action_step(-1 if event.x < 4 else 1)

    def render(self) -> Content:
        """Draw the value between its arrows."""
        label = line(self.options[self.at][1] if self.options else "", "bold")
        before, after = (PREVIOUS, NEXT) if len(self.options) > 1 else (" ", " ")
        return joined(
            self.mark(),
            Content.styled(f"{before} ", "$accent"),
            label,
            Content.styled(f" {after}", "$accent"),
        )


class Toggle(Control):
    """On or off."""

    BINDINGS = [
        Binding("space,enter", "switch", "On or off", show=False, id="toggle.toggle"),
        Binding("left", "app.focus_previous", "Left", show=False, id="toggle.left"),
        Binding("right", "app.focus_next", "Right", show=False, id="toggle.right"),
    ]

    on = reactive(True)

    def __init__(self, label: str, id: str) -> None:
        """Begin switched on."""
        super().__init__(id=id)
        self.label = label

    def relabel(self, label: str, enabled: bool) -> None:
        """Show another label; where it is not enabled it cannot be switched."""
        self.label, self.disabled = label, not enabled
        self.refresh(layout=True)

    def action_switch(self) -> None:
        """Switch it."""
        self.on = not self.on
        self.told()

    def on_click(self) -> None:
        """Switch it."""
        self.action_switch()

    def render(self) -> Content:
        """Draw a box that is crossed when on."""
        on = self.on and not self.disabled
        return joined(
            self.mark(),
            Content.styled("[x] " if on else "[ ] ", "bold $accent" if on else "$muted"),
            line(self.label, "bold" if on else "$muted"),
        )
