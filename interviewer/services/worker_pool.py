"""Processes that share work out: what comes back is in the order in which it was handed in."""

import gc
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
from typing import Any, Generic, TypeVar

from interviewer.model.errors import UsageError

MOST_WORKERS = 61
"""How many processes may share the work; some systems cannot wait for more."""

PARTS_A_WORKER = 3
"""How many parts are under way for each process: one is done, the others wait their turn."""

Tool = TypeVar("Tool")
Part = TypeVar("Part")
Done = TypeVar("Done")

Stopped = Callable[[], bool]
"""Says whether the work is to end; one that takes long asks now and then."""


class WorkersLostError(UsageError):
    """A process was ended from outside, or none could be started; what had come back is good."""


@dataclass(frozen=True)
class Task(Generic[Tool, Part, Done]):
    """What each process does; all of it is pickled.

    `get_ready` is called once in each process, and `work` with what it returned and each part that
    the process gets.
    """

    get_ready: Callable[[], Tool]
    work: Callable[[Tool, Part, Stopped], Done]


def usable_cores() -> int:
    """Return how many cores this process may use, from 1 to `MOST_WORKERS`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST_WORKERS, len(os.sched_getaffinity(0)))
    return min(MOST_WORKERS, os.cpu_count() or 1)


def can_share() -> bool:
    """Return whether this system lets processes work together; some have no locks for it."""
    try:
        get_context("spawn").Event()
    except (ImportError, OSError):
        return False
    return True


def share_out(
    parts: Iterable[Part], task: Task[Tool, Part, Done], workers: int
) -> Generator[Done, None, None]:
    """Yield what comes of each part, in their order; only a few parts are held at a time.

    Closing the iterator, or an error in it, tells the processes to stop and waits for them. They
    also end when this process is killed.

    Raises:
        WorkersLostError: a process was ended from outside, or none can be started.
        Exception: whatever the work on a part raised; the first one in the order of the parts.
    """
    # Not by forking: a copy of a process that has threads may wait for a lock for ever.
    context = get_context("spawn")
    stop = context.Event()
    pool = ProcessPoolExecutor(workers, context, _begin_worker, (task, stop.is_set))
    waiting: deque[Future[Done]] = deque()
    try:
        for part in parts:
            waiting.append(_submit(pool, part))
            if len(waiting) == PARTS_A_WORKER * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise WorkersLostError(
            "a process that shared the work was ended from outside (is memory short?)"
        ) from None
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, part: object) -> Future[Any]:
    """Hand a part to the pool, which starts its processes with the first parts."""
    try:
        with _interrupts_held():
            return pool.submit(_work, part)
    except OSError as error:
        raise WorkersLostError(
            f"no process can be started to share the work ({error.strerror})"
        ) from None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl+C back: what starts meanwhile never hears of it, and this process does at the end.

    A terminal sends it to every process. Those that work would each print where they were.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: list[Callable[[Any], Any]] = []
"""What a process of the pool does with each part, got ready once."""


def _begin_worker(task: Task[Any, Any, Any], stopped: Stopped) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    tool = task.get_ready()
    gc.freeze()  # what is ready stays: to look for garbage in it takes 3 % of the work
    _worker.append(lambda part: task.work(tool, part, stopped))


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even where that was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(part: object) -> object:
    return _worker[0](part)
