"""XML that may come from anywhere, as a tree: nothing is ever fetched, expanded or nested deep."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from interviewer.model.errors import InputError
from interviewer.model.text import one_line

DEEPEST = 64
MOST_ELEMENTS = 200_000


@dataclass
class Element:
    """An element: its name, attributes, own text and children."""

    name: str
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its own text, without that of its children."""
        return "".join(self.pieces)

    def all(self, name: str) -> Iterator["Element"]:
        """Yield its children of this name."""
        return (child for child in self.children if child.name == name)

    def child(self, name: str) -> "Element | None":
        """Return its first child of this name, or None."""
        return next(self.all(name), None)


class XmlRefusedError(InputError):
    """A text that is no XML, or that is built to do harm."""


def parse_xml(data: bytes) -> Element:
    """Return the root element of an XML document.

    A document type, an entity of its own, nesting over 64 deep and more than 200,000 elements are
    refused where they begin, so nothing that grows or that lies elsewhere is ever read.

    Raises:
        XmlRefusedError: with the line, and what to do.
    """
    parser = expat.ParserCreate()
    builder = _Builder(parser)
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = builder.refuse_doctype
    parser.EntityDeclHandler = builder.refuse_entity
    parser.UnparsedEntityDeclHandler = builder.refuse_entity
    parser.ExternalEntityRefHandler = builder.refuse_reference
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = one_line(expat.ErrorString(error.code))
        raise XmlRefusedError(
            f"{error.lineno}:{error.offset + 1}: it is not XML ({reason}); export it again"
        ) from None
    except (LookupError, ValueError):
        raise XmlRefusedError(
            "1:1: it is in an encoding that XML readers do not know; save it as UTF-8"
        ) from None
    assert builder.root is not None, "expat takes no document without a root"
    return builder.root


class _Builder:
    """Takes what the parser meets and holds the tree at the end."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.root: Element | None = None
        self._parser = parser
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._count += 1
        if self._count > MOST_ELEMENTS:
            self._refuse(f"it holds more than {MOST_ELEMENTS:,} elements", "split it")
        if len(self._open) == DEEPEST:
            self._refuse(f"elements are nested more than {DEEPEST} deep", "export it again")
        element = Element(name, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        """Close the element."""
        self._open.pop()

    def characters(self, text: str) -> None:
        """Take text."""
        self._open[-1].pieces.append(text)

    def refuse_doctype(self, *_declaration: object) -> None:
        """Refuse a document type: it can name files and addresses, and exports have none."""
        self._refuse("it declares a document type (<!DOCTYPE)", "delete that declaration")

    def refuse_entity(self, *_declaration: object) -> None:
        """Refuse an entity: it can make a small file grow without end."""
        self._refuse("it declares an entity (<!ENTITY)", "delete that declaration")

    def refuse_reference(self, *_reference: object) -> int:
        """Refuse to read another file."""
        self._refuse("it refers to another file", "delete that reference")
        return 0

    def _refuse(self, message: str, mend: str) -> None:
        place = f"{self._parser.CurrentLineNumber}:{self._parser.CurrentColumnNumber + 1}"
        raise XmlRefusedError(f"{place}: {message}; {mend}")
