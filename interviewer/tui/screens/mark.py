"""Marking answers blind: one at a time, and at the end how well the program agrees."""

from functools import partial

from textual import events, on
from textual.binding import Binding

from interviewer.services.marking_session import DEFAULT_SAMPLE, MarkingSession
from interviewer.services.marks_file import CoachMark
from interviewer.tui.screens.mark_sheet import Step
from interviewer.tui.screens.mark_view import MarkView
from interviewer.tui.screens.mark_work import Marked
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.notice import Tone


class MarkScreen(MarkView):
    """Takes the marks by keys; every mark is on the disk before the next answer shows."""

    BINDINGS = [
        Binding("y", "judge('y')", "Yes", id="marking.yes", tooltip="The idea is there"),
        Binding("h", "judge('h')", "Half", id="marking.half", tooltip="Half of the idea is there"),
        Binding("n", "judge('n')", "No", id="marking.no", tooltip="The idea is not there"),
        Binding("enter", "keep", "Keep", id="marking.keep", tooltip="Keep the mark and go on"),
        Binding("b,backspace", "step_back", "Back", id="marking.back", key_display="b",
                tooltip="Take back the last key, or go to the answer before"),
        Binding("s", "skip", "Skip", id="marking.skip",
                tooltip="Go on without a mark; the answer comes again next time"),
        Binding("w", "way", "Whole", id="marking.way",
                tooltip="One mark for the whole answer, or criterion by criterion"),
        Binding("m", "more", "More", id="marking.more", tooltip="Mark twenty more answers"),
        Binding("escape", "leave_marking", "Leave", id="marking.leave",
                tooltip="Back to the bank; every mark is kept"),
    ]  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        """Take digits: of points, or of a misconception."""
        character = event.character or ""
        if self.sheet is None or self.busy or character not in tuple("0123456789.,"):
            return
        event.stop()
        self.sheet = self.sheet.with_key(character)
        self.ask()

    def action_judge(self, letter: str) -> None:
        """Judge the current criterion."""
        if self.sheet is None or self.busy:
            return
        self.sheet = self.sheet.judged(letter)
        self.ask()
        if self.sheet.is_whole:
            self.action_keep()

    def action_keep(self) -> None:
        """Write the mark, in a worker."""
        session, sheet = self.session, self.sheet
        if session is None or session.current is None or sheet is None or self.busy:
            return
        mark = sheet.mark(session.current)
        if mark is None:
            self.say("Something is missing; F1 explains the keys.", Tone.WARNING)
            return
        self.busy = True
        write = partial(self._write, session, mark)
        self.run_worker(write, thread=True, group="mark", exit_on_error=False)

    def _write(self, session: MarkingSession, mark: CoachMark) -> None:
        trouble = ""
        try:
            session.mark(mark)
        except Exception as error:
            trouble = trouble_line(error)
        self.post_message(Marked(trouble))

    @on(Marked)
    async def go_on(self, message: Marked) -> None:
        """Show the next answer, or why the mark was not written."""
        self.busy = False
        if message.trouble:
            self.say(message.trouble, Tone.ERROR)
        else:
            await self.show()

    async def action_step_back(self) -> None:
        """Take back the last key, or go to the answer before."""
        if self.session is None or self.busy:
            return
        before = self.sheet and self.sheet.taken_back()
        if before is not None:
            self.sheet = before
            self.ask()
        elif self.session.back():
            await self.show()
        else:
            self.say("This is the first answer.")

    async def action_skip(self) -> None:
        """Go on without a mark."""
        if self.sheet is not None and self.session is not None and not self.busy:
            self.session.skip()
            await self.show()

    async def action_way(self) -> None:
        """Mark the whole, or criterion by criterion."""
        if self.sheet is not None and not self.busy:
            self.by_idea = not self.by_idea
            await self.show()

    async def action_more(self) -> None:
        """Choose twenty more answers."""
        session, found = self.session, self.found
        if session is None or found is None or session.current is not None or self.busy:
            return
        count = len(session.marks) + DEFAULT_SAMPLE
        self.session = MarkingSession(session.rubric, found.order, count, session.file)
        if self.session.current is None:
            self.say("All answers in the transcripts are marked.")
        await self.show()

    def action_leave_marking(self) -> None:
        """Go back to the bank."""
        if not (self.busy and self.sheet is not None):
            self.app.pop_screen()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide the keys for what is not asked."""
        step = self.sheet and self.sheet.step
        match action:
            case "judge":
                return step is Step.CRITERION
            case "keep":
                return step in (Step.POINTS, Step.BELIEFS)
            case "skip" | "way":
                return step is not None
            case "more":
                return step is None and self.session is not None
            case _:
                return True
