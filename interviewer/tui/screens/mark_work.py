"""What the marking screen has worked out in threads, and the messages that tell of it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from textual.message import Message

from interviewer.grading.grader import Marker
from interviewer.model.rubric import Rubric
from interviewer.services.answer_pool import (
    MOST_GRADED,
    GivenAnswer,
    distinct,
    sampled,
    session_answers,
)
from interviewer.services.banks import load_bank_file
from interviewer.services.coach_agreement import MarkAgreement, compare_marks, program_marks
from interviewer.services.marking_session import MarkingSession
from interviewer.services.session_states import replayed, session_files
from interviewer.storage.paths import Paths
from interviewer.tui.context import Context

MARKS = "marks"
"""The folder of the marks in the user's data folder."""

SEED = 0
"""Always the same: whoever comes back goes on with the answers that were chosen before."""

TOLD = 10
"""After so many answers it is told how far the choosing is."""

NOTHING = "There are no answers to this bank in the transcripts yet; take an interview first."


@dataclass
class Prepared(Message):
    """The answers are in the order in which to mark them; none where there are none."""

    rubric: Rubric
    order: tuple[GivenAnswer, ...]
    marker: Marker


@dataclass
class Choosing(Message):
    """How many of how many answers were looked at."""

    done: int
    of: int


@dataclass
class Marked(Message):
    """What became of a mark: it is on the disk, or why not."""

    trouble: str = ""


@dataclass
class Compared(Message):
    """How well the program agrees; None where nothing was marked."""

    found: MarkAgreement | None


def marks_path(paths: Paths, rubric: Rubric) -> Path:
    """Return the file of the marks that are given in the app to answers to a bank."""
    return paths.user_data / MARKS / f"{rubric.id}.csv"


def prepare(context: Context, path: Path, tell: Callable[[int, int], None]) -> Prepared:
    """Return the answers to the bank at `path`, in the order in which to mark them.

    `tell` hears now and then how many of how many answers were looked at.
    """
    rubric = load_bank_file(path, context.paths.cache)
    files = session_files(context.paths, rubric.id)
    pool = distinct(session_answers(replayed(files), rubric))
    marker = context.marker_for(rubric)()
    of, steps = min(len(pool), MOST_GRADED), count(1)

    def on_step() -> None:
        done = next(steps)
        if done % TOLD == 0:
            tell(done, of)

    return Prepared(rubric, sampled(pool, marker, SEED, on_step), marker)


def compare(found: Prepared, session: MarkingSession) -> Compared:
    """Return how well the program agrees with the marks of a session."""
    marks = session.marks
    return Compared(compare_marks(found.rubric, marks, program_marks(found.marker, marks)))
