"""How an interview went."""

from collections.abc import Iterable, Iterator, Sequence

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from interviewer.model.rubric import Rubric
from interviewer.model.text import counted, duration
from interviewer.services.places import place_text
from interviewer.services.result import Result, session_result
from interviewer.services.result_words import (
    Line,
    Mark,
    Section,
    headline,
    moderation_text,
    progress_text,
    result_sections,
)
from interviewer.services.sessions import PastSession
from interviewer.tui import messages
from interviewer.tui.prose import MINUS, Row, joined, line, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.result_page import Link, LinkedPage, TurnChosen
from interviewer.tui.widgets.menu import fitted
from interviewer.tui.widgets.page import Block, title

BAR = 16
"""The width of a bar in cells."""

LONGEST_NAME = 20

GAINED = "╍"
"""What a bar is made of where a score came with help; what is unaided is a full line."""

LEADS = {
    Mark.GOOD: ("+", "bold $earned"),
    Mark.HELPED: ("+", "bold $withheld"),
    Mark.OPEN: ("○ ", "$muted"),
    Mark.WRONG: (MINUS, "bold $lost"),
    Mark.FACT: ("·", "$muted"),
    Mark.MORE: ("", "$muted"),
}


def overview(result: Result, session: PastSession) -> Block:
    """Return the band, the scores, what the candidate is ready for, and the time."""
    summary, rows = result.summary, []
    if result.marks_shown and summary.items:
        scores = joined(
            Content.styled(summary.band.capitalize(), "bold $accent"),
            Content.styled(f"   {summary.unaided:.0%} unaided", "bold"),
            Content(f" · {summary.aided:.0%} with help"),
        )
        rows.append(Row(scores, tail=bar(summary.unaided, summary.aided, 24)))
    else:
        rows.append(Row(plain(headline(result).capitalize(), "bold")))
    if result.marks_shown:
        rows.append(Row(plain(result.verdict)))
    for text in (moderation_text(result), progress_text(result)):
        if text:
            rows.append(Row(plain(text, "$withheld")))
    used = duration(result.time_used)
    given = f" of {duration(result.time_given)}" if result.time_given is not None else ""
    about = (
        f"{summary.answered} of {counted(summary.items, 'question')} answered · "
        f"{used}{given} · {session.state.started.rubric_title}"
    )
    return Block((*rows, Row(plain(about, "$muted"))), classes="-card")


def bar(unaided: float, aided: float, width: int = BAR) -> Content:
    """Return a bar of what was earned unaided, and after it of what help added."""
    full = round(min(1.0, unaided) * width) or int(unaided > 0)
    gained = max(0, round(min(1.0, aided) * width) - full)
    return joined(
        Content.styled("━" * full, "$earned"),
        Content.styled(GAINED * gained, "$withheld"),
        Content.styled("─" * (width - full - gained), "$muted"),
    )


def bars(heading: str, scores: Sequence[tuple[str, float, float, str]]) -> Iterator[Block]:
    """Return a block with a bar for each name; its score unaided, with help, and a remark."""
    if not scores:
        return
    width = min(LONGEST_NAME, max(len(line(name).plain) for name, *_ in scores))
    legend = Content.styled(f"━ unaided  {GAINED} with help", "$muted")
    rows = [Row(title(heading).body, tail=legend)]
    for name, unaided, aided, remark in scores:
        numbers = Content(f" {unaided:>4.0%} · {aided:>4.0%} with help · ")
        style = "$earned" if remark.endswith("✓") else ""
        name_cell = fitted(name, width, "bold")
        rows.append(
            Row(joined(name_cell, bar(unaided, aided), numbers, Content.styled(remark, style)))
        )
    yield Block(rows)


def score_blocks(result: Result) -> Iterator[Block]:
    """Return the bars of the stages."""
    yield from bars(
        "Stages",
        [
            (score.stage.capitalize(), score.unaided, score.aided, _passed(score.passed))
            for score in result.summary.stages
        ],
    )


def topic_blocks(result: Result) -> Iterator[Block]:
    """Return the bars of the topics, the weakest first."""
    yield from bars(
        "Topics, the weakest first",
        [
            (score.topic, score.unaided, score.aided, counted(score.items, "question"))
            for score in result.topics
        ],
    )


def section_blocks(section: Section, rubric: Rubric) -> Iterator[Block]:
    """Return the heading of a section, and its lines; those about one turn lead there."""
    is_study = section.lines[0].mark is Mark.STUDY
    tail = Content.styled("Enter on a line opens it in the review", "$muted") if is_study else None
    yield Block([Row(title(section.heading).body, tail=tail)])
    last = ""
    for each in section.lines:
        body = _body(each)
        item = rubric.item(each.place.item_id) if each.place is not None else None
        if is_study and item is not None and item.id != last:
            body, last = joined(body, Content("\n"), line(item.prompt, "$muted")), item.id
        row = Row(body, _lead(each))
        if each.place is not None:
            yield Link(row, each.place.turn)
        else:
            yield Block([row], classes="-line")


def _body(each: Line) -> Content:
    text = plain(each.text, "bold" if each.mark is Mark.STUDY else "")
    if each.scores is not None:
        text = joined(bar(*each.scores, 8), Content(" "), text)
    if each.place is None or not each.named:
        return text
    return joined(text, Content(" "), line(f"({place_text(each.place)})", "$muted"))


def _lead(each: Line) -> Content:
    if each.number:
        return Content.styled(f"{each.number}.", "bold $accent")
    sign, style = LEADS[each.mark]
    return Content.styled(f"{sign}{each.points or ''}", style)


def _passed(passed: bool) -> str:
    return "passed ✓" if passed else "not passed"


def result_blocks(session: PastSession) -> Iterable[Block]:
    """Return the whole page."""
    result = session_result(session.state, session.rubric)
    yield overview(result, session)
    if result.marks_shown:
        yield from score_blocks(result)
    sections = result_sections(result)
    first = [section for section in sections if section.lines[0].mark is Mark.STUDY]
    for section in first:
        yield from section_blocks(section, session.rubric)
    if result.marks_shown:
        yield from topic_blocks(result)
    for section in sections:
        if section not in first:
            yield from section_blocks(section, session.rubric)
    path = Row(plain(str(session.path), "$muted"))
    yield Block([title("Transcript"), path], classes="transcript-path")


class ResultScreen(BaseScreen):
    """The band, the scores, readiness, strengths and gaps, and what to study next."""

    CSS_PATH = ["result.tcss", "../widgets/page.tcss"]
    HELP_TOPIC = "result"
    heading = "Result"
    BINDINGS = [
        Binding("v", "review", "Review", id="result.review", tooltip="Read the whole interview"),
        Binding("n", "new", "New interview", id="result.new", tooltip="Set up another interview"),
        Binding("h", "home", "Home", id="result.home", tooltip="The first screen"),
        Binding("escape", "back", "Back", id="result.back", tooltip="Back to where you came from"),
    ]

    def __init__(self, session: PastSession) -> None:
        """Show how `session` went."""
        super().__init__()
        self.session = session

    def compose_body(self) -> Iterable[Widget]:
        """Return the page."""
        yield LinkedPage(*result_blocks(self.session), id="result-page")

    @on(TurnChosen)
    def review_turn(self, message: TurnChosen) -> None:
        """Show the conversation from a turn on."""
        self.post_message(messages.OpenReview(self.session.path, message.turn))

    def action_review(self) -> None:
        """Show the whole conversation."""
        self.post_message(messages.OpenReview(self.session.path))

    def action_new(self) -> None:
        """Set up another interview."""
        self.post_message(messages.NewInterview(self.session.state.started.rubric_id))

    def action_home(self) -> None:
        """Go to the first screen."""
        self.post_message(messages.GoHome())
