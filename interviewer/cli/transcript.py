"""`interviewer transcript`: past sessions."""

from pathlib import Path

import click

from interviewer.cli.options import find_paths, folder_options, json_option


@click.group()
def transcript() -> None:
    """List and read past sessions."""


@transcript.command("list")
@json_option
@folder_options
@click.pass_context
def list_command(
    context: click.Context, as_json: bool, rubrics: Path | None, transcripts: Path | None
) -> None:
    """List the sessions, the newest first."""
    from interviewer.cli.output import print_json, print_table, say
    from interviewer.services.sessions import list_past
    from interviewer.storage.codec import to_data

    folder = find_paths(context, rubrics, transcripts).transcripts
    sessions = list_past(folder)
    if as_json:
        print_json(
            [
                {
                    "id": entry.id,
                    "path": str(entry.path),
                    "began": entry.began,
                    "rubric": entry.rubric_title,
                    "state": entry.state,
                    "mode": entry.mode,
                    "summary": to_data(entry.summary) if entry.summary else None,
                    "problem": entry.problem or None,
                }
                for entry in sessions
            ]
        )
        return
    if not sessions:
        say(f"No sessions in {folder} yet; 'interviewer run' starts one.")
        return
    rows = []
    for entry in sessions:
        summary = entry.summary
        score = f"{summary.unaided:.0%} {summary.band}" if summary and summary.items else ""
        rows.append((entry.id, entry.state, entry.mode, score, entry.problem))
    print_table(("SESSION", "STATE", "MODE", "SCORE", ""), rows)


@transcript.command()
@click.argument("session", required=False)
@click.option("--why", is_flag=True, help="Say why each question was asked.")
@json_option
@folder_options
@click.pass_context
def show(
    context: click.Context,
    session: str | None,
    why: bool,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Show a session as it was: SESSION, or the newest."""
    from interviewer.cli.output import print_json, say
    from interviewer.cli.text_view import result_lines, utterance_lines
    from interviewer.model.errors import UsageError
    from interviewer.services.conversation import conversation
    from interviewer.services.result import session_result
    from interviewer.services.sessions import open_past, open_past_file
    from interviewer.storage.codec import to_data
    from interviewer.storage.transcript_log import list_sessions

    folder = find_paths(context, rubrics, transcripts).transcripts
    if session is not None:
        past = open_past(folder, session)
    else:
        newest = next(iter(list_sessions(folder)), None)
        if newest is None:
            raise UsageError(f"no sessions in {folder} yet; 'interviewer run' starts one")
        past = open_past_file(newest)
    utterances = conversation(past.state, past.rubric)
    result = session_result(past.state, past.rubric)
    if as_json:
        print_json(
            {
                "id": past.id,
                "began": past.began,
                "problems": past.problems,
                "summary": to_data(result.summary),
                "conversation": [to_data(utterance) for utterance in utterances],
            }
        )
        return
    say(f"{past.state.started.rubric_title}, {past.began}, session {past.id}")
    for problem in past.problems:
        say(f"Note: {problem}")
    for utterance in utterances:
        say()
        for line in utterance_lines(utterance, why):
            say(line)
    say()
    for line in result_lines(result):
        say(line)
