"""Which past sessions to show: by what the list tells of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

from interviewer.model.errors import UsageError
from interviewer.model.rubric import Band, Stage
from interviewer.model.text import one_line
from interviewer.services.sessions import Listing, SessionEntry


@dataclass(frozen=True)
class SessionFilter:
    """What a session must be like to be shown; what is left open does not matter.

    `rubric` is the id of a bank; `stage` one of which at least one item was done; `band` that of
    the whole session, unaided; `since` and `until` the first and the last day, both included, in
    `zone`, or where that is None in the zone of this machine. Each word of `text` must stand in
    what the list tells of the session, in any case.
    """

    rubric: str = ""
    stage: Stage | None = None
    band: Band | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""
    state: str = ""
    zone: tzinfo | None = None

    def matches(self, entry: SessionEntry) -> bool:
        """Return whether to show a session.

        The band and the stages of a live session that is not finished do not show, so a filter
        for them leaves it out. A session without a time that can be read is of no day.
        """
        return (
            (not self.rubric or entry.rubric_id == self.rubric)
            and (not self.state or entry.state == self.state)
            and self._fits_summary(entry)
            and self._fits_days(entry)
            and (not self._words or self._fits_text(entry))
        )

    @property
    def is_open(self) -> bool:
        """Return whether it leaves nothing out."""
        return self == SessionFilter(zone=self.zone)

    def _fits_summary(self, entry: SessionEntry) -> bool:
        if self.stage is None and self.band is None:
            return True
        scores = entry.shown_scores
        if scores is None or self.band not in (None, scores.band):
            return False
        return self.stage is None or scores.has_stage(self.stage)

    def _fits_days(self, entry: SessionEntry) -> bool:
        first, end = self._moments
        if first is None and end is None:
            return True
        try:
            began = datetime.fromisoformat(entry.began)
        except ValueError:
            return False
        if began.tzinfo is None:
            return False
        return (first is None or began >= first) and (end is None or began < end)

    def _fits_text(self, entry: SessionEntry) -> bool:
        told = told_of(entry, self.zone)
        return all(word in told for word in self._words)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return words_of(self.text)

    @cached_property
    def _moments(self) -> tuple[datetime | None, datetime | None]:
        """Return the moments of the first midnight and of the one after the last day."""
        first = _midnight(self.since, self.zone) if self.since else None
        if self.until is None or self.until == date.max:
            return first, None
        return first, _midnight(self.until + timedelta(days=1), self.zone)


@dataclass(frozen=True)
class ToldSessions:
    """Sessions with what the list `told` of each, so that typing narrows them without delay.

    `total` are in the folder; what is missing of them has not been read yet.
    """

    sessions: tuple[SessionEntry, ...]
    told: tuple[str, ...]
    total: int

    def fitting(self, wanted: SessionFilter) -> tuple[SessionEntry, ...]:
        """Return the sessions that match a filter."""
        words, other = words_of(wanted.text), replace(wanted, text="")
        if other.is_open and not words:
            return self.sessions
        return tuple(
            entry
            for entry, told in zip(self.sessions, self.told, strict=True)
            if all(word in told for word in words) and other.matches(entry)
        )


def tell_sessions(listing: Listing, told: dict[str, str]) -> ToldSessions:
    """Return the sessions of a listing with what is told of them.

    `told` keeps it by the id, from one listing of the same folder to the next.
    """
    for entry in listing.sessions:
        if entry.id not in told:
            told[entry.id] = told_of(entry)
    every = tuple(told[entry.id] for entry in listing.sessions)
    return ToldSessions(listing.sessions, every, listing.total)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words to look for, each as it is compared."""
    return tuple(one_line(text).casefold().split())


def told_of(entry: SessionEntry, zone: tzinfo | None = None) -> str:
    """Return all that the list tells of a session, as it is compared with words."""
    scores = entry.shown_scores
    told = [
        entry.rubric_title,
        entry.id,
        entry.state,
        entry.mode,
        _day_text(entry.began, zone),
        scores.band if scores is not None else "",
        *entry.topics,
    ]
    return " ".join(told).casefold()


def parse_day(text: str, option: str) -> date:
    """Return the date that was written for an option.

    Raises:
        UsageError: it is not a date of the calendar, written as 2026-11-20.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            f"{option}: {one_line(text)[:40]!r} is no date; write year, month and day as 2026-11-20"
        ) from None


def check_days(since: date | None, until: date | None) -> None:
    """Refuse a span of days that holds none.

    Raises:
        UsageError: the last day is before the first.
    """
    if since is not None and until is not None and until < since:
        raise UsageError(f"--until {until} is before --since {since}; give a later day")


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    at = datetime.combine(day, time.min)
    if zone is not None:
        return at.replace(tzinfo=zone)
    try:
        return at.astimezone()
    except (OverflowError, OSError, ValueError):  # a year that this machine's clock does not have
        return at.replace(tzinfo=datetime.now().astimezone().tzinfo)


def _day_text(began: str, zone: tzinfo | None) -> str:
    """Return a time in all the forms in which people may look for it."""
    try:
        return f"{datetime.fromisoformat(began).astimezone(zone):%d %b %Y, %H:%M %Y-%m-%d %B}"
    except (ValueError, OverflowError, OSError):
        return ""
