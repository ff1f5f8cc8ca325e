"""Answers that were typed before a file could be made of them, kept until it is."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from interviewer.model.text import clean_text
from interviewer.storage.durable import ensure_folder, write_atomic
from interviewer.storage.system_calls import cannot

_LARGEST = 1_000_000


def read_answers(path: Path) -> dict[str, str]:
    """Return the answers that were kept, none where there are none or where they are damaged."""
    with suppress(OSError, ValueError, RecursionError):
        with path.open("rb") as file:
            data = json.loads(file.read(_LARGEST))
        if isinstance(data, dict) and all(isinstance(value, str) for value in data.values()):
            return {clean_text(key): clean_text(value) for key, value in data.items()}
    return {}


def keep_answers(path: Path, answers: Mapping[str, str]) -> None:
    """Put the answers on the disk.

    Raises:
        StorageError: they cannot be written.
    """
    ensure_folder(path.parent)
    write_atomic(path, json.dumps(dict(answers), ensure_ascii=True, indent=1).encode())


def forget_answers(path: Path) -> None:
    """Delete the answers.

    Raises:
        StorageError: they cannot be deleted.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot("deleted", path, error) from error
