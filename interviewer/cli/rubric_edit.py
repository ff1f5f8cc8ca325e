"""`interviewer rubric edit`: a bank in your own editor, checked when you come back."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options

if TYPE_CHECKING:
    from interviewer.storage.paths import Paths

_FOUND_PROBLEMS = 1


@click.command("edit")
@click.argument("name", metavar="ID|FILE")
@click.option("--yes", is_flag=True, help="Copy a shipped bank to your own folder without asking.")
@folder_options
@click.pass_context
def edit_command(
    context: click.Context, name: str, yes: bool, rubrics: Path | None, transcripts: Path | None
) -> None:
    """Open a bank in $VISUAL or $EDITOR, then check it and show its problems at their lines.

    A bank that ships with the program is copied to your own folder of rubrics first.
    """
    from interviewer.cli.rubric_check import Wanted, check_bank
    from interviewer.model.errors import InputError
    from interviewer.services.banks import find_bank

    editor = _editor()
    paths = find_paths(context, rubrics, transcripts)
    path = find_bank(paths, name)
    if not path.is_file():
        raise InputError(f"there is no file {path}; 'interviewer rubric new {path}' makes one")
    if _is_shipped(path, paths):
        path = _copied(path, paths, yes)
    while True:
        _open(editor, path)
        if check_bank(path, Wanted(notes=False, cross=False, as_json=False)):
            return
        if not sys.stdin.isatty() or not _agrees("Edit again?"):
            context.exit(_FOUND_PROBLEMS)


def _editor() -> list[str]:
    """Return the editor's command.

    Raises:
        UsageError: none is set, or it cannot be read.
    """
    from interviewer.model.errors import UsageError

    name = next((n for n in ("VISUAL", "EDITOR") if os.environ.get(n, "").strip()), "")
    if not name:
        raise UsageError("no editor is set; set EDITOR, as in: EDITOR=nano interviewer rubric edit")
    try:
        return shlex.split(os.environ[name], posix=os.name != "nt")
    except ValueError as error:
        raise UsageError(f"${name} cannot be read ({error}); mend its quotes") from None


def _open(editor: list[str], path: Path) -> None:
    from interviewer.cli.output import say
    from interviewer.model.errors import UsageError

    try:
        code = subprocess.run([*editor, str(path)], check=False).returncode
    except OSError as error:
        raise UsageError(
            f"the editor {editor[0]} does not start ({error.strerror}); set EDITOR to another"
        ) from None
    if code:
        say(f"The editor ended with code {code}; the file is checked as it is now.", error=True)


def _is_shipped(path: Path, paths: "Paths") -> bool:
    """Return whether a file is the program's own; in a checkout its banks are the coach's."""
    shipped = paths.shipped_rubrics.resolve()
    own = paths.rubrics is not None and paths.rubrics.resolve() == shipped
    return path.resolve().parent == shipped and not own


def _copied(path: Path, paths: "Paths", yes: bool) -> Path:
    """Return the copy of a shipped bank in the coach's own folder.

    Raises:
        UsageError: there is a file in its place, or the coach wants no copy.
    """
    from interviewer.cli.output import say
    from interviewer.cli.rubric_target import check_new_file
    from interviewer.model.errors import UsageError
    from interviewer.storage.durable import ensure_folder, write_atomic
    from interviewer.storage.yaml_text import read_rubric_bytes

    target = (paths.rubrics or paths.user_data / "rubrics") / path.name
    if not yes and not _agrees(f"'{path.stem}' ships with the program. Edit a copy, {target}?"):
        raise UsageError("nothing was changed; --yes copies a shipped bank without asking")
    ensure_folder(target.parent)
    check_new_file(target, "name of the bank")
    write_atomic(target, read_rubric_bytes(path))
    say(f"Copied to {target}; it takes the place of the shipped one.")
    return target


def _agrees(question: str) -> bool:
    """Return whether somebody agrees; the end of the input is no."""
    from interviewer.cli.asking import NoMoreAnswersError, ask

    try:
        return ask(f"{question} y or n", "y").casefold().startswith("y")
    except NoMoreAnswersError:
        return False
