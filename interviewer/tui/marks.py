"""Assessments for the screen: what earned and what cost points, never by colour alone."""

from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content

from interviewer.grading.feedback import Feedback, FeedbackLine, Highlight, Verdict, plain_points
from interviewer.services.outcome import Idea
from interviewer.tui.prose import MINUS, Row, joined, line, meter, plain

MARKS = {
    Verdict.EARNED: "+",
    Verdict.PARTLY: "+",
    Verdict.LOST: MINUS,
    Verdict.WITHHELD: "~",
    Verdict.MISSING: "○",
    Verdict.NOTE: "·",
}
LINE_STYLES = {
    Verdict.EARNED: "bold $earned",
    Verdict.PARTLY: "$earned",
    Verdict.LOST: "bold $lost",
    Verdict.WITHHELD: "bold $withheld",
    Verdict.MISSING: "$muted",
    Verdict.NOTE: "$muted",
}
# Words in an answer carry a raised mark and a text style, so that no colour is needed.
WORD_MARKS = {
    Verdict.EARNED: "⁺",
    Verdict.PARTLY: "˙",
    Verdict.LOST: "⁻",
    Verdict.WITHHELD: "~",
}
WORD_STYLES = {
    Verdict.EARNED: "bold underline $earned",
    Verdict.PARTLY: "$earned",
    Verdict.LOST: "bold strike $lost",
    Verdict.WITHHELD: "italic $withheld",
}


def highlighted(text: str, highlights: Sequence[Highlight]) -> Content:
    """Return an answer with the words that earned or lost points marked."""
    parts: list[Content] = []
    position = 0
    for start, end, verdict in _runs(text, highlights):
        parts.append(plain(text[position:start]))
        parts.append(plain(text[start:end], WORD_STYLES[verdict]))
        colour = WORD_STYLES[verdict].split()[-1]
        parts.append(Content.styled(WORD_MARKS[verdict], f"bold {colour}"))
        position = end
    parts.append(plain(text[position:]))
    return joined(*parts)


def _runs(text: str, highlights: Sequence[Highlight]) -> list[tuple[int, int, Verdict]]:
    """Return the highlights in order, neighbours of one verdict as one."""
    runs: list[tuple[int, int, Verdict]] = []
    for highlight in sorted(highlights, key=lambda each: each.span.start):
        start, end = highlight.span.start, min(highlight.span.end, len(text))
        verdict = highlight.verdict
        if verdict not in WORD_MARKS or start >= end:
            continue
        if runs and start < runs[-1][1]:
            continue
        if runs and runs[-1][2] is verdict and text[runs[-1][1] : start] == " ":
            runs[-1] = (runs[-1][0], end, verdict)
        else:
            runs.append((start, end, verdict))
    return runs


def feedback_rows(feedback: Feedback, share: float | None) -> tuple[Row, ...]:
    """Return an assessment as rows: the headline, every idea with its points, and the sum."""
    bar = meter(share) if share is not None else None
    rows = [Row(line(feedback.headline, "bold"), tail=bar)]
    for each in feedback.lines:
        rows += _feedback_line(each)
    if feedback.sum_line:
        rows.append(Row(line(feedback.sum_line, "$muted"), Content.styled("sum", "$muted")))
    return tuple(rows)


def _feedback_line(each: FeedbackLine) -> list[Row]:
    mark, style = MARKS[each.verdict], LINE_STYLES[each.verdict]
    if each.points < 0:
        mark = MINUS
    if each.points:
        mark += plain_points(abs(each.points))
    rows = [Row(plain(each.text), Content.styled(mark, style))]
    if each.quote:
        rows.append(Row(line(f"“{each.quote}”", "italic $muted"), Content("")))
    return rows


IDEA_LEAD = 13
"""The width of the column before the ideas of a model answer."""


def idea_rows(ideas: Sequence[Idea]) -> tuple[Row, ...]:
    """Return each idea with whether it was said, and the model's words beside the candidate's."""
    rows: list[Row] = []
    for idea in ideas:
        rows.append(Row(plain(idea.says), _idea_mark(idea)))
        model = _quoted("model", idea.model) if idea.model else None
        own = _quoted("you", idea.own) if idea.own else None
        if model is not None:
            rows.append(replace(model, beside=own))
        elif own is not None:
            rows.append(own)
    return tuple(rows)


def _idea_mark(idea: Idea) -> Content:
    if not idea.own:
        return Content.styled("○ missing", LINE_STYLES[Verdict.MISSING])
    if idea.aided:
        return Content.styled("+ with help", LINE_STYLES[Verdict.PARTLY])
    return Content.styled("+ said", LINE_STYLES[Verdict.EARNED])


def _quoted(who: str, words: str) -> Row:
    return Row(line(f"“{words}”", "italic $muted"), Content.styled(who, "$muted"))
