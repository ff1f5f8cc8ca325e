"""How an interview went."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from interviewer.model.rubric import Rubric
from interviewer.model.session import StageScore
from interviewer.services.result import Idea, Result, session_result
from interviewer.services.sessions import PastSession
from interviewer.tui import messages
from interviewer.tui.prose import MINUS, Row, joined, line, meter, plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.times import count, length
from interviewer.tui.widgets.page import Block, Page, title

MOST_IDEAS = 4
"""How many strengths, or gaps, are told; the review has them all."""


def overview(result: Result, session: PastSession) -> Block:
    """Return the band, the scores and the verdict."""
    summary = result.summary
    used = length(result.time_used)
    given = f" of {length(result.time_given)}" if result.time_given is not None else ""
    return Block(
        (
            Row(
                joined(
                    Content.styled(summary.band.capitalize(), "bold $accent"),
                    Content.styled(f"   {summary.unaided:.0%} unaided", "bold"),
                    Content(f" · {summary.aided:.0%} with help"),
                ),
                tail=meter(summary.unaided, 24),
            ),
            Row(plain(result.verdict)),
            Row(
                plain(
                    f"{summary.answered} of {count(summary.items, 'question')} answered · "
                    f"{used}{given} · {session.state.started.rubric_title}",
                    "$muted",
                )
            ),
        ),
        classes="-card",
    )


def stage_row(score: StageScore) -> Row:
    """Return how a stage went, with a bar."""
    verdict = Content.styled("passed ✓", "$earned") if score.passed else Content("not passed")
    return Row(
        joined(
            Content.styled(f"{score.stage.capitalize():<13}", "bold"),
            meter(score.unaided, 16),
            Content(f" {score.unaided:>4.0%} unaided · {score.aided:>4.0%} with help · "),
            verdict,
        )
    )


def ideas(heading: str, found: tuple[Idea, ...], mark: str, style: str) -> Iterable[Block]:
    """Return a block of the ideas worth most; nothing where there are none."""
    if not found:
        return
    rows = [title(heading)]
    for idea in found[:MOST_IDEAS]:
        rows.append(Row(plain(idea.says), Content.styled(f"{mark}{idea.points}", style)))
    left = len(found) - MOST_IDEAS
    if left > 0:
        rows.append(Row(Content.styled(f"and {left} more in the review", "$muted"), Content("")))
    yield Block(rows)


def study(result: Result, rubric: Rubric) -> Iterable[Block]:
    """Return what to study next, with the question each idea belongs to."""
    if not result.study:
        return
    rows = [title("Study next")]
    for number, idea in enumerate(result.study, 1):
        rows.append(Row(plain(idea.says, "bold"), Content.styled(f"{number}.", "bold $accent")))
        item = rubric.item(idea.item_id)
        if item is not None:
            rows.append(Row(line(item.prompt, "$muted"), Content("")))
    yield Block(rows)


def result_blocks(session: PastSession) -> Iterable[Block]:
    """Return the whole page."""
    result = session_result(session.state, session.rubric)
    yield overview(result, session)
    if result.summary.stages:
        yield Block([title("Stages"), *(stage_row(score) for score in result.summary.stages)])
    yield from study(result, session.rubric)
    yield from ideas("Strengths", result.strengths, "+", "bold $earned")
    yield from ideas("Earned with help", result.with_help, "+", "bold $withheld")
    yield from ideas("Not right", result.corrections, MINUS, "bold $lost")
    yield from ideas("Gaps", result.gaps, "○ ", "$muted")
    yield Block(
        [title("Transcript"), Row(plain(str(session.path), "$muted"))], classes="transcript-path"
    )


class ResultScreen(BaseScreen):
    """The band, the scores by stage, strengths, gaps, and what to study next."""

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
        yield Page(*result_blocks(self.session), id="result-page")

    def action_review(self) -> None:
        """Show the whole conversation."""
        self.post_message(messages.OpenReview(self.session.path))

    def action_new(self) -> None:
        """Set up another interview."""
        self.post_message(messages.NewInterview(self.session.state.started.rubric_id))

    def action_home(self) -> None:
        """Go to the first screen."""
        self.post_message(messages.GoHome())
