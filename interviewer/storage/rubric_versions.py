"""What lies in the user's data folder while a rubric is edited: its last versions, and drafts.

A bank is known there by its name and a part of the hash of its path: two files of one name, in two
folders, never mix.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path

from interviewer.model.text import clean_text
from interviewer.storage.durable import ensure_folder, write_atomic
from interviewer.storage.system_calls import SYSTEM, SystemCalls, cannot, read_at_most

VERSIONS = "versions"
DRAFTS = "drafts"
MOST_VERSIONS = 10

_LARGEST_DRAFT = 1 << 26  # bytes: more than any bank, which is to hold the item
_TIME = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"\d{8}T\d{6}\.\d{6}Z\.yaml")


@dataclass(frozen=True)
class Version:
    """A file as it was before a save at `at` (UTC)."""

    at: datetime
    path: Path


@dataclass(frozen=True)
class Draft:
    """The text of an item that was not saved, and the text that it was made from."""

    text: str
    base: str


def bank_folder(user_data: Path, kind: str, bank: Path) -> Path:
    """Return the folder of a bank's versions or drafts."""
    name = sha256(str(bank.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return user_data / kind / f"{bank.stem}-{name}"


def keep_version(
    user_data: Path, bank: Path, data: bytes, now: datetime, system: SystemCalls = SYSTEM
) -> Path:
    """Keep what a bank held before `now` (UTC); only the last versions stay.

    Raises:
        StorageError: it cannot be written.
    """
    folder = bank_folder(user_data, VERSIONS, bank)
    ensure_folder(folder, system)
    path = folder / f"{now.astimezone(UTC).strftime(_TIME)}.yaml"
    write_atomic(path, data, system)
    for old in list_versions(user_data, bank)[MOST_VERSIONS:]:
        with suppress(OSError):  # one too many does no harm
            system.unlink(old.path)
    return path


def list_versions(user_data: Path, bank: Path) -> tuple[Version, ...]:
    """Return the versions that are kept of a bank, the newest first.

    Raises:
        StorageError: their folder cannot be listed.
    """
    folder = bank_folder(user_data, VERSIONS, bank)
    try:
        names = sorted(entry.name for entry in folder.iterdir() if _NAME.fullmatch(entry.name))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise cannot("listed", folder, error) from error
    versions = []
    for name in reversed(names):
        with suppress(ValueError):
            at = datetime.strptime(name.removesuffix(".yaml"), _TIME).replace(tzinfo=UTC)
            versions.append(Version(at, folder / name))
    return tuple(versions)


def draft_path(user_data: Path, bank: Path, item_id: str) -> Path:
    """Return where the draft of an item lies; an id of a broken file may be any text."""
    name = sha256(item_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return bank_folder(user_data, DRAFTS, bank) / f"{name}.json"


def keep_draft(
    user_data: Path, bank: Path, item_id: str, draft: Draft, system: SystemCalls = SYSTEM
) -> None:
    """Keep the unsaved text of an item; a new item has no id.

    Raises:
        StorageError: it cannot be written.
    """
    path = draft_path(user_data, bank, item_id)
    ensure_folder(path.parent, system)
    content = json.dumps({"item": item_id, "base": draft.base, "text": draft.text})
    write_atomic(path, content.encode(), system)


def read_draft(user_data: Path, bank: Path, item_id: str) -> Draft | None:
    """Return the unsaved text of an item, or None where there is none that can be read."""
    try:
        path = draft_path(user_data, bank, item_id)
        data = json.loads(read_at_most(path, _LARGEST_DRAFT))
        text, base = data["text"], data["base"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return Draft(text, base) if isinstance(text, str) and isinstance(base, str) else None


def drop_draft(user_data: Path, bank: Path, item_id: str, system: SystemCalls = SYSTEM) -> None:
    """Remove the draft of an item, if there is one.

    Raises:
        StorageError: it cannot be removed.
    """
    path = draft_path(user_data, bank, item_id)
    try:
        system.unlink(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise cannot("removed", path, error) from error


def free_copy_path(path: Path) -> Path:
    """Return a name beside `path` that no file has."""
    number = 1
    while True:
        copy = path.with_name(f"{path.stem}-copy{number if number > 1 else ''}{path.suffix}")
        if not copy.exists():
            return copy
        number += 1


def difference(old: bytes, new: bytes, old_name: str, new_name: str) -> tuple[str, ...]:
    """Return how two versions of a file differ, as the lines of a unified diff."""
    before, after = (clean_text(data.decode("utf-8", "replace")).split("\n") for data in (old, new))
    return tuple(unified_diff(before, after, old_name, new_name, n=2, lineterm=""))
