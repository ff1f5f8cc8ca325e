"""The text of a YAML file, checked before any parser sees it: size, encoding, characters."""

import re
import stat
from pathlib import Path
from typing import NoReturn

from interviewer.model.errors import InputError, Problem, RubricError
from interviewer.model.text import one_line

MOST_BYTES = 8 * 1024 * 1024

# YAML 1.1 ends a line at NEL, LS and PS where editors do not, so they would shift every place.
# Compiled when a text is looked at, which takes 5 ms: what comes from a cache is read as bytes.
_FORBIDDEN = "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


_PLAIN_BYTES = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


class YamlRefusedError(InputError):
    """A text that is not read any further; the last problem says why."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems found up to the refusal and the refusal itself."""
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def read_yaml(path: Path) -> str:
    """Return the text of a file, checked for its size before it is read.

    Raises:
        InputError: where the file cannot be read at all.
        YamlRefusedError: where it is too large or not UTF-8.
    """
    return decode_yaml(read_yaml_bytes(path))


def read_yaml_bytes(path: Path) -> bytes:
    """Return the bytes of a file, checked for its size before it is read.

    Raises:
        InputError: where the file cannot be read at all.
        YamlRefusedError: where it is too large.
    """
    name = one_line(str(path))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"{name} is a folder; name a file in it")
        # A pipe or a device has no size to check, and might never end.
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{name} is not a plain file; copy it into one first")
        if status.st_size > MOST_BYTES:
            _refuse_size()
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"there is no file {name}; check the name and the folder") from None
    except PermissionError:
        raise InputError(f"{name} may not be read; ask its owner for permission") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name} cannot be read ({reason}); check the name") from None
    if len(data) > MOST_BYTES:
        _refuse_size()
    return data


def check_size(text: str) -> str:
    """Return `text` without its byte order mark.

    Raises:
        YamlRefusedError: where it is too large.
    """
    if len(text) > MOST_BYTES:
        _refuse_size()
    return text.removeprefix("\ufeff")


def check_characters(text: str, start: int, stop: int) -> None:
    """Check the characters of a part of a text.

    Raises:
        YamlRefusedError: where there is one that YAML cannot hold.
    """
    piece = text[start:stop]
    forbidden = re.search(_FORBIDDEN, piece) if _holds_forbidden(piece) else None
    if forbidden:
        line, column = _place(text[: start + forbidden.start()])
        code = f"U+{ord(forbidden.group()):04X}"
        message = f"there is an invisible character ({code}) that does not belong in a text"
        raise YamlRefusedError(
            Problem(line, column, "", message, "delete it and save the file again")
        )


def _holds_forbidden(text: str) -> bool:
    """Return whether the search for a forbidden character has one to find.

    Taking the plain characters out first is several times faster than the search, and leaves
    little to search.
    """
    try:
        rest = text.encode().translate(None, _PLAIN_BYTES)
    except UnicodeEncodeError:  # a surrogate, which is forbidden
        return True
    return re.search(_FORBIDDEN, rest.decode()) is not None


def decode_yaml(data: bytes) -> str:
    """Return the text of a file's bytes.

    Raises:
        YamlRefusedError: where they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8-sig", "replace"))
        message, mend = "the file is not UTF-8 text", "save it again with the encoding UTF-8"
        raise YamlRefusedError(Problem(line, column, "", message, mend)) from None


def _place(before: str) -> tuple[int, int]:
    """Return line and column, from 1, of what follows `before`."""
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _refuse_size() -> NoReturn:
    message = f"the file is larger than {MOST_BYTES // 1024 // 1024} MB"
    raise YamlRefusedError(Problem(1, 1, "", message, "split it into several files"))


def read_rubric_bytes(path: Path) -> bytes:
    """Return the bytes of a rubric file, for `parse_rubric_bytes`.

    Raises:
        InputError: where the file cannot be read.
        RubricError: where it is too large.
    """
    try:
        return read_yaml_bytes(path)
    except YamlRefusedError as refusal:
        raise RubricError(one_line(str(path)), refusal.problems) from None
