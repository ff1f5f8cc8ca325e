"""A session as the review draws it: the list of turns, and one turn beside it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.moderation import in_force
from interviewer.services.review import Review, open_review
from interviewer.services.review_turn import ReviewedTurn
from interviewer.tui.messages import Trouble
from interviewer.tui.prose import Row, Rows, joined, line, plain
from interviewer.tui.screens.base import BaseScreen, outcome
from interviewer.tui.screens.review_rows import legend
from interviewer.tui.screens.review_turn import MarkList, TurnView
from interviewer.tui.times import when
from interviewer.tui.widgets.turn_list import TurnList

PATIENCE = 0.1
"""How long a session may take to be read, in s, before an empty screen is shown meanwhile."""

HIDDEN = "The marks of a live interview show when it is finished."
NOTHING = "Nothing was asked in this interview."


@dataclass
class SessionRead(Message):
    """A session cut into turns."""

    review: Review


def headline(review: Review) -> Content:
    """Return what the session was and how it went, by the marks in force."""
    past = review.past
    state = past.state
    told = [when(past.began), str(state.started.settings.mode)]
    if not review.is_finished:
        told.append("paused" if state.paused else "not finished")
    elif review.shows_marks:
        summary = summarise(in_force(state))
        told.append(f"{summary.band} {summary.unaided:.0%}, {summary.aided:.0%} with help")
    parts = [Content.styled(f" · {text}", "$muted") for text in told if text]
    return joined(line(state.started.rubric_title, "bold"), *parts)


def problem_rows(review: Review) -> Iterable[Row]:
    """Return what is wrong with the files of the session, and why marks are not shown."""
    for text in review.past.problems:
        yield Row(plain(text), Content.styled("!", "bold $lost"))
    if review.lacking:
        text = f"No marks can be shown. {review.lacking}"
        yield Row(plain(text), Content.styled("!", "bold $lost"))
    elif not review.shows_marks:
        yield Row(plain(HIDDEN), Content.styled("i", "bold $accent"))


class ReviewView(BaseScreen):
    """Draws a session turn by turn; what else keys do is in review.py."""

    CSS_PATH = ["review.tcss", "../widgets/page.tcss"]
    HELP_TOPIC = "review"
    AUTO_FOCUS = "#review-turns"

    def __init__(self, path: Path, turn: int = 0) -> None:
        """Show the session in the file at `path`, from a turn on; 0 is its beginning."""
        super().__init__()
        self.path = path
        self.review: Review | None = None
        self.place = 0
        self.show_why = True
        self.show_model = True
        self._wanted = turn
        self._weakest = -1

    def compose_body(self) -> Iterable[Widget]:
        """Return the headline, the problems of the file, the turns, one turn, the legend."""
        yield Static(Content.styled("Reading the session …", "$muted"), id="review-head")
        yield Static("", id="review-problems", markup=False)
        with Container(id="review-body"):
            yield TurnList(id="review-turns")
            yield TurnView(id="review-turn")
        yield Static(legend(), id="review-legend")

    async def on_mount(self) -> None:
        """Read the session; where that takes but a moment, the screen is painted once, with it."""
        loop = asyncio.get_running_loop()
        reading = loop.run_in_executor(None, outcome, self._read)
        await asyncio.wait([reading], timeout=PATIENCE)
        match reading.result() if reading.done() else None:
            case SessionRead() as message:
                self.show_session(message)
            case None:
                reading.add_done_callback(lambda done: self.post_message(done.result()))
            case trouble:
                self.post_message(trouble)

    def read(self) -> None:
        """Read the session again, in a worker."""
        self.work(self._read)

    def _read(self) -> SessionRead:
        return SessionRead(open_review(self.path))

    @property
    def turn(self) -> ReviewedTurn | None:
        """Return the turn that is shown."""
        turns = self.review.turns if self.review is not None else ()
        return turns[self.place] if turns else None

    @on(Trouble)
    def tell_unread(self) -> None:
        """Say so where there is nothing to show; the app tells why."""
        if self.review is None:
            text = Content.styled("This session cannot be shown.", "bold")
            self.query_one("#review-head", Static).update(text)

    @on(SessionRead)
    def show_session(self, message: SessionRead) -> None:
        """Show the session from the turn that was asked for, or where it was before."""
        here, again = self.turn, self.review is not None
        review = self.review = message.review
        self.query_one("#review-head", Static).update(headline(review))
        shown = self.query_one("#review-problems", Static)
        rows = list(problem_rows(review))
        shown.update(Rows(rows, lead_width=4))
        shown.display = bool(rows)
        # A class of the legend, not of the screen: that would style every widget anew.
        legend_shown = review.shows_marks and bool(review.turns)
        self.query_one("#review-legend").set_class(legend_shown, "-shown")
        wanted = here.number if here is not None else self._wanted
        places = (at for at, turn in enumerate(review.turns) if turn.number == wanted)
        self.place = next(places, 0)
        self.query_one(TurnList).show(review.turns, self.place)
        if not review.turns:
            self.say(NOTHING)
        self.draw(keep=again)
        # After the turn is painted: the footer is made anew, and that takes as long as the turn.
        self.call_after_refresh(self.refresh_bindings)

    def draw(self, keep: bool = False) -> None:
        """Draw the turn; with `keep` it is the one that was drawn before."""
        if self.turn is None:
            return
        self.query_one(TurnView).show(self.turn, self.show_why, self.show_model, keep)
        if not self.query_one(MarkList).display and isinstance(self.focused, MarkList):
            self.action_to_turns()

    def go(self, place: int) -> None:
        """Show the turn at this place, or the nearest there is."""
        if self.review is None or not self.review.turns:
            return
        self._weakest = -1
        place = max(0, min(place, len(self.review.turns) - 1))
        if place != self.place:
            self.place = place
            self.query_one(TurnList).cursor = place
            self.draw()

    @on(TurnList.Chosen)
    def choose(self, event: TurnList.Chosen) -> None:
        """Show the turn that was clicked."""
        self.go(event.place)

    def go_to_weakest(self) -> None:
        """Show the weakest answer, and the next weakest after that."""
        weakest = self.review.weakest if self.review is not None else ()
        if weakest:
            at = (self._weakest + 1) % len(weakest)
            self.go(weakest[at])
            self._weakest = at
            self.say(f"The weakest answer, {at + 1} of {len(weakest)}." if at else "")

    def action_to_turns(self) -> None:
        """Go back to the list."""
        self.query_one(TurnList).focus()

    def action_to_marks(self) -> None:
        """Go to the marks of the turn, where it has any."""
        marks = self.query_one(MarkList)
        if marks.display:
            marks.focus()
