"""Rubrics that loaded without a problem, kept as JSON so that they need not be parsed again.

An entry belongs to the exact bytes of a file and to the rules of the program that accepted them.
Whatever is wrong with the cache, the file itself is read instead and nothing is said.
"""

import json
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from interviewer import __version__
from interviewer.model.errors import StorageError
from interviewer.model.rubric import Rubric
from interviewer.storage.codec import canonical, from_data, to_data
from interviewer.storage.durable import ensure_folder, write_atomic
from interviewer.storage.rubric_file import parse_rubric_bytes, read_rubric_bytes
from interviewer.storage.rubric_reader import CheckPattern
from interviewer.storage.system_calls import SystemCalls
from interviewer.storage.yaml_text import MOST_BYTES

FOLDER_NAME = "rubrics"
CACHE_FORMAT = 1
MOST_ENTRIES = 50

# An entry is one JSON object whose last value is the rubric: its bytes are hashed as they are.
_BEFORE_RUBRIC = b', "rubric": '
_END = b"}\n"
_LARGEST = 8 * MOST_BYTES  # JSON writes six characters for one at most
_OLD = 3600.0  # seconds: no write takes this long, so what is left was given up
_ENTRY = re.compile(r"[0-9a-f]{64}-[0-9a-f]{16}\.json")
_LEFT_OVER = re.compile(rf"\.{_ENTRY.pattern}\.[0-9a-f]+\.tmp")


class _Unhurried(SystemCalls):
    """Writes without waiting for the disk: what a crash tears, the hash finds out."""

    def fsync(self, descriptor: int) -> None:
        """Leave the moment to the system."""

    def sync_folder(self, folder: Path) -> None:
        """Leave the moment to the system."""


_CALLS = _Unhurried()


@dataclass(frozen=True)
class RubricCache:
    """The entries under the cache folder `folder`, for a program with these `rules`."""

    folder: Path
    rules: str

    def load(self, path: Path, check_pattern: CheckPattern) -> Rubric:
        """Return the rubric in a file, from the cache where it is there.

        Raises:
            InputError: where the file cannot be read.
            RubricError: where it is no rubric, with all its problems.
        """
        data = read_rubric_bytes(path)
        file_hash = sha256(data).hexdigest()
        rubric = self.find(file_hash)
        if rubric is None:
            rubric = parse_rubric_bytes(data, path, check_pattern)
            self.keep(file_hash, rubric)
        return rubric

    def find(self, file_hash: str) -> Rubric | None:
        """Return the rubric of the file with this hash, or None where no good entry is there.

        The bytes of the rubric must have the content hash that was stored with them, every field
        must be there and of its type, and no other; limits and patterns were checked by the same
        rules before the rubric was stored.
        """
        try:
            entry = _read(self._path(file_hash))
            begin = entry.find(_BEFORE_RUBRIC) + len(_BEFORE_RUBRIC)
            content = memoryview(entry)[begin : -len(_END)]  # a copy of megabytes takes its time
            head = self._head(file_hash, sha256(content).hexdigest())
            if entry[:begin] != head + _BEFORE_RUBRIC or entry[-len(_END) :] != _END:
                return None
            return from_data(Rubric, json.loads(str(content, "ascii")), exact=True)
        except (OSError, ValueError, RecursionError):
            return None

    def keep(self, file_hash: str, rubric: Rubric) -> None:
        """Keep the rubric of the file with this hash, if that is possible."""
        content = canonical(to_data(rubric))
        head = self._head(file_hash, sha256(content).hexdigest())
        path = self._path(file_hash)
        with suppress(StorageError, OSError):
            ensure_folder(path.parent, _CALLS)
            # What is there is no good entry: neither its permissions nor its target are kept.
            with suppress(FileNotFoundError):
                _CALLS.unlink(path)
            write_atomic(path, head + _BEFORE_RUBRIC + content + _END, _CALLS)
            _prune(path.parent)

    def _path(self, file_hash: str) -> Path:
        return self.folder / FOLDER_NAME / f"{file_hash}-{self.rules[:16]}.json"

    def _head(self, file_hash: str, content_hash: str) -> bytes:
        """Return what an entry says before its rubric."""
        head = {
            "cache": CACHE_FORMAT,
            "content_hash": content_hash,
            "file_hash": file_hash,
            "rules": self.rules,
        }
        return canonical(head).removesuffix(b"}")


def rules_of(folders: Iterable[Path]) -> str:
    """Return a hash that changes with the program: its version and the sources in `folders`.

    What one version takes another may refuse, and the difference can be in any of them.
    """
    rules = sha256(f"{CACHE_FORMAT} {__version__}".encode())
    for folder in folders:
        with suppress(OSError):  # a program without sources has its version alone
            for name in sorted(os.listdir(folder)):  # noqa: PTH208 - takes half the time
                if name.endswith(".py"):
                    source = (folder / name).read_bytes()
                    rules.update(f"\n{name} {len(source)}\n".encode() + source)
    return rules.hexdigest()


def _read(path: Path) -> bytes:
    """Return what is in a cache file; a pipe would never end, and no entry is that large."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
        return b""
    return path.read_bytes()


def _prune(folder: Path) -> None:
    """Remove all but the newest entries, and what writers left behind that were killed."""
    entries: list[tuple[float, Path]] = []
    left_over: list[tuple[float, Path]] = []
    with os.scandir(folder) as found:
        for file in found:
            # Another program may be removing the same files.
            with suppress(FileNotFoundError):
                age = (file.stat(follow_symlinks=False).st_mtime, folder / file.name)
                if _ENTRY.fullmatch(file.name):
                    entries.append(age)
                elif _LEFT_OVER.fullmatch(file.name):
                    left_over.append(age)
    entries.sort(reverse=True)
    newest = entries[0][0] if entries else 0.0
    old = [path for _, path in entries[MOST_ENTRIES:]]
    for path in old + [path for changed, path in left_over if changed < newest - _OLD]:
        with suppress(FileNotFoundError):
            _CALLS.unlink(path)
