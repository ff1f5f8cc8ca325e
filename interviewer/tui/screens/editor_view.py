"""What the rubric editor looks like: the tree, the YAML with its problems, the try panel."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from interviewer.model.errors import Problem
from interviewer.model.text import counted
from interviewer.services.authoring import OpenBank
from interviewer.services.learning import Teach, learned_of
from interviewer.services.lint_findings import Finding
from interviewer.storage.rubric_edit import Block
from interviewer.tui.context import Context
from interviewer.tui.prose import Row, Rows, joined, line, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.widgets.editor_tree import BankTree
from interviewer.tui.widgets.editor_try import TryPanel
from interviewer.tui.widgets.editor_yaml import YamlEditor
from interviewer.tui.widgets.notice import Tone

PANELS = ("tree", "yaml", "try")
FOCUS = {"tree": "#editor-tree", "yaml": "#editor-yaml", "try": "#try-answer"}
MOST_SHOWN = 4
"""How many problems are listed at once."""


class EditorView(BaseScreen):
    """Shows a bank that is being edited; what the coach does is the subclass's business."""

    CSS_PATH = ["editor.tcss", "../widgets/menu.tcss"]
    HELP_TOPIC = "editor"
    AUTO_FOCUS = "#editor-yaml"

    def __init__(
        self, context: Context, path: Path, item_id: str = "", teach: Teach = learned_of
    ) -> None:
        """Edit the bank at `path`, beginning with an item; `teach` gives what it teaches."""
        super().__init__()
        self.context = context
        self.path = path
        self.first_item = item_id
        self.teach = teach
        self.bank: OpenBank | None = None
        self.block = Block("", 0, 0)
        self.base = ""
        """The text of the item as it is in the file."""
        self.problems: tuple[Problem, ...] = ()
        """What is wrong, by the lines of the item's text, from 1."""
        self.panel = "yaml"
        self._head = Content("")
        self._told: object = None

    def compose_body(self) -> Iterable[Widget]:
        """Return the line at the top and the three panels."""
        yield Static(line(f"Reading {self.path.name} …", "$muted"), id="editor-head")
        with Vertical(id="editor-panels"):
            yield BankTree(id="editor-tree")
            with Vertical(id="editor-middle"):
                yield YamlEditor(id="editor-yaml")
                yield Static("", id="editor-problems", markup=False)
            yield TryPanel(id="editor-try")

    def on_mount(self) -> None:
        """Show the panel to type in."""
        self.show_panel("yaml")
        self.query_one(BankTree).border_title = "Items"
        self.editor.border_title = "This item"
        self.editor.border_subtitle = "F5 saves · F9 your own editor"

    @property
    def editor(self) -> YamlEditor:
        """Return where the item is edited."""
        return self.query_one(YamlEditor)

    @property
    def is_unsaved(self) -> bool:
        """Return whether the text of the item differs from the file's."""
        return self.bank is not None and self.editor.text != self.base

    def show_panel(self, name: str) -> None:
        """Show a panel and go there; where there is room all of them are shown."""
        self.panel = name
        for each in PANELS:
            self.set_class(each == name, f"-show-{each}")
        self.query_one(FOCUS[name]).focus()

    def action_panel(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) panel."""
        focused = self.focused
        here = self.panel
        for name in PANELS:
            if focused is not None and focused in self.query(f"#editor-{name}, #editor-{name} *"):
                here = name
        self.show_panel(PANELS[(PANELS.index(here) + step) % len(PANELS)])

    def show_head(self) -> None:
        """Say which item of which bank is edited, and whether it is saved."""
        if self.bank is None:
            return
        name = self.block.id or "a new item"
        parts = [line(self.bank.target.name, "$muted"), Content.styled(" · ", "$muted")]
        parts.append(line(name, "bold"))
        if self.is_unsaved:
            parts.append(Content.styled(" · not saved", "bold $withheld"))
        if self.problems:
            parts.append(
                Content.styled(f" · {counted(len(self.problems), 'problem')}", "bold $lost")
            )
        head = joined(*parts)
        if head != self._head:  # drawing it at each key would cost a layout of the screen
            self._head = head
            self.query_one("#editor-head", Static).update(head, layout=False)
        unsaved = frozenset((self.block.id,)) if self.is_unsaved else frozenset[str]()
        self.query_one(BankTree).mark_unsaved(unsaved)

    def show_problems(
        self,
        problems: Sequence[Problem],
        findings: Sequence[tuple[int, Finding]] = (),
        first_line: int | None = None,
    ) -> None:
        """List what is wrong with the text, and what makes its marks worse.

        Args:
            problems: by the lines of the item's text, from 1.
            findings: each with its line.
            first_line: the number of the first line in the file, where it is not the block's.
        """
        told = (tuple(problems), tuple(findings), first_line, self.block)
        if told == self._told:
            return
        self._told, self.problems = told, tuple(problems)
        first = self.block.start if first_line is None else first_line
        rows = [
            Row(plain(f"{each.message}; {each.mend}"), Content.styled(
                f"!! {each.line + first}", "bold $lost"))
            for each in problems[:MOST_SHOWN]
        ]  # fmt: skip
        rows += [
            Row(plain(f"{each.message}; {each.mend}", "$muted"), Content.styled(
                f"? {number + first}", "bold $withheld"))
            for number, each in findings[: MOST_SHOWN - len(rows)]
        ]  # fmt: skip
        more = len(problems) + len(findings) - len(rows)
        if more > 0:
            rows.append(Row(line(f"and {more} more; F4 goes from one to the next", "$muted")))
        shown = self.query_one("#editor-problems", Static)
        shown.update(Rows(rows, lead_width=9))
        shown.display = bool(rows)
        self.editor.mark_lines(frozenset(each.line - 1 for each in problems))
        self.show_head()
        self.refresh_bindings()

    def action_page(self, direction: int) -> None:
        """Scroll the marks of the try panel up (-1) or down (1)."""
        marks = self.query_one("#try-marks")
        marks.scroll_relative(y=direction * max(1, marks.size.height - 2), animate=False)

    @on(YamlEditor.Capped)
    def tell_capped(self) -> None:
        """Say that a paste was too long."""
        self.say("That was too long for one item: the rest was left out.", Tone.WARNING)
