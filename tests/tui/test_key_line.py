"""The line of keys: what fits, what a click does, and that it follows what can be done."""

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot

from interviewer.tui.theme import DARK, THEMES
from interviewer.tui.widgets.key_line import Key, KeyLine, fitting
from tests.tui.pilots import shown, until

ONE = Key("a", "a", "One", "", True)
TWO = Key("b", "b", "Two", "", True)
OUT = Key("escape", "Esc", "Leave", "", True)
HELP = Key("f1", "F1", "Help", "", True)


@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (23, (ONE, TWO, HELP)),
        (22, (ONE, HELP)),
        (16, (ONE, HELP)),
        (15, (HELP,)),
        (3, (HELP,)),
    ],
)
def test_the_help_stays_where_not_all_keys_fit(width: int, kept: tuple[Key, ...]) -> None:
    assert [key.width for key in (ONE, TWO, HELP)] == [7, 7, 9]
    assert fitting((ONE, TWO, HELP), width) == kept


@pytest.mark.parametrize(
    ("width", "kept"),
    [(34, (ONE, TWO, OUT, HELP)), (33, (ONE, OUT, HELP)), (26, (OUT, HELP)), (19, (HELP,))],
)
def test_the_way_out_stays_before_other_keys(width: int, kept: tuple[Key, ...]) -> None:
    assert OUT.width == 11
    assert fitting((ONE, TWO, OUT, HELP), width) == kept


def test_no_keys() -> None:
    assert fitting((), 80) == ()


class _Keys(App[None]):
    """An app with a line of keys and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "one", "One", tooltip="Does the one"),
        Binding("b", "two", "Two"),
        Binding("c", "three", "Three", show=False),
    ]

    def __init__(self) -> None:
        """Begin with all keys."""
        super().__init__()
        self.done: list[str] = []
        self.hidden = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield KeyLine()

    def action_one(self) -> None:
        """Note it."""
        self.done.append("one")

    def action_two(self) -> None:
        """Note it."""
        self.done.append("two")

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],
    ) -> bool | None:
        """Take the second key away where it is hidden, and dim it where that is not known."""
        return not (action == "two" and self.hidden)


async def test_a_click_does_what_the_key_does() -> None:
    app = _Keys()
    async with app.run_test(size=(40, 5)) as pilot:
        await until(pilot, lambda: "a One  b Two" in shown(app))
        await pilot.click(KeyLine, offset=(9, 0))
        assert app.done == ["two"]
        await pilot.click(KeyLine, offset=(1, 0))
        assert app.done == ["two", "one"]
        await pilot.click(KeyLine, offset=(30, 0))
        assert app.done == ["two", "one"]


async def told_at(pilot: Pilot[None], column: int) -> tuple[str | None, object]:
    """Return the key that the mouse marks there, and its tooltip."""
    await pilot.hover(KeyLine, offset=(column, 0))
    keys = pilot.app.query_one(KeyLine)
    return keys.under_mouse.does if keys.under_mouse else None, keys.tooltip


async def test_the_mouse_over_a_key_marks_it_and_tells() -> None:
    app = _Keys()
    async with app.run_test(size=(40, 5), tooltips=True) as pilot:
        await until(pilot, lambda: "a One" in shown(app))
        assert await told_at(pilot, 2) == ("One", "Does the one")
        assert await told_at(pilot, 9) == ("Two", None)
        assert await told_at(pilot, 30) == (None, None)


async def test_a_key_that_cannot_be_pressed_now_goes() -> None:
    app = _Keys()
    async with app.run_test(size=(40, 5)) as pilot:
        await until(pilot, lambda: "b Two" in shown(app))
        app.hidden = True
        app.refresh_bindings()
        await until(pilot, lambda: "b Two" not in shown(app))
        assert "a One" in shown(app)
