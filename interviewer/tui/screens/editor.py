"""The rubric editor: a coach changes an item, and sees what that does before anyone is marked."""

import os
import re
from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import Binding

from interviewer.model.errors import InterviewerError
from interviewer.services.authoring import check_item
from interviewer.storage.rubric_edit import Block
from interviewer.storage.rubric_kinds import ID_PATTERN
from interviewer.storage.rubric_snippets import Value, field_lines, with_entry
from interviewer.storage.rubric_versions import DRAFTS, bank_folder
from interviewer.tui.screens.editor_dialogs import AddDialog, Leave, LeaveEditorDialog
from interviewer.tui.screens.editor_external import edit_outside, editor_command
from interviewer.tui.screens.editor_findings import EditorFindings
from interviewer.tui.screens.editor_forms import FORMS, LISTS, FormDialog
from interviewer.tui.screens.editor_versions import VersionsScreen
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.editor_tree import BankTree
from interviewer.tui.widgets.editor_try import TryPanel
from interviewer.tui.widgets.notice import Tone


class EditorScreen(EditorFindings):
    """Takes what the coach does."""

    ASKS_TO_LEAVE = True
    BINDINGS = [
        Binding("f5,ctrl+s", "save", "Save", id="rubric.save", key_display="F5",
                tooltip="Check the whole bank and write the item"),
        Binding("f3", "add", "Add", id="rubric.add",
                tooltip="A form for a new example, criterion, misconception or item"),
        Binding("f4", "next_problem", "Next", id="rubric.next-problem",
                tooltip="Go to the next problem"),
        Binding("f6", "panel(1)", "Panel", id="rubric.next-panel",
                tooltip="Go to the next panel: items, YAML, try"),
        Binding("f7", "panel(-1)", "Back", id="rubric.previous-panel", show=False,
                tooltip="Go to the previous panel"),
        Binding("f8", "versions", "Versions", id="rubric.versions",
                tooltip="Earlier versions of this bank"),
        Binding("f9", "outside", "Editor", id="rubric.outside", show=False,
                tooltip="Edit the item in $EDITOR"),
        Binding("ctrl+r", "revert", "Revert", id="rubric.revert", show=False,
                tooltip="Take the item as it is in the file"),
        Binding("escape", "leave", "Leave", id="rubric.leave", tooltip="Back to the bank"),
        Binding("ctrl+t", "changes", "Would change", id="rubric.changes", key_display="Ctrl+T",
                tooltip="Which examples and past answers would get other marks"),
        Binding("ctrl+g", "findings", "Missing", id="rubric.findings", key_display="Ctrl+G",
                tooltip="What past answers show to be missing from this item"),
    ]  # fmt: skip

    _quitting = False

    @on(BankTree.Picked)
    def pick(self, message: BankTree.Picked) -> None:
        """Show the item, or read the bank, that was chosen; unsaved text stays as a draft."""
        leaf = message.leaf
        if self.bank is None or self.saving:
            return
        self.keep_later()
        if leaf.path != self.path:
            self.work(partial(self.read, leaf.path, leaf.item_id or ""))
        elif leaf.item_id is not None:
            block = self.bank.text.block(leaf.item_id)
            if block is not None and block != self.block:
                self.show_item(block)
            self.show_panel("yaml")

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide the key that leads nowhere."""
        return action != "next_problem" or bool(self.problems)

    def action_next_problem(self) -> None:
        """Put the cursor at the next problem below it, or at the first."""
        if not self.problems:
            self.say("There are no problems.")
            return
        here = self.editor.cursor_location[0] + 1
        ordered = sorted(self.problems)
        problem = next((each for each in ordered if each.line > here), ordered[0])
        self.show_panel("yaml")
        self.editor.go_to(problem.line - 1, problem.column - 1)
        self.say(f"{problem.message}; {problem.mend}", Tone.WARNING)

    def action_add(self) -> None:
        """Ask what to add, and show its form."""
        if self.bank is not None:
            self.app.push_screen(AddDialog(), self.show_form)

    def show_form(self, kind: str | None) -> None:
        """Show the form for an example, a criterion, a misconception or an item."""
        if kind is None:
            return
        given = {}
        if kind == "example":
            given["answer"] = " ".join(self.query_one(TryPanel).answer.split())
        write = self.write_item if kind == "item" else partial(self.write_entry, LISTS[kind])
        self.app.push_screen(FormDialog(FORMS[kind], write, given))

    def write_entry(self, name: str, fields: Sequence[tuple[str, Value]]) -> str:
        """Put a new entry into a list of the item; return what is wrong with it."""
        assert self.bank is not None, "forms are shown for an open bank"
        text, at = with_entry(self.editor.text, name, fields)
        trouble = self._trouble(text, self.block, at + 1)
        if not trouble:
            self.editor.replace_all(text, at)
            self.show_panel("yaml")
        return trouble

    def write_item(self, fields: Sequence[tuple[str, Value]]) -> str:
        """Begin a new item at the end of the bank; return what is wrong with it."""
        assert self.bank is not None, "forms are shown for an open bank"
        blocks = self.bank.text.blocks
        first = self.bank.text.item_text(blocks[0]).split("\n") if blocks else []
        dash = next(
            (len(each) - len(each.lstrip()) for each in first if each.lstrip()[:1] == "-"), 2
        )
        block, text = self.bank.text.at_end(), "\n".join(field_lines(fields, dash))
        trouble = self._trouble(text, block, 1)
        if not trouble:
            self.keep_later()
            notice = "A new item: F3 adds criteria and examples, F5 writes it into the bank."
            self.show_item(block, notice, text)
            self.show_panel("yaml")
        return trouble

    def _trouble(self, text: str, block: Block, line: int) -> str:
        """Return the first problem at or after a line (from 1) of a text, in words."""
        assert self.bank is not None, "forms are shown for an open bank"
        problems = check_item(text, self.bank, block).problems
        found = next((each for each in problems if each.line >= line), None)
        return f"{found.message}; {found.mend}" if found is not None else ""

    def action_versions(self) -> None:
        """Show the earlier versions."""
        if self.bank is None:
            return
        if self.is_unsaved:
            self.say("Save first (F5), or take the file's text (Ctrl+R).", Tone.WARNING)
            return
        self.app.push_screen(VersionsScreen(self.context, self.bank, self))

    def action_outside(self) -> None:
        """Edit the item in the coach's own editor."""
        if self.bank is None:
            return
        folder = bank_folder(self.context.paths.user_data, DRAFTS, self.bank.target)
        # The id of a broken file may be any text, and lead anywhere.
        name = self.block.id if re.fullmatch(ID_PATTERN, self.block.id) else "item"
        path = folder / f"{name}.yaml"
        try:
            command = editor_command(os.environ)
            with self.app.suspend():
                text = edit_outside(command, self.editor.text, path)
        except SuspendNotSupported:
            self.say("This terminal cannot hand over to another program.", Tone.WARNING)
        except InterviewerError as error:
            self.say(trouble_line(error), Tone.WARNING)
        else:
            self.editor.replace_all(text)
        self.app.refresh()

    def action_revert(self) -> None:
        """Take the item as it is in the file; one undo takes that back."""
        if self.bank is not None and self.is_unsaved:
            self.editor.replace_all(self.base)
            self.say("This is the text of the file; Ctrl+/ brings yours back.")

    def action_leave(self, quitting: bool = False) -> None:
        """Go back, or end the program; ask where the text is not saved."""
        self._quitting = quitting
        if self.is_unsaved:
            self.app.push_screen(LeaveEditorDialog(), self.leave)
        else:
            self.go()

    def leave(self, choice: str | None) -> None:
        """Leave in the way that was chosen."""
        if choice == Leave.SAVE:
            self.leaving = True
            self.action_save()
        elif choice == Leave.KEEP:
            self.save_now()
            self.go()
        elif choice == Leave.DISCARD and self.bank is not None:
            self.editor.open(self.base, self.block.start + 1)
            self.save_now()
            self.go()

    def go(self) -> None:
        """Go back to the bank, or end the program."""
        if self._quitting:
            self.app.exit()
        else:
            self.action_back()
