"""What is told after marking: the agreement, how to go on, and what was kept as examples."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from interviewer.cli.agreement_view import say_agreement
from interviewer.cli.output import print_json, say
from interviewer.grading.grader import Grader
from interviewer.model.errors import InputError, UsageError
from interviewer.model.rubric import Rubric
from interviewer.services.calibrate import FEWEST_ANSWERS, calibrated_grader
from interviewer.services.clock import SystemClock
from interviewer.services.coach_agreement import MarkAgreement, compare_marks, program_marks
from interviewer.services.marked_examples import keep_as_examples
from interviewer.services.marks_file import CoachMark, read_marks
from interviewer.storage.codec import to_data
from interviewer.storage.paths import Paths


def tell_agreement(
    bank: Rubric,
    grader: Grader,
    marks: Sequence[CoachMark],
    calibration: Path | None,
    as_json: bool,
) -> None:
    """Show how the program agrees with the coach, alone and calibrated."""
    found = compare_marks(bank, marks, program_marks(grader, marks))
    if found is None:
        raise UsageError("nothing is marked yet, so there is no agreement to show")
    named: list[tuple[str, MarkAgreement]] = [("the program alone", found)]
    if calibration is not None:
        theirs = program_marks(calibrated_grader(grader, calibration), marks)
        calibrated = compare_marks(bank, marks, theirs)
        assert calibrated is not None, "the same answers were marked"
        named.append(("calibrated", calibrated))
    if as_json:
        both = dict(named)
        other = both.get("calibrated")
        print_json({"program": to_data(found), "calibrated": other and to_data(other)})
        return
    say()
    say_agreement(named, "you", "the program",
                  f"The program's marks and yours, on {found.whole.answers} answers:")  # fmt: skip
    if calibration is not None:
        say("A calibration that was learnt from these very marks looks better here than it is; "
            "'interviewer calibrate' judges it by answers that it has not seen.")  # fmt: skip


def say_next(rubric: str, output: Path, marked: int) -> None:
    """Say how to calibrate with the marks, or how many are missing."""
    if marked < FEWEST_ANSWERS:
        say(f"From {FEWEST_ANSWERS} marks on the program can learn how you mark: --sample "
            f"{FEWEST_ANSWERS} goes on.")  # fmt: skip
        return
    bank, file = shlex.quote(rubric), shlex.quote(str(output))
    say(f"To make the program mark as you do: interviewer calibrate --rubric {bank} "
        f"--marked {file} --output mine.json")  # fmt: skip


def keep_examples(
    target: Path, bank: Rubric, marks: Sequence[CoachMark], paths: Paths, as_json: bool
) -> None:
    """Write the marked answers as examples, and say so."""
    kept = keep_as_examples(target, bank, marks, paths, SystemClock().now)
    more = f", {kept.passed_over} were there already" if kept.passed_over else ""
    say(f"{kept.written} examples written to {target}{more}. 'interviewer rubric test' grades "
        "them; a calibration must be learnt again.", error=as_json)  # fmt: skip


def compare_coaches(bank: Rubric, files: tuple[Path, Path], as_json: bool) -> None:
    """Show how two coaches agree."""
    ours, theirs = (read_marks(file, bank) for file in files)
    found = compare_marks(bank, ours, theirs)
    if found is None:
        raise InputError(f"{files[0]} and {files[1]} have no answer in common; let both coaches "
                         "mark the same --answers with the same --seed")  # fmt: skip
    if as_json:
        print_json(to_data(found))
        return
    names = [file.name for file in files]
    title = f"{names[0]} and {names[1]}, on {found.whole.answers} answers that both have marked:"
    say_agreement([("", found)], names[0], names[1], title)
