"""The progress over all sessions with one bank."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from interviewer.grading.item_statistics import Trend
from interviewer.model.moderation import Overridden
from interviewer.model.session import Mode
from interviewer.services.progress import Figures, Point, Series
from interviewer.services.progress_due import Review, TopicDue
from interviewer.services.sessions import list_past
from tests.factories import CLIPPING, DROPOUT, NOON, TUNING, changed, make_assessment, make_rubric
from tests.unit.services.many_sessions import hold_sessions
from tests.unit.services.progress_sessions import (
    RUBRIC,
    answered,
    begun,
    finished,
    keep,
    report_on,
)


def test_a_series_for_each_stage_and_topic(tmp_path: Path) -> None:
    """One value a session, the oldest first; the lowest topic comes first."""
    for days, credits in ((3, (0, 0, 0)), (2, (1, 0, 1)), (1, (1, 1, 1))):
        keep(tmp_path, answered(*credits), days)
    keep(tmp_path, answered(1, 0, item=DROPOUT), 0)
    report = report_on(tmp_path)
    values = ((17, 0.0), (18, 0.5), (19, 1.0))
    points = tuple(Point(f"2026-11-{day}T12:00:00.000Z", value) for day, value in values)
    basic, fresher = report.stages
    assert basic == Series("basic", points, Trend.UP)
    assert (basic.latest, basic.is_passed) == (1.0, True)
    assert (fresher.name, fresher.values, fresher.trend) == ("fresher", (0.5,), None)
    assert not fresher.is_passed
    assert [topic.name for topic in report.topics] == ["regularisation", "optimisation"]
    assert report.topics[1] == Series("optimisation", points, Trend.UP)


def test_a_topic_has_the_mean_of_its_items(tmp_path: Path) -> None:
    """Skipped ones count as nothing; the topics are those of the bank as it is now."""
    rubric = make_rubric(CLIPPING, changed(DROPOUT, topic="optimisation"))
    script = begun(rubric=rubric).ask(CLIPPING).answer()
    script.assess(make_assessment(CLIPPING, (1, 1, 1))).ask(DROPOUT).skip()
    keep(tmp_path, script.ask(TUNING).answer().assess(make_assessment(TUNING)))
    (topic,) = report_on(tmp_path, rubric).topics
    assert (topic.name, topic.values) == ("optimisation", (0.5,))


def test_the_series_come_from_the_index_alone(tmp_path: Path) -> None:
    """No transcript needs to be read for them."""
    keep(tmp_path, answered(1, 1, 1))
    from interviewer.services.progress import make_report

    report = make_report(RUBRIC, list_past(tmp_path), [], NOON)
    assert [series.values for series in (*report.stages, *report.topics)] == [(1.0,), (1.0,)]


def test_the_marks_in_force_count(tmp_path: Path) -> None:
    """A coach's decision moves the series, and what is due."""
    script = answered(0, 1, 0)
    keep(tmp_path, script.add(Overridden(script.turn, "caps", 2.0, "said so")))
    report = report_on(tmp_path)
    assert report.stages[0].values == report.topics[0].values == (0.8333,)
    assert report.due.soon[0].last_score == 0.8333


def test_a_live_interview_that_goes_on_tells_nothing(tmp_path: Path) -> None:
    """It counts as a session, and its marks are nowhere."""
    live = begun(Mode.LIVE).ask(CLIPPING).answer().assess(make_assessment(CLIPPING, (1, 1, 1)))
    keep(tmp_path, live, 1)
    report = report_on(tmp_path)
    assert (report.figures.sessions, report.figures.read) == (1, 0)
    assert (report.stages, report.topics, report.facilities, report.weak) == ((), (), (), ())
    assert (report.due.now, report.due.soon, report.due.later) == ((), (), 0)
    keep(tmp_path, finished(live), 0)
    assert report_on(tmp_path).stages[0].values == (1.0,)


def test_one_bank_at_a_time(tmp_path: Path) -> None:
    """Sessions with other banks count in no figure but the number of all."""
    other = begun(rubric=replace(RUBRIC, id="other")).ask(CLIPPING).answer()
    keep(tmp_path, other.assess(make_assessment(CLIPPING, (1, 1, 1))), 0, "other")
    keep(tmp_path, answered(0, 0, 0), 1)
    report = report_on(tmp_path)
    assert (report.rubric_id, report.rubric_title) == ("small", "A small bank")
    assert (report.figures.sessions, report.all_sessions) == (1, 2)
    assert report.stages[0].values == (0.0,)


def test_figures(tmp_path: Path) -> None:
    """Sessions, answers, time and the words of each session's answers."""
    for days, words in ((5, 10), (4, 20), (3, 30)):
        keep(tmp_path, finished(answered(1, text="word " * words)), days)
    keep(tmp_path, begun().ask(CLIPPING).skip(), 2)
    figures = report_on(tmp_path).figures
    means = ((15, 10.0), (16, 20.0), (17, 30.0))
    points = tuple(Point(f"2026-11-{day}T12:00:00.000Z", value) for day, value in means)
    assert figures == Figures(4, 3, 3, 4, 180.0, Series("words", points, Trend.UP))


def test_words_are_steady_within_a_tenth(tmp_path: Path) -> None:
    """Of their mean."""
    for days, words in ((3, 50), (2, 51), (1, 52)):
        keep(tmp_path, answered(1, text="word " * words), days)
    assert report_on(tmp_path).figures.words.trend is Trend.STEADY


def test_since_a_day(tmp_path: Path) -> None:
    """Earlier sessions count for nothing but for what is due."""
    for days in (5, 4, 3):
        keep(tmp_path, answered(0, 0, 0), days)
    keep(tmp_path, answered(1, 0, item=DROPOUT), 1)
    report = report_on(tmp_path, since=date(2026, 11, 19))
    assert report.since == "2026-11-19"
    assert (report.figures.sessions, report.figures.read) == (1, 1)
    assert [series.name for series in report.stages] == ["fresher"]
    assert (report.facilities, report.weak) == ((), ())
    assert {each.item_id for each in report.due.now} == {"clipping", "dropout"}
    assert report_on(tmp_path, since=date(2026, 11, 21)).figures.sessions == 0


def test_what_is_due_and_when(tmp_path: Path) -> None:
    """The longest overdue first, then within a week, then a number."""
    keep(tmp_path, answered(0, 0, 0), 5)
    keep(tmp_path, answered(1, 0, item=DROPOUT), 0)
    tuned = begun().ask(TUNING).answer().assess(make_assessment(TUNING, similarity=10))
    keep(tmp_path, tuned, 0, token="00ab")
    due = report_on(tmp_path).due
    (clipping,) = due.now
    assert clipping == Review("clipping", "optimisation", CLIPPING.prompt, 0.0, "2026-11-16", 4)
    (dropout,) = due.soon
    assert (dropout.item_id, dropout.overdue < 0, dropout.last_score) == ("dropout", True, 0.5)
    assert due.later == 1
    assert due.topics == (TopicDue("optimisation", 1),)
    keep(tmp_path, answered(1, 1, 1), 1)
    later = report_on(tmp_path, now=NOON + timedelta(days=60)).due
    assert [each.item_id for each in later.now] == ["dropout", "clipping", "tuning"]
    assert [each.overdue for each in later.now] == sorted(
        (each.overdue for each in later.now), reverse=True
    )


def test_the_topic_with_most_due_comes_first(tmp_path: Path) -> None:
    """Of equals that with the question that is due longest."""
    rubric = make_rubric(
        CLIPPING, DROPOUT, TUNING, changed(DROPOUT, id="dropout-2"), changed(TUNING, id="tuning-2")
    )
    for number, item in enumerate(rubric.items):
        keep(tmp_path, begun(rubric=rubric).ask(item).skip(), 20 - number)
    topics = report_on(tmp_path, rubric).due.topics
    assert topics == (TopicDue("regularisation", 2), TopicDue("judgement", 2),
                      TopicDue("optimisation", 1))  # fmt: skip


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is counted, and the others are shown."""
    keep(tmp_path, answered(1), 1).write_bytes(b"no session\n")
    keep(tmp_path, answered(1, 1, 1))
    report = report_on(tmp_path)
    assert (report.unreadable, report.figures.sessions) == (1, 1)


def test_nothing_at_all(tmp_path: Path) -> None:
    """An empty folder, and one that is not there."""
    for folder in (tmp_path, tmp_path / "none"):
        report = report_on(folder)
        assert report.figures == Figures(0, 0, 0, 0, 0.0, Series("words", (), None))
        assert report.figures.words.latest == 0.0
        assert (report.stages, report.topics, report.due.topics) == ((), (), ())


def test_a_time_without_its_zone_is_refused(tmp_path: Path) -> None:
    keep(tmp_path, answered(1))
    with pytest.raises(ValueError, match="time zone"):
        report_on(tmp_path, now=NOON.replace(tzinfo=None))


def test_a_candidate_who_gets_better(tmp_path: Path) -> None:
    """Ten interviews that were really held: the last scores are better than the first."""
    hold_sessions(tmp_path, RUBRIC, 10, quality=(0.2, 1.2))
    report = report_on(tmp_path)
    assert (report.figures.sessions, report.figures.finished) == (10, 10)
    assert [len(series.points) for series in report.stages] == [10, 10, 10]
    for series in (*report.stages, *report.topics):
        assert sum(series.values[-3:]) > sum(series.values[:3])
    assert report.figures.words.values[-1] > report.figures.words.values[0]
    assert len(report.due.now) + len(report.due.soon) + report.due.later == 3
