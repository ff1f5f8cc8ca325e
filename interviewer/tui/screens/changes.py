"""What would change: which examples and past answers an unsaved edit would mark anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from interviewer.model.text import counted
from interviewer.services.authoring import OpenBank
from interviewer.services.authoring_marks import TryBench
from interviewer.services.learning import Teach
from interviewer.services.rubric_diff import RubricDifference, compare, count_steps, past_sessions
from interviewer.services.rubric_diff_editing import edit_versions, edited_rubric
from interviewer.services.rubric_diff_edits import Edit, EditKind
from interviewer.services.rubric_diff_marks import MarkChange
from interviewer.services.rubric_diff_words import change_head, edit_words, part_words
from interviewer.storage.rubric_edit import Block
from interviewer.tui.context import Context
from interviewer.tui.prose import MINUS, Row, joined, line
from interviewer.tui.screens.changes_reading import ReadingScreen, Tell
from interviewer.tui.widgets import page as pages

MOST_SHOWN = 60
"""How many changed marks are listed; more of them nobody reads."""

ANSWER_SHOWN = 300
PARTS_SHOWN = 4

SIGNS = {EditKind.ADDED: "+", EditKind.REMOVED: MINUS, EditKind.CHANGED: "≈"}


@dataclass
class Compared(Message):
    """What the edit would change."""

    difference: RubricDifference


@dataclass(frozen=True)
class Edited:
    """An item as it is being edited: the bank on the disk, its block in it, and the text now."""

    bank: OpenBank
    block: Block
    text: str


class ChangesScreen(ReadingScreen):
    """Compares an edit with the file as saved, in a thread, and lists what would change."""

    def __init__(self, context: Context, edited: Edited, bench: TryBench, teach: Teach) -> None:
        """Compare `edited` with its bank; `bench` marks by that, `teach` gives what is new."""
        super().__init__()
        self.context = context
        self.edited = edited
        self.bench = bench
        self.teach = teach

    def compose_body(self) -> Iterable[Widget]:
        """Return the line at the top, the waiting, and the page."""
        yield from super().compose_body()
        yield pages.Page(id="changes-page")

    def on_mount(self) -> None:
        """Say what this is about."""
        name = self.edited.block.id or "a new item"
        head = joined(Content("What would change: "), line(name, "bold"))
        self.query_one("#reading-head", Static).update(head)

    def look(self, tell: Tell) -> Message:
        """Return what the edit would change; runs in a thread."""
        edited = self.edited
        saved = edited.bank.rubric
        assert saved is not None, "only a bank that loads is compared"
        new = edited_rubric(edited.bank, edited.block, edited.text)
        versions = edit_versions(self.bench, saved, new, self.teach)
        sessions = past_sessions(self.context.paths, saved, new)
        steps, of = count(1), count_steps(saved, new, sessions)
        tell(0, of)
        return Compared(compare(*versions, sessions, on_step=lambda: tell(next(steps), of)))

    @on(Compared)
    async def show(self, message: Compared) -> None:
        """Show the lists."""
        self.show_done()
        page = self.query_one("#changes-page", pages.Page)
        await page.show(list(difference_blocks(message.difference)))
        page.focus()


def difference_blocks(found: RubricDifference) -> Iterator[pages.Block]:
    """Return what an edit changes: the sum first, then the marks, then the rubric itself."""
    leaving = found.leaving
    if leaving:
        text = f"{counted(leaving, 'example')} would leave the band it should get."
        mark = Content.styled("!!", "bold $lost")
        yield pages.Block([Row(line(text, "bold"), mark)])
    changes = found.changes
    rows = [pages.title(f"Marks: {len(changes)} of {counted(found.graded, 'text')} would change")]
    if not changes:
        rows.append(Row(line("No example, reference or past answer would get another mark.")))
    yield pages.Block(rows)
    for change in changes[:MOST_SHOWN]:
        yield pages.Block(change_rows(change))
    if len(changes) > MOST_SHOWN:
        yield pages.Block([Row(line(f"and {len(changes) - MOST_SHOWN} smaller changes", "$muted"))])
    rows = [pages.title("The rubric itself"), *(_edit_row(edit) for edit in found.edits)]
    yield pages.Block(rows)
    text = "Only items that changed were graded; the weights of words may move others a little."
    yield pages.Block([Row(line(text, "$muted"))])


def change_rows(change: MarkChange) -> list[Row]:
    """Return a text with its old mark and its new one, and what makes the difference."""
    up = change.after.score >= change.before.score
    sign, style = ("+", "bold $earned") if up else (MINUS, "bold $lost")
    rows = [Row(line(change_head(change), "bold"), Content.styled(sign, style))]
    rows.append(Row(line(f"“{change.answer[:ANSWER_SHOWN]}”", "italic $muted"), Content("")))
    rows += [
        Row(line(part_words(part), "$muted"), Content("")) for part in change.parts[:PARTS_SHOWN]
    ]
    return rows


def _edit_row(edit: Edit) -> Row:
    words = edit_words(edit)
    return Row(line(words), Content.styled(SIGNS[edit.kind], "bold $accent"))
