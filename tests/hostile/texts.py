"""Texts that do harm where they are not expected, and what no terminal may be sent."""

import unicodedata

COMMON = (
    "[/]",
    "[bold",
    "[red]red[/red]",
    "[@click=app.exit]x[/]",
    "[link=https://x]",
    "[[",
    "\\[x]",
    "{x!r} %s $accent",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "a\x00b\x08c\x7fd\x9be",
    "\u202egnirts\u202c \u2066x\u2069",
    "深層学習" * 30,
    "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301\u0301\u0301",
    "x" * 300,
    "\ud800 lone",
    "tab\there\r\nand\rthere",
    "<script>alert(1)</script> &amp;",
    "'; DROP TABLE answers; --",
)
"""The worst of them, for tests that are slow."""

HOSTILE = (
    *COMMON,
    "\x1b[2J\x1b[H\x1b[?1049l\x1bc cleared",
    "\x1b]8;;https://x\x1b\\link\x1b]8;;\x1b\\ \x1b]52;c;cGFzdGU=\x07",
    "\x9b31mred\x9d0;title\x9c\x90q\x9c",
    "zero\u200bwidth\u2060\ufeff\u00ad \u180e\u034f end",
    "Z" + "\u0301\u0316\u0489" * 80 + " tower",
    "﷽𒐫꧅" * 20,
    "line\u2028para\u2029next\x85vt\x0bff\x0cend",
    "\\ud800 \\x1b[31m \\u202e &#27;[31m %1b[31m",
    "\ufff9note\ufffatext\ufffb \ufffc \U000e0041\U000e007f",
    "a\x08\x08\x08b\rover\x1b[1A\x1b[K",
    '=HYPERLINK("https://x";"y") +1 -1 @SUM',
    "[on red]$primary[/on red] :smile: [b]x[/b][/b]",
)
"""Markup, escapes, marks that turn text around or take no room, and characters that take much."""

KEEPABLE = tuple(text.replace("\ud800", "\ufffd") for text in HOSTILE)
"""The same without the lone surrogate, which no file in UTF-8 can hold."""

_TURNS_AROUND = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def commands_in(text: str) -> set[str]:
    """Return the characters that a terminal would obey and not show: none may reach one.

    A line end, also as carriage return and line feed, and a tab are none.
    """
    text = text.replace("\r\n", "\n")
    return {
        character
        for character in text
        if (unicodedata.category(character) == "Cc" and character not in "\n\t")
        or character in _TURNS_AROUND
    }
