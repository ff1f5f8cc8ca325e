"""The lines of a transcript: their format, and what is read from damaged ones."""

import json
from hashlib import blake2b
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.model.transcript import Answered, Drafted, Event, EventData, Paused, Resumed
from interviewer.storage.transcript_lines import event_line, read_lines

AT = "2026-11-20T08:51:00.123Z"
SECRET = "my private answer\u2028\x1b \N{GRINNING FACE} \ud800"
EVENTS = (
    Event(1, AT, Resumed(0.0, "note")),
    Event(2, AT, Answered(1, SECRET, 3.5, timed_out=True)),
    Event(3, AT, Paused(4.0)),
    Event(4, AT, Drafted(3, "")),
)
LINES = [event_line(event) for event in EVENTS]


def signed(**changes: Any) -> bytes:
    """Return the second line with other keys and a checksum that fits."""
    fields = json.loads(LINES[1]) | changes
    del fields["sum"]
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps(fields | {"sum": blake2b(canonical, digest_size=8).hexdigest()}).encode()


def test_a_line_is_the_documented_json() -> None:
    """Anyone can check a line by hand: the hash is over the other keys as compact sorted JSON."""
    assert LINES[2] == (
        b'{"v":1,"seq":3,"at":"2026-11-20T08:51:00.123Z","type":"paused",'
        b'"data":{"elapsed":4.0},"sum":"' + json.loads(LINES[2])["sum"].encode() + b'"}\n'
    )
    canonical = (
        '{"at":"2026-11-20T08:51:00.123Z","data":{"elapsed":4.0},"seq":3,"type":"paused","v":1}'
    )
    expected = blake2b(canonical.encode(), digest_size=8).hexdigest()
    assert json.loads(LINES[2])["sum"] == expected


NESTED = b'{"a":' * 100_000 + b"1" + b"}" * 100_000


BROKEN = [
    (LINES[1].replace(b"private", b"altered").rstrip(), "its checksum does not match"),
    (LINES[1].replace(b'"sum"', b'"som"').rstrip(), "its checksum does not match"),
    (LINES[1][:40] + LINES[1][41:-1], "its checksum does not match"),
    (b"not json", "it is not JSON"),
    (b"\xff\xfe\x00", "it is not JSON"),
    (NESTED, "JSON"),
    (b'{"seq": NaN}', "it holds numbers"),
    (b'{"seq": 1e999, "sum": ""}', "it holds numbers"),
    (b'["seq"]', "it is not an event"),
    (b"1" * 5000, "it is not JSON"),
    (signed(seq="2"), "no event number"),
    (signed(seq=True), "no event number"),
    (signed(seq=0), "no event number"),
    (signed(seq=10**4000), "no event number"),
    (signed(v=None), "no version"),
    (signed(at="yesterday"), "at: must be a time in UTC"),
    (signed(at="2026-11-20T08:51:00"), "at: must be a time in UTC"),
    (signed(type=["x"]), "type: must be the name of an event type"),
    (signed(type="private\x1b[31m"), "type: must be the name of an event type"),
    (signed(type="pondered"), "type: pondered is not known here, a newer version wrote it"),
    (signed(data={"turn": 1}), "data.text: is missing"),
    (signed(data={"turn": "1", "text": "private", "seconds": 1}), "data.turn: must be a whole"),
    (signed(data="private"), "data: must be an object"),
    (signed(v=2, data={"turn": 1}), "data.text: is missing, a newer version wrote it"),
]


@pytest.mark.parametrize(("line", "reason"), BROKEN, ids=[reason for _, reason in BROKEN])
def test_a_broken_line_loses_that_event_alone(line: bytes, reason: str) -> None:
    """The others are read; one problem names the line and the reason, without the content."""
    content = b"".join([LINES[0], line + b"\n", *LINES[2:]])
    found = read_lines(content)
    assert found.events == (EVENTS[0], *EVENTS[2:])
    (problem,) = found.problems
    assert problem.startswith("line 2: ")
    assert reason in problem
    assert problem.endswith("; this event alone is left out")
    assert "private" not in problem
    assert problem.isprintable()
    assert found.next_seq == 5


def test_a_newer_version_is_read_as_far_as_it_is_known() -> None:
    """Keys that this version does not know are passed over, in the event and around it."""
    data = json.loads(LINES[1])["data"] | {"mood": "calm"}
    found = read_lines(signed(v=2, data=data, device="laptop") + b"\n")
    assert [event.data for event in found.events] == [EVENTS[1].data]


def test_layout_and_empty_lines_do_not_count() -> None:
    """A file that went through an editor with other line ends is the same transcript."""
    content = b"\r\n\r\n".join(line.rstrip() for line in LINES) + b"\r\n"
    found = read_lines(content)
    assert (found.events, found.problems) == (EVENTS, ())


def test_missing_events_are_said() -> None:
    """A gap that no broken line explains means that lines were taken out."""
    found = read_lines(LINES[0] + LINES[3])
    assert found.problems == ("line 2: 2 events are missing before event number 4",)
    assert found.events == (EVENTS[0], EVENTS[3])
    assert found.next_seq == 5
    assert read_lines(LINES[1]).problems == ("line 1: one event is missing before event number 2",)
    explained = read_lines(LINES[0] + b"broken\n" + LINES[3])
    assert explained.problems[1:] == ("line 3: one event is missing before event number 4",)
    later = read_lines(LINES[0] + b"broken\n" + LINES[2] + signed(seq=5) + b"\n")
    assert later.problems[1:] == ("line 4: one event is missing before event number 5",)


def test_a_repeated_number_is_said_and_the_first_counts() -> None:
    """A number names a turn: it can belong to one event only."""
    found = read_lines(LINES[0] + LINES[1] + signed(data={"elapsed": 9}, type="paused") + b"\n")
    assert found.events == EVENTS[:2]
    assert found.problems == ("line 3: event number 2 is there twice; the first one counts",)


def test_events_out_of_order_are_read_in_theirs() -> None:
    """Lines that were moved come back by their numbers."""
    found = read_lines(LINES[0] + LINES[2] + LINES[1] + LINES[3])
    assert found.events == EVENTS
    assert found.problems[1:] == (
        "line 3: event number 2 stands after number 3; it is read in its place",
    )


def test_drafts_that_another_one_followed_may_be_left_out() -> None:
    """The last of a row stays, and everything else is as it was; broken lines are still said."""
    drafts = (Drafted(2, "a"), Drafted(2, "ab"), Drafted(4, "x"), Drafted(4, "xy"))
    data: list[EventData] = [*drafts[:2], Answered(2, "abc", 1.0), *drafts[2:]]
    events = [Event(seq, AT, each) for seq, each in enumerate(data, 1)]
    lines = [event_line(event) for event in events]
    found = read_lines(b"".join(lines), all_drafts=False)
    assert [event.seq for event in found.events] == [2, 3, 5]
    assert found.next_seq == 6
    assert found.problems == ()
    broken = read_lines(b"".join([lines[0], b"broken\n", *lines[2:]]), all_drafts=False)
    assert [event.seq for event in broken.events] == [1, 3, 5]
    assert broken.problems == ("line 2: it is not JSON; this event alone is left out",)


def test_the_number_of_a_broken_last_line_is_not_used_again() -> None:
    """Later events refer to turns by number: a lost turn and a new one must not share one."""
    assert read_lines(LINES[0] + b"broken\n").next_seq == 3


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines may be busy
@given(data=st.data())
def test_no_damage_ever_raises_or_invents_an_event(data: st.DataObject) -> None:
    """Bytes changed, cut out, put in or moved: every event that is read is one that was written."""
    content = b"".join(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 300)))
        content = content[:start] + data.draw(st.binary(max_size=8)) + content[end:]
    found = read_lines(content)
    assert set(found.events) <= set(EVENTS)
    assert found.next_seq > max((event.seq for event in found.events), default=0)
    assert all(problem.isprintable() and "private" not in problem for problem in found.problems)
