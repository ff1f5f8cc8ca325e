"""The YAML of one item in an editor: syntax colours, problems underlined, indentation kept."""

import re

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea

from interviewer.model.text import clean_text
from interviewer.storage.rubric_shape import SHAPES

LONGEST = 200_000
"""The longest text of an item, in characters; more of a paste is left out."""

_NAMES = "|".join(sorted({field.name for shape in SHAPES for field in shape.fields}))
_FIELD = re.compile(rf"^\s*(?P<dash>-\s+)?(?P<name>(?:{_NAMES}):)(?=\s|$)(?P<value>.*)")
_GROUP = re.compile(rf"^\s*-\s+\{{\s*(?P<name>(?:{_NAMES}):)")
_DASH = re.compile(r"^\s*(?P<dash>-)(?=\s|$)")
_COMMENT = re.compile(r"(?:^|\s)(?P<comment>#.*)$")


class YamlEditor(TextArea):
    """Where an item is edited; Enter keeps the indentation, Tab leaves."""

    BINDINGS = [
        # Ctrl+Z suspends the program, as everywhere in a terminal. Most send this for Ctrl+/.
        Binding("ctrl+underscore", "undo", "Undo", show=False, id="yaml.undo"),
    ]

    class Capped(Message):
        """A paste did not fit in whole."""

    def __init__(self, id: str) -> None:
        """Begin empty."""
        super().__init__(
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=True,
            highlight_cursor_line=False,
        )
        self.indent_width = 2
        self.match_cursor_bracket = False
        self._wrong: frozenset[int] = frozenset()
        for key in ("f6", "f7"):  # Textual's own editor selects text with them
            self._bindings.key_to_bindings.pop(key, None)

    def open(self, text: str, first_line: int) -> None:
        """Show a text whose first line has this number in its file; nothing can be undone."""
        self._wrong = frozenset()
        self.load_text(text)
        self.line_number_start = first_line

    def replace_all(self, text: str, line: int = 0) -> None:
        """Put a text in the place of all, to be taken back by one undo; go to `line`, from 0."""
        self.replace(text, (0, 0), self.document.end)
        self.go_to(line, 0)

    def go_to(self, line: int, column: int) -> None:
        """Put the cursor at a line and column, from 0, as far as there are such."""
        line = max(0, min(line, self.document.line_count - 1))
        self.move_cursor(
            (line, max(0, min(column, len(self.document.get_line(line))))), center=True
        )

    def mark_lines(self, lines: frozenset[int]) -> None:
        """Underline these lines, from 0, and no others."""
        if lines != self._wrong:
            self._wrong = lines
            self._line_cache.clear()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line with its colours; what a terminal would obey shows as a sign."""
        raw = self.document.get_line(line_index)
        if clean_text(raw) != raw:
            raw = "".join(each if clean_text(each) == each else "\N{REPLACEMENT CHARACTER}"
                          for each in raw)  # fmt: skip
        text = Text(raw, end="", no_wrap=True)
        colours = self.app.theme_variables
        muted = Style(color=colours["muted"])
        field = _FIELD.match(raw) or _GROUP.match(raw) or _DASH.match(raw)
        for name, span in ((name, field.span(name)) for name in field.groupdict()) if field else ():
            if name == "name":
                text.stylize(Style(color=colours["accent"], bold=True), *span)
            elif name == "dash" and span[0] >= 0:
                text.stylize(muted, *span)
        if comment := _COMMENT.search(raw):
            text.stylize(muted + Style(italic=True), *comment.span("comment"))
        if line_index in self._wrong:
            indent = len(raw) - len(raw.lstrip())
            text.stylize(Style(color=colours["lost"], underline=True), indent, len(raw))
        return text

    def on_key(self, event: events.Key) -> None:
        """Begin a new line below the beginning of this one."""
        if event.key == "enter" and not self.read_only:
            event.prevent_default()
            event.stop()
            line = self.document.get_line(self.cursor_location[0])[: self.cursor_location[1]]
            body = line.lstrip(" ")
            indent = len(line) - len(body)
            if re.match(rf"-\s+(?:{_NAMES}):(?=\s|$)", body):  # the fields of an entry
                indent += 2
            self._replace_via_keyboard("\n" + " " * indent, *self.selection)

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit with its text cleaned, and cut where the item would get too long."""
        text = clean_text(edit.text)
        room = max(0, LONGEST - len(self.text))
        if len(text) > 1 and len(text) > room + len(self.selected_text):
            whole = edit.from_location == (0, 0) and edit.to_location == self.document.end
            if not whole:
                self.post_message(self.Capped())
                text = text[:room]
        edit.text = text
        return super().edit(edit)
