"""What the benchmark of many answers reads of processes, and what it makes of it."""

import os

from benchmarks.bulk import Run, Taken, memory_rows, speed_rows, taken_by


def test_a_process_tells_its_memory_and_time() -> None:
    """This one has both; one that is gone has neither."""
    taken = taken_by(os.getpid())
    assert taken is not None
    assert taken.memory > 1
    assert taken.seconds > 0
    assert taken_by(2**30) is None


ONE = Run(10.0, Taken(40.0, 9.0), ())
TWO = Run(5.0, Taken(40.0, 0.5), (Taken(10.0, 0.1), Taken(80.0, 4.5), Taken(82.0, 5.0)))
"""The first of the three is no worker: it looks after what they share."""


def test_speeds_are_held_against_their_yardsticks() -> None:
    """The gain against what the machine gives, and the work against a loop."""
    rows = {row.what: row for row in speed_rows(20_000, ONE, TWO, 0.001, 1.6)}
    assert rows["CSV of 20,000 answers, one job"].figure == "2,000 / s"
    assert not rows["CSV of 20,000 answers, one job"].met
    assert rows["two jobs"].figure == "2.00 x one"
    assert rows["two jobs"].met
    ratios = {row.ratio.name: row.ratio.value for row in rows.values() if row.ratio is not None}
    assert ratios == {
        "an answer of a CSV, over a loop": 0.5,
        "gain by two jobs, over that of loops": 1.25,
        "gain by two jobs, in processor time": 1.8,
    }


def test_memory_that_grows_with_the_file_misses_the_bar() -> None:
    """By the process that takes most."""
    small = Run(1.0, Taken(40.0, 0.5), (Taken(60.0, 1.0), Taken(50.0, 1.0)))
    command, worker = memory_rows(20_000, small, TWO)
    assert (command.figure, command.met) == ("40 and 40 MB", True)
    assert (worker.figure, worker.met) == ("60 and 82 MB", False)
