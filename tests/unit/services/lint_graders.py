"""What makes graders in processes of their own, and what ends such a process."""

import os
from multiprocessing import current_process

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Rubric
from tests.factories import instant_fit


def small_grader(rubric: Rubric) -> Grader:
    """Return a grader that keeps one item prepared, as that of a large bank does."""
    return Grader(rubric, fit=instant_fit, most_prepared=1)


def fatal_grader(rubric: Rubric) -> Grader:
    """End the process as a lack of memory would, but for the one that the tests run in."""
    if current_process().name != "MainProcess":
        os._exit(9)
    return small_grader(rubric)
