"""Processes that share work out: none is left behind, whatever goes wrong."""

import errno
import os
from collections.abc import Callable
from multiprocessing import active_children
from multiprocessing.context import SpawnProcess

import pytest

from interviewer.services.worker_pool import Task, WorkersLostError, share_out

STEPS = 7


def steps() -> int:
    """Return what each process works with."""
    return STEPS


def multiplied(tool: int, part: int, stopped: Callable[[], bool]) -> int:
    """Do the work on a part, or fail over one that is negative."""
    if part < 0:
        raise ValueError(f"part {part}")
    return tool * part


TASK = Task(steps, multiplied)


def test_what_comes_back_is_in_the_old_order() -> None:
    assert list(share_out(range(40), TASK, 2)) == [STEPS * part for part in range(40)]
    assert active_children() == []


def test_the_first_part_that_fails_is_told() -> None:
    """After all that stood before it came back."""
    came = share_out([1, 2, -3, 4, -5], TASK, 2)
    assert [next(came), next(came)] == [STEPS, 2 * STEPS]
    with pytest.raises(ValueError, match="part -3"):
        next(came)
    assert active_children() == []


def test_what_was_started_ends_where_the_next_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a limit is reached between the first process and the second."""
    started: list[SpawnProcess] = []
    start = SpawnProcess.start

    def start_one(process: SpawnProcess) -> None:
        if started:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        started.append(process)
        start(process)

    monkeypatch.setattr(SpawnProcess, "start", start_one)
    with pytest.raises(WorkersLostError, match="no process can be started"):
        list(share_out([1, 2], TASK, 2))
    assert len(started) == 1
    assert active_children() == []
