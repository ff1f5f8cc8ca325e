"""What is kept of a fault in the program: where it was, and nothing that anybody wrote.

A message of an exception may repeat an answer, and so may a local variable; neither is kept. What
is left, the kinds of the exceptions and the places in the code, is what a developer needs first.
"""

import platform
import re
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from interviewer import __version__
from interviewer.model.text import one_line
from interviewer.storage.durable import ensure_folder, write_atomic

FOLDER_NAME = "crashes"
MOST_REPORTS = 20
MOST_FRAMES = 60

_PACKAGE = Path(__file__).parent.parent
_NAME = re.compile(r"crash-\d{8}T\d{6}Z\.txt")


def write_crash_report(user_data: Path, error: BaseException, now: datetime) -> Path | None:
    """Write what is known of a fault into the user's data folder, and return the file.

    The oldest reports go when there are more than `MOST_REPORTS`. Returns None where nothing can
    be written: a fault is told all the same, and a second one must not hide it.
    """
    folder = user_data / FOLDER_NAME
    path = folder / f"crash-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.txt"
    try:
        ensure_folder(folder)
        write_atomic(path, crash_text(error, now).encode("utf-8", "replace"))
    except Exception:
        return None
    with suppress(OSError):
        reports = sorted(each for each in folder.iterdir() if _NAME.fullmatch(each.name))
        for old in reports[:-MOST_REPORTS]:
            old.unlink()
    return path


def told_report(user_data: Path, error: BaseException, now: datetime) -> str:
    """Write a report and return the words that say where it lies, to go after a line; or none."""
    path = write_crash_report(user_data, error, now)
    return f"; the report is {one_line(str(path))}" if path is not None else ""


def crash_text(error: BaseException, now: datetime) -> str:
    """Return the report: versions, the time in UTC, and each exception with its places."""
    head = [
        "A fault in the interviewer. This file holds no answers and no questions.",
        f"interviewer {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",
    ]
    return "\n".join([*head, *_exception_lines(error)]) + "\n"


def _exception_lines(error: BaseException) -> Iterator[str]:
    """Yield the lines of an exception and of those that led to it, the last of them first."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        if seen:
            yield "while handling or because of"
        seen.add(id(found))
        yield type(found).__name__
        frames = traceback.extract_tb(found.__traceback__)
        for frame in frames[-MOST_FRAMES:]:
            yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
        found = found.__cause__ or found.__context__


def _place(filename: str) -> str:
    """Return a file of the program by its path in it, and of any other the last two names."""
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return "/".join(path.parts[-2:])
