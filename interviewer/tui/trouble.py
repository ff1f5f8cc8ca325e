"""Errors as one line for people; never a traceback, never a value that was typed."""

import traceback
from pathlib import Path

from interviewer.model.errors import InterviewerError
from interviewer.model.text import one_line

PACKAGE = Path(__file__).parent.parent


def trouble_line(error: BaseException) -> str:
    """Return what to tell about an error.

    The program's own errors say it themselves. Of any other only its kind and the place in this
    program are told: its message may hold what somebody typed.
    """
    if isinstance(error, InterviewerError):
        return one_line(str(error).splitlines()[0] if str(error) else type(error).__name__)
    return f"something went wrong in the program: {type(error).__name__}{_place(error)}"


def _place(error: BaseException) -> str:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(PACKAGE):
            return f" at {path.relative_to(PACKAGE)}:{frame.lineno}"
    return ""
