"""`interviewer rubric mine`: what is missing from a rubric, as far as answers show it."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.model.rubric import Rubric
    from interviewer.services.mining_answers import MinedAnswer
    from interviewer.services.mining_findings import FarMark, ItemFindings
    from interviewer.storage.paths import Paths

IDLE_SHOWN = 6


@click.command("mine")
@click.option("--rubric", required=True, metavar="ID|FILE", help="The bank to look at.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Answers from a file (item_id,answer, and score where you marked them) instead of "
    "the transcripts.",
)
@click.option("--item", metavar="ID", default="", help="One item instead of all with answers.")
@json_option
@folder_options
@click.pass_context
def mine_command(
    context: click.Context,
    rubric: str,
    answers: Path | None,
    item: str,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Say what is missing from a rubric, as far as the answers to its items show it.

    Phrases that good answers use and no pattern finds, each as a pattern to take over; patterns
    that find nothing; criteria that everyone or no one meets; and where the program's marks are
    far from a coach's.
    """
    from interviewer.cli.output import print_json, say
    from interviewer.cli.progress import step_progress
    from interviewer.model.errors import UsageError
    from interviewer.services.banks import load_bank
    from interviewer.services.learning import grader_of
    from interviewer.services.mining import mine

    paths = find_paths(context, rubrics, transcripts)
    bank = load_bank(paths, rubric)
    if item and bank.item(item) is None:
        raise UsageError(
            f"bank '{bank.id}' has no item '{item}'; 'interviewer rubric show {rubric}' lists them"
        )
    given = _answers(paths, bank, answers)
    found: list[ItemFindings] = []
    if given:
        with step_progress(len(bank.items), "Looking") as on_item:
            found = list(mine(grader_of(bank), given, item, on_item))
    if as_json:
        print_json([_data(each) for each in found])
        return
    if not given:
        place = "the file holds no answers" if answers else f"no answers in {paths.transcripts} yet"
        say(f"{place}: there is nothing to learn from.")
    for each in found:
        _say(each)


def _answers(paths: "Paths", bank: "Rubric", source: Path | None) -> list["MinedAnswer"]:
    from interviewer.cli.progress import step_progress
    from interviewer.services.mining_answers import answers_of_csv, answers_of_sessions
    from interviewer.services.session_states import replayed, session_files

    if source is not None:
        return answers_of_csv(source, bank)
    files = session_files(paths, bank.id)
    with step_progress(len(files), "Reading transcripts") as on_session:
        return list(answers_of_sessions(replayed(files, on_session)))


def _say(found: "ItemFindings") -> None:
    from interviewer.cli.output import say
    from interviewer.model.text import counted
    from interviewer.services.mining_words import met_words, phrase_words, sample_words
    from interviewer.services.rubric_diff_words import shortened

    width = max(40, shutil.get_terminal_size().columns)
    say(f"{found.item_id}: {sample_words(found)}")
    for phrase in found.phrases:
        say(f"  + {phrase.pattern}")
        say(f"      {phrase_words(phrase)}")
        say(f"      “{shortened(phrase.sentence, width - 8)}”")
    for idle in found.idle[:IDLE_SHOWN]:
        say("  " + shortened(f"finds nothing: {idle.part}: {idle.pattern}", width - 2))
    if len(found.idle) > IDLE_SHOWN:
        more = counted(len(found.idle) - IDLE_SHOWN, "more pattern")
        say(f"  finds nothing: {more}; --json prints them all")
    for sentence in met_words(found):
        say(f"  {sentence}")
    _say_marks("too generous", found.generous, width)
    _say_marks("too harsh", found.harsh, width)
    for note in found.notes:
        say(f"  ({note}.)")
    say()


def _say_marks(label: str, marks: "Sequence[FarMark]", width: int) -> None:
    from interviewer.cli.output import say
    from interviewer.services.rubric_diff_words import shortened

    for mark in marks:
        lead = f"  {label}: {mark.program:.2f}, the coach {mark.coach:.2f}: "
        say(f"{lead}“{shortened(mark.answer, width - len(lead) - 2)}”")


def _data(found: "ItemFindings") -> dict[str, object]:
    from dataclasses import asdict

    return {
        "item": found.item_id,
        "answers": found.answers,
        "good": found.good,
        "marked": found.marked,
        "phrases": _rows(asdict(each) for each in found.phrases),
        "idle": _rows(asdict(each) for each in found.idle),
        "met_by_all": list(found.met_by_all),
        "met_by_none": list(found.met_by_none),
        "generous": _rows(asdict(each) | {"gap": each.gap} for each in found.generous),
        "harsh": _rows(asdict(each) | {"gap": each.gap} for each in found.harsh),
        "notes": list(found.notes),
    }


def _rows(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    return list(rows)
