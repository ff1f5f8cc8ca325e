"""The conversation: what was said on both sides, with the assessments and model answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.selection import Selection
from textual.widgets import Static

from interviewer.dialogue.state import SessionState
from interviewer.model.transcript import TurnKind
from interviewer.services.conversation import Speaker, Utterance
from interviewer.tui.marks import IDEA_LEAD, feedback_rows, highlighted, idea_rows
from interviewer.tui.prose import LEAD, Row, Rows, line, plain

FOLLOW_UPS = {
    TurnKind.MISCONCEPTION: "follow-up",
    TurnKind.NUDGE: "follow-up",
    TurnKind.PROBE: "follow-up",
    TurnKind.HINT: "hint",
    TurnKind.RETRY: "once more",
}

SMALL_TALK = ("opening", "closing")


@dataclass(frozen=True)
class Piece:
    """An utterance with what its place in the conversation adds.

    `label` says who speaks, and is empty where the one before spoke as well; `share` is the score
    of an assessment; `why` is shown with a question in a review.
    """

    utterance: Utterance
    label: str = ""
    question: bool = False
    share: float | None = None
    why: str = ""


def pieces(
    utterances: Iterable[Utterance], state: SessionState, show_why: bool = False
) -> tuple[Piece, ...]:
    """Return the utterances with their labels, in order."""
    found: list[Piece] = []
    previous = ""
    for utterance in utterances:
        question = utterance.key.startswith("asked-")
        turn = state.find_turn(utterance.turn) if utterance.turn else None
        label, share = "", None
        if utterance.speaker is Speaker.INTERVIEWER:
            help_given = FOLLOW_UPS.get(turn.asked.kind) if question and turn is not None else None
            label = f"Interviewer · {help_given}" if help_given else "Interviewer"
        elif utterance.speaker is Speaker.CANDIDATE:
            label = "You"
        elif utterance.key.startswith("assessed-") and turn is not None and turn.assessment:
            share = turn.assessment.score
        shown = label if label != previous else ""
        previous = label
        found.append(Piece(utterance, shown, question, share, utterance.why if show_why else ""))
    return tuple(found)


class UtteranceView(Static):
    """One piece of the conversation, drawn by who says it."""

    lead_width = LEAD

    def __init__(self, piece: Piece) -> None:
        """Draw `piece`."""
        super().__init__(markup=False, classes=f"-{piece.utterance.speaker}")
        self.piece = piece
        self.show_piece(piece)

    def show_piece(self, piece: Piece) -> None:
        """Draw `piece` from now on."""
        self.piece = piece
        self.set_class(bool(piece.label), "-labelled")
        self.set_class(piece.question, "-question")
        self.draw()

    def draw(self) -> None:
        """Draw it again."""
        self.update(Rows(self.rows(), self.lead_width))

    def rows(self) -> Iterable[Row]:
        """Return what to draw."""
        piece, utterance = self.piece, self.piece.utterance
        speaker = utterance.speaker
        if piece.label:
            style = "bold $accent" if speaker is Speaker.INTERVIEWER else "bold $muted"
            yield Row(line(piece.label, style))
        if utterance.feedback is not None:
            yield from feedback_rows(utterance.feedback, piece.share)
        elif speaker is Speaker.CANDIDATE:
            yield Row(highlighted(utterance.text, utterance.highlights))
        elif speaker is Speaker.NOTE:
            yield Row(plain(utterance.text), Content.styled("──", "$line"))
        else:
            yield Row(plain(utterance.text, "$muted" if utterance.key in SMALL_TALK else ""))
        if piece.why:
            yield Row(line(f"why: {piece.why}", "italic $muted"))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, as it is wrapped on the screen."""
        content = Rows(self.rows(), self.lead_width).content(self.content_size.width)
        return selection.extract(content.plain), "\n"


class ModelAnswer(UtteranceView):
    """The model answer, beside the candidate's words: one line until it is opened."""

    lead_width = IDEA_LEAD
    opened = reactive(False)

    def rows(self) -> Iterable[Row]:
        """Return the heading, and the answer with its ideas where it is opened."""
        sign, shows = ("▾", "hides") if self.opened else ("▸", "shows")
        heading = Content.styled(f"{sign} Model answer", "bold $muted")
        yield Row(heading, tail=Content.styled(f"F3 or a click {shows} it", "$muted"))
        if self.opened:
            yield Row(plain(self.piece.utterance.text))
            if self.piece.utterance.ideas:
                yield Row(Content(""))
            yield from idea_rows(self.piece.utterance.ideas)

    def watch_opened(self) -> None:
        """Draw it open or closed."""
        self.draw()

    def on_click(self) -> None:
        """Open or close it."""
        self.opened = not self.opened


class ConversationView(VerticalScroll):
    """The whole conversation; the newest is kept in view."""

    def __init__(self, id: str, open_models: bool = False, show_why: bool = False) -> None:
        """Begin empty; in a review models are open and the reasons of follow-ups are shown."""
        super().__init__(id=id)
        self.open_models = open_models
        self.show_why = show_why
        self._views: dict[str, UtteranceView] = {}

    async def show(self, utterances: Iterable[Utterance], state: SessionState) -> bool:
        """Draw the conversation; only what is new or changed is touched.

        Returns:
            Whether anything was.
        """
        wanted = pieces(utterances, state, self.show_why)
        keys = {piece.utterance.key for piece in wanted}
        gone = [key for key in self._views if key not in keys]
        for key in gone:
            await self._views.pop(key).remove()
        new: list[UtteranceView] = []
        changed = bool(gone)
        for piece in wanted:
            view = self._views.get(piece.utterance.key)
            if view is None:
                new.append(self._new_view(piece))
            elif view.piece != piece:
                changed = True
                view.show_piece(piece)
        if new:
            await self.mount_all(new)
            self._put_in_order([piece.utterance.key for piece in wanted])
        return changed or bool(new)

    def _new_view(self, piece: Piece) -> UtteranceView:
        view: UtteranceView
        if piece.utterance.speaker is Speaker.MODEL:
            model = ModelAnswer(piece)
            model.opened = self.open_models
            view = model
        else:
            view = UtteranceView(piece)
        self._views[piece.utterance.key] = view
        return view

    def _put_in_order(self, keys: list[str]) -> None:
        """Put the views in order: a note may come before what was there already."""
        place = {self._views[key]: number for number, key in enumerate(keys)}
        if [*self.children] != [self._views[key] for key in keys]:
            self.sort_children(key=lambda view: place.get(view, -1))  # type: ignore[call-overload]

    def toggle_models(self) -> None:
        """Open all model answers, or close them where all are open."""
        models = list(self.query(ModelAnswer))
        opened = not all(model.opened for model in models)
        self.open_models = opened if models else self.open_models
        for model in models:
            model.opened = opened

    def open_last_model(self, opened: bool = True) -> None:
        """Open the newest model answer, or close it unless all are to be open."""
        for model in [*self.query(ModelAnswer)][-1:]:
            model.opened = opened or self.open_models

    def show_from_last_answer(self) -> None:
        """Show what the candidate said last at the top, and what follows as far as it goes."""
        said = [view for view in self._views.values() if view.piece.label == "You"]
        self.anchor(False)
        if said:
            self.call_after_refresh(self.scroll_to_widget, said[-1], animate=False, top=True)

    def show_newest(self) -> None:
        """Keep the end in view from now on, until the user scrolls away from it."""
        self.anchor()
        self.call_after_refresh(self.scroll_end, animate=False)
