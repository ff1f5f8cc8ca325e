"""`interviewer calibrate`: learn from marked answers how a coach marks."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options, json_option
from interviewer.cli.progress import step_progress

if TYPE_CHECKING:
    from interviewer.services.calibrate import Learnt

_FILE = click.Path(path_type=Path, dir_okay=False)
WORSE = 1
"""The exit code where a calibration would have made the marks worse."""


@click.command()
@click.option("--rubric", required=True, metavar="ID|FILE", help="The bank with the items.")
@click.option(
    "--marked",
    type=_FILE,
    required=True,
    metavar="IN.csv",
    help="Columns: item_id, answer, score (0 to 1).",
)
@click.option("--output", type=_FILE, required=True, metavar="FILE", help="Where it is stored.")
@json_option
@folder_options
@click.pass_context
def calibrate(
    context: click.Context,
    rubric: str,
    marked: Path,
    output: Path,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Learn from marked answers how this coach marks.

    Twenty marked answers or more are needed. The agreement before and after is measured on answers
    that were not learnt from; where it would not get better nothing is stored, and the exit code
    is 1. Use it with 'interviewer grade --calibration FILE'.
    """
    from interviewer.services.banks import load_bank
    from interviewer.services.calibrate import learn, steps_of
    from interviewer.services.learning import grader_of
    from interviewer.services.marked_answers import read_marked
    from interviewer.storage.calibration_file import write_calibration

    bank = load_bank(find_paths(context, rubrics, transcripts), rubric)
    answers = read_marked(marked, bank)
    with step_progress(steps_of(answers), "Learning") as on_step:
        learnt = learn(grader_of(bank), answers, on_step)
    if learnt.calibration is not None:
        write_calibration(output, learnt.calibration)
    _tell(learnt, output, as_json)
    if learnt.calibration is None:
        context.exit(WORSE)


def _tell(learnt: "Learnt", output: Path, as_json: bool) -> None:
    from dataclasses import asdict

    from interviewer.cli.output import print_json, print_table, say

    stored = learnt.calibration is not None
    if as_json:
        written = str(output) if stored else None
        before, after = asdict(learnt.before), asdict(learnt.after)
        print_json({"before": before, "after": after, "words": learnt.words, "output": written})
        return
    rows = [
        (
            name,
            f"{each.correlation:.2f}",
            f"{each.error:.2f}",
            f"{each.accuracy:.0%}",
            f"{each.kappa:.2f}",
        )
        for name, each in (("the program alone", learnt.before), ("calibrated", learnt.after))
    ]
    say(
        f"Agreement with the marks given, on {learnt.before.answers} answers, none of which was "
        "judged by itself:"
    )
    print_table(("", "r", "RMSE", "same of 3 levels", "kappa"), rows)
    if stored:
        used = "with words" if learnt.words else "without words"
        say(f"Learnt {used}; use it with: interviewer grade --calibration {output}")
    else:
        say(
            "The marks would not get better, so nothing was stored; mark more answers, then try "
            "again."
        )
