"""`interviewer transcript override` and `contest`: what people say of the marks of a session."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.services.moderation import Judged


@click.command()
@click.argument("session", required=False)
@click.option("--turn", type=int, help="The number of the turn, as the list of marks says it.")
@click.option("--criterion", metavar="ID", help="The criterion or misconception to judge.")
@click.option("--points", type=float, help="What it earns; 0 takes a misconception back.")
@click.option("--reason", metavar="TEXT", help="Why, in one line; it stays beside the mark.")
@click.option("--by", default="", metavar="NAME", help="Who decides; not needed.")
@json_option
@folder_options
@click.pass_context
def override(
    context: click.Context,
    session: str | None,
    turn: int | None,
    criterion: str | None,
    points: float | None,
    reason: str | None,
    by: str,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Decide what an idea is worth in SESSION, or the newest; without options list its marks.

    The program's own mark stays in the record; yours is shown beside it and counts.
    """
    path = _session(context, session, rubrics, transcripts)
    if turn is None and criterion is None and points is None and reason is None:
        _list(path, as_json)
        return
    if turn is None or criterion is None or points is None or reason is None:
        raise click.UsageError("--turn, --criterion, --points and --reason go together.")
    from interviewer.services.clock import SystemClock
    from interviewer.services.moderation import override as decide

    _say(decide(path, turn, criterion, points, reason, by, SystemClock().now()), as_json)


@click.command()
@click.argument("session", required=False)
@click.option("--turn", type=int, help="The number of the turn, as the list of marks says it.")
@click.option("--criterion", metavar="ID", help="The criterion or misconception it is about.")
@click.option("--note", metavar="TEXT", help="What you do not agree with, in one line.")
@json_option
@folder_options
@click.pass_context
def contest(
    context: click.Context,
    session: str | None,
    turn: int | None,
    criterion: str | None,
    note: str | None,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Leave a note for the coach on a mark of SESSION, or the newest; it changes no mark."""
    path = _session(context, session, rubrics, transcripts)
    if turn is None and criterion is None and note is None:
        _list(path, as_json)
        return
    if turn is None or criterion is None or note is None:
        raise click.UsageError("--turn, --criterion and --note go together.")
    from interviewer.services.clock import SystemClock
    from interviewer.services.moderation import contest as leave_note

    _say(leave_note(path, turn, criterion, note, SystemClock().now()), as_json)


def _session(
    context: click.Context, session: str | None, rubrics: Path | None, transcripts: Path | None
) -> Path:
    from interviewer.services.session_files import named_or_newest

    return named_or_newest(find_paths(context, rubrics, transcripts).transcripts, session)


def _list(path: Path, as_json: bool) -> None:
    """Print every mark that can be moderated."""
    from interviewer.cli.output import print_json, print_table, say
    from interviewer.services.moderation import judged_marks
    from interviewer.services.sessions import open_past_file
    from interviewer.storage.codec import to_data

    past = open_past_file(path)
    marks = judged_marks(past.state, past.rubric)
    if as_json:
        print_json([to_data(mark) for mark in marks])
        return
    if not marks:
        say(f"Session {path.stem} has no marks.")
        return
    rows = [
        (
            str(mark.turn),
            mark.item_id,
            mark.target,
            f"{mark.points:g}",
            f"{mark.now:g}",
            f"{mark.least:g} to {mark.most:g}",
            "; ".join((*mark.reasons, *(f"contested: {note}" for note in mark.notes))),
        )
        for mark in marks
    ]
    print_table(("TURN", "ITEM", "CRITERION", "PROGRAM", "NOW", "RANGE", ""), rows)


def _say(mark: "Judged", as_json: bool) -> None:
    from interviewer.cli.output import print_json, say
    from interviewer.storage.codec import to_data

    if as_json:
        print_json(to_data(mark))
        return
    say(f"Turn {mark.turn}, {mark.item_id}, {mark.target}: {mark.says}")
    say(f"  by the program {mark.points:g}, now {mark.now:g}")
    for reason in mark.reasons:
        say(f"  decided: {reason}")
    for note in mark.notes:
        say(f"  contested: {note}")
