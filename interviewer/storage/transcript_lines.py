"""The lines of a transcript: one JSON object an event, with its number and its checksum.

A line is ``{"v":1,"seq":3,"at":"2026-11-20T08:51:00.123Z","type":"asked","data":{},"sum":"…"}``;
``sum`` is the BLAKE2b hash, 8 bytes in hex, of the other keys as compact JSON with sorted keys in
ASCII. Messages name the place and the fault, and never repeat the content: it may be an answer.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from interviewer.model.transcript import EVENT_TYPES, TRANSCRIPT_VERSION, Drafted, Event
from interviewer.storage.codec import DataError, from_data, to_data

_TYPE_NAME = re.compile(r"[a-z][a-z-]{0,31}")
_LARGEST_SEQ = 2**53  # the whole numbers that every JSON reader keeps exactly

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True)
class Lines:
    """What the bytes of a transcript hold.

    `torn` counts the bytes of a last line that a crash tore; `unended` says that the last line is
    whole but for its line end; `next_seq` is the number that no event has had yet.
    """

    events: tuple[Event, ...]
    problems: tuple[str, ...]
    torn: int
    unended: bool
    next_seq: int


def event_line(event: Event) -> bytes:
    """Return the line that keeps `event`, with its line end."""
    fields: dict[str, Any] = {
        "v": TRANSCRIPT_VERSION,
        "seq": event.seq,
        "at": event.at,
        "type": event.data.type,
        "data": to_data(event.data),
    }
    fields["sum"] = _checksum(fields)
    # ASCII alone: no line separator, lone surrogate or cut character can ever split a line.
    return json.dumps(fields, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"


def read_lines(content: bytes, all_drafts: bool = True) -> Lines:
    """Return the events in `content`, in the order of their numbers, and every problem.

    Without `all_drafts` an autosave is left out where the next event is another one.
    """
    reader = _Reader(all_drafts)
    *lines, tail = content.split(b"\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                reader.take(number, line)
            except _BrokenLineError as error:
                reader.lose(number, error)
    torn, unended = 0, False
    if tail:
        try:
            reader.take(len(lines) + 1, tail)
            unended = True
        except _BrokenLineError:
            torn = len(tail)
            reader.problems.append(
                f"line {len(lines) + 1}: torn off after {torn} bytes, as by a crash before it was "
                "confirmed; it is left out"
            )
    reader.decode_held()
    return Lines(
        events=tuple(event for _, event in sorted(reader.events.items())),
        problems=tuple(reader.problems),
        torn=torn,
        unended=unended,
        # At least the number of lines: a broken last line had a number too, and it stays used.
        next_seq=max(reader.last, len(lines)) + 1,
    )


class _BrokenLineError(Exception):
    """A line without a number to trust; the message says why."""


class _Reader:
    """Collects the events line by line, and watches their numbers."""

    def __init__(self, all_drafts: bool) -> None:
        self.events: dict[int, Event] = {}
        self._all_drafts = all_drafts
        self._held: tuple[int, dict[str, Any]] | None = None
        self.problems: list[str] = []
        self.last = 0
        self._seen: set[int] = set()
        self._lost = 0

    def lose(self, number: int, error: _BrokenLineError) -> None:
        """Record a line that cannot be read: it explains one number that is missing after it."""
        self._lost += 1
        self.problems.append(f"line {number}: {error}; this event alone is left out")

    def take(self, number: int, line: bytes) -> None:
        """Add the event of one line.

        Raises:
            _BrokenLineError: it cannot be read, or its checksum is wrong.
        """
        fields = _read_fields(line)
        seq: int = fields["seq"]
        if seq in self._seen:
            self.problems.append(
                f"line {number}: event number {seq} is there twice; the first one counts"
            )
            return
        self._watch_order(number, seq)
        self._seen.add(seq)
        if fields.get("type") == Drafted.type and not self._all_drafts:
            self._held = number, fields  # in the place of the one before
        else:
            self.decode_held()
            self._decode(number, fields)

    def decode_held(self) -> None:
        """Add the last draft, where no other one followed it."""
        if self._held is not None:
            self._decode(*self._held)
            self._held = None

    def _decode(self, number: int, fields: dict[str, Any]) -> None:
        try:
            self.events[fields["seq"]] = _read_event(fields)
        except DataError as error:
            self.problems.append(f"line {number}: {error}; this event alone is left out")

    def _watch_order(self, number: int, seq: int) -> None:
        if seq < self.last:
            self.problems.append(
                f"line {number}: event number {seq} stands after number {self.last}; it is read "
                "in its place"
            )
            return
        missing = seq - self.last - 1 - self._lost
        if missing > 0:
            count = "one event is" if missing == 1 else f"{missing} events are"
            self.problems.append(f"line {number}: {count} missing before event number {seq}")
        self.last, self._lost = seq, 0


def _read_fields(line: bytes) -> dict[str, Any]:
    """Return the keys of a line whose checksum, number and types hold."""
    try:
        fields = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _BrokenLineError("it is not JSON") from None
    if not isinstance(fields, dict):
        raise _BrokenLineError("it is not an event")
    given = fields.pop("sum", None)
    try:
        expected = _checksum(fields)
    except (ValueError, RecursionError):
        raise _BrokenLineError("it holds numbers or nesting that cannot be checked") from None
    if given != expected:
        raise _BrokenLineError("its checksum does not match, it was changed or damaged")
    seq, version = fields.get("seq"), fields.get("v")
    if type(seq) is not int or not 1 <= seq <= _LARGEST_SEQ or type(version) is not int:
        raise _BrokenLineError("it has no event number or no version")
    return fields


def _read_event(fields: dict[str, Any]) -> Event:
    at, kind, version = fields.get("at"), fields.get("type"), fields["v"]
    if not isinstance(at, str) or not _is_time(at):
        raise DataError("must be a time in UTC, such as 2026-11-20T08:51:00.123Z", "at")
    if not isinstance(kind, str) or not _TYPE_NAME.fullmatch(kind):
        raise DataError("must be the name of an event type", "type")
    if kind not in EVENT_TYPES:
        raise DataError(f"{kind} is not known here, a newer version wrote it", "type")
    try:
        return Event(fields["seq"], at, from_data(EVENT_TYPES[kind], fields.get("data")))
    except DataError as error:
        newer = ", a newer version wrote it" if version > TRANSCRIPT_VERSION else ""
        raise DataError(error.reason + newer, error.within("data").path) from None


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _checksum(fields: dict[str, Any]) -> str:
    return blake2b(_canonical(fields).encode("ascii"), digest_size=8).hexdigest()
