"""The entry point: the program's own options, its commands, and how errors end."""

import os
import sys
from pathlib import Path

import click

from interviewer import __version__
from interviewer.cli.grade import grade
from interviewer.cli.options import find_paths, folder_options
from interviewer.cli.rubric import rubric
from interviewer.cli.run import resume, run
from interviewer.cli.transcript import transcript
from interviewer.model.errors import InterviewerError
from interviewer.model.text import clean_text

UNEXPECTED = 70
"""The exit code of a fault in the program itself (EX_SOFTWARE of sysexits.h)."""


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
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
    """Say where rubrics and transcripts lie."""
    from interviewer.cli.output import say

    found = find_paths(context, rubrics, transcripts)
    say(f"rubrics      {found.rubrics or '(none of your own)'}")
    say(f"shipped      {found.shipped_rubrics}")
    say(f"transcripts  {found.transcripts}")


for command in (run, resume, grade, rubric, transcript):
    program.add_command(command)


def main() -> None:
    """Run the command line; every error ends in one clear line and an exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Whatever the locale, what a terminal cannot show must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = program.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        click.echo(f"interviewer: {_one_line(error)}", err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except InterviewerError as error:
        click.echo(f"interviewer: {clean_text(str(error))}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader went away: nothing more to say, and nothing to complain about either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        # No traceback: it would show a candidate's words. The place of the fault is enough.
        click.echo(f"interviewer: {_describe(error)}", err=True)
        sys.exit(UNEXPECTED)
    sys.exit(code if isinstance(code, int) else 0)


def _one_line(error: click.ClickException) -> str:
    """Return what was wrong with the command, and where its help is."""
    message = clean_text(error.format_message()).strip().replace("\n", " ")
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "interviewer"
    return f"{message.rstrip('.')}; see '{command} --help'"


def _describe(error: Exception) -> str:
    """Return what went wrong inside the program, without any text that someone typed."""
    place = "unknown place"
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        place = f"{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"a fault in the program ({type(error).__name__} at {place}); "
        "nothing that was sent is lost, 'interviewer resume' goes on"
    )
