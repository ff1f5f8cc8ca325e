"""The help: about the screen it was called from, then about everything."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from interviewer.tui.help_text import Section, help_sections
from interviewer.tui.prose import Row, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.widgets.page import Block, Page, title

TERM_WIDTH = 18


def section_blocks(section: Section) -> Iterable[Block]:
    """Return a part of the help."""
    rows = [title(section.heading), *(Row(plain(text)) for text in section.paragraphs)]
    for term, meaning in section.terms:
        name = Content.styled(term, "bold")
        rows.append(Row(plain(meaning), name.pad_right(TERM_WIDTH - 2 - name.cell_length)))
    yield Block(rows, lead_width=TERM_WIDTH)


class HelpScreen(BaseScreen):
    """Explains the keys, the commands and the marks."""

    CSS_PATH = ["help.tcss", "../widgets/page.tcss"]
    heading = "Help"
    BINDINGS = [
        Binding("escape", "back", "Back", id="help.back", tooltip="Back to where you came from"),
    ]

    def __init__(self, topic: str = "") -> None:
        """Begin with what is about the screen `topic`."""
        super().__init__()
        self.topic = topic

    def compose_body(self) -> Iterable[Widget]:
        """Return the page."""
        blocks = [block for part in help_sections(self.topic) for block in section_blocks(part)]
        yield Page(*blocks, id="help-page")
