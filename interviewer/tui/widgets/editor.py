"""The answer editor: several lines, soft wrap, a limit, and nothing unsafe gets in."""

from dataclasses import dataclass, replace

from textual.binding import Binding
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from interviewer.model.text import ANSWER_LIMIT, clean_text

PLACEHOLDER = "Type your answer here. Enter makes a new line, F5 sends it."

SCREEN_KEYS = ("f6", "f7")


@dataclass(frozen=True)
class Face:
    """What the editor looks like while something is the case."""

    title: str
    subtitle: str = ""
    placeholder: str = ""
    writable: bool = False
    compact: bool = False


BUSY = Face("One moment …")
READING = Face("Reading your answer …")
OPEN = Face("Your answer", "F5 sends · /help lists the commands", PLACEHOLDER, writable=True)
BREAK = Face(
    "Read the marks",
    "F5 next question · F6 try again",
    "The arrows scroll; the clock stands still.",
    compact=True,
)
LAST_BREAK = replace(BREAK, subtitle="F5 shows the result · F6 try again")


def open_face(level: str) -> Face:
    """Return the look of an editor to type in, with how sure the candidate says to be."""
    return replace(OPEN, title=f"Your answer · {level}") if level else OPEN


class AnswerEditor(TextArea):
    """Where the candidate types; Tab leaves it, Enter makes a new line."""

    BINDINGS = [
        Binding("pageup", "screen.page(-1)", "Scroll up", show=False, id="editor.scroll-up"),
        Binding("pagedown", "screen.page(1)", "Scroll down", show=False, id="editor.scroll-down"),
        # Ctrl+Z suspends the program, as everywhere in a terminal. Most send this for Ctrl+/.
        Binding("ctrl+underscore", "undo", "Undo", show=False, id="editor.undo"),
    ]

    @dataclass
    class Capped(Message):
        """A paste was too long; `cut` characters of it were left out."""

        cut: int

    def __init__(self, id: str) -> None:
        """Begin empty."""
        super().__init__(
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=PLACEHOLDER,
        )
        self.match_cursor_bracket = False
        for key in SCREEN_KEYS:  # Textual's own editor selects text with them
            self._bindings.key_to_bindings.pop(key, None)

    def wear(self, face: Face) -> None:
        """Look like `face`; the text in it stays."""
        self.read_only = not face.writable
        self.show_cursor = face.writable
        self.set_class(face in (BUSY, READING), "-busy")
        self.set_class(face.compact, "-compact")
        self.border_title, self.border_subtitle = face.title, face.subtitle
        self.placeholder = face.placeholder

    def begin_anew(self) -> None:
        """Take the text away, and all that could be undone: it was handed in.

        Each key that was pressed takes half a kilobyte there: two megabytes after ten answers.
        """
        self.clear()
        self.history.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line; in a window too narrow for any text there is nothing to draw."""
        # Textual wraps the placeholder to the width, and fails where that is none.
        if not self.content_size.width:
            return Strip.blank(self.size.width)
        return super().render_line(y)

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit with its text cleaned, and cut where the answer would get too long."""
        text = clean_text(edit.text)
        replaced = self.get_text_range(*sorted((edit.from_location, edit.to_location)))
        room = ANSWER_LIMIT - (len(self.text) - len(replaced))
        if len(text) > room:
            self.post_message(self.Capped(len(text) - max(0, room)))
            text = text[: max(0, room)]
        edit.text = text
        return super().edit(edit)
