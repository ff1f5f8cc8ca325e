"""Every screen with hostile texts in it, and at any size that a window can have."""

import random

import pytest
from textual.geometry import Size
from textual.pilot import Pilot

from interviewer.storage.rubric_versions import Draft, keep_draft
from tests.hostile.scale import FUZZ, scaled
from tests.hostile.texts import HOSTILE, KEEPABLE, commands_in
from tests.hostile.walks import BOTH, WAYS, lay_out, open_editor, walking
from tests.tui.pilots import Desk, settle, shown

GROUPS = (*KEEPABLE[:4], *(" ".join(KEEPABLE[start : start + 4]) for start in range(4, 30, 4)))
SMALLEST = ((1, 1), *(((1, 40), (2, 1), (5, 5), (300, 1)) if FUZZ else ()))
PATIENCE = 1000
KEYS = ("down", "tab", "pagedown", "up", "end", "home", "right", "left")


async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    """Give the window another size, and wait until the screen has it and is drawn anew."""
    await pilot.resize_terminal(width, height)
    for _ in range(PATIENCE):
        screen = pilot.app.screen
        if screen.size == Size(width, height) and len(shown(pilot.app).splitlines()) <= height:
            return
        await pilot.pause()
    raise AssertionError(f"the screen did not become {width}x{height}")


def all_of_them(screen: str) -> str:
    """Return all hostile texts in an order of the screen's own: each begins somewhere."""
    texts = list(KEEPABLE)
    random.Random(screen).shuffle(texts)
    return f"\u00a7 {' '.join(texts)}"


@pytest.mark.parametrize("screen", WAYS)
async def test_hostile_texts_at_any_size(desk: Desk, screen: str) -> None:
    """Down to a single cell: no crash, and nothing on the screen commands the terminal."""
    chance = random.Random(screen)
    sizes = [(chance.randrange(1, 140), chance.randrange(1, 60)) for _ in range(scaled(0, 150))]
    async with walking(desk, all_of_them(screen), screen) as (app, pilot):
        assert commands_in(shown(app)) == set()
        for width, height in (*SMALLEST, *sizes, (100, 40)):
            await resize(pilot, width, height)
            assert commands_in(shown(app)) == set()
        await pilot.press("down", "tab", "pagedown")
        await settle(pilot)
        assert commands_in(shown(app)) == set()
        assert app._exception is None


@pytest.mark.parametrize("text", GROUPS if FUZZ else KEEPABLE[:1], ids=ascii)
@pytest.mark.parametrize("screen", WAYS if FUZZ else ("bank",))
async def test_a_few_texts_at_a_time(desk: Desk, screen: str, text: str) -> None:
    """Where a screen says it, it says it as it was typed."""
    async with walking(desk, f"\u00a7 {text}", screen) as (app, pilot):
        for key in KEYS if FUZZ else ():
            await pilot.press(key)
            await settle(pilot)
        assert commands_in(shown(app)) == set()
        if text in ("[/]", "[bold", "[[", "[red]red[/red]") and "\u00a7" in shown(app):
            # A line may end between the two.
            assert f"\u00a7 {text}" in " ".join(shown(app).split())


async def test_a_draft_that_another_program_wrote(desk: Desk) -> None:
    """It holds everything raw; the editor shows it, and commands nothing by that."""
    raw = "".join(f"    # {text}\n" for text in HOSTILE).replace("\ud800", "")
    lay_out(desk, "[/]")
    bank = desk.folder / BOTH / "evil.yaml"
    keep_draft(desk.folder, bank, "clipping", Draft(f"  - id: clipping\n    # mine\n{raw}", "old"))
    async with desk.app().run_test(size=(120, 80)) as pilot:
        screen = await open_editor(desk, pilot)
        await settle(pilot)
        assert "# mine" in screen.editor.text
        assert "# mine" in shown(pilot.app)
        assert commands_in(shown(pilot.app)) == set()


@pytest.mark.parametrize("screen", WAYS)
async def test_without_colour(desk: Desk, screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every screen is drawn in greys alone, and no words on a ground of their own grey."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with walking(desk, "\u00a7 text", screen) as (app, _):
        assert app.no_color
        for strip in app.screen._compositor.render_strips():
            for text, style, _control in strip:
                if style is None or not text.strip():
                    continue
                for colour in (style.color, style.bgcolor):
                    if colour is not None:
                        assert len(set(colour.get_truecolor())) == 1, (text, colour)
                if style.color is not None and style.bgcolor is not None and text.strip().isalpha():
                    assert style.color != style.bgcolor or style.reverse, text


async def test_without_colour_the_smallest_window_is_no_trouble(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with walking(desk, all_of_them(""), "review") as (app, pilot):
        for width, height in (*SMALLEST, (80, 24)):
            await resize(pilot, width, height)
        assert commands_in(shown(app)) == set()
        assert app.no_color
