"""What grading learns from a bank, learned once: kept by its content hash, got from there after.

As a program it learns for another one: a rubric as JSON comes in, what it teaches goes out.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from interviewer.grading.grader import Grader
from interviewer.grading.learned import Learned, learn
from interviewer.model.rubric import Rubric
from interviewer.services.rules import program_rules
from interviewer.storage.codec import canonical, from_data, to_data
from interviewer.storage.data_cache import DataCache
from interviewer.storage.paths import cache_folder

MOST_PREPARED = 3
"""How many items stay prepared in a running app: an interview goes from one to the next."""

Teach = Callable[[Rubric], Learned]
"""Gives what a bank teaches; `learned_of` keeps it for the next time."""

LONGEST = 120.0
"""Seconds after which a process that learns is given up; ten thousand items take half of it."""


def grader_of(rubric: Rubric, cache_at: Path | None = None, apart: bool = False) -> Grader:
    """Return the grader of a bank; what it has to learn comes from the cache where it is there.

    Args:
        rubric: the bank.
        cache_at: the cache folder, where it is not the one in force.
        apart: whether to learn in a process of its own, and keep few items prepared: a running
            app is to stay small, and scikit-learn, which learns, would add a hundred megabytes.
    """
    learned = learned_of(rubric, cache_at, apart)
    return Grader(rubric, learned=learned, most_prepared=MOST_PREPARED if apart else None)


def learned_of(rubric: Rubric, cache_at: Path | None = None, apart: bool = False) -> Learned:
    """Return what a bank teaches, as `grader_of` needs it."""
    entries = DataCache(
        cache_at or cache_folder(Path(), os.environ), program_rules(), Learned, "lesson"
    )
    learned = entries.find(rubric.content_hash)
    if learned is None:
        learned = (_learn_apart(rubric) if apart else None) or learn(rubric)
        entries.keep(rubric.content_hash, learned)
    return learned


def _learn_apart(rubric: Rubric) -> Learned | None:
    """Learn in a process of its own; None where there cannot be one."""
    # Imported here: whoever finds all in the cache starts no process.
    import subprocess

    places = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=canonical(to_data(rubric)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | places,
            timeout=LONGEST,
            check=True,
        )
        return from_data(Learned, json.loads(done.stdout), exact=True)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def main() -> None:
    """Learn from the rubric on standard input, and write what it teaches to standard output."""
    rubric = from_data(Rubric, json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(canonical(to_data(learn(rubric))))


if __name__ == "__main__":
    main()
