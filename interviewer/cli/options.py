"""Options that many commands share, and what they lead to."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from interviewer.storage.paths import Paths

Command = TypeVar("Command", bound=Callable[..., Any])

STAGES = ("basic", "fresher", "experienced")
"""Written out, as the help of a command needs them: importing the model takes a while."""

_FOLDER = click.Path(path_type=Path)


def folder_options(command: Command) -> Command:
    """Add --rubrics and --transcripts; on a subcommand they win over those of the program."""
    rubrics = click.option(
        "--rubrics", type=_FOLDER, metavar="DIR", help="The folder of the banks to use."
    )
    transcripts = click.option(
        "--transcripts", type=_FOLDER, metavar="DIR", help="The folder of the transcripts."
    )
    return rubrics(transcripts(command))


def json_option(command: Command) -> Command:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(
        command
    )


def find_paths(
    context: click.Context, rubrics: Path | None = None, transcripts: Path | None = None
) -> "Paths":
    """Return the folders in force for a command."""
    from interviewer.storage.paths import resolve_paths

    program = context.find_root().params
    return resolve_paths(
        rubrics or program.get("rubrics"),
        transcripts or program.get("transcripts"),
        Path.cwd(),
        os.environ,
    )
