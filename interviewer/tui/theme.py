"""The two themes of the program: few colours, each with one meaning.

The accent marks what can be acted on and who speaks; green is earned, red is lost, amber is
withheld or running out; muted is secondary. Nothing is said by colour alone: every meaning has a
mark or a text style as well. Contrast is WCAG AA at least; a test holds it there.
"""

from textual.theme import Theme

DARK = "interviewer-dark"
LIGHT = "interviewer-light"


def make_theme(name: str, dark: bool, colours: dict[str, str]) -> Theme:
    """Return a theme from the few colours that it is made of."""
    return Theme(
        name=name,
        dark=dark,
        primary=colours["accent"],
        secondary=colours["muted"],
        accent=colours["accent"],
        success=colours["earned"],
        error=colours["lost"],
        warning=colours["withheld"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        boost=colours["surface"],
        variables=colours | _derived(colours),
    )


def _derived(colours: dict[str, str]) -> dict[str, str]:
    """Return the colours of Textual's own widgets."""
    accent, muted, panel = colours["accent"], colours["muted"], colours["panel"]
    foreground, background = colours["foreground"], colours["background"]
    return {
        "text": foreground,
        "text-muted": muted,
        "text-disabled": muted,
        "border": accent,
        "border-blurred": colours["line"],
        "block-cursor-foreground": foreground,
        "block-cursor-background": colours["cursor"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": foreground,
        "block-cursor-blurred-background": panel,
        "block-hover-background": panel,
        "footer-foreground": muted,
        "footer-background": panel,
        "footer-key-foreground": accent,
        "footer-description-foreground": foreground,
        "input-cursor-background": foreground,
        "input-cursor-foreground": background,
        "input-selection-background": colours["line"],
        "screen-selection-background": colours["line"],
        "screen-selection-foreground": foreground,
        "scrollbar": colours["line"],
        "scrollbar-hover": muted,
        "scrollbar-active": accent,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
        "button-color-foreground": background,
        "button-focus-text-style": "bold reverse",
    }


DARK_COLOURS = {
    "background": "#15181d",
    "surface": "#1c2027",
    "panel": "#242933",
    "cursor": "#303a4a",
    "line": "#414a59",
    "foreground": "#dce0e6",
    "muted": "#98a1b0",
    "accent": "#86b3ea",
    "earned": "#8fcb93",
    "lost": "#f09a9a",
    "withheld": "#e3b969",
}

LIGHT_COLOURS = {
    "background": "#fbfaf7",
    "surface": "#f2f0ea",
    "panel": "#e8e5dd",
    "cursor": "#d5dcea",
    "line": "#b9b5aa",
    "foreground": "#23262b",
    "muted": "#585f6a",
    "accent": "#1c53a3",
    "earned": "#1f6529",
    "lost": "#a1242a",
    "withheld": "#784e00",
}

THEMES = (
    make_theme(DARK, True, DARK_COLOURS),
    make_theme(LIGHT, False, LIGHT_COLOURS),
)
