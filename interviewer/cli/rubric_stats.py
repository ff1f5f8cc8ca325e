"""`interviewer rubric stats`: what all sessions say of a bank's items and criteria."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.services.item_stats import BankStatistics


@click.command("stats")
@click.option("--rubric", required=True, metavar="ID|FILE", help="The bank.")
@click.option(
    "--since", metavar="DATE", help="Count sessions of this day, as 2026-11-20, or later."
)
@json_option
@folder_options
@click.pass_context
def stats_command(
    context: click.Context,
    rubric: str,
    since: str | None,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Show how hard each item and criterion is, and whether it tells strong from weak.

    From all transcripts with the bank, by the marks in force. What is said of too few answers
    means nothing, so it is withheld.
    """
    from interviewer.cli.output import print_json
    from interviewer.cli.progress import step_progress
    from interviewer.services.banks import load_bank
    from interviewer.services.item_stats import bank_statistics
    from interviewer.services.item_stats_reading import asked_sessions
    from interviewer.services.session_filter import parse_day
    from interviewer.services.session_states import replayed, session_files
    from interviewer.storage.codec import to_data

    first = parse_day(since, "--since") if since is not None else None
    paths = find_paths(context, rubrics, transcripts)
    bank = load_bank(paths, rubric)
    files = session_files(paths, bank.id, first)
    with step_progress(len(files), "Reading the sessions") as on_step:
        found = bank_statistics(bank, asked_sessions(replayed(files, on_step)))
    if as_json:
        print_json(to_data(found))
    else:
        _print(found)


def _print(found: "BankStatistics") -> None:
    import os

    from interviewer.cli.output import print_table, say
    from interviewer.cli.text_charts import charts_for
    from interviewer.services.item_stats_words import (
        figures_of,
        limits_text,
        parts_of,
        summary_text,
    )

    say(f"{found.rubric_title}: {summary_text(found)}")
    if not found.items:
        say("Nothing was asked yet, so there is nothing to tell; 'interviewer run' asks.")
        return
    charts, width = charts_for(os.environ), 8
    rows = []
    for name, part, item in parts_of(found):
        told = figures_of(part, item)
        bar = charts.bar(part.facility, width) if part.facility is not None else " " * width
        held = f"held {told.held}" if told.held else ""
        rows.append((
            name, told.asked, f"{told.facility:>4}", f"[{bar}]" if bar.strip() else "",
            told.discrimination, told.weight, told.time, told.follow_ups, told.hints,
            ", ".join(filter(None, (held, told.flags))),
        ))  # fmt: skip
    heads = ("ITEM", "N", "FACILITY", "", "DISCR.", "WEIGHT", "TIME", "FOLLOW-UPS", "HINTS", "")
    print_table(heads, rows)
    if limits_text(found):
        say(limits_text(found))
