"""The Markdown report: reads well as plain text, and what people typed stays text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from interviewer.grading.feedback import Feedback, FeedbackLine, Verdict
from interviewer.model.text import clean_text, one_line
from interviewer.services.conversation import Speaker, Utterance
from interviewer.services.outcome import Idea
from interviewer.services.places import place_text
from interviewer.services.report import Attempt, ReportedSession, Stretch, attempt, stretches
from interviewer.services.report_words import (
    SIGNS,
    Bar,
    answer_facts,
    facts,
    item_cells,
    line_points,
    line_worth,
    moderation_lines,
    moment,
    opening_lines,
    percent,
    session_title,
    stage_bars,
    stretch_facts,
    stretch_title,
    told_sections,
    topic_bars,
)
from interviewer.services.result import Result, session_result
from interviewer.services.result_words import Section, headline

# What can begin markup anywhere in a line, and what can at its beginning alone. Signs that do
# harm only beside others (a full stop after www, a colon before //) are caught beside them.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|{$@]|(?<=\bwww)\.|:(?=//)|#(?=\w)", re.IGNORECASE)
_AT_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[#+\-=:]))")
_BACKTICKS = re.compile("`+")
_SHORTEST_FENCE = 3


def markdown_report(sessions: Sequence[ReportedSession], earlier: Sequence[Attempt] = ()) -> str:
    """Return a Markdown document about the sessions, in the order given.

    Args:
        sessions: one or more.
        earlier: how earlier sessions over the same bank went, oldest first.
    """
    blocks = ["# Interview report"]
    found = [attempt(session) for session in sessions]
    attempts = [*earlier, *(each for each in found if each is not None)]
    if len(attempts) > 1:
        blocks += ["## Over time", _table(("Session", "Unaided", "With help"), _trend(attempts))]
    for session in sessions:
        blocks += _session(session)
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return text as one line that no reader of Markdown takes for markup."""
    line = _ANYWHERE.sub(lambda found: f"\\{found[0]}", one_line(text))
    return _AT_START.sub(r"\1\\", line)


def fenced(text: str) -> str:
    """Return text as typed, in a fence that is longer than any run of backticks in it."""
    cleaned = clean_text(text)
    longest = max((len(run) for run in _BACKTICKS.findall(cleaned)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    return f"{fence}text\n{cleaned}\n{fence}"


def _trend(attempts: Sequence[Attempt]) -> list[tuple[str, ...]]:
    return [
        (
            f"{escape(each.rubric_title)}, {escape(moment(each.began) or str(number))}",
            percent(each.unaided),
            percent(each.aided),
        )
        for number, each in enumerate(attempts, 1)
    ]


def _session(session: ReportedSession) -> Iterator[str]:
    result = session_result(session.state, session.rubric)
    yield f"## {escape(session_title(session))}"
    yield escape(facts(session))
    for problem in session.problems:
        yield f"Note: {escape(problem)}"
    yield from _scores(result)
    for section in told_sections(result):
        yield f"### {section.heading}"
        yield _told(section)
    yield "### Conversation"
    for stretch in stretches(session):
        yield from _stretch(session, stretch)


def _scores(result: Result) -> Iterator[str]:
    yield "### Score"
    yield f"**{headline(result)}**"
    for text in opening_lines(result):
        yield escape(text)
    headings = ("Unaided", "With help")
    if result.marks_shown and result.items:
        yield _table(("Stage", *headings), _bars(stage_bars(result)))
        yield _table(("Topic", *headings), _bars(topic_bars(result)))
        rows = [(escape(place_text(item)), *item_cells(item)) for item in result.items]
        yield _table(("Question", *headings, "Time"), rows)


def _bars(bars: Iterable[Bar]) -> list[tuple[str, ...]]:
    return [(escape(bar.label), percent(bar.unaided), percent(bar.aided)) for bar in bars]


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that are escaped already, in columns for those who read it as text.

    Its rows are padded, so that the columns stand below each other.
    """
    widths = [max(len(row[place]) for row in (headings, *rows)) for place in range(len(headings))]
    ruled = ["-" * width for width in widths]
    lines = []
    for row in (headings, ruled, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _told(section: Section) -> str:
    lines = []
    for line in section.lines:
        sign = f"{line.number}." if line.number else "-"
        about = [line_worth(line), place_text(line.place) if line.place is not None else ""]
        told = ", ".join(escape(text) for text in about if text)
        lines.append(f"{sign} {escape(line.text)}{f' ({told})' if told else ''}")
    return "\n".join(lines)


def _stretch(session: ReportedSession, stretch: Stretch) -> Iterator[str]:
    if stretch.record is not None:
        yield f"#### {escape(stretch_title(stretch))}"
        yield escape(stretch_facts(session, stretch))
    for said in stretch.utterances:
        yield from _piece(session, said)


def _piece(session: ReportedSession, said: Utterance) -> Iterator[str]:
    """Yield one piece of the conversation, and what was decided about its marks afterwards."""
    if said.feedback is not None:
        yield _assessment(said.feedback)
        lines = moderation_lines(session, said.turn) if said.key.startswith("assessed") else ()
        if lines:
            yield "\n".join(["**Afterwards**", "", *(f"- {escape(line)}" for line in lines)])
    elif said.speaker is Speaker.INTERVIEWER:
        yield f"**Interviewer:** {escape(said.text)}"
        if said.why:
            yield f"(why: {escape(said.why)})"
    elif said.speaker is Speaker.CANDIDATE:
        turn = session.state.find_turn(said.turn) if said.key.startswith("answered") else None
        taken = answer_facts(turn) if turn is not None else ""
        yield f"**Candidate{f' ({taken})' if taken else ''}:**"
        yield fenced(said.text)
    elif said.speaker is Speaker.MODEL:
        yield f"**Model answer:** {escape(said.text)}"
        if said.ideas:
            yield "\n".join(f"- {_idea(idea)}" for idea in said.ideas)
    else:
        yield f"Note: {escape(said.text)}"


def _assessment(feedback: Feedback) -> str:
    lines = [f"**Marks: {escape(feedback.headline)}**"]
    if feedback.sum_line:
        lines += ["", escape(feedback.sum_line)]
    if feedback.lines:
        lines += ["", *(f"- {_line(line)}" for line in feedback.lines)]
    return "\n".join(lines)


def _line(line: FeedbackLine) -> str:
    sign = line_points(line) or SIGNS[line.verdict]
    said = "near words" if line.verdict is Verdict.PARTLY else "said"
    quote = f" - {said}: “{escape(line.quote)}”" if line.quote else ""
    return f"**{escape(sign)}** {escape(line.text)}{quote}"


def _idea(idea: Idea) -> str:
    state = "missing" if not idea.own else "said with help" if idea.aided else "said"
    model = f" Model: “{escape(idea.model)}”." if idea.model else ""
    own = f" Candidate: “{escape(idea.own)}”." if idea.own else ""
    return f"{escape(idea.says)} **({state})**{model}{own}"
