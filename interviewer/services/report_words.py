"""What all reports for people say in the same words: dates, facts, marks, moderation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from interviewer.dialogue.credit import aided_points, unaided_points
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.grading.feedback import FeedbackLine, Verdict, correction, plain_points
from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.rubric import Item
from interviewer.model.text import counted, duration
from interviewer.services.report import ReportedSession, Stretch
from interviewer.services.result import Result
from interviewer.services.result_words import (
    Line,
    Mark,
    Section,
    moderation_text,
    progress_text,
    result_sections,
)
from interviewer.services.scores import ItemResult
from interviewer.services.speech import CONFIDENCE_WORDS

VERDICTS = {
    Verdict.EARNED: ("+", "earned points"),
    Verdict.PARTLY: ("≈", "came close, and earned a part"),
    Verdict.LOST: ("\N{MINUS SIGN}", "cost points"),
    Verdict.WITHHELD: ("~", "said, but not counted: denied, or the interviewer's own words"),
}
"""The sign of highlighted words, and what it means."""

SIGNS = {verdict: sign for verdict, (sign, _) in VERDICTS.items()} | {
    Verdict.MISSING: "○",
    Verdict.NOTE: "*",
}
"""The sign of a line of an assessment."""


@dataclass(frozen=True)
class Bar:
    """A labelled pair of scores between 0 and 1."""

    label: str
    unaided: float
    aided: float


def percent(score: float) -> str:
    """Return a score between 0 and 1 in per cent."""
    return f"{score:.0%}"


def moment(began: str) -> str:
    """Return a time as people write it; what is no time stays as it is."""
    try:
        at = datetime.fromisoformat(began)
    except ValueError:
        return began
    return f"{at.day} {at:%B %Y}, {at:%H:%M} UTC"


def day(began: str) -> str:
    """Return a date in its short form, empty where there is none."""
    try:
        at = datetime.fromisoformat(began)
    except ValueError:
        return ""
    return f"{at.day} {at:%b}"


def session_title(session: ReportedSession) -> str:
    """Return the bank and the day, or the bank and the neutral name."""
    title = session.state.started.rubric_title
    return f"{title}, {moment(session.began) if session.began else session.name}"


def facts(session: ReportedSession) -> str:
    """Return how the session was set up and how long it took, in one line."""
    settings = session.state.started.settings
    given = "untimed" if settings.minutes is None else f"of {duration(settings.minutes * 60)}"
    questions = counted(len(session.state.records), "question")
    of_plan = f"{questions} of {len(session.state.started.plan)}"
    parts = [
        f"{settings.mode} mode",
        questions if len(session.state.records) == len(session.state.started.plan) else of_plan,
        f"{duration(session.state.elapsed)} used, {given}",
        session.status,
    ]
    if session.began:
        parts.append(f"session {session.name}")
    return " · ".join(parts)


def stretch_title(stretch: Stretch) -> str:
    """Return which question a stretch of the conversation is about."""
    if stretch.record is None:
        return ""
    again = ", taken up again" if stretch.again else ""
    return f"Question {stretch.number}: {stretch.record.planned.item_id}{again}"


def stretch_facts(session: ReportedSession, stretch: Stretch) -> str:
    """Return the stage, the topic and what the item earned, with the marks in force."""
    if stretch.record is None:
        return ""
    item_id = stretch.record.planned.item_id
    item, record = session.rubric.item(item_id), session.marked.record_of(item_id)
    parts = [str(stretch.record.planned.stage)]
    if item is not None:
        parts.append(item.topic)
    if record is not None and session.shows_marks:
        parts.append(_record_points(record))
    return " · ".join(parts)


def stage_bars(result: Result) -> tuple[Bar, ...]:
    """Return the scores of each stage."""
    return tuple(
        Bar(f"{e.stage}, {'passed' if e.passed else 'not passed yet'}", e.unaided, e.aided)
        for e in result.summary.stages
    )


def topic_bars(result: Result) -> tuple[Bar, ...]:
    """Return the mean scores of each topic, the weakest first."""
    return tuple(
        Bar(f"{e.topic} ({counted(e.items, 'question')})", e.unaided, e.aided)
        for e in result.topics
    )


def item_cells(item: ItemResult) -> tuple[str, str, str]:
    """Return the scores of a question, unaided and with help, and the time that it took."""
    unaided = "skipped" if item.skipped else percent(item.unaided)
    return unaided, percent(item.aided), duration(item.seconds)


def told_sections(result: Result) -> tuple[Section, ...]:
    """Return what is told in words: all but the questions one by one, which have their table."""
    found = result_sections(result)
    return tuple(section for section in found if section.lines[0].scores is None)


def line_worth(line: Line) -> str:
    """Return what an idea is worth or what it cost; empty for other lines."""
    costs = "costs " if line.mark is Mark.WRONG else ""
    return f"{costs}{counted(line.points, 'point')}" if line.points else ""


def opening_lines(result: Result) -> tuple[str, ...]:
    """Return what is said below the scores: changed marks, an early end, readiness."""
    verdict = result.verdict if result.marks_shown else ""
    told = (moderation_text(result), progress_text(result), verdict)
    return tuple(text[0].upper() + text[1:] for text in told if text)


def line_points(line: FeedbackLine) -> str:
    """Return what a line of an assessment adds, with its sign; empty where it adds nothing."""
    if not line.points:
        return ""
    return f"{'+' if line.points > 0 else ''}{plain_points(line.points)}"


def answer_facts(turn: Turn) -> str:
    """Return how long an answer took and how sure the candidate was."""
    if turn.answered is None:
        return ""
    parts = [duration(turn.answered.seconds)]
    if turn.answered.timed_out:
        parts.append("time was up")
    if turn.answered.confidence in CONFIDENCE_WORDS:
        parts.append(f"said to be {CONFIDENCE_WORDS[turn.answered.confidence]}")
    return ", ".join(parts)


def moderation_lines(session: ReportedSession, number: int) -> tuple[str, ...]:
    """Return what was decided or said about the marks of a turn afterwards."""
    return tuple(_moderation_lines(session, number))


def _moderation_lines(session: ReportedSession, number: int) -> Iterator[str]:
    own, marked = session.state.find_turn(number), session.marked.find_turn(number)
    if own is None or marked is None:
        return
    item = session.rubric.item(own.asked.item_id)
    if (own.assessment, own.follow_up) != (marked.assessment, marked.follow_up):
        yield f"In force: {_mark(marked)}. The program's own mark: {_mark(own)}."
    for decided in session.state.overrides:
        if decided.turn == number:
            by = f" ({decided.by})" if decided.by else ""
            points = plain_points(decided.points)
            worth = f"{points} {'point' if decided.points == 1 else 'points'}"
            yield f"A coach{by} gave {worth} for: {_says(item, decided.target)}"
            yield f"Reason: {decided.reason}"
    for contest in session.state.contests:
        if contest.turn == number:
            yield f"The candidate does not agree about: {_says(item, contest.target)}"
            yield f"Note: {contest.note}"


def _mark(turn: Turn) -> str:
    if turn.assessment is not None:
        return _assessment_mark(turn.assessment)
    return _follow_up_mark(turn.follow_up) if turn.follow_up is not None else "none"


def _assessment_mark(assessment: Assessment) -> str:
    points = f"{plain_points(assessment.points)} of {assessment.possible} points"
    return f"{points} ({assessment.band})"


def _follow_up_mark(result: FollowUpResult) -> str:
    earned = sum(max(0.0, criterion.earned) for criterion in result.criteria)
    return f"{plain_points(earned)} points" + (", put right" if result.put_right else "")


def _says(item: Item | None, target: str) -> str:
    """Return the idea that a decision is about, in the words of the rubric."""
    if item is None:
        return target
    criterion = item.criterion(target)
    return criterion.says if criterion is not None else correction(item, target)


def _record_points(record: ItemRecord) -> str:
    assessment = record.main.assessment
    if assessment is None:
        return "skipped" if record.main.skipped else "not answered"
    unaided, aided = unaided_points(record), aided_points(record)
    text = f"{plain_points(unaided)} of {assessment.possible} points"
    return f"{text}, {plain_points(aided)} with help" if aided > unaided else text
