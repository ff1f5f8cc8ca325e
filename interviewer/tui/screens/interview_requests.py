"""What the candidate asks for by key, in a question and in a break."""

from functools import partial

from interviewer.dialogue.acts import Act, Request
from interviewer.model.transcript import TurnKind
from interviewer.services.requests import LEVELS
from interviewer.tui.screens.interview_drafts import InterviewDrafts


class InterviewRequests(InterviewDrafts):
    """Hands requests made by key to the session; what stands in the editor stays."""

    def action_next(self) -> None:
        """End the break."""
        if not self.busy:
            self.say("")
            self.drive(self.driver.go_on_to_next)

    def action_end(self) -> None:
        """End the last break, and with it the interview."""
        self.action_next()

    def action_again(self) -> None:
        """Take the item that was just done once more: it was skipped, or is to be tried again."""
        record = self.interview.state.record
        if not self.busy and record is not None:
            act = Act.BACK if record.main.skipped else Act.RETRY
            self.drive(partial(self.driver.request, Request(act, in_words=False), ""))

    def action_request(self, name: str) -> None:
        """Ask for a hint, or to put the question off; what stands in the editor stays."""
        turn, act = self.interview.state.open_turn, Act(name)
        if self.busy or turn is None:
            return
        if act is Act.LATER and turn.asked.kind is not TurnKind.ITEM:
            self.say("A follow-up cannot be put off: F5 sends your answer, /skip passes on it.")
            return
        self.keep_typed()
        request = Request(act, in_words=False)
        call = partial(self.driver.request_by_key, request, f"/{act}", self.typed)
        if act is Act.LATER:
            self.drive(call)
        else:  # typing goes on meanwhile
            self.run_worker(call, thread=True, group="session", exit_on_error=False)

    def action_sure(self) -> None:
        """Say how sure the answer is: nothing, a guess, fairly sure, certain, and around."""
        requests = self.driver.requests
        if not self.busy and self.interview.state.open_turn is not None:
            requests.confidence = (requests.confidence + 1) % (len(LEVELS) + 1)
            self.show_level()

    def show_level(self) -> None:
        """Show how sure the candidate says to be."""
        self.level = LEVELS.get(self.driver.requests.confidence, "")
        if not self.busy:
            self.editor.wear(self.face())
