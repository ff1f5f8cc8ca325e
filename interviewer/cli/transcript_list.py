"""`interviewer transcript list`: past sessions, all of them or those that fit."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import STAGES, find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.services.session_filter import SessionFilter
    from interviewer.services.session_search import Search
    from interviewer.services.sessions import SessionEntry

BANDS = ("missing", "weak", "partial", "solid", "strong")
STATES = ("finished", "paused", "interrupted", "unreadable")


@click.command("list")
@click.option("--rubric", default="", metavar="ID", help="Only sessions with this bank.")
@click.option("--stage", type=click.Choice(STAGES), help="Only those that came to this stage.")
@click.option("--band", type=click.Choice(BANDS), help="Only those of this band, unaided.")
@click.option("--since", metavar="DATE", help="Only those of this day, as 2026-11-20, or later.")
@click.option("--until", metavar="DATE", help="Only those of this day or earlier.")
@click.option("--text", default="", help="Only those with these words in the list or the answers.")
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@json_option
@folder_options
@click.pass_context
def list_command(
    context: click.Context,
    rubric: str,
    stage: str | None,
    band: str | None,
    since: str | None,
    until: str | None,
    text: str,
    state: str | None,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """List the sessions, the newest first."""
    from interviewer.cli.output import print_json, say
    from interviewer.model.rubric import Band, Stage
    from interviewer.services.session_filter import SessionFilter, check_days, parse_day
    from interviewer.services.sessions import list_past

    first = parse_day(since, "--since") if since is not None else None
    last = parse_day(until, "--until") if until is not None else None
    check_days(first, last)
    wanted = SessionFilter(
        rubric,
        Stage(stage) if stage else None,
        Band(band) if band else None,
        first,
        last,
        text,
        state or "",
    )
    paths = find_paths(context, rubrics, transcripts)
    sessions = list_past(paths.transcripts, paths.cache)
    found = _found(sessions, wanted)
    if as_json:
        print_json([_data(entry) for entry in found.found])
    elif not sessions:
        say(f"No sessions in {paths.transcripts} yet; 'interviewer run' starts one.")
    elif not found.found:
        say(f"None of {len(sessions):,} sessions fits; ask for less.")
    else:
        _print(found.found)
    if found.left_out:
        say(
            f"The answers of the {found.of:,} newest of these sessions were searched, those of "
            f"{found.left_out:,} were not; --since and the other options narrow the search.",
            error=True,
        )


def _found(sessions: Sequence["SessionEntry"], wanted: "SessionFilter") -> "Search":
    from interviewer.services.session_search import Search, search_sessions

    if wanted.text.strip():
        *_, last = search_sessions(sessions, wanted)
        return last
    return Search(tuple(entry for entry in sessions if wanted.matches(entry)), 0, 0, 0)


def _data(entry: "SessionEntry") -> dict[str, object]:
    from interviewer.storage.codec import to_data

    summary = None if entry.hides_marks else entry.summary
    return {
        "id": entry.id,
        "path": str(entry.path),
        "began": entry.began,
        "rubric": entry.rubric_title,
        "rubric_id": entry.rubric_id,
        "state": entry.state,
        "mode": entry.mode,
        "topics": entry.topics,
        "summary": to_data(summary) if summary else None,
        "problem": entry.problem or None,
    }


def _print(sessions: Sequence["SessionEntry"]) -> None:
    from interviewer.cli.output import print_table

    rows = []
    for entry in sessions:
        scores = entry.shown_scores
        score = f"{scores.unaided:.0%} {scores.band}" if scores else ""
        rows.append((entry.id, entry.state, entry.mode, score, entry.problem))
    print_table(("SESSION", "STATE", "MODE", "SCORE", ""), rows)
