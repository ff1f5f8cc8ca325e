"""The themes: every text is readable on everything it stands on."""

from itertools import product

import pytest
from textual.color import Color

from interviewer.tui.theme import DARK, DARK_COLOURS, LIGHT, LIGHT_COLOURS, THEMES
from tests.tui.pilots import Desk, on_screen

AA = 4.5
TEXTS = ("foreground", "muted", "accent", "earned", "lost", "withheld")
GROUNDS = ("background", "surface", "panel")


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    channels = (channel / 255 for channel in Color.parse(colour).rgb)
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colours", [DARK_COLOURS, LIGHT_COLOURS], ids=["dark", "light"])
def test_every_text_is_readable_on_every_ground(colours: dict[str, str]) -> None:
    poor = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, ground in [*product(TEXTS, GROUNDS), ("foreground", "cursor"),
                             ("accent", "cursor"), ("background", "accent")]
        if contrast(colours[text], colours[ground]) < AA
    }  # fmt: skip
    assert poor == {}


def test_both_themes_define_the_same_colours() -> None:
    dark, light = THEMES
    assert dark.variables.keys() == light.variables.keys()


@pytest.mark.parametrize("colours", [DARK_COLOURS, LIGHT_COLOURS], ids=["dark", "light"])
async def test_what_is_drawn_has_the_colours_of_the_theme(
    desk: Desk, colours: dict[str, str]
) -> None:
    app = desk.app()
    async with app.run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        if colours is LIGHT_COLOURS:
            await pilot.press("f2")
        await pilot.pause()
        styles = {
            segment.text.strip(): segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
        }
        name = styles["I N T E R V I E W E R"]
        assert name is not None
        assert name.color is not None
        assert name.bgcolor is not None
        assert name.color.get_truecolor().hex == colours["accent"]
        assert name.bgcolor.get_truecolor().hex == colours["background"]
        cursor = styles["New interview"]
        assert cursor is not None
        assert cursor.bgcolor is not None
        assert cursor.bgcolor.get_truecolor().hex == colours["cursor"]


async def test_a_key_switches_between_dark_and_light(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        assert app.theme == DARK
        await pilot.press("f2")
        assert app.theme == LIGHT
        await pilot.pause()
        assert app.screen.styles.background.hex.lower() == LIGHT_COLOURS["background"]
        await pilot.press("f2")
        assert app.theme == DARK
