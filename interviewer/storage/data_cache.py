"""Data that was hard to get, kept as JSON so that it need not be got again.

An entry belongs to the hash of what it was made of and to the rules of the program that made it.
Whatever is wrong with the cache, the data is made anew and nothing is said.
"""

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from interviewer import __version__
from interviewer.model.errors import StorageError
from interviewer.storage.codec import canonical, from_data, to_data
from interviewer.storage.collection import collection_paused
from interviewer.storage.durable import ensure_folder, write_atomic
from interviewer.storage.system_calls import UnhurriedCalls, read_at_most
from interviewer.storage.yaml_text import MOST_BYTES

CACHE_FORMAT = 1
MOST_ENTRIES = 50

_END = b"}\n"
_LARGEST = 8 * MOST_BYTES  # JSON writes six characters for one at most
_OLD = 3600.0  # seconds: no write takes this long, so what is left was given up
_ENTRY = re.compile(r"[0-9a-f]{64}-[0-9a-f]{16}\.json")
_LEFT_OVER = re.compile(rf"\.{_ENTRY.pattern}\.[0-9a-f]+\.tmp")

T = TypeVar("T")


_CALLS = UnhurriedCalls()


@dataclass(frozen=True)
class DataCache(Generic[T]):
    """The entries of one kind under the cache folder `folder`, for a program with these `rules`.

    `kind` is the dataclass that is kept, `name` what the entries call it. An entry is one JSON
    object whose last value is the data: its bytes are hashed as they are.
    """

    folder: Path
    rules: str
    kind: type[T]
    name: str

    def find(self, made_of: str) -> T | None:
        """Return what was made of the data with this hash, or None where no good entry is there."""
        found = self.find_hashed(made_of)
        return found[0] if found else None

    def find_hashed(self, made_of: str) -> tuple[T, str] | None:
        """Return what was made of the data with this hash, and the hash of its canonical JSON.

        Its bytes must have the hash that was stored with them, every field must be there and of
        its type, and no other; whatever else must hold was checked by the same rules before.
        Without a good entry there is None.
        """
        before = self._before
        try:
            entry = read_at_most(self._path(made_of), _LARGEST)
            begin = entry.find(before) + len(before)
            content = memoryview(entry)[begin : -len(_END)]  # a copy of megabytes takes its time
            content_hash = sha256(content).hexdigest()
            head = self._head(made_of, content_hash)
            if entry[:begin] != head + before or entry[-len(_END) :] != _END:
                return None
            with collection_paused():
                data = json.loads(str(content, "ascii"))
                return from_data(self.kind, data, exact=True), content_hash
        except (OSError, ValueError, RecursionError):
            return None

    def keep(self, made_of: str, value: T) -> None:
        """Keep what was made of the data with this hash, if that is possible."""
        content = canonical(to_data(value))
        head = self._head(made_of, sha256(content).hexdigest())
        path = self._path(made_of)
        with suppress(StorageError, OSError):
            ensure_folder(path.parent, _CALLS)
            # What is there is no good entry: neither its permissions nor its target are kept.
            with suppress(FileNotFoundError):
                _CALLS.unlink(path)
            write_atomic(path, head + self._before + content + _END, _CALLS)
            _prune(path.parent)

    @property
    def _before(self) -> bytes:
        return f', "{self.name}": '.encode()

    def _path(self, made_of: str) -> Path:
        return self.folder / f"{self.name}s" / f"{made_of}-{self.rules[:16]}.json"

    def _head(self, made_of: str, content_hash: str) -> bytes:
        """Return what an entry says before its data."""
        head = {
            "cache": CACHE_FORMAT,
            "content_hash": content_hash,
            "made_of": made_of,
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
