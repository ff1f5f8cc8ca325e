"""What is in one bank: every question, with what earns points and what costs some."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.events import ScreenResume
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from interviewer.model.errors import RubricError
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.text import counted
from interviewer.services.banks import load_bank_file
from interviewer.tui.messages import NewInterview
from interviewer.tui.prose import MINUS, Row, joined, line, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.widgets.page import Block, Page, title


@dataclass
class BankRead(Message):
    """A bank, or the problems for which it cannot be used."""

    rubric: Rubric | None
    problems: tuple[str, ...] = ()


def read_bank(path: Path) -> Message:
    """Return the bank in a file, or all problems in it."""
    try:
        return BankRead(load_bank_file(path))
    except RubricError as error:
        return BankRead(None, tuple(str(problem) for problem in error.problems))


def item_block(item: Item) -> Block:
    """Return a question with its criteria and misconceptions."""
    about = f"{item.topic} · {item.minutes:g} min · {item.id}"
    rows = [Row(plain(item.prompt, "bold")), Row(line(about, "$muted"))]
    for criterion in item.criteria:
        points = Content.styled(f"+{criterion.points}", "bold $earned")
        rows.append(Row(plain(criterion.says), points))
    for belief in item.misconceptions:
        points = Content.styled(f"{MINUS}{belief.minus}", "bold $lost")
        rows.append(Row(plain(belief.says), points))
    if not item.criteria:
        rows.append(Row(Content("Marked by how close it comes to the model answer."), Content("≈")))
    return Block(rows)


def bank_blocks(rubric: Rubric) -> Iterable[Block]:
    """Return the questions under their stages."""
    for stage in Stage:
        items = [item for item in rubric.items if item.stage is stage]
        if items:
            heading = f"{stage.capitalize()} · {counted(len(items), 'question')}"
            yield Block([title(heading)], classes="-stage")
            yield from (item_block(item) for item in items)


def problem_blocks(problems: tuple[str, ...]) -> Iterable[Block]:
    """Return what is wrong with a bank, each with its line and column."""
    rows = [title(f"This bank cannot be used yet: {counted(len(problems), 'problem')}")]
    rows += [Row(plain(text), Content.styled("!", "bold $lost")) for text in problems]
    yield Block(rows)
    text = "Each begins with its line and column; mend the file and open it again."
    yield Block([Row(Content.styled(text, "$muted"))])


class BankScreen(BaseScreen):
    """Reads a bank in a worker and shows it."""

    CSS_PATH = ["bank.tcss", "../widgets/page.tcss"]
    HELP_TOPIC = "bank"
    BINDINGS = [
        Binding(
            "e", "edit", "Edit", id="bank.edit", tooltip="Edit its questions, with their marks"
        ),
        Binding("n", "new", "New interview", id="bank.new", tooltip="Be asked from this bank"),
        Binding("m", "mark", "Mark answers", id="bank.mark", tooltip="Mark answers blind"),
        Binding("s", "stats", "Statistics", id="bank.stats", tooltip="What the sessions say of it"),
        Binding("escape", "back", "Back", id="bank.back", tooltip="Back to the list"),
    ]

    def __init__(self, path: Path) -> None:
        """Show the bank in the file at `path`."""
        super().__init__()
        self.path = path
        self._edited = False

    def compose_body(self) -> Iterable[Widget]:
        """Return the title and the page."""
        yield Static(line(f"Reading {self.path.name} …", "$muted"), id="bank-head")
        yield Page(id="bank-page")

    def on_mount(self) -> None:
        """Read the bank, in a worker."""
        self.query_one(Page).focus()
        self.read()

    def read(self) -> None:
        """Read the bank, in a worker."""
        self.work(lambda: read_bank(self.path))

    @on(BankRead)
    async def show_bank(self, message: BankRead) -> None:
        """Show the questions, or the problems."""
        rubric = message.rubric
        head = [line(rubric.title if rubric is not None else self.path.name, "bold")]
        if rubric is not None:
            head.append(Content.styled(f" · {counted(len(rubric.items), 'question')}", "$muted"))
        self.query_one("#bank-head", Static).update(joined(*head))
        blocks = bank_blocks(rubric) if rubric is not None else problem_blocks(message.problems)
        await self.query_one(Page).show(list(blocks))

    def action_mark(self) -> None:
        """Mark answers to the bank."""
        from interviewer.tui.navigation import Viewer
        from interviewer.tui.screens.mark import MarkScreen

        if isinstance(self.app, Viewer):
            self.app.push_screen(MarkScreen(self.app.context, self.path))

    def action_stats(self) -> None:
        """Show what the sessions say of the bank."""
        from interviewer.tui.navigation import Viewer
        from interviewer.tui.screens.stats import StatsScreen

        if isinstance(self.app, Viewer):
            self.app.push_screen(StatsScreen(self.app.context, self.path))

    def action_edit(self) -> None:
        """Edit the bank; what was saved is shown afterwards."""
        from interviewer.tui.navigation import Viewer
        from interviewer.tui.screens.editor import EditorScreen

        if isinstance(self.app, Viewer):
            self._edited = True
            self.app.push_screen(EditorScreen(self.app.context, self.path))

    @on(ScreenResume)
    def read_again(self) -> None:
        """Show what has become of the bank in the editor."""
        from interviewer.services.authoring import own_path
        from interviewer.tui.navigation import Viewer

        if self._edited and isinstance(self.app, Viewer):
            self._edited = False
            own = own_path(self.path, self.app.context.paths)
            self.path = own if own.is_file() else self.path
            self.read()

    def action_new(self) -> None:
        """Set up an interview with this bank."""
        self.post_message(NewInterview(self.path.stem))
