"""Marks as plain lines of text, and paragraphs that are wrapped."""

import textwrap
from collections.abc import Iterator

from interviewer.grading.feedback import Feedback, FeedbackLine, Highlight, Verdict, plain_points

WIDTH = 88

MARKS = {Verdict.EARNED: "+", Verdict.PARTLY: "%", Verdict.LOST: "-", Verdict.WITHHELD: "~"}
"""What stands around highlighted words: {+earned+} {%earned a part%} {-cost points-} {~said, but
not counted~}."""

_SIGNS = {
    Verdict.EARNED: "+",
    Verdict.PARTLY: "%",
    Verdict.LOST: "-",
    Verdict.WITHHELD: "~",
    Verdict.MISSING: "o",
    Verdict.NOTE: "*",
}


def feedback_lines(feedback: Feedback) -> Iterator[str]:
    """Yield the lines of an assessment."""
    yield f"Marks: {feedback.headline}"
    if feedback.sum_line:
        yield f"  {feedback.sum_line}"
    for line in feedback.lines:
        yield from wrapped(_line_text(line), f"  {_SIGNS[line.verdict]} ", "    ")


def marked(text: str, highlights: tuple[Highlight, ...]) -> str:
    """Return the text with marks around the highlighted words."""
    pieces: list[str] = []
    end = 0
    for highlight in highlights:
        mark = MARKS.get(highlight.verdict, "")
        pieces.append(text[end : highlight.span.start])
        pieces.append(f"{{{mark}{text[highlight.span.start : highlight.span.end]}{mark}}}")
        end = highlight.span.end
    return "".join([*pieces, text[end:]])


def _line_text(line: FeedbackLine) -> str:
    points = f"{'+' if line.points > 0 else ''}{plain_points(line.points)} " if line.points else ""
    said = "near words" if line.verdict is Verdict.PARTLY else "you said"
    quote = f' - {said}: "{" ".join(line.quote.split())}"' if line.quote else ""
    prefix = "missing: " if line.verdict is Verdict.MISSING and not points else ""
    return f"{points}{prefix}{line.text}{quote}"


def wrapped(text: str, first: str, others: str, end: str = "") -> list[str]:
    """Return the lines of a paragraph; `first` and `others` stand before them, `end` at the end."""
    return textwrap.wrap(
        text + end,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
