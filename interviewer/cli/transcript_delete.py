"""`interviewer transcript delete`: sessions removed for good."""

import sys
from pathlib import Path

import click

from interviewer.cli.options import find_paths, folder_options


@click.command()
@click.argument("sessions", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All sessions in the folder.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@folder_options
@click.pass_context
def delete(
    context: click.Context,
    sessions: tuple[str, ...],
    everything: bool,
    yes: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Remove SESSIONS for good, with the kept rubrics that no other session needs.

    What will be removed is said first, then asked.
    """
    from interviewer.cli.output import say
    from interviewer.services.session_files import delete_sessions, to_delete
    from interviewer.storage.transcript_log import find_session, list_sessions

    if everything == bool(sessions):
        raise click.UsageError("name the sessions to delete, or give --all.")
    folder = find_paths(context, rubrics, transcripts).transcripts
    chosen = list_sessions(folder) if everything else [find_session(folder, s) for s in sessions]
    files = to_delete(folder, chosen)
    if not files:
        say(f"There are no sessions in {folder}.")
        return
    say("This removes for good:")
    for file in files:
        say(f"  {file}")
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nothing was removed: give --yes where nobody can be asked.")
        if not click.confirm("Remove them?"):
            say("Nothing was removed.")
            return
    delete_sessions(files)
    say(f"{len(files)} files removed.")
