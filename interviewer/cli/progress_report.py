"""`interviewer progress`: how it goes over all sessions with one bank."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.services.progress import ProgressReport
    from interviewer.services.sessions import SessionEntry
    from interviewer.storage.paths import Paths


@click.command()
@click.option("--rubric", default="", metavar="ID|FILE", help="The bank; else the newest one's.")
@click.option(
    "--since",
    metavar="DATE",
    help="Count sessions of this day, as 2026-11-20, or later; what is due depends on all.",
)
@json_option
@folder_options
@click.pass_context
def progress(
    context: click.Context,
    rubric: str,
    since: str | None,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Show scores over time, weak ideas, and what is due for review."""
    from interviewer.cli.output import print_json
    from interviewer.services.session_filter import parse_day
    from interviewer.storage.codec import to_data

    first = parse_day(since, "--since") if since is not None else None
    paths = find_paths(context, rubrics, transcripts)
    report, option = _read(paths, rubric, first)
    if as_json:
        print_json(to_data(report))
    else:
        _print(report, option)


def _read(paths: "Paths", name: str, since: date | None) -> "tuple[ProgressReport, str | None]":
    """Return the progress, and what `interviewer run` needs after --rubric to go on with it."""
    from interviewer.cli.progress import step_progress
    from interviewer.services.clock import SystemClock
    from interviewer.services.progress import make_report
    from interviewer.services.progress_reading import (
        bank_option,
        progress_bank,
        progress_files,
        read_held,
    )

    sessions = _list(paths)
    bank = progress_bank(paths, sessions, name)
    files = progress_files(sessions, bank.id)
    held = []
    with step_progress(len(files), "Reading the sessions") as step:
        for path in files:
            session = read_held(path)
            held += [session] if session is not None else []
            step()
    report = make_report(bank, sessions, held, SystemClock().now(), since)
    return report, bank_option(paths, bank, name)


def _list(paths: "Paths") -> "tuple[SessionEntry, ...]":
    """Return all sessions, the newest first; what the index does not know takes its time."""
    from interviewer.cli.progress import step_progress
    from interviewer.services.sessions import STEP, listings

    found = listings(paths.transcripts, paths.cache)
    last = next(found)
    with step_progress(last.total // STEP + 1, "Listing the sessions") as step:
        for listing in found:
            last = listing
            step()
    return last.sessions


def _print(report: "ProgressReport", option: str | None) -> None:
    import os
    import shlex

    from interviewer.cli.output import say
    from interviewer.cli.progress_view import progress_lines
    from interviewer.cli.text_charts import charts_for
    from interviewer.services.progress_words import empty_text, unreadable_text

    if report.figures.sessions:
        for line in progress_lines(report, charts_for(os.environ), option):
            say(line)
        return
    command = f"interviewer run --rubric {shlex.quote(option)}" if option else "interviewer run"
    say(empty_text(report, f"'{command}' starts one"))
    if report.unreadable:
        say(unreadable_text(report))
