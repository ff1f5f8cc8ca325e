"""Two attempts at the same question side by side: the first and the latest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from interviewer.services.ideas import Idea, IdeaKind
from interviewer.services.review_attempts import Attempt, Comparison, compare_attempts
from interviewer.services.sessions import PastSession
from interviewer.tui.marks import highlighted
from interviewer.tui.messages import Trouble
from interviewer.tui.prose import MINUS, Row, joined, line, meter, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.review_rows import legend
from interviewer.tui.screens.review_turn import Part
from interviewer.tui.times import when

ALONE = "There is no other attempt at this question yet."
SIGNS = {
    IdeaKind.MISSING: ("○", "$muted", "missing"),
    IdeaKind.PARTLY: ("+", "$earned", "in part"),
    IdeaKind.DENIED: ("~", "$withheld", "denied"),
    IdeaKind.HELD: (MINUS, "bold $lost", "wrong"),
}


@dataclass
class Compared(Message):
    """The attempts were read."""

    comparison: Comparison


def compare(past: PastSession, item_id: str, cache: Path | None) -> Compared:
    """Read the attempts."""
    return Compared(compare_attempts(past, item_id, cache))


def attempt_rows(name: str, attempt: Attempt) -> Iterator[Row]:
    """Yield when it was, how it went, what was said, and what is missing."""
    here = " · this session" if attempt.is_here else ""
    began = line(f"{when(attempt.began)}{here}", "$muted")
    yield Row(joined(Content.styled(f"{name}  ", "bold $accent"), began))
    score = Content.styled(f"{attempt.unaided:.0%} unaided", "bold")
    yield Row(joined(score, Content(f", {attempt.aided:.0%} with help")))
    yield Row(meter(attempt.unaided, 16))
    yield Row(Content(""))
    if attempt.skipped:
        yield Row(Content.styled("(skipped)", "$muted"))
    elif not attempt.answer.strip():
        yield Row(Content.styled("(no answer)", "$muted"))
    else:
        yield Row(highlighted(attempt.answer, attempt.highlights))
    yield Row(Content(""))
    yield Row(Content.styled("Missing" if attempt.gaps else "Nothing is missing", "bold $muted"))
    for idea in attempt.gaps:
        yield _gap(idea)


def _gap(idea: Idea) -> Row:
    sign, style, word = SIGNS[idea.kind]
    text = joined(plain(idea.says), Content.styled(f"  {word}", "$muted"))
    return Row(text, Content.styled(sign, style))


def summary_rows(comparison: Comparison) -> Iterator[Row]:
    """Yield the question, how many attempts there are, and what could not be read."""
    yield Row(plain(comparison.prompt))
    first, latest = comparison.first, comparison.latest
    if latest is None:
        yield Row(Content.styled(ALONE, "bold"))
    else:
        text = f"{comparison.count} sessions have it: {first.unaided:.0%} → {latest.unaided:.0%}"
        yield Row(Content.styled(f"{text} unaided", "$muted"))
    for text in comparison.problems:
        yield Row(plain(text), Content.styled("!", "bold $lost"))


class CompareScreen(BaseScreen):
    """The first and the latest attempt at one question."""

    CSS_PATH = ["review_compare.tcss", "../widgets/page.tcss"]
    HELP_TOPIC = "comparison"
    AUTO_FOCUS = "#compare-page"
    heading = "The same question, first and latest"
    BINDINGS = [
        Binding("escape", "back", "Back", id="compare.back", tooltip="Back to the session"),
        Binding("s", "back", "Back", id="compare.close", show=False),
    ]

    def __init__(self, past: PastSession, item_id: str, cache: Path | None) -> None:
        """Compare the attempts at an item of `past`; `cache` is the folder of the index."""
        super().__init__()
        self.past = past
        self.item_id = item_id
        self.cache = cache

    def compose_body(self) -> Iterable[Widget]:
        """Return the question and both attempts."""
        yield Static(Content.styled("Looking for other attempts …", "$muted"), id="compare-reading")
        with VerticalScroll(id="compare-page"):
            yield Part("compare-summary")
            with Container(id="compare-columns"):
                yield Part("compare-first")
                yield Part("compare-latest")
        yield Static(legend(), id="compare-legend")

    def on_mount(self) -> None:
        """Read the attempts in a worker."""
        self.work(partial(compare, self.past, self.item_id, self.cache))

    @on(Trouble)
    def tell_unread(self) -> None:
        """Say no more that it is under way; the app tells why it is not."""
        self.query_one("#compare-reading").display = False

    @on(Compared)
    def show_attempts(self, message: Compared) -> None:
        """Show them."""
        found = message.comparison
        self.query_one("#compare-reading").display = False
        self.query_one("#compare-summary", Part).fill(summary_rows(found), 4)
        name = "First" if found.latest is not None else "This attempt"
        self.query_one("#compare-first", Part).fill(attempt_rows(name, found.first), 4)
        rows = attempt_rows("Latest", found.latest) if found.latest is not None else ()
        self.query_one("#compare-latest", Part).fill(rows, 4)
