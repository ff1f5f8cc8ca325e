"""A rubric as the YAML that a coach would write, with comments where something is to be said."""

from collections.abc import Iterator, Mapping, Sequence

from interviewer.model.rubric import Rubric
from interviewer.storage.rubric_kinds import Field, ListOf, Nested, Shape, Text
from interviewer.storage.rubric_shape import RUBRIC
from interviewer.storage.yaml_scalars import (
    STEP,
    WIDTH,
    comment_lines,
    flow_line,
    scalar,
    text_lines,
)

SCHEMA_LINE = "# yaml-language-server: $schema=./rubric.schema.json"

Comments = Mapping[str, Sequence[str]]
"""What is to be said before a part of the file, by the path of that part.

The paths are those of `rubric_places`, as in ``items[2].criteria``; "" is the file as a whole.
"""

# Written even where they have their default: a coach will want to see and change them.
_ALWAYS = frozenset(("format", "topic", "minutes"))


def write_rubric(rubric: Rubric, comments: Comments | None = None) -> str:
    """Return the text of a rubric file.

    `load_rubric` reads it as the same rubric again, where the rubric's texts are clean and
    stripped, as those of a rubric that was loaded are. A list that must not be empty is written as
    ``[]`` where it is: such a file is a draft, and the check names the line.
    """
    writer = _Writer(comments or {})
    lines = [SCHEMA_LINE, *writer.comments("", ""), *writer.shape(rubric, RUBRIC, "", "")]
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes the parts of a rubric by the table of fields that reads them."""

    def __init__(self, comments: Comments) -> None:
        self._comments = comments

    def comments(self, path: str, indent: str) -> Iterator[str]:
        """Yield what is to be said before the part at `path`."""
        for comment in self._comments.get(path, ()):
            yield from comment_lines(comment, indent)

    def shape(self, part: object, shape: Shape, path: str, indent: str) -> Iterator[str]:
        """Yield the fields of a part."""
        for field in shape.fields:
            value = getattr(part, field.name)
            place = f"{path}.{field.name}" if path else field.name
            if field.required or field.name in _ALWAYS or value != field.default:
                yield from self.comments(place, indent)
                yield from self._field(field, value, place, indent)

    def _field(self, field: Field, value: object, path: str, indent: str) -> Iterator[str]:
        lead = f"{field.name}:"
        if not isinstance(field.kind, ListOf) or not isinstance(value, tuple):
            if isinstance(value, str):
                yield from text_lines(lead, value, indent)
            else:
                yield f"{indent}{lead} {_number(value)}"
            return
        member = field.kind.member
        flow = "" if not isinstance(member, Text) else flow_line(lead, value, indent)
        if not value:
            yield f"{indent}{lead} []"
        elif isinstance(member, Text) and member.one_line and len(flow) <= WIDTH:
            yield flow
        else:
            yield f"{indent}{lead}"
            yield from self._members(member, value, path, indent + STEP)

    def _members(
        self, kind: object, members: tuple[object, ...], path: str, indent: str
    ) -> Iterator[str]:
        for index, member in enumerate(members):
            place = f"{path}[{index}]"
            if path == "items" and index:
                yield ""
            yield from self.comments(place, indent)
            if isinstance(kind, Nested):
                yield from self._group(member, kind.shape, place, indent)
            elif isinstance(member, tuple):
                yield flow_line("-", member, indent)
            else:
                yield from text_lines("-", str(member), indent)

    def _group(self, part: object, shape: Shape, path: str, indent: str) -> Iterator[str]:
        """Yield a member of a list that has fields: its id stands beside the hyphen."""
        first = shape.fields[0]
        yield f"{indent}- {first.name}: {scalar(str(getattr(part, first.name)))}"
        rest = Shape(shape.name, shape.says, shape.build, shape.fields[1:])
        yield from self.shape(part, rest, path, indent + STEP)


def _number(value: object) -> str:
    """Return a number with as many decimals as the reader takes."""
    assert isinstance(value, int | float), "every field is a text, a list or a number"
    return f"{value:.9f}".rstrip("0").rstrip(".")
