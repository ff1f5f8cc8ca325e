"""The marking screen as it looks: the answer, what is asked about it, the agreement at the end."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from interviewer.model.errors import InterviewerError
from interviewer.model.text import one_line
from interviewer.services.marking_session import DEFAULT_SAMPLE, MarkingSession
from interviewer.services.marks_file import MarksFile
from interviewer.tui.context import Context
from interviewer.tui.prose import Row, Rows, line, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.mark_page import answer_blocks, end_blocks, head_text, sheet_rows
from interviewer.tui.screens.mark_sheet import Sheet, Step
from interviewer.tui.screens.mark_work import (
    NOTHING,
    Choosing,
    Compared,
    Prepared,
    compare,
    marks_path,
    prepare,
)
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.notice import Tone
from interviewer.tui.widgets.page import Block, Page

SHEET_LEAD = 8


class MarkView(BaseScreen):
    """Holds the answers and the sheet of the current one, and shows them."""

    CSS_PATH = ["mark.tcss", "../widgets/page.tcss"]
    HELP_TOPIC = "marking"

    def __init__(self, context: Context, path: Path) -> None:
        """Mark answers to the bank in the file at `path`."""
        super().__init__()
        self.context = context
        self.path = path
        self.by_idea = True
        self.busy = True
        self.session: MarkingSession | None = None
        self.sheet: Sheet | None = None
        self.found: Prepared | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Return the title, the page with the answer, and what is asked about it."""
        yield Static(line("Choosing answers …", "$muted"), id="marking-head")
        yield Page(id="marking-page")
        with VerticalScroll(id="marking-sheet"):
            yield Static("", id="marking-asked", markup=False)

    def on_mount(self) -> None:
        """Choose the answers, in a worker."""
        self.query_one(Page).focus()
        self.work(partial(prepare, self.context, self.path, self._tell))

    def _tell(self, done: int, of: int) -> None:
        self.post_message(Choosing(done, of))

    @on(Choosing)
    def show_choosing(self, message: Choosing) -> None:
        """Show how far the choosing is."""
        if self.found is None:
            text = f"Choosing answers … {message.done} of {message.of}"
            self.query_one("#marking-head", Static).update(line(text, "$muted"))

    def on_unmount(self) -> None:
        """Free the file."""
        if self.session is not None:
            self.session.file.close()

    @on(Prepared)
    async def begin(self, message: Prepared) -> None:
        """Show the first answer that has no mark."""
        if not message.order:
            head = head_text(message.rubric.title, None, self.by_idea)
            self.query_one("#marking-head", Static).update(head)
            await self.query_one(Page).show([Block([Row(plain(NOTHING))])])
            return
        try:
            # Opened here and not in the worker: whoever leaves early leaves no file locked.
            file = MarksFile(marks_path(self.context.paths, message.rubric), message.rubric)
        except InterviewerError as error:
            self.say(trouble_line(error), Tone.ERROR)
            return
        self.found = message
        self.session = MarkingSession(message.rubric, message.order, DEFAULT_SAMPLE, file)
        if file.torn:
            moved = one_line(str(file.torn))
            self.say(f"The last mark was not complete; it was moved to {moved}.", Tone.WARNING)
        await self.show()

    async def show(self) -> None:
        """Show the current answer, or the agreement after the last one."""
        session = self.session
        assert session is not None, "the answers are chosen"
        assert self.found is not None, "they came with a message"
        self.busy = session.current is None
        if session.current is None:
            self.sheet = None
            self.remove_class("-asking")
            self.work(partial(compare, self.found, session))
        else:
            self.sheet = Sheet(session.item, self.by_idea)
            page = self.query_one(Page)
            await page.show(answer_blocks(session))
            page.scroll_home(animate=False)
            self.ask()
        head = head_text(session.rubric.title, session, self.by_idea)
        self.query_one("#marking-head", Static).update(head)
        self.refresh_bindings()

    def ask(self) -> None:
        """Show what is asked for now."""
        assert self.sheet is not None, "there is an answer to mark"
        self.add_class("-asking")
        # The beliefs may be more than there is room for: then the arrows scroll them.
        long = self.sheet.step is Step.BELIEFS
        self.query_one("#marking-sheet" if long else "#marking-page").focus()
        self.query_one("#marking-asked", Static).update(Rows(sheet_rows(self.sheet), SHEET_LEAD))
        self.refresh_bindings()

    @on(Compared)
    async def end(self, message: Compared) -> None:
        """Show the agreement."""
        assert self.session is not None, "the answers are chosen"
        self.busy = False
        page = self.query_one(Page)
        await page.show(end_blocks(self.session, message.found))
        page.scroll_home(animate=False)
        self.refresh_bindings()
