"""Forms that write YAML: a new item, criterion, misconception or example."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from interviewer.model.errors import InterviewerError
from interviewer.model.rubric import Band, Stage
from interviewer.model.text import ANSWER_LIMIT
from interviewer.storage.rubric_kinds import LONGEST_TEXT
from interviewer.storage.rubric_snippets import Value
from interviewer.tui.prose import Row, Rows, plain
from interviewer.tui.screens.review_dialogs import Field
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.choice import Choice


@dataclass(frozen=True)
class Line:
    """A line of a form: the field of the YAML that it fills, its label, and what belongs there.

    Lines of one name make a list; with `options` one of these is chosen.
    """

    name: str
    label: str
    placeholder: str = ""
    options: tuple[str, ...] = ()
    in_list: bool = False


@dataclass(frozen=True)
class Form:
    """A form: its title, one sentence of advice, and its lines."""

    title: str
    says: str
    lines: tuple[Line, ...]


POINTS = tuple(str(number) for number in range(1, 6))
PATTERNS = (
    Line("match", "Found by", "two words, or|either word, next-to-each-other", in_list=True),
    Line("match", "or by", "another pattern, if you like", in_list=True),
    Line("match", "or by", "another pattern, if you like", in_list=True),
)
FORMS = {
    "item": Form(
        "A new item",
        "The question and one model answer; add criteria and examples with F3 afterwards.",
        (
            Line("id", "Id", "small letters, digits and hyphens: gradient-clipping"),
            Line("stage", "Stage", options=tuple(Stage)),
            Line("topic", "Topic", "optimisation"),
            Line("prompt", "Question", "as an interviewer would say it"),
            Line("references", "Model answer", "a full answer, 40 to 120 words", in_list=True),
        ),
    ),
    "criterion": Form(
        "A new criterion",
        "One idea. Any one of its patterns finds it; F1 on the editor explains patterns.",
        (
            Line("id", "Id", "small letters, digits and hyphens"),
            Line("points", "Points", options=POINTS),
            Line("says", "The idea", "one sentence of fact, shown in the feedback"),
            *PATTERNS,
            Line("probe", "Probe", "a question that asks for it without giving it away"),
            Line("hint", "Hint", "a stronger nudge, still not the answer"),
        ),
    ),
    "misconception": Form(
        "A new misconception",
        "A wrong belief that costs points, and its correction.",
        (
            Line("id", "Id", "small letters, digits and hyphens"),
            Line("says", "Correction", "what is right, as one sentence of fact"),
            *PATTERNS,
            Line("minus", "Costs", options=POINTS),
            Line("probe", "Probe", "a question that lets the candidate put it right"),
        ),
    ),
    "example": Form(
        "A new example",
        "An answer with the band it should get: the rubric's own test.",
        (
            Line("band", "Band", options=tuple(str(band) for band in reversed(Band))),
            Line("answer", "Answer", "as a candidate might type it"),
        ),
    ),
}
LISTS = {"criterion": "criteria", "misconception": "misconceptions", "example": "examples"}

Write = Callable[[Sequence[tuple[str, Value]]], str]
"""Takes the fields of a form; returns what is wrong with them, or an empty text."""


class FormDialog(ModalScreen[bool]):
    """A form that stays open until what it writes has no problems, or it is given up."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-medium")]
    CSS_PATH: ClassVar = ["editor_dialogs.tcss", "../widgets/choice.tcss"]
    AUTO_FOCUS = "#form-0"
    BINDINGS = [
        Binding("f5", "write", "Write", id="form.write", tooltip="Write it into the YAML"),
        Binding("escape", "leave", "Leave it", id="form.leave", tooltip="Add nothing"),
    ]

    def __init__(self, form: Form, write: Write, given: dict[str, str] | None = None) -> None:
        """Show `form` with what is `given` filled in; `write` puts the fields into the text."""
        super().__init__()
        self.form = form
        self.write = write
        self.given = given or {}

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        with VerticalScroll(id="form-box", can_focus=False):
            yield Static(Content.styled(self.form.title, "bold"))
            yield Static(plain(self.form.says), id="form-says")
            for number, each in enumerate(self.form.lines):
                with Horizontal(classes="form-row"):
                    yield Static(plain(each.label, "$muted"), classes="form-label")
                    yield self._control(number, each)
            yield Static("", id="form-trouble", markup=False)
            with Horizontal(id="form-end"):
                yield Button("Write  F5", id="form-write", compact=True)
                yield Button("Leave it  Esc", id="form-leave", compact=True)

    def _control(self, number: int, each: Line) -> Widget:
        given = self.given.get(each.name, "")
        if each.options:
            at = each.options.index(given) if given in each.options else 0
            return Choice([(value, value) for value in each.options], at, id=f"form-{number}")
        longest = ANSWER_LIMIT if each.name == "answer" else LONGEST_TEXT
        field = Field(f"form-{number}", longest, each.placeholder)
        field.value = given
        return field

    def values(self) -> list[tuple[str, Value]]:
        """Return the fields of the YAML in the order of the form."""
        found: dict[str, Value] = {}
        for number, each in enumerate(self.form.lines):
            control = self.query_one(f"#form-{number}")
            value = str(control.value).strip() if isinstance(control, Field | Choice) else ""
            if each.in_list:
                members = found.get(each.name, ())
                found[each.name] = (*members, value) if value else tuple(members)
            else:
                found[each.name] = value
        return list(found.items())

    @on(Input.Submitted)
    @on(Button.Pressed, "#form-write")
    def action_write(self) -> None:
        """Write it, or say what is wrong."""
        try:
            trouble = self.write(self.values())
        except InterviewerError as error:
            trouble = trouble_line(error)
        if trouble:
            mark = Content.styled("!!", "bold $lost")
            rows: Iterable[Row] = [Row(plain(trouble), mark)]
            self.query_one("#form-trouble", Static).update(Rows(rows, 4))
        else:
            self.dismiss(True)

    @on(Button.Pressed, "#form-leave")
    def action_leave(self) -> None:
        """Add nothing."""
        self.dismiss(False)
