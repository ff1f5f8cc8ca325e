"""The rubric editor's looks beyond one answer: what would change, and what is missing."""

from textual import on

from interviewer.model.errors import InterviewerError
from interviewer.storage.rubric_match_entry import with_pattern
from interviewer.tui.screens.changes import ChangesScreen, Edited
from interviewer.tui.screens.editor_files import EditorFiles
from interviewer.tui.screens.editor_messages import PatternChosen
from interviewer.tui.screens.findings import FindingsScreen
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.notice import Tone

LEARNING = "The words of the bank are still being learned; try again in a moment."
MEND_FIRST = "Mend the problems first; F4 goes from one to the next."


class EditorFindings(EditorFiles):
    """Opens the screens that look at all examples and past answers."""

    def action_changes(self) -> None:
        """Show what saving the text as it is now would change."""
        if self.bank is None:
            return
        if not self.is_unsaved:
            self.say("Nothing would change: the text is that of the file.")
        elif self.bank.rubric is None or self.problems:
            self.say(MEND_FIRST, Tone.WARNING)
        elif self.bench is None:
            self.say(LEARNING)
        else:
            edited = Edited(self.bank, self.block, self.editor.text)
            self.app.push_screen(ChangesScreen(self.context, edited, self.bench, self.teach))

    def action_findings(self) -> None:
        """Show what the past answers to this item say is missing from it."""
        if self.bank is None:
            return
        if self.problems or (self.bench is not None and self.readable is None):
            self.say(MEND_FIRST, Tone.WARNING)
        elif self.bench is None or self.readable is None:
            self.say(LEARNING)
        else:
            grader = self.bench.grader(self.readable)
            self.app.push_screen(FindingsScreen(self.context, self.readable, grader, self))

    @on(PatternChosen)
    def write_pattern(self, message: PatternChosen) -> None:
        """Write a pattern into a criterion of the text; nothing is saved by that."""
        try:
            text, at = with_pattern(self.editor.text, message.criterion, message.pattern)
        except InterviewerError as error:
            self.say(trouble_line(error), Tone.WARNING)
            return
        self.editor.replace_all(text, at)
        self.show_panel("yaml")
        self.say(
            f"'{message.pattern}' now belongs to '{message.criterion}'; Ctrl+T shows what that "
            "changes, F5 saves it."
        )
