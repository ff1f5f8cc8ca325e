"""The transcript on the disk: written event by event, read, listed and found."""

import errno
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from interviewer.model.errors import StorageError, UsageError
from interviewer.model.text import one_line
from interviewer.model.transcript import Drafted, Event, EventData
from interviewer.storage.durable import AppendFile, ensure_folder
from interviewer.storage.system_calls import SYSTEM, SystemCalls, cannot, read_at_most
from interviewer.storage.transcript_lines import event_line, read_lines

SUFFIX = ".jsonl"
CANDIDATES_SHOWN = 5

_LARGEST = 1 << 29  # bytes: hours of the longest answers, saved every second
_DRAFTED = f'"type":"{Drafted.type}"'.encode()
_RUBRIC_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_TOKEN = re.compile(r"[0-9a-f]{4}")
_SESSION_NAME = re.compile(
    rf"[0-9]{{8}}T[0-9]{{6}}Z-{_RUBRIC_ID.pattern}-{_TOKEN.pattern}\{SUFFIX}"
)


@dataclass(frozen=True)
class Transcript:
    """What a session's file holds, and what is wrong with it: one line for each problem."""

    session_id: str
    path: Path
    events: tuple[Event, ...] = ()
    problems: tuple[str, ...] = ()


class TranscriptWriter:
    """Appends events to the file of one session, which is locked until `close`.

    `transcript` is what the file held when it was opened, without autosaves that another one
    followed; `cut` says what reopening cut off, and
    is empty where nothing was.
    """

    def __init__(self, file: AppendFile, transcript: Transcript, next_seq: int, cut: str) -> None:
        """Go on with an open file; use `create` or `reopen`."""
        self.transcript = transcript
        self.cut = cut
        self._file = file
        # The number follows the count of lines on the disk: an interrupt cannot part the two.
        self._first_seq = next_seq - file.appended
        self._lock = Lock()

    @property
    def path(self) -> Path:
        """Return the file of the session."""
        return self._file.path

    @property
    def session_id(self) -> str:
        """Return the name of the session."""
        return self.transcript.session_id

    @classmethod
    def create(
        cls,
        folder: Path,
        rubric_id: str,
        now: datetime,
        token: str,
        system: SystemCalls = SYSTEM,
    ) -> "TranscriptWriter":
        """Begin the file of a new session; `token` is four hex digits that tell two apart.

        Raises:
            StorageError: it cannot be created, or is there already: then give another token.
        """
        if not _RUBRIC_ID.fullmatch(rubric_id) or not _TOKEN.fullmatch(token):
            raise UsageError(
                "a session cannot be named: the rubric's id must be lower case letters, digits "
                "and hyphens, the token four hex digits"
            )
        ensure_folder(folder, system)
        session_id = f"{_utc(now):%Y%m%dT%H%M%SZ}-{rubric_id}-{token}"
        path = folder / (session_id + SUFFIX)
        file = AppendFile(path, new=True, system=system)
        return cls(file, Transcript(session_id, path), next_seq=1, cut="")

    @classmethod
    def reopen(cls, path: Path, system: SystemCalls = SYSTEM) -> "TranscriptWriter":
        """Go on with the session at `path`, after cutting off a last line that a crash tore.

        Raises:
            StorageError: the file is missing, cannot be read or mended, or is open in another
                window; nothing was changed.
        """
        if not path.is_file():
            raise StorageError(f"{one_line(str(path))}: is not there; check the session's name")
        # The lock comes first: what looks torn may be a line that another window is writing.
        file = AppendFile(path, system=system)
        cut = ""
        try:
            found = read_lines(_read_bytes(path), all_drafts=False)
            if found.torn:
                file.cut_to(file.length - found.torn)
                cut = f"a last line of {found.torn} bytes, torn off by a crash, was cut off"
            elif found.unended:
                file.append(b"\n")
        except BaseException:
            file.close()
            raise
        transcript = Transcript(path.stem, path, found.events, found.problems)
        return cls(file, transcript, found.next_seq, cut)

    def append(self, data: EventData, now: datetime) -> Event:
        """Write one event and return it; it is on the disk by then.

        Raises:
            StorageError: it could not be written; the session can go on once that is mended.
        """
        with self._lock:
            seq = self._first_seq + self._file.appended
            at = _utc(now).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            event = Event(seq, at, data)
            self._file.append(event_line(event))
            return event

    def close(self) -> None:
        """Close the file and free it for other windows."""
        with self._lock:
            self._file.close()


def read_transcript(path: Path, all_drafts: bool = True) -> Transcript:
    """Return what can be read of the session at `path`, and what cannot.

    Neither locks nor changes the file, so a session can be read while it runs. Without
    `all_drafts` an autosave that another one followed is left out.

    Raises:
        StorageError: the file itself cannot be read. Broken content is no error but a problem.
    """
    found = read_lines(_read_bytes(path), all_drafts)
    return Transcript(path.stem, path, found.events, found.problems)


def read_told(path: Path) -> tuple[Event, ...]:
    """Return the events of the session at `path` without its autosaves, as far as they are whole.

    For those who read many sessions: autosaves are most of a transcript, and nothing of how it
    went depends on them.

    Raises:
        StorageError: the file itself cannot be read.
    """
    lines = _read_bytes(path).split(b"\n")
    # An answer cannot hold this: its quotation marks have backslashes before them.
    return read_lines(b"\n".join(line for line in lines if _DRAFTED not in line)).events


def list_sessions(folder: Path) -> tuple[Path, ...]:
    """Return the sessions in `folder`, newest first; other files and links are left out."""
    try:
        found = [
            entry
            for entry in folder.iterdir()
            if _SESSION_NAME.fullmatch(entry.name) and entry.is_file() and not entry.is_symlink()
        ]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise cannot("listed", folder, error) from error
    return tuple(sorted(found, key=lambda path: path.name, reverse=True))


def find_session(folder: Path, text: str) -> Path:
    """Return the session in `folder` that `text` names: its id, or a beginning or end of it alone.

    Raises:
        UsageError: there is none, or more than one; the error lists up to five to choose from.
    """
    wanted = text.strip().removesuffix(SUFFIX)
    sessions = list_sessions(folder)
    exact = [path for path in sessions if path.stem == wanted]
    found = exact or [
        path for path in sessions if path.stem.startswith(wanted) or path.stem.endswith(wanted)
    ]
    if wanted and len(found) == 1:
        return found[0]
    name, place = one_line(wanted)[:80], one_line(str(folder))
    if not sessions:
        raise UsageError(f"no session {name!r}: {place} holds none; start one with interviewer run")
    listed = ", ".join(path.stem for path in (found or sessions)[:CANDIDATES_SHOWN])
    if wanted and found:
        raise UsageError(
            f"session {name!r}: {len(found)} fit; type more of the one you mean: {listed}"
        )
    raise UsageError(f"no session {name!r} in {place}; choose one, the newest are: {listed}")


def _read_bytes(path: Path) -> bytes:
    try:
        return read_at_most(path, _LARGEST)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise StorageError(
                f"{one_line(str(path))}: is larger than any session; move it to another folder"
            ) from None
        raise cannot("read", path, error) from error


def _utc(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise ValueError("the time of an event needs its time zone")
    return now.astimezone(UTC)
