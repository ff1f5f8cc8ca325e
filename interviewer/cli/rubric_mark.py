"""`interviewer rubric mark`: a coach marks answers blind, and sees how well the marks agree."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.grading.grader import Grader
    from interviewer.model.rubric import Rubric
    from interviewer.services.answer_pool import GivenAnswer
    from interviewer.services.marks_file import CoachMark
    from interviewer.storage.paths import Paths

_FILE = click.Path(path_type=Path, dir_okay=False)
WHOLE, CRITERION = "whole", "criterion"


@dataclass(frozen=True)
class _Wanted:
    """The options, as they were given."""

    rubric: str
    answers: Path | None
    item: str
    sample: int
    seed: int
    by: str
    output: Path | None
    agreement: bool
    calibration: Path | None
    examples: Path | None
    compare: tuple[Path, Path] | None
    as_json: bool


@click.command("mark")
@click.option("--rubric", required=True, metavar="ID|FILE", help="The bank with the items.")
@click.option("--answers", type=_FILE, metavar="IN.csv",
              help="Answers to choose from: item_id, answer; else the transcripts.")  # fmt: skip
@click.option("--item", default="", metavar="ID", help="Answers to this item alone.")
@click.option("--sample", type=click.IntRange(1, 100_000), default=20, show_default=True,
              help="How many answers to mark in all.")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, help="Another one, other answers.")
@click.option("--by", type=click.Choice([WHOLE, CRITERION]), default=WHOLE, show_default=True,
              help="One mark an answer, or one for each criterion.")  # fmt: skip
@click.option("--output", type=_FILE, metavar="MARKS.csv",
              help="Where the marks are kept; the same file again goes on.")  # fmt: skip
@click.option("--agreement", is_flag=True, help="Ask nothing; show the agreement so far.")
@click.option("--calibration", type=_FILE, metavar="FILE",
              help="Show the agreement with this calibration too.")  # fmt: skip
@click.option("--keep-as-examples", "examples", type=_FILE, metavar="FILE.yaml",
              help="Write the marked answers into a rubric, or into a new file.")  # fmt: skip
@click.option("--compare", nargs=2, type=_FILE, metavar="A.csv B.csv",
              help="Ask nothing; show how the marks of two coaches agree.")  # fmt: skip
@json_option
@folder_options
@click.pass_context
def mark_command(
    context: click.Context, /, rubrics: Path | None, transcripts: Path | None, **options: Any
) -> None:
    """Mark sampled answers blind, and see how well the program agrees with you.

    The program's own marks are not shown before the end. Every mark is on the disk at once. With
    --json nothing is asked: the agreement of the marks so far is printed.
    """
    from interviewer.cli.marking_report import compare_coaches
    from interviewer.model.errors import UsageError
    from interviewer.services.banks import load_bank

    wanted = _Wanted(**options)
    paths = find_paths(context, rubrics, transcripts)
    bank = load_bank(paths, wanted.rubric)
    if wanted.compare is not None:
        if wanted.output is not None or wanted.examples is not None:
            raise UsageError("--compare only reads; leave out --output and --keep-as-examples")
        compare_coaches(bank, wanted.compare, wanted.as_json)
    elif wanted.output is None:
        raise UsageError("where do the marks go? give --output MARKS.csv")
    else:
        _mark_and_tell(wanted, bank, paths, wanted.output)


def _mark_and_tell(wanted: _Wanted, bank: "Rubric", paths: "Paths", output: Path) -> None:
    """Ask for the marks, unless there is nothing to ask, and show the agreement."""
    from interviewer.cli.marking_report import keep_examples, say_next, tell_agreement
    from interviewer.services.learning import grader_of

    grader = grader_of(bank, paths.cache)
    if wanted.as_json or wanted.agreement:
        marks = _marks_so_far(output, bank, wanted.item)
    else:
        marks, is_over = _mark(wanted, bank, grader, paths, output)
        if not is_over:
            return
    tell_agreement(bank, grader, marks, wanted.calibration, wanted.as_json)
    if not wanted.as_json:
        say_next(wanted.rubric, output, len(marks))
    if wanted.examples is not None:
        keep_examples(wanted.examples, bank, marks, paths, wanted.as_json)


def _mark(
    wanted: _Wanted, bank: "Rubric", grader: "Grader", paths: "Paths", output: Path
) -> "tuple[tuple[CoachMark, ...], bool]":
    """Ask for the marks; return all of them, and whether the last answer was reached."""
    from interviewer.cli.marking_dialog import MarkingDialog
    from interviewer.cli.output import say
    from interviewer.cli.progress import step_progress
    from interviewer.services.answer_pool import MOST_GRADED, sampled
    from interviewer.services.marking_session import MarkingSession
    from interviewer.services.marks_file import MarksFile

    pool = _pool(wanted, bank, paths)
    most = max(MOST_GRADED, 2 * wanted.sample)
    with step_progress(min(most, len(pool)), "Choosing answers") as on_step:
        order = sampled(pool, grader, wanted.seed, on_step, most)
    file = MarksFile(output, bank)
    try:
        if file.torn:
            say(f"The end of {output} was not complete; it was moved to {file.torn}.")
        session = MarkingSession(bank, order, wanted.sample, file)
        if session.at:
            say(f"{session.at} of {len(session.answers)} are marked already in {output}.")
        try:
            is_over = MarkingDialog(session, wanted.by == CRITERION).run()
        except KeyboardInterrupt:
            say(f"\nAll {len(file.marks)} marks are kept in {output}; the same command goes on.",
                error=True)  # fmt: skip
            raise
        if not is_over or not session.marks:
            say(f"{len(session.marks)} of {len(session.answers)} are marked, kept in {output}; "
                "the same command goes on. --agreement shows the agreement so far.")  # fmt: skip
            return session.marks, False
        if session.unmarked:
            say(f"{session.unmarked} skipped; the same command asks for them again.")
        return session.marks, True
    finally:
        file.close()


def _pool(wanted: _Wanted, bank: "Rubric", paths: "Paths") -> "tuple[GivenAnswer, ...]":
    """Return the answers to choose from."""
    from interviewer.cli.progress import step_progress
    from interviewer.model.errors import UsageError
    from interviewer.services.answer_pool import csv_answers, distinct, session_answers
    from interviewer.services.session_states import replayed, session_files

    if wanted.item and bank.item(wanted.item) is None:
        raise UsageError(
            f"bank '{bank.id}' has no item '{wanted.item}'; 'interviewer rubric show "
            f"{wanted.rubric}' lists them"
        )
    if wanted.answers is not None:
        pool = distinct(csv_answers(wanted.answers, bank), wanted.item)
    else:
        files = session_files(paths, bank.id)
        with step_progress(len(files), "Reading the sessions") as on_step:
            pool = distinct(session_answers(replayed(files, on_step), bank), wanted.item)
    if not pool:
        where = wanted.answers or f"the transcripts in {paths.transcripts}"
        raise UsageError(f"there are no answers to mark in {where}; give --answers IN.csv")
    return pool


def _marks_so_far(output: Path, bank: "Rubric", item: str) -> "tuple[CoachMark, ...]":
    from interviewer.services.marks_file import read_marks

    return tuple(mark for mark in read_marks(output, bank) if item in ("", mark.item_id))
