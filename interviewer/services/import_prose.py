"""HTML and Markdown as plain sentences: what is for the eye alone goes, the words stay.

Every expression here takes a time that grows with the length of the text alone.
"""

import re
from html import unescape

from interviewer.model.text import clean_text, one_line

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]*>")
_BLOCKS = frozenset(
    "address article blockquote br dd details div dl dt h1 h2 h3 h4 h5 h6 hr ol p pre section "
    "summary table tbody td th thead tr ul".split()
)
_SILENT = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<script\b", re.IGNORECASE), re.compile("</script>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile("</style>", re.IGNORECASE)),
)
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_GLUED = re.compile(r"([.!?:])(\*\*|__)(?=\w)")
_EMPHASIS = re.compile(r"(?<![\w*_])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}(?![\w*_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
# Signs that a backslash makes plain are put out of reach until the markup is gone.
_HIDDEN = 0xE000
_HELD = re.compile("[\ue021-\ue07e]")


def html_prose(html: str) -> str:
    """Return the words of HTML, one paragraph or list entry a line."""
    pieces: list[str] = []
    end = 0
    html = without_silent(html)
    for tag in _TAG.finditer(html):
        pieces.append(" ".join(html[end : tag.start()].split("\n")))
        name = tag.group(2).lower()
        if name == "li" and not tag.group(1):
            pieces.append("\n- ")
        elif name in _BLOCKS:
            pieces.append("\n")
        end = tag.end()
    pieces.append(html[end:] if end == 0 else " ".join(html[end:].split("\n")))
    return tidy_lines(unescape("".join(pieces)))


def inline_prose(markdown: str) -> str:
    """Return a line of Markdown without pictures, links' addresses, emphasis and tags."""
    text = _ESCAPED.sub(lambda sign: chr(_HIDDEN + ord(sign[1])), markdown)
    text = _LINK.sub(r"\1", _PICTURE.sub(" ", text)).replace("`", "")
    text = _EMPHASIS.sub("", _GLUED.sub(r"\1 ", text))
    text = unescape(_TAG.sub(" ", text))
    return one_line(_HELD.sub(lambda sign: chr(ord(sign[0]) - _HIDDEN), text))


def tidy_lines(text: str) -> str:
    """Return a text cleaned, each line stripped, without empty lines."""
    lines = (one_line(line) for line in clean_text(text).split("\n"))
    return "\n".join(line for line in lines if line and line != "-")


def without_silent(html: str, only_closed: bool = False) -> str:
    """Return HTML without comments, scripts and styles.

    What is not closed ends with the text, as in a browser; with `only_closed` it stays.
    """
    for begin, end in _SILENT:
        html = _cut(html, begin, end, only_closed)
    return html


def _cut(text: str, begin: re.Pattern[str], end: re.Pattern[str], only_closed: bool) -> str:
    pieces: list[str] = []
    place = 0
    while start := begin.search(text, place):
        pieces.append(text[place : start.start()])
        stop = end.search(text, start.end())
        if stop is None:
            pieces.append(text[start.start() :] if only_closed else "")
            return "".join(pieces)
        place = stop.end()
    return "".join([*pieces, text[place:]])
