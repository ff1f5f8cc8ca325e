"""Processes that grade chunks of a CSV at the same time; what comes back is in the old order."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import partial

from interviewer.grading.grader import Marker
from interviewer.model.errors import UsageError
from interviewer.services.bulk_chunks import Chunk, GradedChunk, Layout, grade_chunk
from interviewer.services.worker_pool import Stopped, Task, WorkersLostError, share_out


@dataclass(frozen=True)
class Sharing:
    """How answers are shared out to processes.

    `jobs` is how many, from 2 to `MOST_WORKERS`; `marker_source` gives each of them what it marks
    with, and is pickled; files of fewer rows than `fewest` are not shared out: starting processes
    costs more.
    """

    jobs: int
    marker_source: Callable[[], Marker]
    fewest: int = 2_000


def grade_shared(
    chunks: Iterable[Chunk], layout: Layout, sharing: Sharing
) -> Generator[GradedChunk, None, None]:
    """Yield the chunks graded, in their order; no more than a few of them are held at a time.

    Closing the iterator, or an error in it, ends the processes within the time of one answer.

    Raises:
        InputError: a row is wrong, as `grade_chunk` says; the first one in the order of the rows.
        UsageError: a process was ended from outside, or none can be started.
    """
    task = Task(sharing.marker_source, partial(_grade, layout=layout))
    try:
        yield from share_out(chunks, task, sharing.jobs)
    except WorkersLostError as error:
        raise UsageError(f"{error}; nothing was written; try again with --jobs 1") from None


def _grade(marker: Marker, chunk: Chunk, stopped: Stopped, *, layout: Layout) -> GradedChunk:
    return grade_chunk(marker, layout, chunk, stopped)
