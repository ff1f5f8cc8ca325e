"""Which sessions a filter shows, and what a search through the answers finds."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest

from interviewer.model.errors import UsageError
from interviewer.model.rubric import Band, Stage
from interviewer.model.session import StageScore, Summary
from interviewer.model.transcript import Answered, Drafted, Event
from interviewer.services import session_search
from interviewer.services.session_filter import (
    SessionFilter,
    check_days,
    parse_day,
    tell_sessions,
    told_of,
)
from interviewer.services.session_search import search_sessions
from interviewer.services.sessions import Listing
from interviewer.storage.session_entry import SessionEntry, SessionStatus, pack_summary
from interviewer.storage.transcript_lines import event_line

EAST = timezone(timedelta(hours=9))


def make_entry(number: int = 0, folder: Path = Path("t"), **fields: object) -> SessionEntry:
    """Return a finished, solid session of the twentieth of November, 23:30 UTC."""
    summary = Summary(2, 2, 0.7, 0.8, Band.SOLID, (StageScore(Stage.FRESHER, 2, 0.7, 0.8, True),))
    entry = SessionEntry(
        f"20261120T{number:06d}Z-small-00aa",
        folder,
        "2026-11-20T23:30:00.000Z",
        "A small bank",
        SessionStatus.FINISHED,
        "practice",
        pack_summary(summary),
        "",
        "small",
        ("Optimisation",),
    )
    return replace(entry, **fields)  # type: ignore[arg-type]  # the caller names real fields


UNREADABLE = make_entry(began="", state=SessionStatus.UNREADABLE, mode="", scores=None)


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (SessionFilter(), True),
        (SessionFilter(rubric="small"), True),
        (SessionFilter(rubric="smal"), False),
        (SessionFilter(stage=Stage.FRESHER), True),
        (SessionFilter(stage=Stage.BASIC), False),
        (SessionFilter(band=Band.SOLID), True),
        (SessionFilter(band=Band.STRONG), False),
        (SessionFilter(band=Band.SOLID, stage=Stage.BASIC), False),
        (SessionFilter(state="finished"), True),
        (SessionFilter(state="paused"), False),
        (SessionFilter(text="SMALL solid"), True),
        (SessionFilter(text="small strong"), False),
        (SessionFilter(text="20 nov 2026"), True),
        (SessionFilter(text="2026-11-20"), True),
        (SessionFilter(text="november optim"), True),
        (SessionFilter(text="  "), True),
        (SessionFilter(since=date(2026, 11, 20)), True),
        (SessionFilter(since=date(2026, 11, 21)), False),
        (SessionFilter(until=date(2026, 11, 20)), True),
        (SessionFilter(until=date(2026, 11, 19)), False),
        (SessionFilter(since=date(2026, 11, 20), until=date(2026, 11, 20)), True),
        (SessionFilter(since=date.min, until=date.max), True),
    ],
)
def test_a_filter_shows_what_fits(wanted: SessionFilter, fits: bool) -> None:
    """And the same while one types."""
    wanted = replace(wanted, zone=UTC)
    entry = make_entry()
    assert wanted.matches(entry) is fits
    told = tell_sessions(Listing((entry,), 1), {})
    if "2026-11" not in wanted.text:  # that is told in the zone of this machine
        assert told.fitting(replace(wanted, text=wanted.text.replace("20 ", ""))) == (
            (entry,) if fits else ()
        )


def test_days_are_those_of_the_zone() -> None:
    """Half past eleven at night in London is the next morning in Tokyo."""
    entry = make_entry()
    assert not SessionFilter(until=date(2026, 11, 20), zone=EAST).matches(entry)
    assert SessionFilter(since=date(2026, 11, 21), zone=EAST).matches(entry)
    assert "21 nov 2026, 08:30" in told_of(entry, EAST)


@pytest.mark.parametrize("began", ["", "yesterday", "2026-11-20T23:30:00", "2026-13-01T00:00:00Z"])
def test_a_session_without_a_time_is_of_no_day(began: str) -> None:
    """It is shown where no day is asked for."""
    entry = make_entry(began=began)
    assert SessionFilter().matches(entry)
    assert not SessionFilter(since=date(2000, 1, 1)).matches(entry)
    assert not SessionFilter(until=date(2100, 1, 1)).matches(entry)


def test_a_live_session_keeps_its_band_until_the_end() -> None:
    """Neither filters nor words find it by its marks."""
    live = make_entry(mode="live", state=SessionStatus.PAUSED)
    for wanted in (
        SessionFilter(band=Band.SOLID),
        SessionFilter(stage=Stage.FRESHER),
        SessionFilter(text="solid"),
    ):
        assert not wanted.matches(live)
        assert wanted.matches(replace(live, state=SessionStatus.FINISHED))
    assert SessionFilter(text="paused live").matches(live)


def test_unreadable_sessions_are_found_by_their_state() -> None:
    """They have no bank, stage or band."""
    assert SessionFilter(state="unreadable").matches(UNREADABLE)
    assert SessionFilter(text="unreadable").matches(UNREADABLE)
    assert not SessionFilter(band=Band.MISSING).matches(UNREADABLE)


def test_a_filter_that_leaves_nothing_out_is_open() -> None:
    assert SessionFilter().is_open
    assert SessionFilter(zone=EAST).is_open
    assert not SessionFilter(text="a").is_open


@pytest.mark.parametrize("text", ["", "20.11.2026", "2026-02-30", "tomorrow", "2026-11-20T08:00"])
def test_what_is_no_date_is_said_in_a_line(text: str) -> None:
    with pytest.raises(UsageError, match=r"^--since: .* is no date; write year, month and day"):
        parse_day(text, "--since")


def test_days_in_the_wrong_order_are_refused() -> None:
    assert parse_day(" 2026-11-20 ", "--since") == date(2026, 11, 20)
    check_days(date(2026, 11, 20), date(2026, 11, 20))
    check_days(None, date(2026, 11, 20))
    with pytest.raises(UsageError, match="--until 2026-11-19 is before --since 2026-11-20"):
        check_days(date(2026, 11, 20), date(2026, 11, 19))


Say = Callable[..., SessionEntry]


@pytest.fixture
def say(tmp_path: Path) -> Say:
    """Return a function that leaves a session with these answers behind."""

    def leave(number: int, *answers: str, draft: str = "") -> SessionEntry:
        entry = make_entry(number, tmp_path)
        at = "2026-11-20T08:51:00.000Z"
        events = [Event(1, at, Drafted(1, draft))]
        events += [Event(n, at, Answered(1, text, 1.0)) for n, text in enumerate(answers, 2)]
        entry.path.write_bytes(b"".join(map(event_line, events)))
        return entry

    return leave


def found(entries: list[SessionEntry], text: str) -> tuple[SessionEntry, ...]:
    *_, last = search_sessions(entries, SessionFilter(text=text))
    assert last.is_over
    return last.found


@pytest.mark.parametrize(
    "text",
    [
        "exploding",
        "EXPLODING gradients",
        "Dropout exploding",
        "plod",
        "straße",
        "STRASSE",
        "übergröße",
        "ÜBERGRÖSSE",
        'say "no"',
        "back\\slash",
        "深層",
        "fi\ufb01",
    ],
)
def test_words_of_answers_are_found(say: Say, text: str) -> None:
    """In any case and language, over all answers of a session."""
    answers = (
        'Exploding gradients, say "no" on the Stra\u00dfe,',
        "dropout back\\slash \u00dcBERGR\u00d6SSE 深層学習 fifi",
    )
    first, second = say(2, *answers), say(1, "nothing of that")
    assert found([first, second], text) == (first,)


@pytest.mark.parametrize("text", ["answered", "seconds", "elapsed", "2026-11-20T08:51:00", "u00fc"])
def test_what_only_the_file_has_is_not_found(say: Say, text: str) -> None:
    """Its keys and times, and drafts that were never sent."""
    assert found([say(1, "gr\u00fcn and red", draft=f"a draft of {text}")], text) == ()


def test_what_the_list_tells_is_found_without_the_file() -> None:
    """A session whose file is gone since is passed over, unless the list tells the words."""
    gone = make_entry(1, Path("nowhere"))
    assert found([gone], "solid optimisation") == (gone,)
    assert found([gone], "gradients") == ()
    assert found([UNREADABLE], "gradients") == ()


def test_the_other_wishes_count_in_a_search_too(say: Say) -> None:
    entry = say(1, "exploding gradients")
    *_, last = search_sessions([entry], SessionFilter(text="exploding", band=Band.WEAK))
    assert last.found == ()
    assert last.of == 0


def test_a_search_tells_how_far_it_is_and_what_it_leaves_out(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest are searched; what the list tells is found beyond them."""
    monkeypatch.setattr(session_search, "SEARCH_STEP", 2)
    entries = [say(number, f"answer {number} xyz") for number in range(9, 0, -1)]
    entries.append(make_entry(0, topics=("xyz",)))
    steps = list(search_sessions(entries, SessionFilter(text="xyz"), most=5))
    assert [(step.searched, step.of, step.left_out) for step in steps] == [
        (2, 5, 4),
        (4, 5, 4),
        (5, 5, 4),
    ]
    assert [step.is_over for step in steps] == [False, False, True]
    assert steps[-1].found == (*entries[:5], entries[-1])


def test_every_letter_that_folds_to_ascii_is_known() -> None:
    """A file may lack an ASCII word and yet have it: all the letters that do this are listed."""
    for code in range(128, 0x110000):
        folded = chr(code).casefold()
        if any(letter.isascii() for letter in folded):
            escape = json.dumps(chr(code)).lower().encode()
            assert session_search._FOLDED.search(escape), hex(code)
