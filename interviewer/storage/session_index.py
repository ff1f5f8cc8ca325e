"""The index of a folder of sessions: what the list tells of each, kept so that no file is read.

It is a cache and nothing else. An entry counts only while its file has the size, the time of change
and the inode that it was read with; whatever else is wrong, the sessions are read instead and
nothing is said. The first line names the format, the folder and the rules of the program; each
further line holds a block of entries behind the BLAKE2b hash, 16 bytes in hex, of what it says,
keyed with the first line: no block counts in the index of another folder or program.
"""

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from interviewer.model.errors import StorageError
from interviewer.storage.codec import canonical, from_data
from interviewer.storage.durable import ensure_folder, write_atomic
from interviewer.storage.session_columns import Columns, from_columns, to_columns
from interviewer.storage.session_entry import Row, Stamp
from interviewer.storage.system_calls import FILE_MODE, UnhurriedCalls, cannot, read_at_most
from interviewer.storage.transcript_log import _SESSION_NAME as SESSION_NAME
from interviewer.storage.transcript_log import SUFFIX

FOLDER_NAME = "sessions"
INDEX_FORMAT = 1
MOST_INDEXES = 20
BLOCK = 500
"""How many entries a block has: damage loses one block, and no call takes the processor long."""

_LARGEST = 1 << 29  # bytes: half a million sessions, more than a list can be read for
_OLD = 3600 * 10**9  # ns: no write takes this long, so what is left was given up
_INDEX = re.compile(r"[0-9a-f]{32}\.jsonl")
_LEFT_OVER = re.compile(rf"\.{_INDEX.pattern}\.[0-9a-f]+\.tmp")


_CALLS = UnhurriedCalls()


@dataclass(frozen=True)
class SessionIndex:
    """The index of the sessions in `folder`, under the cache folder `cache`.

    `rules` changes with the program: what one version says of a session another may not.
    """

    cache: Path
    folder: Path
    rules: str

    @cached_property
    def path(self) -> Path:
        """Return the file of the index; its name is a hash, for a folder's may be too long."""
        name = blake2b(os.fsencode(self._folder_name), digest_size=16).hexdigest()
        return self.cache / FOLDER_NAME / f"{name}.jsonl"

    def load(self) -> dict[str, Row]:
        """Return the entries by their ids, each with what its file was when it was read.

        Blocks that are not as they were written are left out.
        """
        return {name: row for block in self.blocks() for name, row in block.items()}

    def blocks(self) -> Iterator[dict[str, Row]]:
        """Yield the entries as `load` returns them, block by block, the newest first."""
        try:
            head, *lines = read_at_most(self.path, _LARGEST).split(b"\n")
        except OSError:
            return
        if head != self._head:
            return
        for line in lines:
            with suppress(ValueError, RecursionError):
                yield self._block(line)

    def save(self, rows: Mapping[str, Row]) -> None:
        """Put these entries in the place of the index, if that is possible.

        Where two programs write at once, the last one's index stays.
        """
        ids = sorted(rows, reverse=True)  # the names begin with the time
        lines = [self._head]
        for begin in range(0, len(ids), BLOCK):
            columns = to_columns(rows[each] for each in ids[begin : begin + BLOCK])
            with suppress(ValueError):  # JSON has no NaN: such an entry is read from its file
                content = json.dumps(vars(columns), default=vars, allow_nan=False).encode("ascii")
                lines.append(self._sum(content) + b" " + content)
        with suppress(StorageError, OSError):
            ensure_folder(self.path.parent, _CALLS)
            _remove_foreign(self.path)
            write_atomic(self.path, b"\n".join(lines) + b"\n", _CALLS)
            _prune(self.path)

    def _block(self, line: bytes) -> dict[str, Row]:
        """Return the entries of a line.

        Raises:
            ValueError: it is no block, or not as it was written.
        """
        given, _, content = line.partition(b" ")
        if given != self._sum(content):
            raise ValueError("the hash does not fit")
        columns = from_data(Columns, json.loads(content), exact=True)
        return {entry.id: (stamp, entry) for stamp, entry in from_columns(columns, self.folder)}

    @cached_property
    def _folder_name(self) -> str:
        return os.path.abspath(self.folder)  # noqa: PTH100  # links stay: they may be led elsewhere

    @cached_property
    def _head(self) -> bytes:
        head = {"folder": self._folder_name, "index": INDEX_FORMAT, "rules": self.rules}
        return canonical(head)

    @cached_property
    def _key(self) -> bytes:
        return blake2b(self._head, digest_size=32).digest()

    def _sum(self, content: bytes) -> bytes:
        return blake2b(content, digest_size=16, key=self._key).hexdigest().encode("ascii")


def session_stamps(folder: Path) -> dict[str, Stamp]:
    """Return what tells each session in `folder` from what it was, by its id, the newest first.

    Other files and links are left out, as `list_sessions` does.

    Raises:
        StorageError: the folder cannot be listed.
    """
    stamps: dict[str, Stamp] = {}
    is_session = SESSION_NAME.fullmatch
    try:
        with os.scandir(folder) as found:
            for file in found:
                if is_session(file.name):
                    try:
                        status = file.stat(follow_symlinks=False)
                    except FileNotFoundError:  # removed since it was listed
                        continue
                    if stat.S_ISREG(status.st_mode):
                        stamp = (status.st_size, status.st_mtime_ns, status.st_ino)
                        stamps[file.name[: -len(SUFFIX)]] = stamp
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise cannot("listed", folder, error) from error
    return dict(sorted(stamps.items(), reverse=True))


def _remove_foreign(path: Path) -> None:
    """Remove what is no index of this user's own: neither a link's target nor a mode is kept."""
    with suppress(FileNotFoundError):
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode) or stat.S_IMODE(mode) != FILE_MODE:
            _CALLS.unlink(path)


def _prune(path: Path) -> None:
    """Remove the indexes that were not written for longest, and what killed writers left behind."""
    now = path.stat().st_mtime_ns
    indexes: list[tuple[int, Path]] = []
    with os.scandir(path.parent) as found:
        for file in found:
            # Another program may be removing the same files.
            with suppress(FileNotFoundError):
                changed = file.stat(follow_symlinks=False).st_mtime_ns
                if _INDEX.fullmatch(file.name) and file.name != path.name:
                    indexes.append((changed, path.with_name(file.name)))
                elif _LEFT_OVER.fullmatch(file.name) and changed < now - _OLD:
                    _CALLS.unlink(path.with_name(file.name))
    for _, old in sorted(indexes, reverse=True)[MOST_INDEXES - 1 :]:
        with suppress(FileNotFoundError):
            _CALLS.unlink(old)
