"""What marks the answers of a command: the program's own grader, or one that marks as a coach."""

from pathlib import Path

from interviewer.grading.grader import Marker
from interviewer.model.rubric import Rubric
from interviewer.services.learning import grader_of


def marker_of(rubric: Rubric, calibration: Path | None) -> Marker:
    """Return the grader of a bank; with a calibration file, one that marks as that coach does.

    Raises:
        InputError: the file is no calibration, or was learnt for another rubric or version of it.
    """
    grader = grader_of(rubric)
    if calibration is None:
        return grader
    # Imported here: learning to mark as a coach takes modules that most commands never need.
    from interviewer.services.calibrate import calibrated_grader

    return calibrated_grader(grader, calibration)
