"""`interviewer grade`: one answer, or a CSV of answers."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options, json_option
from interviewer.cli.progress import file_progress

if TYPE_CHECKING:
    from interviewer.grading.grader import Marker
    from interviewer.model.rubric import Rubric
    from interviewer.services.bulk_workers import Sharing

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--rubric", required=True, metavar="ID|FILE", help="The bank with the items.")
@click.option("--item", metavar="ID", help="The item that the answer belongs to.")
@click.option("--answers", type=_FILE, metavar="IN.csv", help="Columns: item_id, answer.")
@click.option("--output", type=_FILE, metavar="OUT.csv", help="Where the marked CSV goes.")
@click.option(
    "--calibration",
    type=_FILE,
    metavar="FILE",
    help="Mark as the coach does whose marks 'interviewer calibrate' learnt.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 61),
    metavar="N",
    help="How many processes mark a long CSV (by default one a core).",
)
@click.argument("answer", default="-", metavar="[ANSWER.txt|-]")
@json_option
@folder_options
@click.pass_context
def grade(
    context: click.Context,
    rubric: str,
    item: str | None,
    answers: Path | None,
    output: Path | None,
    calibration: Path | None,
    jobs: int | None,
    answer: str,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Mark one answer to an item, or all answers of a CSV.

    The answer is read from a file, or from standard input.
    """
    if (answers is None) != (output is None):
        raise click.UsageError("--answers IN.csv and --output OUT.csv go together.")
    if (answers is None) == (item is None):
        raise click.UsageError("give either --item ID, or --answers IN.csv and --output OUT.csv.")
    from interviewer.storage.collection import collection_paused

    # What is imported and loaded here stays to the end.
    with collection_paused():
        from interviewer.services.banks import load_bank
        from interviewer.services.bulk_marker import marker_of

        bank = load_bank(find_paths(context, rubrics, transcripts), rubric)
        # What it learns is kept: the processes that share the work find it there.
        marker = marker_of(bank, calibration)
        if item is not None:
            _grade_one(bank, marker, item, _read_answer(answer), as_json)
    if answers is not None and output is not None:
        _grade_all(marker, answers, output, as_json, _sharing(bank, calibration, jobs))


def _sharing(bank: "Rubric", calibration: Path | None, jobs: int | None) -> "Sharing | None":
    """Return how a CSV is shared out to processes, or None where one does all."""
    from interviewer.services.bulk_marker import marker_of
    from interviewer.services.bulk_workers import Sharing
    from interviewer.services.worker_pool import usable_cores

    jobs = jobs or usable_cores()
    return Sharing(jobs, partial(marker_of, bank, calibration)) if jobs > 1 else None


def _read_answer(name: str) -> str:
    """Return the answer from a file or from standard input, safe and not too long."""
    from interviewer.cli.output import say
    from interviewer.model.errors import InputError
    from interviewer.model.text import ANSWER_LIMIT, cap_answer

    if name == "-":
        raw = sys.stdin.buffer.read(10 * ANSWER_LIMIT)
    else:
        try:
            with Path(name).open("rb") as file:
                raw = file.read(10 * ANSWER_LIMIT)
        except OSError as error:
            raise InputError(f"{name}: cannot be read ({error.strerror}); check the path") from None
    text, cut = cap_answer(raw.decode("utf-8-sig", errors="replace"))
    if cut:
        say(f"The answer was cut at {ANSWER_LIMIT:,} characters.", error=True)
    return text


def _grade_one(bank: "Rubric", marker: "Marker", item_id: str, answer: str, as_json: bool) -> None:
    from interviewer.cli.output import print_json, say

    assessment = marker.assess(item_id, answer)
    if as_json:
        from interviewer.services.assessment_data import assessment_data

        print_json(assessment_data(assessment, answer))
        return
    from interviewer.cli.text_view import feedback_lines, marked
    from interviewer.grading.feedback import feedback

    item = bank.item(item_id)
    assert item is not None, "the grader would have refused it"
    words = feedback(item, assessment, answer)
    for line in feedback_lines(words):
        say(line)
    if words.highlights:
        say()
        say(marked(answer, words.highlights).rstrip("\n"))


def _grade_all(
    marker: "Marker", source: Path, target: Path, as_json: bool, sharing: "Sharing | None"
) -> None:
    from interviewer.cli.output import print_json, say
    from interviewer.model.text import ANSWER_LIMIT
    from interviewer.services.bulk import grade_file

    with file_progress(source, "Marking") as on_progress:
        result = grade_file(marker, source, target, on_progress, sharing)
    if as_json:
        print_json({"graded": result.graded, "capped": result.capped, "output": str(target)})
        return
    say(f"{result.graded} answers marked; see {target}")
    if result.capped:
        say(f"{result.capped} were longer than {ANSWER_LIMIT:,} characters and were cut.")
