"""The answer editor: several lines, soft wrap, a limit, and nothing unsafe gets in."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea

from interviewer.model.text import ANSWER_LIMIT, clean_text

PLACEHOLDER = "Type your answer here. Enter makes a new line, F5 sends it."


class AnswerEditor(TextArea):
    """Where the candidate types; Tab leaves it, Enter makes a new line."""

    BINDINGS = [
        Binding("pageup", "screen.page(-1)", "Scroll up", show=False, id="editor.scroll-up"),
        Binding("pagedown", "screen.page(1)", "Scroll down", show=False, id="editor.scroll-down"),
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
