"""The conversation in an HTML report: who said what, with marks, assessments and model answers."""

from collections.abc import Iterator

from interviewer.grading.feedback import Feedback, FeedbackLine, Highlight, Verdict
from interviewer.model.assessment import Span
from interviewer.services.conversation import Speaker, Utterance
from interviewer.services.outcome import Idea
from interviewer.services.report import ReportedSession, Stretch, stretches
from interviewer.services.report_elements import Element, Node, element
from interviewer.services.report_words import (
    SIGNS,
    VERDICTS,
    answer_facts,
    line_points,
    moderation_lines,
    stretch_facts,
    stretch_title,
)

_WHO = {
    Speaker.INTERVIEWER: "Interviewer",
    Speaker.CANDIDATE: "Candidate",
    Speaker.ASSESSMENT: "Marks",
    Speaker.MODEL: "Model answer",
}


def dialogue_section(session: ReportedSession, name: str) -> Element:
    """Return the conversation of a session; `name` is the beginning of its ids."""
    return element(
        "section",
        element("h3", "Conversation"),
        _legend(),
        *(_stretch(session, stretch, name) for stretch in stretches(session)),
    )


def merged(text: str, highlights: tuple[Highlight, ...]) -> tuple[Highlight, ...]:
    """Return highlights with neighbours of one kind, that only blanks part, as one."""
    found: list[Highlight] = []
    for each in highlights:
        last = found[-1] if found else None
        if last is not None and last.verdict is each.verdict:
            between = text[last.span.end : each.span.start]
            if not between.strip() and "\n" not in between:
                found[-1] = Highlight(Span(last.span.start, each.span.end), each.verdict)
                continue
        found.append(each)
    return tuple(found)


def _legend() -> Element:
    marks = [
        element("li", element("mark", "words", class_=verdict.value), f" {meaning}")
        for verdict, (_, meaning) in VERDICTS.items()
    ]
    sign = element("span", SIGNS[Verdict.MISSING], class_="sign")
    marks.append(element("li", sign, "not said, or not yet"))
    return element("ul", *marks, class_="soft", aria_label="What the marked words mean")


def _stretch(session: ReportedSession, stretch: Stretch, name: str) -> Element:
    pieces = [part for said in stretch.utterances for part in _pieces(session, said)]
    if stretch.record is None:
        return element("div", *pieces)
    # The link of a finding leads to the first time that the item came up.
    named = {} if stretch.again else {"id": f"{name}-question-{stretch.number}"}
    return element(
        "section",
        element("h4", stretch_title(stretch)),
        element("p", stretch_facts(session, stretch), class_="soft"),
        *pieces,
        class_="question",
        **named,
    )


def _pieces(session: ReportedSession, said: Utterance) -> Iterator[Element]:
    """Yield one piece of the conversation, and what was decided about its marks afterwards."""
    if said.feedback is not None:
        yield _assessment(said.feedback)
        if said.key == f"assessed-{said.turn}":
            yield from _moderation(session, said.turn)
    elif said.speaker is Speaker.NOTE:
        yield element("p", said.text, class_="piece aside")
    else:
        who = _WHO[said.speaker]
        if said.key == f"answered-{said.turn}":
            turn = session.state.find_turn(said.turn)
            taken = answer_facts(turn) if turn is not None else ""
            who = f"{who} ({taken})" if taken else who
        yield element(
            "div",
            element("p", who, class_="who"),
            element("p", *_marked(said.text, said.highlights), class_="as-typed", dir="auto"),
            element("p", f"Why: {said.why}", class_="soft") if said.why else None,
            _ideas(said.ideas) if said.ideas else None,
            class_=f"piece {said.speaker.value}",
        )


def _marked(text: str, highlights: tuple[Highlight, ...]) -> Iterator[Node]:
    end = 0
    for each in merged(text, highlights):
        yield text[end : each.span.start]
        yield element("mark", text[each.span.start : each.span.end], class_=each.verdict.value)
        end = each.span.end
    yield text[end:]


def _assessment(feedback: Feedback) -> Element:
    lines = element("ul", *map(_line, feedback.lines), class_="lines")
    return element(
        "div",
        element("p", _WHO[Speaker.ASSESSMENT], class_="who"),
        element("p", feedback.headline, class_="headline"),
        element("p", feedback.sum_line, class_="soft") if feedback.sum_line else None,
        lines if feedback.lines else None,
        class_="piece marks",
    )


def _line(line: FeedbackLine) -> Element:
    sign = line_points(line) or SIGNS[line.verdict]
    said = "near words" if line.verdict is Verdict.PARTLY else "said"
    return element(
        "li",
        element("span", sign, class_="sign"),
        element(
            "span",
            line.text,
            element("span", f" {said}: ", class_="soft") if line.quote else None,
            element("q", line.quote, dir="auto") if line.quote else None,
        ),
        class_=line.verdict.value,
    )


def _moderation(session: ReportedSession, turn: int) -> Iterator[Element]:
    lines = moderation_lines(session, turn)
    if lines:
        yield element(
            "div",
            element("p", "Afterwards", class_="who"),
            *(element("p", line, dir="auto") for line in lines),
            class_="piece coach",
        )


def _ideas(ideas: tuple[Idea, ...]) -> Element:
    """Return the model answer idea by idea, beside what the candidate said of each."""
    return element("dl", *(part for idea in ideas for part in _idea(idea)), class_="ideas")


def _idea(idea: Idea) -> Iterator[Element]:
    if idea.own:
        state = "said with help" if idea.aided else "said"
        sign = "(+)" if idea.aided else SIGNS[Verdict.EARNED]
    else:
        state, sign = "missing", SIGNS[Verdict.MISSING]
    says = element("span", f"{idea.says} ({state})")
    yield element("dt", element("span", sign, class_="sign"), says)
    if idea.model:
        yield element("dd", "Model: ", element("q", idea.model, dir="auto"))
    if idea.own:
        yield element("dd", "Candidate: ", element("q", idea.own, dir="auto"))
