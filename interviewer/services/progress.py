"""Progress over all sessions with one bank: scores over time, weak ideas, what is due."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from interviewer.dialogue.credit import PASS_MARK
from interviewer.grading.item_statistics import Trend, find_trend, mean_of
from interviewer.model.rubric import Rubric, Stage
from interviewer.services.progress_due import Due, find_due
from interviewer.services.progress_ideas import (
    IdeaFacility,
    WeakIdea,
    find_beliefs,
    find_facilities,
    find_weak_ideas,
)
from interviewer.services.progress_reading import HeldSession
from interviewer.services.session_filter import SessionFilter
from interviewer.services.sessions import SessionEntry, SessionStatus

WORDS_CHANGE = 0.10
"""The words per answer are steady while they change by less than this share of their mean."""


@dataclass(frozen=True)
class Point:
    """The value of one session in a series; `began` is when that session began (UTC, ISO 8601)."""

    began: str
    value: float


@dataclass(frozen=True)
class Series:
    """Something that every session has one value of, the oldest session first.

    `name` is the stage or the topic; the values are unaided scores, 0 to 1. `trend` is None where
    there are too few of them.
    """

    name: str
    points: tuple[Point, ...]
    trend: Trend | None

    @property
    def values(self) -> tuple[float, ...]:
        """Return the values alone."""
        return tuple(point.value for point in self.points)

    @property
    def latest(self) -> float:
        """Return the newest value, 0 where there is none."""
        return self.points[-1].value if self.points else 0.0

    @property
    def is_passed(self) -> bool:
        """Return whether the newest value reaches the pass mark."""
        return bool(self.points) and self.latest >= PASS_MARK


@dataclass(frozen=True)
class Figures:
    """How much was done: sessions, those finished, and questions answered.

    `seconds` and `words`, the mean words per answer of each session, are those of the newest
    `read` sessions.
    """

    sessions: int
    finished: int
    answered: int
    read: int
    seconds: float
    words: Series


@dataclass(frozen=True)
class ProgressReport:
    """The progress with one bank, by the marks in force.

    `since` is the first day that counts, as 2026-11-20, or empty; what is due for review depends
    on all sessions. `facilities` begin with the lowest; `weak` are ideas and `beliefs`
    misconceptions that came back. `all_sessions` counts those in the folder, with any bank,
    `unreadable` those that cannot be read.
    """

    rubric_id: str
    rubric_title: str
    since: str
    figures: Figures
    stages: tuple[Series, ...]
    topics: tuple[Series, ...]
    facilities: tuple[IdeaFacility, ...]
    weak: tuple[WeakIdea, ...]
    beliefs: tuple[WeakIdea, ...]
    due: Due
    all_sessions: int
    unreadable: int


def make_report(
    rubric: Rubric,
    sessions: Sequence[SessionEntry],
    held: Iterable[HeldSession],
    now: datetime,
    since: date | None = None,
) -> ProgressReport:
    """Return the progress with a bank.

    Args:
        rubric: the bank as it is now; items and ideas that it does not have are left out.
        sessions: all past sessions, the newest first.
        held: what the transcripts of the newest ones with this bank say, the oldest first.
        now: the moment to count days from.
        since: the first day that counts, in the zone of this machine; None means all.

    Raises:
        ValueError: `now` has no time zone.
    """
    wanted = SessionFilter(rubric=rubric.id, since=since)
    chosen = [entry for entry in reversed(sessions) if wanted.matches(entry)]
    ids = {entry.id for entry in chosen}
    read = list(held)
    counted = [session for session in read if session.id in ids]
    return ProgressReport(
        rubric.id,
        rubric.title,
        since.isoformat() if since is not None else "",
        _figures(chosen, counted),
        tuple(_stages(chosen)),
        _topics(chosen, rubric),
        find_facilities(rubric, counted),
        find_weak_ideas(rubric, counted),
        find_beliefs(rubric, counted),
        find_due(rubric, read, now),
        len(sessions),
        sum(entry.state is SessionStatus.UNREADABLE for entry in sessions),
    )


def _stages(sessions: Sequence[SessionEntry]) -> Iterator[Series]:
    for stage in Stage:
        points = [
            Point(entry.began, getattr(entry.shown_scores, f"{stage}_unaided"))
            for entry in sessions
            if entry.shown_scores is not None and entry.shown_scores.has_stage(stage)
        ]
        if points:
            yield _series(stage, points)


def _topics(sessions: Sequence[SessionEntry], rubric: Rubric) -> tuple[Series, ...]:
    """Return the series of the topics, the lowest latest score first."""
    topic_of = {item.id: item.topic for item in rubric.items}
    points: dict[str, list[Point]] = {}
    for entry in sessions:
        scores: dict[str, list[float]] = {}
        for mark in entry.items if entry.shown_scores is not None else ():
            if mark.item_id in topic_of:
                scores.setdefault(topic_of[mark.item_id], []).append(mark.unaided)
        for topic, values in scores.items():
            point = Point(entry.began, round(mean_of(values), 4))
            points.setdefault(topic, []).append(point)
    found = [_series(topic, each) for topic, each in points.items()]
    return tuple(sorted(found, key=lambda series: (series.latest, series.name)))


def _series(name: str, points: Sequence[Point], least: float | None = None) -> Series:
    values = [point.value for point in points]
    trend = find_trend(values) if least is None else find_trend(values, least)
    return Series(name, tuple(points), trend)


def _figures(sessions: Sequence[SessionEntry], held: Sequence[HeldSession]) -> Figures:
    words = []
    for session in held:
        counts = [item.words for item in session.items if item.words]
        if counts:
            words.append(Point(session.began, round(mean_of(counts), 1)))
    mean = mean_of([point.value for point in words]) if words else 0.0
    return Figures(
        len(sessions),
        sum(entry.state is SessionStatus.FINISHED for entry in sessions),
        sum(entry.scores.answered for entry in sessions if entry.scores is not None),
        len(held),
        round(sum(session.seconds for session in held), 1),
        _series("words", words, WORDS_CHANGE * mean),
    )
