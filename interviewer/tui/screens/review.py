"""One session turn by turn, and what can be done with it."""

from functools import partial

from textual import on
from textual.binding import Binding

from interviewer.model.text import one_line
from interviewer.tui import messages
from interviewer.tui.context import Context
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.review_keys import ReviewKeys
from interviewer.tui.screens.review_turn import MarkList
from interviewer.tui.screens.review_work import (
    Deleted,
    Exported,
    FilesFound,
    Ruling,
    delete,
    export,
    find_files,
    rule,
)


class ReviewScreen(ReviewKeys):
    """Reads a session in a worker, shows it, and does what is asked for."""

    BINDINGS = [
        Binding("s", "compare", "Compare", id="review.compare",
                tooltip="The first and the latest attempt at this question, side by side"),
        Binding("m", "moderate", "Mark", id="review.moderate",
                tooltip="Decide what a mark is worth, or contest it"),
        Binding("r", "resume", "Resume", id="review.resume", tooltip="Go on with this interview"),
        Binding("v", "result", "Result", id="review.result", tooltip="The scores, what to study"),
        Binding("e", "export", "Export", id="review.export", show=False),
        Binding("d", "delete", "Delete", id="review.delete", show=False),
        Binding("escape", "back", "Back", id="review.back", tooltip="Back to where you came from"),
    ]  # fmt: skip

    @property
    def context(self) -> Context:
        """Return what the app was given from outside."""
        context: Context = self.app.context  # type: ignore[attr-defined]  # the app is a Viewer
        return context

    def action_compare(self) -> None:
        """Show the first and the latest attempt at this question."""
        if self.review is not None and self.turn is not None:
            from interviewer.tui.screens.review_compare import CompareScreen

            past, item_id = self.review.past, self.turn.item_id
            self.app.push_screen(CompareScreen(past, item_id, self.context.paths.cache))

    def action_moderate(self) -> None:
        """Decide what the mark under the cursor is worth, or contest it."""
        from interviewer.tui.screens.review_dialogs import MarkDialog

        marks = self.turn.marks.judged if self.turn is not None and self.turn.marks else ()
        if not marks:
            self.say("This turn has no mark to decide about.")
            return
        here = self.query_one(MarkList).here
        at = marks.index(here) if here in marks else 0
        self.app.push_screen(MarkDialog(marks, at, self._rule), self._ruled)

    def _rule(self, ruling: Ruling) -> None:
        rule(self.path, ruling, self.context.clock.now())

    def _ruled(self, written: bool | None) -> None:
        if written:
            self.read()

    def action_result(self) -> None:
        """Show the scores."""
        if self.review is not None:
            self.post_message(messages.OpenResult(self.review.past))

    def action_resume(self) -> None:
        """Go on with this interview."""
        self.post_message(messages.ResumeSession(self.path))

    def action_export(self) -> None:
        """Write the session as HTML into the working folder."""
        self.say("Writing the report …")
        self.work(partial(export, self.path))

    @on(Exported)
    def tell_exported(self, message: Exported) -> None:
        """Say where it is."""
        self.say(f"Report: {one_line(str(message.path))}")

    def action_delete(self) -> None:
        """Find out which files would go, and ask."""
        self.work(partial(find_files, self.path))

    @on(FilesFound)
    def ask_to_delete(self, message: FilesFound) -> None:
        """Ask, naming the files."""
        from interviewer.tui.screens.review_dialogs import DeleteDialog

        def answered(wanted: bool | None) -> None:
            if wanted:
                self.work(partial(delete, self.path, message.files))

        self.app.push_screen(DeleteDialog(message.files), answered)

    @on(Deleted)
    def leave_deleted(self, message: Deleted) -> None:
        """Leave all screens that show the session which is gone."""
        from interviewer.tui.screens.result import ResultScreen

        app, gone = self.app, self.path
        while len(app.screen_stack) > 1:
            screen = app.screen
            is_review = isinstance(screen, ReviewScreen) and screen.path == gone
            if not is_review and not (
                isinstance(screen, ResultScreen) and screen.session.path == gone
            ):
                break
            app.pop_screen()
        if isinstance(app.screen, BaseScreen):
            app.screen.say(f"The session was deleted: {message.count} files.")

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide what a session like this cannot do."""
        review = self.review
        if action in ("result", "moderate"):
            return review is not None and review.is_finished and review.shows_marks
        if action in ("weakest", "compare"):
            return review is not None and review.shows_marks and bool(review.turns)
        if action == "resume":
            return review is not None and not review.is_finished
        if action in ("export", "delete"):
            return review is not None
        return True
