"""Giving a window many sizes, each laid out and drawn, for a fifth of what it usually costs.

Textual lays a screen out about nine times for one new size and draws it about as often: the screen
is told of it again by itself, and the one behind it as well, however opaque the first is. Here
a screen is laid out as often as its contents ask for it, and drawn when that has come to rest.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.app import App
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.pilots import shown

USUAL, PATIENCE = 20, 1_000
"""How many times a screen may be laid out anew for one size: usually, and where it moves by the
clock, as a text does that is scrolled into view."""


@contextmanager
def saving_work() -> Iterator[None]:
    """Lay out the screen in front alone, once a size, and draw nothing but what `resize` asks for.

    For apps in which nothing but the size of their window changes any more.
    """
    usual = Screen._screen_resized

    def resized(screen: Screen[Any], size: Size) -> None:
        if screen._compositor.size != size:
            usual(screen, size)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Screen, "_screen_resized", resized)
        patched.setattr(Screen, "_compositor_refresh", lambda self: self._dirty_widgets.clear())
        patched.setattr(App, "_background_screens", [])
        gc.disable()  # the app, too, looks for garbage seldom; it would take a third of the time
        try:
            yield
        finally:
            gc.enable()


async def resize(pilot: Pilot[None], size: Size) -> str:
    """Give the window another size, and return what is drawn when the screen has come to rest.

    Raises:
        AssertionError: the screen is not drawn at that size, or something in it failed.
    """
    app, screen = pilot.app, pilot.app.screen
    app._size = size
    screen.post_message(Resize(size, size))
    for times in range(PATIENCE):
        if times > USUAL:
            await pilot.pause(0.01)
        assert await pilot._wait_for_screen(), repr(app._exception)
        if not is_unsettled(screen):
            break
        screen._on_timer_update()
    else:
        raise AssertionError(f"the screen does not come to rest at {size}")
    assert app._exception is None
    assert app.screen is screen
    assert screen._compositor.size == size, "it is laid out for it"
    strips = screen._compositor.render_strips()
    assert [strip.cell_length for strip in strips] == [size.width] * size.height, size
    return shown(app)


def is_unsettled(screen: Screen[Any]) -> bool:
    """Return whether a screen still wants to be laid out, drawn, or called."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._dirty_widgets
        or screen._callbacks
    )
