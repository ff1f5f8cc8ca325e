"""The progress as plain lines of text with small pictures, at most 88 columns wide."""

from collections.abc import Iterable, Iterator, Sequence

from interviewer.cli.text_charts import ASCII, Charts
from interviewer.cli.text_view import WIDTH, wrapped
from interviewer.model.text import one_line
from interviewer.services.progress import ProgressReport, Series
from interviewer.services.progress_due import Review
from interviewer.services.progress_ideas import IdeaFacility, WeakIdea
from interviewer.services.progress_words import (
    MOST_LISTED,
    NO_FACILITY,
    NOTHING_WEAK,
    advice_text,
    counts_text,
    facility_text,
    figures_text,
    more_text,
    remark_text,
    review_text,
    unreadable_text,
    weak_text,
    words_text,
)

NAME, LINE, BAR, SHORT_BAR = 16, 20, 12, 8
"""The most cells of a name, of a line over time, and of the two kinds of bars."""


def progress_lines(report: ProgressReport, charts: Charts, option: str | None) -> Iterator[str]:
    """Yield the lines of the progress; what is due comes last, where the eye is.

    Args:
        report: the progress, of at least one session.
        charts: what the pictures are made of.
        option: what `interviewer run` needs after --rubric, see `bank_option`.
    """
    yield from _wrapped(f"Progress: {report.rubric_title}", "", "  ")
    for text in (figures_text(report), words_text(report.figures.words), unreadable_text(report)):
        yield from _wrapped(text, "  ", "  ")
    words = report.figures.words.values
    if len(words) > 1:
        yield f"  {charts.line(words, LINE, max(words))}  from 0 to {max(words):.0f} words"
    if report.stages:
        yield "Stages, unaided, session by session; in brackets the number of sessions:"
        if charts is ASCII:
            yield "  (a digit is one session, in tenths of all points; 9 is nine tenths or more)"
        yield from _series(report.stages, charts, True)
        yield "Topics, the lowest first:"
        yield from _series(report.topics, charts, False)
    yield "Ideas by facility, the hardest first:"
    yield from _facilities(report.facilities, charts)
    yield "Weak ideas that come back:"
    yield from _weak(report)
    yield f"Due for review: {counts_text(report)}"
    yield from _due(report.due.now, "!")
    yield from _due(report.due.soon, "o")
    yield from _wrapped(advice_text(report, option), "  Next: ", "        ")


def _series(each: Sequence[Series], charts: Charts, are_stages: bool) -> Iterator[str]:
    width = min(NAME, max(len(one_line(series.name)) for series in each))
    for series in each:
        name = one_line(series.name)
        name = (name if len(name) <= width else name[: width - 1] + "~").ljust(width)
        line = charts.line(series.values, LINE).rjust(LINE)
        bar = charts.bar(series.latest, BAR)
        remark = remark_text(series, are_stages)
        text = f"  {name}  {line}  {bar} {series.latest:>4.0%}  {series.trend or '':6}  {remark}"
        yield text[:WIDTH]


def _facilities(found: Sequence[IdeaFacility], charts: Charts) -> Iterator[str]:
    for each in found[:MOST_LISTED]:
        lead = f"  {charts.bar(each.facility, SHORT_BAR)} {each.facility:>4.0%}  "
        yield from _wrapped(facility_text(each), lead, " " * len(lead))
    yield from _more(len(found))
    if not found:
        yield f"  {NO_FACILITY}"


def _weak(report: ProgressReport) -> Iterator[str]:
    yield from _listed(report.weak, "o")
    yield from _listed(report.beliefs, "-")
    if not report.weak and not report.beliefs:
        yield f"  {NOTHING_WEAK}"


def _listed(found: Sequence[WeakIdea], sign: str) -> Iterator[str]:
    for each in found[:MOST_LISTED]:
        yield from _wrapped(weak_text(each), f"  {sign} ", "    ")
    yield from _more(len(found))


def _due(reviews: Sequence[Review], sign: str) -> Iterator[str]:
    for review in reviews[:MOST_LISTED]:
        yield from _wrapped(review_text(review), f"  {sign} ", "    ")
    yield from _more(len(reviews))


def _wrapped(text: str, first: str, others: str) -> list[str]:
    """Return the lines of a paragraph, whatever line ends the words of a bank may hold."""
    return wrapped(one_line(text), first, others)


def _more(total: int) -> Iterable[str]:
    return (f"    {text}; --json has all" for text in more_text(total))
