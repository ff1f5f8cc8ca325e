"""The HTML report: one file that opens offline, needs no scripts, and prints."""

from collections.abc import Iterator, Sequence

from interviewer.dialogue.credit import PASS_MARK
from interviewer.services.places import Place, place_text
from interviewer.services.report import Attempt, ReportedSession, attempt
from interviewer.services.report_charts import MOST_POINTS, bar_chart, trend_chart
from interviewer.services.report_dialogue import dialogue_section
from interviewer.services.report_elements import Element, Node, element, render_document
from interviewer.services.report_style import STYLE
from interviewer.services.report_words import (
    facts,
    item_cells,
    line_worth,
    moment,
    opening_lines,
    percent,
    session_title,
    stage_bars,
    told_sections,
    topic_bars,
)
from interviewer.services.result import Result, session_result
from interviewer.services.result_words import Line, Section, headline

POLICY = f"default-src 'none'; style-src '{STYLE.digest}'; base-uri 'none'; form-action 'none'"
"""What the browser may load and run: this file's own style sheet, named by its hash, alone."""


def html_report(sessions: Sequence[ReportedSession], earlier: Sequence[Attempt] = ()) -> str:
    """Return an HTML document about the sessions, in the order given.

    Args:
        sessions: one or more.
        earlier: how earlier sessions over the same bank went, oldest first.
    """
    title = "Interview report"
    if len(sessions) == 1:
        title = f"{title}: {sessions[0].state.started.rubric_title}"
    tried = [(session, attempt(session)) for session in sessions]
    attempts = [*earlier, *(found for _, found in tried if found is not None)]
    body = element(
        "body",
        element("header", element("h1", title, dir="auto")),
        _contents(sessions) if len(sessions) > 1 else None,
        element(
            "main",
            _over_time(attempts),
            *(_session(session, number) for number, session in enumerate(sessions, 1)),
        ),
        element("footer", element("p", _FOOTER, class_="soft")),
    )
    return render_document(element("html", _head(title), body, lang="en"))


_FOOTER = (
    "Marks are the program's own unless it says that a coach changed them. Unaided is what was "
    "said before any help; with help counts hints and follow-up questions."
)


def _head(title: str) -> Element:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        STYLE,
    )


def _contents(sessions: Sequence[ReportedSession]) -> Element:
    entries = [
        element("li", element("a", session_title(session), href=f"#session-{number}"))
        for number, session in enumerate(sessions, 1)
    ]
    return element("nav", element("ol", *entries), aria_label="Sessions")


def _over_time(attempts: Sequence[Attempt]) -> Element | None:
    """Return a chart and a table for each bank that was asked from more than once."""
    titles = list(dict.fromkeys(each.rubric_title for each in attempts))
    parts: list[Element] = []
    for number, title in enumerate(titles, 1):
        own = [each for each in attempts if each.rubric_title == title]
        if len(own) > 1:
            caption = f"{title}: score of each session"
            parts.append(trend_chart(f"trend-{number}", caption, own))
            parts.append(element("p", _TREND_KEY, class_="soft"))
            rows = [
                (moment(each.began) or f"{place}", percent(each.unaided), percent(each.aided))
                for place, each in enumerate(own[-MOST_POINTS:], 1)
            ]
            parts.append(_table("Sessions", ("Session", "Unaided", "With help"), rows))
    return element("section", element("h2", "Over time"), *parts) if parts else None


_TREND_KEY = "Filled points and the solid line: unaided. Rings and the dashed line: with help."


def _session(session: ReportedSession, number: int) -> Element:
    name, result = f"session-{number}", session_result(session.state, session.rubric)
    return element(
        "article",
        element("h2", session_title(session), dir="auto"),
        element("p", facts(session), class_="soft"),
        *(element("p", f"Note: {problem}", class_="aside") for problem in session.problems),
        element("section", *_scores(result, name)),
        *(_told(section, name) for section in told_sections(result)),
        dialogue_section(session, name),
        class_="session",
        id=name,
    )


def _scores(result: Result, name: str) -> Iterator[Element]:
    """Yield the scores in numbers, as bars, and question by question."""
    yield element("h3", "Score")
    yield element("p", headline(result), class_="score")
    for text in opening_lines(result):
        yield element("p", text)
    if not result.marks_shown or not result.items:
        return
    yield bar_chart(f"{name}-stages", "By stage", stage_bars(result), PASS_MARK)
    yield bar_chart(f"{name}-topics", "By topic", topic_bars(result))
    yield _table(
        "By question",
        ("Question", "Unaided", "With help", "Time"),
        [(_link(name, item), *item_cells(item)) for item in result.items],
    )


def _told(section: Section, name: str) -> Element:
    """Return lines under a heading, each with a link to the question that it is about."""
    entries = [element("li", *_line(line, name)) for line in section.lines]
    listed = element("ol" if section.lines[0].number else "ul", *entries)
    return element("section", element("h3", section.heading), listed)


def _line(line: Line, name: str) -> Iterator[Node]:
    yield line.text
    worth = line_worth(line)
    if worth:
        yield element("span", f" ({worth})", class_="soft")
    if line.place is not None:
        yield " "
        yield _link(name, line.place)


def _link(name: str, place: Place) -> Element:
    return element("a", place_text(place), href=f"#{name}-question-{place.question}")


# On a narrow screen a cell stands alone, and the style sheet names it by its class.
_COLUMNS = ("number in-unaided", "number in-help", "number")


def _cell(content: Node, kind: str) -> Element:
    return element("td", content, class_=kind)


def _table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[Node]]) -> Element:
    """Return a table; the first cell of a row names it."""
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", text, scope="col") for text in headings))),
        element(
            "tbody",
            *(
                element(
                    "tr",
                    element("th", row[0], scope="row"),
                    *map(_cell, row[1:], _COLUMNS),
                )
                for row in rows
            ),
        ),
    )
