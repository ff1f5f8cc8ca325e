"""The rubric editor's way to the disk: opening, saving, and a file that others changed."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from textual import on
from textual.message import Message

from interviewer.model.errors import InterviewerError, Problem
from interviewer.model.text import counted
from interviewer.services.authoring import (
    NotSavedError,
    OpenBank,
    open_to_edit,
    rebased,
    save_copy,
    save_item,
)
from interviewer.services.authoring_marks import TryBench
from interviewer.services.banks import list_banks
from interviewer.services.rubric_diff_editing import examples_leaving
from interviewer.services.rubric_health import outline
from interviewer.storage.rubric_edit import Block, ChangedOnDiskError
from interviewer.storage.rubric_versions import (
    difference,
    read_draft,
)
from interviewer.tui.screens.editor_dialogs import ConflictDialog, Way
from interviewer.tui.screens.editor_drafts import EditorDrafts
from interviewer.tui.screens.editor_messages import (
    BankOpened,
    BanksListed,
    Differs,
    HealthFound,
    Noted,
    NotWritten,
    Refused,
    Saved,
)
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.editor_tree import BankTree
from interviewer.tui.widgets.notice import Tone


class EditorFiles(EditorDrafts):
    """Opens banks and items, and saves what was typed."""

    saving = False
    leaving = False
    """Whether to leave as soon as the text is saved."""

    def on_mount(self) -> None:
        """Read the bank, and list the others."""
        self.work(partial(self.read, self.path, self.first_item))
        self.work(lambda: BanksListed(list_banks(self.context.paths)))

    def read(self, path: Path, item_id: str = "") -> Message:
        """Return a bank ready to be edited; runs in a thread."""
        bank = open_to_edit(path, self.context.paths)
        notice = ""
        if bank.is_copy:
            notice = f"This bank ships with the program: saving makes your own copy, {bank.target}."
        return BankOpened(bank, item_id, notice)

    @on(BanksListed)
    def list_banks(self, message: BanksListed) -> None:
        """Show the banks in the tree."""
        self.query_one(BankTree).show_banks(message.banks, self.path)

    @on(BankOpened)
    def use_bank(self, message: BankOpened) -> None:
        """Show a bank and one of its items."""
        self.bank, self.bench, self.path = message.bank, None, message.bank.path
        self.query_one(BankTree).show_items(self.path, outline(message.bank))
        blocks = message.bank.text.blocks
        block = message.bank.text.block(message.item_id) or (blocks[0] if blocks else None)
        self.show_item(block or message.bank.text.at_end(), message.notice)
        self.learn(message.bank, health=True)

    @on(HealthFound)
    def show_health(self, message: HealthFound) -> None:
        """Show how an item is."""
        if message.bank is self.bank:
            self.query_one(BankTree).show_health(message.health)

    def show_item(self, block: Block, notice: str = "", text: str | None = None) -> None:
        """Show an item: `text`, or else its draft, or else what the file holds."""
        assert self.bank is not None, "an item is shown of an open bank"
        self.block, self.readable = block, None
        self.base = self.bank.text.item_text(block)
        draft = read_draft(self.context.paths.user_data, self.bank.target, block.id)
        if text is None and draft is not None and draft.text != self.base:
            text = draft.text
            since = "" if draft.base == self.base else "; the item was changed in the file since"
            notice = f"{notice} Your unsaved text is back{since}. Ctrl+R takes the file's.".strip()
        self.editor.open(self.base if text is None else text, block.start + 1)
        self.show_problems(())
        self.query_one(BankTree).point_at(block.id)
        self.say(notice)
        self.look_soon()

    def now(self) -> datetime:
        """Return the time."""
        return self.context.clock.now()

    def action_save(self) -> None:
        """Save the item, in a worker."""
        if self.bank is None or self.saving:
            return
        if not self.is_unsaved:
            self.say("There is nothing to save: the text is that of the file.")
            return
        self.saving = True
        self.note_draft()
        self.say("Saving …")
        edit = self.bank, self.block, self.editor.text
        self.work(partial(self.save, *edit, self.bench))

    def save(
        self, bank: OpenBank, block: Block, text: str, bench: TryBench | None = None
    ) -> Message:
        """Save an item and return what became of it; runs in a thread."""
        folder = self.context.paths.user_data
        try:
            self.write_drafts()
            saved = save_item(bank, block, text, folder, self.now)
        except NotSavedError as refusal:
            return Refused(refusal.problems)
        except ChangedOnDiskError as change:
            mine = bank.text.spliced(block, text)
            return Differs(
                bank.target, difference(change.found or b"", mine, "on the disk", "yours")
            )
        except Exception as error:
            return NotWritten(trouble_line(error))
        return Saved(saved, text, examples_leaving(bank, block, text, bench))

    @on(Saved)
    def show_saved(self, message: Saved) -> None:
        """Go on with what was saved; what was typed meanwhile stays."""
        self.saving = False
        start, typed = self.block.start, self.editor.text
        self._waiting[message.bank.target, self.block.id] = None
        was_copy = self.bank is not None and self.bank.is_copy
        self.bank, self.path = message.bank, message.bank.path
        blocks = message.bank.text.blocks
        block = next((each for each in blocks if each.end > start), message.bank.text.at_end())
        self.block, self.base = block, message.bank.text.item_text(block)
        self.query_one(BankTree).update_items(self.path, outline(message.bank))
        self.query_one(BankTree).point_at(block.id)
        if typed == message.text and typed != self.base:
            self.editor.open(self.base, block.start + 1)
        notice = f"Saved {message.bank.target}. F8 shows the earlier versions."
        tone = Tone.INFO
        if was_copy:
            notice = (
                f"Saved as your own copy {message.bank.target}; it is in force from the next start."
            )
        if message.leaving:
            leaving = counted(message.leaving, "example")
            notice = f"{leaving} left the right band; the try panel lists what fails. {notice}"
            tone = Tone.WARNING
        if message.bank.problems:
            notice += f" The bank cannot be used yet: line {message.bank.problems[0]}."
            tone = Tone.WARNING
        self.say(notice, tone)
        self.learn(message.bank, health=False)
        self.look_soon()
        self.keep_later()
        if self.leaving:
            self.go()

    def go(self) -> None:
        """Leave the editor."""
        self.action_back()

    @on(NotWritten)
    def show_not_written(self, message: NotWritten) -> None:
        """Say why nothing was saved."""
        self.saving = self.leaving = False
        self.say(message.line, Tone.ERROR)

    @on(Refused)
    def show_refused(self, message: Refused) -> None:
        """Say why nothing was saved; the text stays, and its draft is on the disk."""
        self.saving = self.leaving = False
        self.show_problems([_moved(problem, self.block.start) for problem in message.problems])
        text = "Not saved: mend what stands below the text. It is kept as a draft meanwhile."
        self.say(text, Tone.WARNING)

    @on(Differs)
    def ask_about_change(self, message: Differs) -> None:
        """Show how the file on the disk differs, and ask what to do."""
        self.saving = self.leaving = False
        dialog = ConflictDialog(message.path, message.difference)
        self.app.push_screen(dialog, self.settle)

    def settle(self, choice: str | None) -> None:
        """Do what was chosen about a file that others changed."""
        if self.bank is None or choice in (None, Way.GO_ON):
            return
        bank, block, text = self.bank, self.block, self.editor.text
        if choice == Way.COPY:
            self.work(partial(self.copy, bank, block, text))
            return
        try:
            fresh, place = rebased(bank, block)
            if choice == Way.RELOAD:
                self.drop_draft()
        except InterviewerError as error:
            self.say(trouble_line(error), Tone.ERROR)
            return
        self.bank, self.bench, self.path = fresh, None, fresh.path
        self.query_one(BankTree).show_items(self.path, outline(fresh))
        if choice == Way.MINE:
            self.show_item(place, "The file was read again, with your text here: F5 saves.", text)
        else:
            self.show_item(place, "The file was read again.")
        self.show_panel("yaml")
        self.learn(fresh, health=True)

    def copy(self, bank: OpenBank, block: Block, text: str) -> Message:
        """Save the bank with the text beside it; runs in a thread."""
        path = save_copy(bank, block, text)
        return Noted(f"Saved as {path}; the file itself is as it was on the disk.")

    @on(Noted)
    def tell_noted(self, message: Noted) -> None:
        """Say what was done."""
        self.say(message.line)


def _moved(problem: Problem, lines: int) -> Problem:
    """Return a problem of the file by the lines of the item's text."""
    return replace(problem, line=problem.line - lines)
