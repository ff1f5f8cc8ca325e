"""`interviewer transcript export`: sessions to read, to print, or for programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options

if TYPE_CHECKING:
    from interviewer.services.report import ReportedSession

_STANDARD_OUTPUT = "-"


@click.command()
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@click.option("--all", "every", is_flag=True, help="All sessions of the folder.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("html", "md", "json", "csv")),
    required=True,
    help="A page to read and print, Markdown, all data, or a row for each answer.",
)
@click.option(
    "--output",
    metavar="FILE|-",
    help="Where to write; - is standard output. Without it html goes to a file named after the "
    "session in the working folder, the others to standard output.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option(
    "--anonymous",
    is_flag=True,
    help="Without session ids, dates and coaches' names. Answers, reasons and notes are kept as "
    "typed: look through them, they may hold names.",
)
@folder_options
@click.pass_context
def export(
    context: click.Context,
    sessions: tuple[str, ...],
    every: bool,
    form: str,
    output: str | None,
    force: bool,
    anonymous: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Write sessions as a report: SESSION, one or more, or the newest."""
    from interviewer.cli.output import say
    from interviewer.services.report import anonymised, earlier_attempts
    from interviewer.services.report_formats import ReportFormat, write_report
    from interviewer.storage.durable import write_atomic

    if every and sessions:
        raise click.UsageError("--all and SESSION exclude each other; give one of them.")
    folder = find_paths(context, rubrics, transcripts).transcripts
    paths = _paths(folder, sessions, every)
    target = _target(output, form, paths, anonymous)
    if target is not None:
        _check_target(target, force)
    found = _read(paths, passes_over=every)
    earlier = earlier_attempts(paths[0]) if len(paths) == 1 else ()
    if anonymous:
        found, earlier = anonymised(found), tuple(each.without_date() for each in earlier)
    data = write_report(ReportFormat(form), found, earlier, anonymous).encode()
    if target is None:
        click.echo(data, nl=False)
        return
    write_atomic(target, data)
    say(f"Report: {target}")


def _paths(folder: Path, names: tuple[str, ...], every: bool) -> list[Path]:
    """Return the sessions asked for, each once, the oldest first."""
    from interviewer.model.errors import UsageError
    from interviewer.storage.transcript_log import find_session, list_sessions

    if names:
        return sorted({find_session(folder, name) for name in names})
    known = list_sessions(folder)
    if not known:
        raise UsageError(f"no sessions in {folder} yet; 'interviewer run' starts one")
    return sorted(known) if every else [known[0]]


def _read(paths: list[Path], passes_over: bool) -> tuple["ReportedSession", ...]:
    """Return the sessions; of many, those that cannot be read are named and passed over."""
    from interviewer.cli.output import say
    from interviewer.model.errors import StorageError
    from interviewer.services.report import SessionReader

    found, reader = [], SessionReader()
    for path in paths:
        try:
            found.append(reader.read(path))
        except StorageError as error:
            if not passes_over:
                raise
            say(f"Left out: {error}", error=True)
    if not found:
        raise StorageError("none of the sessions can be read; see the lines above")
    return tuple(found)


def _target(output: str | None, form: str, paths: list[Path], anonymous: bool) -> Path | None:
    """Return the file to write, or None for standard output."""
    if output == _STANDARD_OUTPUT or (output is None and form != "html"):
        return None
    if output is not None:
        return Path(output)
    if len(paths) > 1:
        return Path("interviews.html")
    return Path("session-1.html" if anonymous else f"{paths[0].stem}.html")


def _check_target(target: Path, force: bool) -> None:
    from interviewer.model.errors import UsageError
    from interviewer.model.text import one_line

    name = one_line(str(target))
    if target.is_dir():
        raise UsageError(f"{name}: is a folder; give --output the name of a file")
    if target.exists() and not force:
        raise UsageError(f"{name}: is there already; add --force or give another --output")
