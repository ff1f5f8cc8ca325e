"""What is typed in the rubric editor is kept within a second, so that a crash loses nothing."""

from contextlib import suppress
from pathlib import Path
from threading import Lock

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from interviewer.model.errors import StorageError
from interviewer.services.learning import Teach, learned_of
from interviewer.storage.rubric_versions import Draft, drop_draft, keep_draft
from interviewer.tui.context import Context
from interviewer.tui.messages import Trouble
from interviewer.tui.screens.editor_live import EditorLive
from interviewer.tui.trouble import trouble_line

DRAFT_SECONDS = 1.0
"""At most this much typing is at risk."""


class EditorDrafts(EditorLive):
    """Keeps the unsaved text of the item on the disk."""

    def __init__(
        self, context: Context, path: Path, item_id: str = "", teach: Teach = learned_of
    ) -> None:
        """Edit the bank at `path`, beginning with an item; `teach` gives what it teaches."""
        super().__init__(context, path, item_id, teach)
        self._draft_timer: Timer | None = None
        self._writing = Lock()
        self._waiting: dict[tuple[Path, str], Draft | None] = {}
        """What is to be on the disk for each item; None stands for no draft."""

    @on(TextArea.Changed, "#editor-yaml")
    def keep_soon(self) -> None:
        """Keep what was typed within a second."""
        if self._draft_timer is None and self.bank is not None:
            self._draft_timer = self.set_timer(DRAFT_SECONDS, self.keep_later)

    def keep_later(self) -> None:
        """Keep the text as it is now, in a worker."""
        self._draft_timer = None
        self.note_draft()

        def run() -> None:
            try:
                self.write_drafts()
            except StorageError as error:
                self.post_message(Trouble(trouble_line(error)))

        self.run_worker(run, thread=True, group="drafts", exit_on_error=False)

    def note_draft(self) -> None:
        """Note what is to be kept of the text as it is now; nothing where nothing was edited."""
        if self.bank is not None:
            draft = Draft(self.editor.text, self.base) if self.is_unsaved else None
            self._waiting[self.bank.target, self.block.id] = draft

    def write_drafts(self) -> None:
        """Write what was noted; a writer that comes late finds the newest, or nothing to do.

        Raises:
            StorageError: it cannot be written.
        """
        with self._writing:
            while self._waiting:
                (target, item_id), draft = self._waiting.popitem()
                if draft is None:
                    drop_draft(self.context.paths.user_data, target, item_id)
                else:
                    keep_draft(self.context.paths.user_data, target, item_id, draft)

    def drop_draft(self) -> None:
        """Remove the draft of the item, whatever was noted before.

        Raises:
            StorageError: it cannot be removed.
        """
        if self.bank is not None:
            self._waiting[self.bank.target, self.block.id] = None
            self.write_drafts()

    def save_now(self) -> None:
        """Keep the draft at once: the program ends."""
        with suppress(Exception):  # the widgets may be gone; a second ago it was kept
            self.note_draft()
        with suppress(Exception):
            self.write_drafts()
