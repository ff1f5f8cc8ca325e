"""HTML that is built, never pasted: text is escaped in one place, markup is a type of its own."""

import base64
import hashlib
import html
import re
from dataclasses import dataclass

from interviewer.model.text import clean_text

TAGS = frozenset(
    "html head meta title body header main footer nav section article h1 h2 h3 h4 p div span ul ol "
    "li dl dt dd table caption thead tbody tr th td figure figcaption mark strong em q a svg g "
    "desc rect line circle text".split()
)
"""All elements that a report can hold: no scripts, no forms, nothing that loads."""

ATTRIBUTES = frozenset(
    "lang dir class id href charset name content http-equiv scope role aria-labelledby aria-label "
    "aria-hidden x y x1 x2 y1 y2 cx cy r rx width height text-anchor".split()
)
"""All attributes that an element can have: no handlers, no styles."""

_EMPTY = frozenset({"meta"})
_BLOCKS = TAGS - frozenset("span mark strong em q a text desc title".split())
_HERE = re.compile(r"#[a-z0-9-]+")


@dataclass(frozen=True)
class Element:
    """A piece of markup; use `element` to make one."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: "tuple[Node, ...]"


@dataclass(frozen=True)
class StyleSheet:
    """The one text that is not escaped: the program's own CSS, which holds no `<`."""

    css: str

    def __post_init__(self) -> None:
        if "<" in self.css:
            raise ValueError("a style sheet must not hold <")

    @property
    def digest(self) -> str:
        """Return the hash that a content security policy names it by."""
        return "sha256-" + base64.b64encode(hashlib.sha256(self.css.encode()).digest()).decode()


Node = str | Element | StyleSheet


def element(tag: str, *children: Node | None, **attributes: str) -> Element:
    """Return an element; children that are None are left out.

    Names of attributes are written as Python allows: `class_`, `aria_label`.

    Raises:
        ValueError: the element or an attribute is none that a report may hold, or a link leads
            out of the document.
    """
    named = [(name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items()]
    if tag not in TAGS:
        raise ValueError(f"a report holds no element {tag}")
    for name, value in named:
        if name not in ATTRIBUTES or (name == "href" and not _HERE.fullmatch(value)):
            raise ValueError(f"a report holds no attribute {name} of this kind")
    return Element(tag, tuple(named), tuple(child for child in children if child is not None))


def render(node: Node) -> str:
    """Return the markup of a node and all it holds."""
    pieces: list[str] = []
    _render(node, pieces)
    return "".join(pieces)


def render_document(root: Element) -> str:
    """Return a whole document."""
    return f"<!DOCTYPE html>\n{render(root)}\n"


def _render(node: Node, pieces: list[str]) -> None:
    """Put the markup of a node at the end of the pieces."""
    if isinstance(node, str):
        pieces.append(_escaped(node))
        return
    if isinstance(node, StyleSheet):
        pieces.append(f"<style>{node.css}</style>")
        return
    attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in node.attributes)
    pieces.append(f"<{node.tag}{attributes}>")
    # Line breaks only between blocks: white space counts where text stands.
    between = "\n" if node.children and all(_is_block(child) for child in node.children) else ""
    for child in node.children:
        pieces.append(between)
        _render(child, pieces)
    if node.tag not in _EMPTY:
        pieces.append(f"{between}</{node.tag}>")


def _is_block(node: Node) -> bool:
    return isinstance(node, StyleSheet) or (isinstance(node, Element) and node.tag in _BLOCKS)


def _escaped(text: str) -> str:
    """Return text that can neither begin nor end anything, in content as in attributes."""
    return html.escape(clean_text(text), quote=True)
