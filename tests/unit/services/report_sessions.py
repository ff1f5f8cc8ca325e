"""Sessions for the tests of reports: one with everything in it, and hostile text for its slots."""

from collections.abc import Callable
from dataclasses import replace

from interviewer.dialogue.moderation import in_force
from interviewer.model.assessment import (
    Assessment,
    CriterionResult,
    Evidence,
    FollowUpResult,
    Span,
    Withheld,
)
from interviewer.model.moderation import Contested, Overridden
from interviewer.model.rubric import Band, Criterion, Item, Rubric, Stage
from interviewer.model.session import Mode, PlannedItem, Summary
from interviewer.model.transcript import (
    Acted,
    Answered,
    Asked,
    Assessed,
    EndReason,
    EventData,
    Finished,
    Hinted,
    ModelIdea,
    Resumed,
    Started,
    TurnKind,
)
from interviewer.services.report import ReportedSession
from tests.factories import make_assessment, make_settings, played

BEGAN = "2026-11-20T08:51:00.000Z"

HOSTILE = (
    "<script>alert(1)</script>",
    "</p></div></body></html>",
    "</style><style>*{display:none}</style>",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>go</a>",
    "]]> <![CDATA[ x ]]>",
    "<!-- comment --> and --> and <!DOCTYPE x>",
    "&lt;b&gt; &amp; &#60;i&#62; &copy; &notit;",
    "&",
    "nul \x00 bell \x07 escape \x1b[31m delete \x7f c1 \x9b31m",
    "left \u202eright\u202c isolate \u2066x\u2069 mark \u200f",
    "line\r\nend\u2028other\u0085third",
    "{{ 7 * 7 }} {% raw %} ${x} #{x} <%= x %>",
    "🧑🏽‍🚀 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☃️",
    "مرحبا <b>שלום</b> abc",
    "x" * 400,
    "`" * 5 + " ``` ~~~ `code`",
    "# heading\n## other\n\n- list\n1. one\n> quote\n    code",
    "[link](javascript:alert(1)) ![image](http://example.invalid/x.png) <http://a.invalid>",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "*bold* _it_ **b** ~~gone~~ \\* \\< &#42;",
    '=HYPERLINK("http://a.invalid";"x")',
    "=1+1\n+2\n-3\n@SUM(A1)",
    "\ud800 alone \ufeff mark \ufffe",
    "===\n---\n***\n[x]: http://a.invalid 'y'",
    "www.example.invalid https://example.invalid me@example.invalid @name #12 :smile: $x$",
    'text, with "quotes", commas\tand tabs',
)
"""Text that wants to be something else than text."""

Slot = Callable[[str], str]


def full_session(slot: Slot = str) -> ReportedSession:
    """Return a session with every kind of text; `slot` gives the text for each slot by its name.

    One item with a hint, requests, a follow-up, marks of all kinds, a coach's decision and a
    candidate's note; one item that was skipped.
    """
    rubric = _rubric(slot)
    state = played(*_events(rubric, slot))
    return ReportedSession(
        slot("name"), slot("began"), state, in_force(state), rubric, (slot("problem"),), {2: BEGAN}
    )


def live_session() -> ReportedSession:
    """Return the same session in live mode, before its end."""
    session = full_session()
    settings = replace(session.state.started.settings, mode=Mode.LIVE)
    started = replace(session.state.started, settings=settings)
    state = replace(session.state, started=started, finished=None, overrides=(), contests=())
    return replace(session, state=state, marked=state, began=BEGAN)


def _rubric(slot: Slot) -> Rubric:
    criteria = tuple(
        Criterion(name, 2, slot(f"says {name}"), (name,)) for name in ("one", "two", "three")
    )
    first = Item(
        "first", Stage.BASIC, slot("prompt"), (slot("reference"),), slot("topic"), 3, criteria
    )
    second = Item("second", Stage.BASIC, "Other?", ("Because.",), "other topic")
    return Rubric("small", slot("title"), (first, second))


def _events(rubric: Rubric, slot: Slot) -> tuple[EventData, ...]:
    item, second = rubric.items
    plan = (PlannedItem(item.id, item.stage, 3), PlannedItem(second.id, second.stage, 3))
    settings = make_settings(minutes=20, items_per_stage=2, stages=(Stage.BASIC,))
    summary = Summary(2, 1, 0.5, 0.5, Band.PARTIAL, ())
    answer, later = slot("answer"), slot("later answer")
    return (
        Started("small", slot("title"), "0" * 64, plan, settings, slot("opening")),
        Asked(item.id, TurnKind.ITEM, slot("prompt"), slot("why"), "", 0.0, slot("lead")),
        Resumed(5.0, slot("resumed")),
        Acted(2, "repeat", slot("request"), slot("reply"), 6.0),
        Hinted(2, "two", slot("hint"), 7.0, slot("hint lead")),
        Answered(2, answer, 61.5, True, 61.5, 3),
        Assessed(2, _assessment(item, answer), model=_model(item)),
        Asked(item.id, TurnKind.PROBE, slot("probe"), slot("probe why"), "three", 62.0),
        Answered(8, later, 20.0, False, 82.0),
        Assessed(8, follow_up=_follow_up(later)),
        Asked(second.id, TurnKind.ITEM, "Other?", "", "", 83.0),
        Answered(11, "", 2.0, False, 85.0),
        Assessed(11, make_assessment(second)),
        Finished(EndReason.COMPLETED, summary, 85.0, slot("closing")),
        Overridden(2, "three", 2.0, slot("reason"), slot("coach")),
        Contested(2, "two", slot("contest")),
    )


def _assessment(item: Item, answer: str) -> Assessment:
    """Return an assessment in which the first half of the answer earned, the second was denied."""
    half = len(answer) // 2 or 1
    found = Evidence("one", (Span(0, half),))
    denied = Evidence("two", (Span(half, len(answer)),), Withheld.NEGATED)
    assessment = make_assessment(item, (1.0, -1.0, 0.0))
    one, two, three = assessment.criteria
    criteria = (replace(one, evidence=(found,)), replace(two, evidence=(denied,)), three)
    return replace(assessment, criteria=criteria)


def _follow_up(answer: str) -> FollowUpResult:
    found = Evidence("three", (Span(0, len(answer)),))
    return FollowUpResult((CriterionResult("three", 2, 1.0, (found,)),))


def _model(item: Item) -> tuple[ModelIdea, ...]:
    return (ModelIdea("one", (Span(0, len(item.references[0])),)),)
