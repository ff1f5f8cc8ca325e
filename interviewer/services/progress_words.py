"""The progress in words: what both front ends say of it."""

import shlex
from collections.abc import Iterator
from datetime import datetime, tzinfo

from interviewer.grading.item_statistics import FEWEST_VALUES
from interviewer.model.text import counted, one_line
from interviewer.services.progress import ProgressReport, Series
from interviewer.services.progress_due import SOON, Review
from interviewer.services.progress_ideas import IdeaFacility, WeakIdea

MOST_LISTED = 10
"""How many lines a list shows; it says how many more there are."""

NO_FACILITY = f"No idea has been answered {FEWEST_VALUES} times yet."
NOTHING_WEAK = "No idea was missed twice and is still open."
NOTHING_SEEN = "Nothing has been asked yet, so nothing is due."


def day_text(began: str, zone: tzinfo | None = None) -> str:
    """Return the day of a time (ISO 8601) in `zone`, or in that of this machine; else empty."""
    try:
        moment = datetime.fromisoformat(began)
        return f"{moment.astimezone(zone):%d %b %Y}" if "T" in began else f"{moment:%d %b %Y}"
    except (ValueError, OverflowError, OSError):
        return ""


def figures_text(report: ProgressReport) -> str:
    """Return how much was done, in a sentence."""
    figures = report.figures
    done = f"{counted_in_full(figures.sessions, 'session')}, {figures.finished:,} finished"
    since = f" since {day_text(report.since)}" if report.since else ""
    answered = counted_in_full(figures.answered, "question")
    hours = f"{figures.seconds / 3600:.1f} hours"
    of_newest = f" in the newest {figures.read:,}" if figures.read < figures.sessions else ""
    return f"{done}{since}; {answered} answered; {hours}{of_newest}."


def words_text(words: Series) -> str:
    """Return how long the answers are, in a sentence; empty where there are none."""
    if not words.points:
        return ""
    trend = f", {words.trend}" if words.trend is not None else ""
    return f"{words.latest:.0f} words per answer in the newest session{trend}."


def remark_text(series: Series, is_stage: bool = False) -> str:
    """Return what stands behind a series: whether a stage is passed, and the sessions."""
    passed = "passed " if series.is_passed else "not passed "
    return f"{passed if is_stage else ''}({len(series.points):,})"


def facility_text(each: IdeaFacility) -> str:
    """Return what an idea says and where it is asked for."""
    skipped = each.asked - each.answers
    without = f", {skipped:,} of them skipped" if skipped else ""
    return f"{each.says} ({each.item_id}, asked {counted(each.asked, 'time')}{without})"


def weak_text(each: WeakIdea, zone: tzinfo | None = None) -> str:
    """Return a weak idea with how often and when it was weak."""
    since = ""
    if each.answers_since:
        since = f", not in {counted(each.answers_since, 'answer')} since"
    times = counted(each.sessions, "session")
    return f"{each.says} ({each.item_id}, {times}, last {day_text(each.last, zone)}{since})"


def review_text(review: Review) -> str:
    """Return a question that is due, its topic, when, and how it went last."""
    return (
        f"{review.item_id} ({review.topic}): {due_text(review.overdue)}, "
        f"last {review.last_score:.0%}"
    )


def due_text(overdue: int) -> str:
    """Return when a review is due; `overdue` are the days since then."""
    if overdue > 0:
        return f"{counted(overdue, 'day')} overdue"
    if overdue == 0:
        return "due today"
    return "due tomorrow" if overdue == -1 else f"due in {-overdue} days"


def counts_text(report: ProgressReport) -> str:
    """Return how much is due, in a sentence."""
    due = report.due
    if not due.now and not due.soon and not due.later:
        return NOTHING_SEEN
    return f"{len(due.now)} now, {len(due.soon)} in the next {SOON} days, {due.later} later."


def advice_text(report: ProgressReport, option: str | None) -> str:
    """Return the command for the topic with most due; `option` is what --rubric needs, see there.

    It is empty where nothing is due, or where the bank cannot be asked from.
    """
    if not report.due.topics or option is None:
        return ""
    words = ["interviewer", "run"]
    if option:
        words += ["--rubric", option]
    first = report.due.topics[0]
    command = shlex.join([*words, "--topic", one_line(first.topic)])
    verb = "is" if first.items == 1 else "are"
    return f"{command}  ({counted(first.items, 'question')} {verb} due on {one_line(first.topic)})"


def empty_text(report: ProgressReport, command: str = "'interviewer run' starts one") -> str:
    """Return what to do where no session counts; `command` begins a session with the bank."""
    if not report.all_sessions:
        return f"No sessions yet; {command}."
    if report.since:
        day = day_text(report.since)
        return f"No session with {report.rubric_title} since {day}; ask for an earlier day."
    return f"No session with {report.rubric_title} yet; {command}."


def unreadable_text(report: ProgressReport) -> str:
    """Return what is left out because it cannot be read; empty where there is none."""
    if not report.unreadable:
        return ""
    files = counted(report.unreadable, "file")
    return f"{files} cannot be read; 'interviewer transcript list --state unreadable' names them."


def more_text(total: int) -> Iterator[str]:
    """Yield how many lines a list leaves out, if any."""
    if total > MOST_LISTED:
        yield f"and {total - MOST_LISTED:,} more"


def counted_in_full(number: int, noun: str) -> str:
    """Return a number with its noun, all its digits: 10,000 sessions."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
