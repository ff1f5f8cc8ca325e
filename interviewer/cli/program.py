"""The command line as click sees it: the program's own options and its commands."""

import sys
from pathlib import Path

import click

from interviewer import __version__
from interviewer.cli.later import LaterGroup
from interviewer.cli.options import find_paths, folder_options
from interviewer.model.text import clean_text

INTERRUPTED = 130
"""The exit code after Ctrl+C: 128 and the number of the signal."""


_LATER = {
    "calibrate": "interviewer.cli.calibrate:calibrate",
    "grade": "interviewer.cli.grade:grade",
    "progress": "interviewer.cli.progress_report:progress",
    "resume": "interviewer.cli.run:resume",
    "rubric": "interviewer.cli.rubric:rubric",
    "run": "interviewer.cli.run:run",
    "transcript": "interviewer.cli.transcript:transcript",
}


@click.group(
    cls=LaterGroup,
    later=_LATER,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@folder_options
@click.version_option(__version__, prog_name="interviewer")
@click.pass_context
def program(context: click.Context, rubrics: Path | None, transcripts: Path | None) -> None:
    """A mock interviewer in the terminal: it asks, follows up, and explains every mark.

    Without a command the full-screen app opens.
    """
    if context.invoked_subcommand is None:
        from interviewer.cli.app import open_home

        context.exit(open_home(find_paths(context, rubrics, transcripts)))


@program.command()
@folder_options
@click.pass_context
def paths(context: click.Context, rubrics: Path | None, transcripts: Path | None) -> None:
    """Say where rubrics, transcripts and the cache lie."""
    from interviewer.cli.output import say

    found = find_paths(context, rubrics, transcripts)
    say(f"rubrics      {found.rubrics or '(none of your own)'}")
    say(f"shipped      {found.shipped_rubrics}")
    say(f"transcripts  {found.transcripts}")
    say(f"cache        {found.cache}")


def run_program() -> int:
    """Run the command line that was typed and return the exit code.

    What click finds wrong with it is said in one line; everything else that goes wrong is the
    caller's to say.

    Raises:
        BrokenPipeError: nobody reads the output any more.
    """
    output = sys.stdout
    try:
        code = program.main(standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"interviewer: {_one_line(error)}", err=True)
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    except SystemExit:
        # Where the reader of a pipe went away, click puts another stream there and ends with 1.
        if sys.stdout is output:
            raise
        raise BrokenPipeError from None
    return code if isinstance(code, int) else 0


def _one_line(error: click.ClickException) -> str:
    """Return what was wrong with the command, and where its help is."""
    message = clean_text(error.format_message()).strip().replace("\n", " ")
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "interviewer"
    return f"{message.rstrip('.')}; see '{command} --help'"
