"""A result as plain lines of text, for --plain and for `transcript show`."""

from collections.abc import Iterator

from interviewer.cli.text_view import wrapped
from interviewer.model.text import counted
from interviewer.services.conversation import stage_text
from interviewer.services.places import place_text
from interviewer.services.result import Result
from interviewer.services.result_words import (
    Line,
    Mark,
    Section,
    headline,
    moderation_text,
    progress_text,
    result_sections,
)
from interviewer.services.scores import TopicScore

_SIGNS = {
    Mark.GOOD: "+",
    Mark.HELPED: "~",
    Mark.OPEN: "o",
    Mark.WRONG: "-",
    Mark.FACT: "*",
    Mark.MORE: " ",
}

_KEEP = "\N{NO-BREAK SPACE}"


def result_lines(result: Result) -> Iterator[str]:
    """Yield the lines of a result; what to study comes last, where the eye is."""
    yield f"Result: {headline(result)}"
    changed = moderation_text(result)
    for text in (changed, progress_text(result), result.verdict if result.marks_shown else ""):
        yield from wrapped(text, "  ", "  ")
    if result.marks_shown:
        yield from _scores(result)
    sections = result_sections(result)
    first = [section for section in sections if section.lines[0].mark is not Mark.STUDY]
    last = [section for section in sections if section.lines[0].mark is Mark.STUDY]
    for section in (*first, *last):
        yield from _section(section)


def _scores(result: Result) -> Iterator[str]:
    if result.summary.stages:
        yield "Stages and topics:"
    for stage in result.summary.stages:
        yield from wrapped(stage_text(stage), "  ", "    ")
    for topic in result.topics:
        yield from wrapped(_topic(topic), "  ", "    ")


def _topic(topic: TopicScore) -> str:
    scores = f"{topic.unaided:.0%} unaided, {topic.aided:.0%} with help"
    return f"Topic {topic.topic}: {scores}, {counted(topic.items, 'question')}."


def _section(section: Section) -> Iterator[str]:
    yield f"{section.heading}:"
    for line in section.lines:
        sign = f"{line.number}." if line.number else _SIGNS[line.mark]
        indent = " " * (len(sign) + 3)
        for text in wrapped(_text(line), f"  {sign} ", indent):
            yield text.replace(_KEEP, " ")


def _text(line: Line) -> str:
    """Return a line with its points and its place, which are not broken."""
    told = []
    if line.points:
        costs = "costs " if line.mark is Mark.WRONG else ""
        told.append(f"{costs}{counted(line.points, 'point')}")
    if line.place is not None and line.named:
        told.append(place_text(line.place))
    return f"{line.text} ({', '.join(told).replace(' ', _KEEP)})" if told else line.text
