"""The try panel: an answer, what the rubric as it stands makes of it, and the item's examples."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from interviewer.model.rubric import Item
from interviewer.model.text import one_line
from interviewer.services.authoring_marks import Tried, expected_words
from interviewer.services.rubric_tests import ExampleResult
from interviewer.tui.marks import feedback_rows, highlighted
from interviewer.tui.prose import Row, Rows, line, plain
from interviewer.tui.widgets.editor import AnswerEditor
from interviewer.tui.widgets.menu import Entry, Menu

PLACEHOLDER = "Type an answer, or choose one below."
STALE = "Marked by the text as it was before the problem."
APPROXIMATE = "The references changed: likeness counts with the old weights until you save."


class TryPanel(Vertical):
    """Where a coach sees what the rubric makes of an answer."""

    class Changed(Message):
        """Another answer is to be marked."""

    def __init__(self, id: str) -> None:
        """Begin without an item."""
        super().__init__(id=id)
        self.item: Item | None = None
        self._results: tuple[ExampleResult, ...] = ()
        self._shown: object = None

    def compose(self) -> ComposeResult:
        """Lay out the answer, its marks and the examples."""
        answer = AnswerEditor(id="try-answer")
        answer.placeholder = PLACEHOLDER
        answer.border_title = "Try an answer"
        yield answer
        with VerticalScroll(id="try-marks"):
            yield Static("", id="try-marked", markup=False)
        yield Static("", id="try-examples-head", markup=False)
        yield Menu(id="try-examples")

    @property
    def answer(self) -> str:
        """Return the answer to be marked."""
        return self.query_one(AnswerEditor).text

    @answer.setter
    def answer(self, text: str) -> None:
        editor = self.query_one(AnswerEditor)
        editor.replace(text, (0, 0), editor.document.end)
        editor.move_cursor((0, 0))

    def say(self, text: str) -> None:
        """Say why there are no marks now."""
        self._shown = None
        self.query_one("#try-marked", Static).update(Rows([Row(line(text, "$muted"))]))

    def show(
        self, item: Item, tried: Tried | None, results: Sequence[ExampleResult], note: str = ""
    ) -> None:
        """Show the marks of the answer, and how the examples of `item` fare; `note` says more."""
        shown = (item, tried, tuple(results), note)
        if shown == self._shown:
            return
        self.item, self._shown = item, shown
        rows = list(tried_rows(tried)) if tried is not None else []
        if not rows:
            rows = [Row(line("The marks stand here as soon as there is an answer.", "$muted"))]
        if note:
            rows.insert(0, Row(line(note, "italic $withheld"), Content.styled("≈", "$withheld")))
        self.query_one("#try-marked", Static).update(Rows(rows, lead_width=6))
        if self._results != tuple(results):
            self._results = tuple(results)
            self.show_examples(item)

    def show_examples(self, item: Item) -> None:
        """List the examples and references, the failing ones marked."""
        texts = {"example": [e.answer for e in item.examples], "reference": item.references}
        menu = self.query_one(Menu)
        failing = sum(not result.passed for result in self._results)
        head = f"Examples: {failing} failing" if failing else "Examples and references: all pass"
        if not item.examples:
            head = "No examples yet; F3 adds one" + (f" · {failing} failing" if failing else "")
        style = "bold $lost" if failing else "bold $muted"
        self.query_one("#try-examples-head", Static).update(line(head, style))
        menu.show(
            *(
                Entry(
                    f"{result.kind} {result.number}",
                    f"{'✓' if result.passed else '✗'} {expected_words(result)}",
                    ((one_line(texts[result.kind][result.number - 1])[:80], 0),),
                    title_width=24 if failing else 12,
                )
                for result in sorted(self._results, key=lambda r: (r.passed, r.kind, r.number))
            )
        )

    @on(OptionList.OptionSelected, "#try-examples")
    def try_example(self, event: OptionList.OptionSelected) -> None:
        """Take an example as the answer."""
        event.stop()
        kind, _, number = str(event.option_id).partition(" ")
        if self.item is not None:
            texts = self.item.references
            if kind == "example":
                texts = tuple(example.answer for example in self.item.examples)
            self.answer = texts[int(number) - 1]

    @on(AnswerEditor.Changed, "#try-answer")
    def tell_changed(self, event: AnswerEditor.Changed) -> None:
        """Tell that there is another answer."""
        event.stop()
        self.post_message(self.Changed())


def tried_rows(tried: Tried) -> Iterable[Row]:
    """Return an answer with its marks: the headline, the words that counted, each idea, the sum."""
    if not tried.answer.strip():
        return
    rows = feedback_rows(tried.feedback, None)
    yield rows[0]
    yield Row(highlighted(tried.answer, tried.feedback.highlights))
    yield Row(plain(""))
    yield from rows[1:]
