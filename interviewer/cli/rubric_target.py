"""Where commands write files that people then keep: never over one that is there."""

from pathlib import Path

from interviewer.model.errors import UsageError
from interviewer.model.text import one_line


def check_new_file(target: Path, option: str, force: bool = False) -> None:
    """Refuse a folder, and a file that is there already unless `force` holds.

    Args:
        target: the file to be written.
        option: what the user names the file by, as in ``--output``.
        force: whether a file may be written over; a command without --force leaves it out.

    Raises:
        UsageError: it would be written over, or its folder is not there.
    """
    name = one_line(str(target))
    if target.is_dir():
        raise UsageError(f"{name}: is a folder; give {option} the name of a file")
    if target.exists() and not force:
        raise UsageError(f"{name}: is there already; nothing was written, give another {option}")
    if not target.absolute().parent.is_dir():
        raise UsageError(
            f"{name}: its folder is not there; make it first, or give another {option}"
        )
