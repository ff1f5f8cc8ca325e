"""Processes that grade chunks of a CSV at the same time; what comes back is in the old order."""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread

from interviewer.grading.grader import Marker
from interviewer.model.errors import UsageError
from interviewer.services.bulk_chunks import Chunk, GradedChunk, Layout, grade_chunk

MOST_JOBS = 61
"""How many processes may share the work; some systems cannot wait for more."""

CHUNKS_A_JOB = 3
"""How many chunks are under way for each process: one is graded, the others wait their turn."""


@dataclass(frozen=True)
class Sharing:
    """How answers are shared out to processes.

    `jobs` is how many, from 2 to `MOST_JOBS`; `marker_source` gives each of them what it marks
    with, and is pickled; files of fewer rows than `fewest` are not shared out: starting processes
    costs more.
    """

    jobs: int
    marker_source: Callable[[], Marker]
    fewest: int = 2_000


def usable_cores() -> int:
    """Return how many cores this process may use, from 1 to `MOST_JOBS`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST_JOBS, len(os.sched_getaffinity(0)))
    return min(MOST_JOBS, os.cpu_count() or 1)


def can_share() -> bool:
    """Return whether this system lets processes work together; some have no locks for it."""
    try:
        get_context("spawn").Event()
    except (ImportError, OSError):
        return False
    return True


def grade_shared(
    chunks: Iterable[Chunk], layout: Layout, sharing: Sharing
) -> Generator[GradedChunk, None, None]:
    """Yield the chunks graded, in their order; no more than a few of them are held at a time.

    Closing the iterator, or an error in it, ends the processes within the time of one answer.

    Raises:
        InputError: a row is wrong, as `grade_chunk` says; the first one in the order of the rows.
        UsageError: a process was ended from outside, or none can be started.
    """
    # Not by forking: a copy of a process that has threads may wait for a lock for ever.
    context = get_context("spawn")
    stop = context.Event()
    begin = (sharing.marker_source, layout, stop.is_set)
    pool = ProcessPoolExecutor(sharing.jobs, context, _begin_worker, begin)
    waiting: deque[Future[GradedChunk]] = deque()
    try:
        for chunk in chunks:
            with _interrupts_held():
                waiting.append(pool.submit(_work, chunk))
            if len(waiting) == CHUNKS_A_JOB * sharing.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise UsageError(
            "a process that marks answers was ended from outside (is memory short?) and nothing "
            "was written; try again with --jobs 1"
        ) from None
    except OSError as error:
        raise UsageError(
            f"no process can be started to mark answers ({error.strerror}); try again with --jobs 1"
        ) from None
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl+C back: what starts meanwhile never hears of it, and this process does at the end.

    A terminal sends it to every process. Those that grade would each print where they were.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: list[tuple[Marker, Layout, Callable[[], bool]]] = []
"""What a process of the pool works with, got ready once."""


def _begin_worker(
    marker_source: Callable[[], Marker], layout: Layout, stopped: Callable[[], bool]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    _worker.append((marker_source(), layout, stopped))


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even where that was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: Chunk) -> GradedChunk:
    marker, layout, stopped = _worker[0]
    return grade_chunk(marker, layout, chunk, stopped)
