"""The progress in words."""

from dataclasses import replace
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest

from interviewer.grading.item_statistics import Trend
from interviewer.services.progress import Point, Series
from interviewer.services.progress_due import Due, TopicDue
from interviewer.services.progress_ideas import IdeaFacility, WeakIdea
from interviewer.services.progress_words import (
    NOTHING_SEEN,
    advice_text,
    counts_text,
    day_text,
    due_text,
    empty_text,
    facility_text,
    figures_text,
    more_text,
    remark_text,
    unreadable_text,
    weak_text,
    words_text,
)
from tests.unit.services.progress_sessions import report_on


@pytest.mark.parametrize(
    ("overdue", "text"),
    [
        (12, "12 days overdue"),
        (1, "1 day overdue"),
        (0, "due today"),
        (-1, "due tomorrow"),
        (-7, "due in 7 days"),
    ],
)
def test_when_it_is_due(overdue: int, text: str) -> None:
    assert due_text(overdue) == text


def test_days() -> None:
    """In the zone asked for; a day alone stays that day."""
    late = "2026-11-20T23:30:00.000Z"
    assert day_text(late, UTC) == "20 Nov 2026"
    assert day_text(late, timezone(timedelta(hours=2))) == "21 Nov 2026"
    assert day_text("2026-11-20", timezone(timedelta(hours=-9))) == "20 Nov 2026"
    assert day_text("yesterday") == ""


def test_figures(tmp_path: Path) -> None:
    """Of all sessions, or of the newest where not all were read."""
    report = report_on(tmp_path)
    words = Series("words", (Point("", 31.0), Point("", 41.6)), None)
    figures = replace(
        report.figures, sessions=1000, finished=990, answered=1, read=200, seconds=9000, words=words
    )
    text = "1,000 sessions, 990 finished; 1 question answered; 2.5 hours in the newest 200."
    assert figures_text(replace(report, figures=figures)) == text
    assert words_text(words) == "42 words per answer in the newest session."
    assert words_text(replace(words, trend=Trend.DOWN)).endswith("session, down.")
    assert words_text(Series("words", (), None)) == ""
    one = replace(figures, sessions=1, read=1)
    since = figures_text(replace(report, figures=one, since="2026-10-01"))
    assert since == "1 session, 990 finished since 01 Oct 2026; 1 question answered; 2.5 hours."


def test_remarks() -> None:
    series = Series("basic", (Point("", 0.6),), None)
    assert remark_text(series) == "(1)"
    assert remark_text(series, is_stage=True) == "passed (1)"
    failed = Series("basic", (Point("", 0.9), Point("", 0.59)), None)
    assert remark_text(failed, is_stage=True) == "not passed (2)"


def test_ideas() -> None:
    idea = IdeaFacility("dropout", "random", "regularisation", "Says it.", 0.25, 4, 3)
    assert facility_text(idea) == "Says it. (dropout, asked 4 times, 1 of them skipped)"
    assert facility_text(replace(idea, answers=4)) == "Says it. (dropout, asked 4 times)"
    weak = WeakIdea("dropout", "random", "regularisation", "Says it.", 2, "2026-11-20T12:00:00Z")
    assert weak_text(weak, UTC) == "Says it. (dropout, 2 sessions, last 20 Nov 2026)"
    since = weak_text(replace(weak, answers_since=1), UTC)
    assert since.endswith("last 20 Nov 2026, not in 1 answer since)")


def test_the_advice_is_a_command(tmp_path: Path) -> None:
    """For the topic with most due, quoted as the shell wants it; or there is none."""
    report = report_on(tmp_path)
    assert advice_text(report, "") == ""
    topics = (TopicDue("training", 2), TopicDue("data", 1))
    due = replace(report, due=Due((), (), 0, topics))
    command = "interviewer run --topic training  (2 questions are due on training)"
    assert advice_text(due, "") == command
    assert advice_text(due, "sql").startswith("interviewer run --rubric sql --topic training ")
    assert advice_text(due, None) == ""
    named = replace(due, due=Due((), (), 0, (TopicDue("it's $(odd)", 1),)))
    assert advice_text(named, "my banks/a.yaml").startswith(
        """interviewer run --rubric 'my banks/a.yaml' --topic 'it'"'"'s $(odd)'  (1 question is """
    )


def test_counts(tmp_path: Path) -> None:
    report = report_on(tmp_path)
    assert counts_text(report) == NOTHING_SEEN
    later = replace(report, due=Due((), (), 4, ()))
    assert counts_text(later) == "0 now, 0 in the next 7 days, 4 later."


def test_what_to_do_where_there_is_nothing(tmp_path: Path) -> None:
    report = report_on(tmp_path)
    assert empty_text(report) == "No sessions yet; 'interviewer run' starts one."
    others = replace(report, all_sessions=3)
    assert empty_text(others) == ("No session with A small bank yet; 'interviewer run' starts one.")
    since = empty_text(replace(others, since="2026-11-20"))
    assert since == "No session with A small bank since 20 Nov 2026; ask for an earlier day."
    assert unreadable_text(report) == ""
    assert unreadable_text(replace(report, unreadable=2)).startswith("2 files cannot be read;")


def test_long_lists_say_how_many_more_there_are() -> None:
    assert list(more_text(10)) == []
    assert list(more_text(1010)) == ["and 1,000 more"]
