"""`interviewer transcript`: past sessions."""

from pathlib import Path

import click

from interviewer.cli.later import LaterGroup
from interviewer.cli.options import find_paths, folder_options, json_option

_LATER = {
    "contest": "interviewer.cli.transcript_moderate:contest",
    "delete": "interviewer.cli.transcript_delete:delete",
    "export": "interviewer.cli.transcript_export:export",
    "list": "interviewer.cli.transcript_list:list_command",
    "override": "interviewer.cli.transcript_moderate:override",
    "regrade": "interviewer.cli.transcript_regrade:regrade",
}


@click.group(cls=LaterGroup, later=_LATER)
def transcript() -> None:
    """List and read past sessions."""


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
    from interviewer.cli.conversation_view import utterance_lines
    from interviewer.cli.output import print_json, say
    from interviewer.cli.result_view import result_lines
    from interviewer.services.conversation import conversation
    from interviewer.services.result import session_result
    from interviewer.services.session_files import named_or_newest
    from interviewer.services.sessions import open_past_file
    from interviewer.storage.codec import to_data

    folder = find_paths(context, rubrics, transcripts).transcripts
    past = open_past_file(named_or_newest(folder, session))
    utterances = conversation(past.state, past.rubric)
    result = session_result(past.state, past.rubric)
    if as_json:
        print_json(
            {
                "id": past.id,
                "began": past.began,
                "problems": past.problems,
                "summary": to_data(result.summary) if result.marks_shown else None,
                "result": to_data(result) if result.marks_shown else None,
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
