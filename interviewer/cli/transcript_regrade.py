"""`interviewer transcript regrade`: which marks would change, and by how much."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.model.rubric import Rubric
    from interviewer.services.regrade import Regrading
    from interviewer.storage.paths import Paths

CHANGES_SHOWN = 40


@click.command()
@click.argument("sessions", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All finished sessions.")
@click.option("--rubric", metavar="ID|FILE", help="The rubric to grade with.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes (by default one a core).")
@json_option
@folder_options
@click.pass_context
def regrade(
    context: click.Context,
    sessions: tuple[str, ...],
    everything: bool,
    rubric: str | None,
    dry_run: bool,
    workers: int | None,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Grade SESSIONS again (the newest, without any) and say which marks change.

    Without --rubric each session is graded with the bank in force that has its bank's id, else
    with the rubric that graded it. The first marks stay in the record. A run that was interrupted
    goes on where it was.
    """
    from interviewer.services.session_files import named_or_newest
    from interviewer.storage.transcript_log import list_sessions

    paths = find_paths(context, rubrics, transcripts)
    folder = paths.transcripts
    if everything and sessions:
        raise click.UsageError("--all and names of sessions exclude each other; give one of them.")
    chosen: Sequence[Path] = list_sessions(folder) if everything else ()
    if not everything:
        chosen = [named_or_newest(folder, name) for name in sessions or (None,)]
    cores = os.cpu_count() or 1
    results = list(_regrade(paths, chosen, rubric, dry_run, workers or cores))
    _report(results, dry_run, as_json)


def _regrade(
    paths: "Paths", chosen: Sequence[Path], rubric: str | None, dry_run: bool, workers: int
) -> Iterator["Regrading"]:
    """Yield the results, one rubric after the other."""
    from interviewer.cli.progress import step_progress
    from interviewer.services.clock import SystemClock
    from interviewer.services.regrade import regrade_files

    now = SystemClock().now()
    with step_progress(len(chosen), "Grading again") as on_done:
        for bank, group in _by_rubric(paths, chosen, rubric):
            # A process has to get a grader ready first, which takes as long as some 3,000 answers.
            used = min(workers, 1 + len(group) // 100)
            yield from regrade_files(group, bank, now, dry_run, on_done, used)


def _by_rubric(
    paths: "Paths", chosen: Sequence[Path], rubric: str | None
) -> list[tuple["Rubric", list[Path]]]:
    """Return the sessions by the rubric that is to grade them."""
    from interviewer.model.errors import InputError, StorageError, UsageError
    from interviewer.services.banks import load_bank
    from interviewer.services.session_files import rubric_of

    if rubric is not None:
        return [(load_bank(paths, rubric), list(chosen))]
    groups: dict[str, tuple[Rubric, list[Path]]] = {}
    in_force: dict[str, Rubric | None] = {}
    for path in chosen:
        bank_id = path.stem.partition("-")[2].rpartition("-")[0]
        if bank_id not in in_force:
            try:
                in_force[bank_id] = load_bank(paths, bank_id)
            except (UsageError, InputError):
                in_force[bank_id] = None
        bank = in_force[bank_id]
        if bank is None:
            try:
                bank = rubric_of(path)
            except StorageError as error:
                click.echo(f"interviewer: {path.stem}: {error}", err=True)
                continue
        groups.setdefault(bank.content_hash, (bank, []))[1].append(path)
    return list(groups.values())


def _report(results: Sequence["Regrading"], dry_run: bool, as_json: bool) -> None:
    from interviewer.cli.output import print_json, print_table, say
    from interviewer.storage.codec import to_data

    if as_json:
        print_json([to_data(result) for result in results])
        return
    graded = [result for result in results if not result.problem]
    rows = [
        (result.session, change)
        for result in graded
        for change in result.changes
        if change.target  # the sums follow from the ideas
    ]
    rows.sort(key=lambda row: -row[1].size)
    if rows:
        print_table(
            ("SESSION", "TURN", "ITEM", "CRITERION", "WAS", "IS"),
            [
                (name, str(c.turn), c.item_id, c.target, f"{c.before:g}", f"{c.after:g}")
                for name, c in rows[:CHANGES_SHOWN]
            ],
        )
    if len(rows) > CHANGES_SHOWN:
        say(f"... and {len(rows) - CHANGES_SHOWN} smaller changes; --json prints them all.")
    moved = [result for result in graded if result.before != result.after]
    for result in sorted(moved, key=lambda r: -abs(r.after - r.before))[:CHANGES_SHOWN]:
        say(f"{result.session}: {result.before:.0%} -> {result.after:.0%} unaided")
    answers = sum(result.answers for result in graded)
    known = sum(result.known for result in graded)
    say(
        f"{len(graded)} sessions, {answers} answers graded again, {len(rows)} marks "
        f"{'would change' if dry_run else 'changed'}, {known} sessions were up to date."
    )
    kept = sum(result.kept for result in graded)
    if kept:
        say(f"{kept} answers kept their marks: the rubric no longer has their items.")
    for result in results:
        if result.problem:
            say(f"{result.session}: not graded: {result.problem}", error=True)
