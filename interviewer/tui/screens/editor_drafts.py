"""What is typed in the rubric editor is kept within a second, so that a crash loses nothing."""

from contextlib import suppress
from functools import partial

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from interviewer.model.errors import StorageError
from interviewer.storage.rubric_versions import Draft, drop_draft, keep_draft
from interviewer.tui.messages import Trouble
from interviewer.tui.screens.editor_live import EditorLive
from interviewer.tui.trouble import trouble_line

DRAFT_SECONDS = 1.0
"""At most this much typing is at risk."""


class EditorDrafts(EditorLive):
    """Keeps the unsaved text of the item on the disk."""

    _draft_timer: Timer | None = None

    @on(TextArea.Changed, "#editor-yaml")
    def keep_soon(self) -> None:
        """Keep what was typed within a second."""
        if self._draft_timer is None and self.bank is not None:
            self._draft_timer = self.set_timer(DRAFT_SECONDS, self.keep_later)

    def keep_later(self) -> None:
        """Keep the draft, in a worker."""
        self._draft_timer = None
        call = self.draft_call()

        def run() -> None:
            try:
                call()
            except StorageError as error:
                self.post_message(Trouble(trouble_line(error)))

        self.run_worker(run, thread=True, group="drafts", exit_on_error=False)

    def draft_call(self) -> partial[None]:
        """Return what keeps the text as it is now, or removes the draft of a text without edits."""
        if self.bank is None:
            return partial(lambda: None)
        folder, target = self.context.paths.user_data, self.bank.target
        if not self.is_unsaved:
            return partial(drop_draft, folder, target, self.block.id)
        draft = Draft(self.editor.text, self.base)
        return partial(keep_draft, folder, target, self.block.id, draft)

    def save_now(self) -> None:
        """Keep the draft at once: the program ends."""
        with suppress(Exception):  # the widgets may be gone; a second ago it was kept
            self.draft_call()()
