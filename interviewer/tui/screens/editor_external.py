"""A text handed to the coach's own editor, and taken back when that ends."""

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from interviewer.model.errors import StorageError, UsageError
from interviewer.model.text import clean_text
from interviewer.storage.durable import ensure_folder, write_atomic

VARIABLES = ("VISUAL", "EDITOR")


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the command of the coach's own editor.

    Raises:
        UsageError: none is set, or it cannot be read as a command.
    """
    given = next((environment[name] for name in VARIABLES if environment.get(name, "").strip()), "")
    try:
        command = shlex.split(given)
    except ValueError:
        command = []
    if not command:
        raise UsageError("no editor is set; put its name into $EDITOR, as in EDITOR=nano")
    return command


def edit_outside(command: Sequence[str], text: str, path: Path) -> str:
    """Return `text` as it is after the editor has run on it.

    Args:
        command: the editor and its options.
        text: what to edit.
        path: a file for it, which is gone afterwards.

    Raises:
        UsageError: the editor cannot be started, or failed; the text is as it was.
        StorageError: the file cannot be written or read.
    """
    ensure_folder(path.parent)
    write_atomic(path, (text + "\n").encode())
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
        if code:
            raise UsageError(f"the editor ended with an error ({code}); your text is as it was")
        return clean_text(path.read_bytes().decode("utf-8", "replace")).removesuffix("\n")
    except OSError as error:
        if isinstance(error, FileNotFoundError) and path.exists():
            message = f"there is no editor {command[0]!r}; set $EDITOR to one that is installed"
            raise UsageError(message) from None
        raise StorageError(f"the edited text cannot be read ({error.strerror})") from None
    finally:
        path.unlink(missing_ok=True)
