"""The line that narrows a list while one types."""

from textual.binding import Binding
from textual.widgets import Input

from interviewer.model.text import clean_text

LONGEST = 200


class FilterLine(Input):
    """One line of words; the arrows lead into the list below."""

    BINDINGS = [
        Binding("down,up,pagedown,pageup", "screen.to_list", "To the list",
                id="filter.to-list", show=False),
        Binding("escape", "screen.clear", "Clear", id="filter.clear",
                tooltip="Show all again"),
    ]  # fmt: skip

    def validate_value(self, value: str) -> str:
        """Take what was typed or pasted without what a terminal would obey."""
        return clean_text(value).replace("\n", " ")[:LONGEST]
