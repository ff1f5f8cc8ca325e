"""The keys that count on a screen, in its last line.

One widget that draws a line of text: Textual's own Footer makes a widget for every key, makes them
all anew whenever a key comes or goes, and that took as long as drawing the rest of a screen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from interviewer.tui.prose import joined

SPACE = 1
"""The cells before and after a key with its words."""


@dataclass(frozen=True)
class Key:
    """A key as it is drawn; `name` is what Textual calls it."""

    name: str
    shown: str
    does: str
    tooltip: str
    enabled: bool

    def content(self, is_under_mouse: bool) -> Content:
        """Return the key and what it does."""
        dim = "" if self.enabled else " dim"
        under = " on $cursor" if is_under_mouse else ""
        space = Content.styled(" " * SPACE, under)
        key = Content.styled(self.shown, "bold $accent" + dim + under)
        does = Content.styled(f" {self.does}", "$foreground" + dim + under)
        return joined(space, key, does, space)

    @property
    def width(self) -> int:
        """Return how many cells it takes."""
        return self.content(is_under_mouse=False).cell_length


def fitting(keys: Sequence[Key], width: int) -> tuple[Key, ...]:
    """Return the keys that fit in `width` cells, in their order.

    Where not all do, the last one stays, which leads to the help, and then the way out; of the
    others the first ones.
    """
    if sum(key.width for key in keys) <= width or not keys:
        return tuple(keys)
    *others, last = keys
    kept = {last}
    left = width - last.width
    for key in sorted(others, key=lambda key: key.name != "escape"):
        left -= key.width
        if left < 0:
            break
        kept.add(key)
    return tuple(key for key in keys if key in kept)


class KeyLine(Widget):
    """Shows the keys that can be pressed now; a click does the same."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine { dock: bottom; width: 100%; height: 1; text-wrap: nowrap; }
    """

    under_mouse: reactive[Key | None] = reactive(None)

    def __init__(self) -> None:
        """Begin without keys."""
        super().__init__()
        self.keys: tuple[Key, ...] = ()

    def on_mount(self) -> None:
        """Hear when a key comes or goes."""
        self.screen.bindings_updated_signal.subscribe(self, self.take_keys)

    def on_unmount(self) -> None:
        """Hear no more of it."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def take_keys(self, screen: Screen[object]) -> None:
        """Draw the keys of the screen, if they are others than before."""
        # While the terminal is in the background its focus is none, and with it the keys.
        if screen is self.screen and self.is_attached and self.app.app_focus:
            keys = tuple(self._of_screen())
            if keys != self.keys:
                self.keys = keys
                self.under_mouse = None
                self.refresh()

    def _of_screen(self) -> Iterator[Key]:
        shown = set[str]()
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in shown:
                shown.add(binding.action)
                name = self.app.get_key_display(binding)
                yield Key(binding.key, name, binding.description, tooltip, enabled)

    def render(self) -> Content:
        """Draw the keys that fit."""
        keys = fitting(self.keys, self.content_size.width)
        return joined(*(key.content(key == self.under_mouse) for key in keys))

    def key_at(self, event: events.MouseEvent) -> Key | None:
        """Return the key under the mouse."""
        place = event.get_content_offset(self)
        begin = 0
        for key in fitting(self.keys, self.content_size.width):
            end = begin + key.width
            if place is not None and begin <= place.x < end:
                return key
            begin = end
        return None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the key under the mouse, and tell of it."""
        key = self.key_at(event)
        if key != self.under_mouse:
            self.under_mouse = key
            self.tooltip = key.tooltip or None if key is not None else None

    def on_leave(self) -> None:
        """Mark none."""
        self.under_mouse = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Do what the key would do."""
        key = self.key_at(event)
        if key is not None and key.enabled:
            self.app.simulate_key(key.name)
