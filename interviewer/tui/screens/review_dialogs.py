"""The dialogs of a review: what a mark is worth, and whether to delete the session."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static

from interviewer.grading.feedback import plain_points
from interviewer.model.text import clean_text
from interviewer.services.moderation import REASON_LIMIT, Judged
from interviewer.tui.prose import Row, Rows, line, plain
from interviewer.tui.screens.review_work import Ruling
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.choice import Choice, Chosen
from interviewer.tui.widgets.menu import Entry, Menu

DECIDE, CONTEST = "decide", "contest"
WAYS = ((DECIDE, "Decide as a coach"), (CONTEST, "Contest it, for the coach"))


@dataclass
class Ruled(Message):
    """What became of a decision: written, or why not."""

    trouble: str = ""


class Field(Input):
    """One line of text, taken without what a terminal would obey."""

    BINDINGS = [
        Binding("up", "app.focus_previous", "Up", show=False, id="field.up"),
        Binding("down", "app.focus_next", "Down", show=False, id="field.down"),
    ]

    def __init__(self, id: str, longest: int, placeholder: str = "") -> None:
        """Begin empty."""
        super().__init__(id=id, compact=True, placeholder=placeholder)
        self.longest = longest

    def validate_value(self, value: str) -> str:
        """Take what was typed or pasted as one line."""
        return clean_text(value).replace("\n", " ")[: self.longest]


class MarkDialog(ModalScreen[bool]):
    """Asks what a mark is worth and why; stays open until that is written or given up."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-medium")]
    CSS_PATH: ClassVar = ["review_dialogs.tcss", "../widgets/choice.tcss"]
    AUTO_FOCUS = "#mark-words"
    BINDINGS = [
        Binding("f5", "save", "Save", id="mark.save", tooltip="Write the decision"),
        Binding("escape", "leave", "Leave it", id="mark.leave", tooltip="Change nothing"),
    ]

    def __init__(self, marks: Sequence[Judged], at: int, write: Callable[[Ruling], None]) -> None:
        """Ask about one of `marks`, the one at `at` first; `write` is called in a thread."""
        super().__init__()
        self.marks = tuple(marks)
        self.at = at
        self.write = write
        self.saving = False

    def compose(self) -> ComposeResult:
        """Lay out the choices and the fields."""
        with VerticalScroll(id="mark-box", can_focus=False):
            yield Choice([(mark, mark.target) for mark in self.marks], self.at, id="mark-which")
            yield Static("", id="mark-says", markup=False)
            yield Choice(WAYS, 0, id="mark-way")
            yield from self._row("Points", Field("mark-points", 8), "mark-points-row")
            yield from self._row(
                "Reason", Field("mark-words", REASON_LIMIT + 1, "why, in one line"), ""
            )
            yield from self._row("By", Field("mark-by", 200, "a name, if you like"), "mark-by-row")
            yield Static("", id="mark-trouble", markup=False)
            with Horizontal(id="mark-end"):
                yield Button("Save  F5", id="mark-save", compact=True)
                yield Button("Leave it  Esc", id="mark-leave", compact=True)

    @staticmethod
    def _row(label: str, field: Field, id: str) -> Iterator[Horizontal | Static | Field]:
        with Horizontal(id=id or None, classes="mark-row"):
            yield Static(label, classes="mark-label")
            yield field

    def on_mount(self) -> None:
        """Say what the mark is."""
        self.tell()

    @property
    def mark(self) -> Judged:
        """Return the mark that is chosen."""
        mark: Judged = self.query_one("#mark-which", Choice).value
        return mark

    @property
    def contests(self) -> bool:
        """Return whether the candidate contests the mark."""
        return bool(self.query_one("#mark-way", Choice).value == CONTEST)

    @on(Chosen)
    def tell(self) -> None:
        """Say what is chosen, with what it can be worth; another mark has other points."""
        mark, points = self.mark, self.query_one("#mark-points", Field)
        program, now = plain_points(mark.points), plain_points(mark.now)
        rows = [Row(plain(mark.says))]
        worth = f"program {program}" + (f", now {now}" if now != program else "")
        if not self.contests:
            worth += f" · {plain_points(mark.least)} to {plain_points(mark.most)} can be given"
        rows.append(Row(line(worth, "$muted")))
        self.query_one("#mark-says", Static).update(Rows(rows))
        # What a coach most often wants: the idea is there after all, the belief is not held.
        points.value = plain_points(mark.most if mark.now < mark.most else mark.least)
        self.query_one("#mark-points-row").display = not self.contests
        self.query_one("#mark-by-row").display = not self.contests

    @on(Input.Submitted)
    @on(Button.Pressed, "#mark-save")
    def action_save(self) -> None:
        """Write it, in a worker."""
        if self.saving:
            return
        points = None if self.contests else self._points()
        if points is None and not self.contests:
            least, most = plain_points(self.mark.least), plain_points(self.mark.most)
            self.tell_trouble(f"points: a number from {least} to {most} is needed")
            return
        words = self.query_one("#mark-words", Field).value
        by = self.query_one("#mark-by", Field).value
        self.saving = True
        ruling = Ruling(self.mark.turn, self.mark.target, points, words, by)
        self.run_worker(lambda: self._write(ruling), thread=True, exit_on_error=False)

    def _points(self) -> float | None:
        text = self.query_one("#mark-points", Field).value
        with suppress(ValueError):
            return float(text.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-"))
        return None

    def _write(self, ruling: Ruling) -> None:
        """Write it and tell what became of it; runs in a thread."""
        trouble = ""
        try:
            self.write(ruling)
        except Exception as error:
            trouble = trouble_line(error)
        self.post_message(Ruled(trouble))

    @on(Ruled)
    def end(self, message: Ruled) -> None:
        """Close, or say why it was not written."""
        self.saving = False
        if message.trouble:
            self.tell_trouble(message.trouble)
        else:
            self.dismiss(True)

    def tell_trouble(self, text: str) -> None:
        """Say what is wrong."""
        mark = Content.styled("!!", "bold $lost")
        self.query_one("#mark-trouble", Static).update(Rows([Row(plain(text), mark)], 4))

    @on(Button.Pressed, "#mark-leave")
    def action_leave(self) -> None:
        """Change nothing."""
        if not self.saving:
            self.dismiss(False)


class DeleteDialog(ModalScreen[bool]):
    """Asks whether to delete a session, and names the files that go with it."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-medium")]
    CSS_PATH: ClassVar = ["review_dialogs.tcss", "../widgets/menu.tcss"]
    AUTO_FOCUS = "#delete-menu"
    BINDINGS = [
        Binding("escape", "keep", "Keep it", id="delete.keep", tooltip="Delete nothing"),
    ]

    def __init__(self, files: Sequence[Path]) -> None:
        """Ask about these files."""
        super().__init__()
        self.files = files

    def compose(self) -> ComposeResult:
        """Lay out the files and the choice."""
        folder = self.files[0].parent
        names = [path.relative_to(folder) for path in self.files]
        rows = [Row(line(str(name), "$muted"), Content("–")) for name in names]
        rows.append(Row(line(f"in {folder}", "$muted")))
        with Vertical(id="delete-box"):
            title = "Delete this session for good?"
            yield Static(Content.styled(title, "bold"), id="delete-title")
            with VerticalScroll(id="delete-files", can_focus=False):
                yield Static(Rows(rows, lead_width=3), markup=False)
            yield Menu(
                Entry("keep", "Keep it", (("nothing is deleted", 0),), title_width=18),
                Entry("delete", "Delete for good", (("these files", 0),), title_width=18),
                id="delete-menu",
            )

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Hand the choice back."""
        self.dismiss(event.option_id == "delete")

    def action_keep(self) -> None:
        """Delete nothing."""
        self.dismiss(False)
