"""The page of the progress: lines and bars of scores, ideas, and what is due for review."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.renderables.sparkline import Sparkline as SparklineRenderable
from textual.widget import Widget
from textual.widgets import ProgressBar, Sparkline, Static

from interviewer.model.text import counted
from interviewer.services.progress import ProgressReport, Series
from interviewer.services.progress_due import Review, TopicDue
from interviewer.services.progress_ideas import IdeaFacility, WeakIdea
from interviewer.services.progress_words import (
    MOST_LISTED,
    NO_FACILITY,
    NOTHING_WEAK,
    counts_text,
    due_text,
    facility_text,
    figures_text,
    more_text,
    remark_text,
    unreadable_text,
    weak_text,
    words_text,
)
from interviewer.tui.prose import MINUS, Row, joined, line, plain
from interviewer.tui.screens.result_page import Link
from interviewer.tui.widgets.page import Block, title


@dataclass
class TopicChosen(Message):
    """The user wants to be asked about this topic."""

    topic: str


class TopicLink(Link):
    """A topic that is due; Enter or a click sets up an interview on it."""

    BINDINGS: ClassVar = [
        Binding("enter", "choose", "Drill", id="topic.choose", tooltip="Set up an interview on it")
    ]

    def __init__(self, row: Row, topic: str) -> None:
        """Show `row`."""
        super().__init__(row, turn=0)
        self.topic = topic

    def action_choose(self) -> None:
        """Ask for it."""
        self.post_message(TopicChosen(self.topic))


class _OnScale:
    """A sparkline whose lowest step is 0 and whose highest is 1, whatever the values are."""

    def __init__(self, drawn: SparklineRenderable[float], values: Sequence[float], width: int):
        """Draw `values`, one cell each, at the right end of `width` cells."""
        # The sparkline spans its least and its greatest value: two more, which are not shown.
        drawn.data = [0.0, *values, 1.0]
        drawn.width, drawn.height = len(values) + 2, 1
        self._drawn = drawn
        self._before = width - len(values)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the cells."""
        segments = list(self._drawn.__rich_console__(console, options))
        yield Segment(" " * self._before)
        yield from segments[1:-1]


class ScoreLine(Sparkline):
    """Scores between 0 and 1 over time, one cell each: the newest that there is room for."""

    def render(self) -> _OnScale:
        """Draw them on a scale of their own, from 0 to 1."""
        drawn, width = super().render(), self.size.width
        assert isinstance(drawn, SparklineRenderable), "that is what Textual draws"
        return _OnScale(drawn, list(self.data or ())[-width:] if width else [], width)


class ScoreRow(Horizontal):
    """One line: a name, a line over time, a bar, and the same in numbers and words."""

    def __init__(
        self, name: str, values: Sequence[float], share: float | None, number: str, remark: str
    ) -> None:
        """Show `values`, and a bar of `share`, each between 0 and 1; no bar where it is None."""
        super().__init__()
        self._said, self._values, self._share = name, values, share
        self._texts = (number, remark)

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        number, remark = self._texts
        yield Static(line(self._said, "bold"), classes="name")
        yield ScoreLine(self._values)
        if self._share is not None:
            bar = ProgressBar(total=1, show_percentage=False, show_eta=False)
            bar.progress = self._share
            yield bar
        yield Static(Content(number), classes="number")
        yield Static(line(remark, "$muted"), classes="remark")


def progress_widgets(report: ProgressReport) -> Iterator[Widget]:
    """Return the whole page, for a report of one session at least."""
    yield from _overview(report)
    yield from _series("Stages, unaided", report.stages, True)
    yield from _series("Topics, the lowest first", report.topics, False)
    yield from _due(report)
    yield from _weak(report)
    yield from _facilities(report.facilities)


def heading(text: str, tail: str = "") -> Block:
    """Return the heading of a section: a place to go to."""
    note = Content.styled(tail, "$muted") if tail else None
    return Block([Row(title(text).body, tail=note)], classes="-section")


def _overview(report: ProgressReport) -> Iterator[Widget]:
    rows = [Row(plain(figures_text(report), "bold"))]
    if unreadable_text(report):
        rows.append(Row(plain(unreadable_text(report), "$withheld")))
    yield Block(rows, classes="-card -section")
    words = report.figures.words
    if len(words.points) > 1:
        most = max(words.values)
        shares = [value / most for value in words.values]
        number = f"{words.latest:>4.0f} {words.trend or ''}"
        yield ScoreRow("Words/answer", shares, None, number, f"the line is from 0 to {most:.0f}")
    elif words.points:
        yield Block([Row(plain(words_text(words), "$muted"))], classes="-line")


def _series(text: str, each: Sequence[Series], are_stages: bool) -> Iterator[Widget]:
    if each:
        yield heading(text, "in brackets the number of interviews" if are_stages else "")
    for series in each:
        name = series.name.capitalize() if are_stages else series.name
        number = f"{series.latest:>4.0%} {series.trend or ''}"
        remark = remark_text(series, are_stages)
        yield ScoreRow(name, series.values, series.latest, number, remark)


def _due(report: ProgressReport) -> Iterator[Widget]:
    yield heading("Due for review", "Enter on a topic sets it up" if report.due.topics else "")
    yield Block([Row(plain(counts_text(report)))], classes="-line")
    for topic in report.due.topics:
        yield _topic(topic)
        yield from _reviews([each for each in report.due.now if each.topic == topic.topic], False)
    if report.due.soon:
        yield Block([Row(plain("In the next days", "bold"))], classes="-line")
        yield from _reviews(report.due.soon, True)


def _topic(due: TopicDue) -> Widget:
    text = joined(line(due.topic, "bold"), Content(f" · {counted(due.items, 'question')} due"))
    return TopicLink(Row(text, Content.styled("!", "bold $withheld")), due.topic)


def _reviews(reviews: Sequence[Review], with_topic: bool) -> Iterator[Widget]:
    rows = []
    for each in reviews[:MOST_LISTED]:
        topic = f" · {each.topic}" if with_topic else ""
        when = due_text(each.overdue)
        about = f"{each.item_id}{topic} · {when}, last {each.last_score:.0%}"
        rows.append(Row(plain(about), Content.styled("·", "$muted")))
    yield Block([*rows, *_more(len(reviews))], classes="-line")


def _weak(report: ProgressReport) -> Iterator[Widget]:
    yield heading("Weak ideas that come back")
    if not report.weak and not report.beliefs:
        yield Block([Row(plain(NOTHING_WEAK, "$muted"))], classes="-line")
    yield from _listed(report.weak, Content.styled("○", "$muted"))
    yield from _listed(report.beliefs, Content.styled(MINUS, "bold $lost"))


def _listed(found: Sequence[WeakIdea], lead: Content) -> Iterator[Widget]:
    if found:
        rows = [Row(plain(weak_text(each)), lead) for each in found[:MOST_LISTED]]
        yield Block([*rows, *_more(len(found))], classes="-line")


def _facilities(found: Sequence[IdeaFacility]) -> Iterator[Widget]:
    yield heading("Ideas by facility, the hardest first")
    rows = [
        Row(plain(facility_text(each)), Content.styled(f"{each.facility:.0%}", "bold"))
        for each in found[:MOST_LISTED]
    ]
    none = [] if found else [Row(plain(NO_FACILITY, "$muted"))]
    yield Block([*rows, *none, *_more(len(found))], classes="-line")


def _more(total: int) -> Iterable[Row]:
    return [Row(plain(text, "$muted"), Content("")) for text in more_text(total)]
