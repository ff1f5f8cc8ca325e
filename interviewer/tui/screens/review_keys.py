"""Moving about in a review: from turn to turn, question to question, to the weakest answers."""

from textual.binding import Binding

from interviewer.model.transcript import TurnKind
from interviewer.tui.screens.review_turn import TurnView
from interviewer.tui.screens.review_view import ReviewView


class ReviewKeys(ReviewView):
    """A review one can move about in."""

    BINDINGS = [
        Binding("j", "turn(1)", "Next turn", id="review.next", show=False),
        Binding("k", "turn(-1)", "Turn before", id="review.before", show=False),
        Binding("n", "item(1)", "Next question", id="review.next-item", show=False),
        Binding("p", "item(-1)", "Question before", id="review.item-before", show=False),
        Binding("g", "weakest", "Weakest", id="review.weakest",
                tooltip="The weakest answer; again: the next weakest"),
        Binding("w", "why", "Why", id="review.why",
                tooltip="Show or hide why each question was asked"),
        Binding("f3", "models", "Model answers", id="review.models", show=False),
    ]  # fmt: skip

    def action_turn(self, step: int) -> None:
        """Go to the next (1) turn, or the one before (-1)."""
        self.go(self.place + step)

    def action_item(self, step: int) -> None:
        """Go to the next question (1), or back to this one or the one before (-1)."""
        turns = self.review.turns if self.review is not None else ()
        places = [at for at, turn in enumerate(turns) if turn.kind is TurnKind.ITEM]
        after = [at for at in places if at > self.place][:1]
        before = [at for at in places if at < self.place][-1:]
        for place in after if step > 0 else before:
            self.go(place)

    def action_end(self, place: int) -> None:
        """Go to the first turn (0) or the last (-1)."""
        if self.review is not None:
            self.go(place if place >= 0 else len(self.review.turns) - 1)

    def action_weakest(self) -> None:
        """Show the weakest answer, and the next weakest after that."""
        self.go_to_weakest()

    def action_page(self, direction: int) -> None:
        """Show more of the turn, further down (1) or further up (-1)."""
        view = self.query_one(TurnView)
        view.scroll_relative(y=direction * max(1, view.size.height - 2), animate=False)

    def action_why(self) -> None:
        """Show or hide why each question was asked."""
        self.show_why = not self.show_why
        self.draw(keep=True)

    def action_models(self) -> None:
        """Open or close the model answers."""
        self.show_model = not self.show_model
        self.draw(keep=True)
