"""How an item stands now: what earlier sessions say of it, spaced by FSRS."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.past import Attempt, Past, Standing, find_standings
from tests.factories import NOON


def tried(score: float, days_ago: float, item_id: str = "clipping") -> Attempt:
    at = NOON - timedelta(days=days_ago)
    return Attempt(item_id, "optimisation", at.isoformat().replace("+00:00", "Z"), score)


def standing(*attempts: Attempt, now: datetime = NOON) -> Standing:
    return find_standings(Past(attempts), now)["clipping"]


def test_without_a_past_nothing_stands() -> None:
    """An item that was never asked has no standing."""
    assert find_standings(Past(), NOON) == {}


def test_the_standing_tells_the_last_attempt() -> None:
    """All attempts are counted, the last by its time counts, and each item is on its own."""
    found = find_standings(Past((tried(0.9, 2), tried(0.4, 9), tried(0.1, 1, "dropout"))), NOON)
    assert set(found) == {"clipping", "dropout"}
    assert (found["clipping"].seen, found["clipping"].last_score) == (2, 0.9)
    assert (found["dropout"].seen, found["dropout"].last_score) == (1, 0.1)
    assert found["dropout"].item_id == "dropout"


@pytest.mark.parametrize(
    ("score", "days"),
    [(0.0, 1), (0.34, 1), (0.35, 1), (0.59, 1), (0.60, 2), (0.84, 2), (0.85, 8), (1.0, 8)],
)
def test_a_better_answer_is_due_later(score: float, days: int) -> None:
    """The days that FSRS gives a first try: tomorrow, in two days, in eight."""
    found = standing(tried(score, 0))
    assert found.due == datetime(2026, 11, 20 + days, tzinfo=UTC)
    assert (found.overdue, found.is_due, found.retrievability) == (-days, False, 1.0)


def test_hardly_anything_and_something_are_told_apart() -> None:
    """Both are due tomorrow, but less is left of what was hardly known."""
    assert standing(tried(0.34, 3)).retrievability < standing(tried(0.35, 3)).retrievability


def test_what_is_left_fades() -> None:
    """From day to day less is left; on the day when it is due, it is about nine tenths."""
    left = [standing(tried(0.9, days)).retrievability for days in range(40)]
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == 40
    assert left[8] == pytest.approx(0.9, abs=0.01)


def test_success_after_a_pause_spaces_further() -> None:
    """Two good answers far apart are worth more than one, and a bad one undoes that."""
    once, twice = standing(tried(0.9, 0)), standing(tried(0.9, 8), tried(0.9, 0))
    failed = standing(tried(0.9, 8), tried(0.9, 1), tried(0.1, 0))
    assert failed.due < once.due < twice.due


def test_days_are_those_of_the_calendar() -> None:
    """Last night was yesterday, and what is due tomorrow is due from midnight on."""
    last_night = Attempt("clipping", "", "2026-11-19T23:55:00.000Z", 0.1)
    assert standing(last_night, now=datetime(2026, 11, 19, 23, 59, tzinfo=UTC)).overdue == -1
    assert standing(last_night, now=datetime(2026, 11, 20, 0, 1, tzinfo=UTC)).overdue == 0


def test_the_calendar_is_that_of_the_moment() -> None:
    """The time zone of the moment decides which day an attempt belongs to."""
    tokyo = timezone(timedelta(hours=9))
    late = Attempt("clipping", "", "2026-11-19T16:00:00.000Z", 0.1)
    found = standing(late, now=NOON.astimezone(tokyo))
    assert (found.overdue, found.due) == (-1, datetime(2026, 11, 21, tzinfo=tokyo))
    assert standing(late, now=NOON).overdue == 0


def test_an_attempt_from_the_future_was_made_today() -> None:
    """A clock that once was years ahead does not hide an item for years."""
    assert standing(tried(0.9, -3000)) == standing(tried(0.9, 0))


def test_a_moment_without_a_time_zone_is_refused() -> None:
    """It is a mistake of the caller."""
    with pytest.raises(ValueError, match="time zone"):
        find_standings(Past(), datetime(2026, 11, 20))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4000)), min_size=1, max_size=12))
def test_any_past_gives_a_standing(tries: list[tuple[float, int]]) -> None:
    """It is the same each time, in any order of the files, and within its range."""
    attempts = [tried(score, hours / 24) for score, hours in tries]
    found = standing(*attempts)
    assert 0 < found.retrievability <= 1
    assert 0 <= found.strength <= found.last_score
    assert found.due.date() > min(NOON - timedelta(hours=hours) for _, hours in tries).date()
    moments = {hours for _, hours in tries}
    if len(moments) == len(tries):
        assert standing(*reversed(attempts)) == found


def test_fsrs_is_imported_for_a_past_alone() -> None:
    """A first interview does not pay for what it does not need."""
    code = """
import sys
from datetime import UTC, datetime
from interviewer.dialogue.past import Attempt, Past, find_standings
now = datetime(2026, 11, 20, tzinfo=UTC)
find_standings(Past(), now)
print("fsrs" in sys.modules)
find_standings(Past((Attempt("a", "b", now.isoformat(), 0.5),)), now)
print("fsrs" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["False", "True"]
