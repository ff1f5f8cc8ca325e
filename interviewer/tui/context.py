"""What the app needs from outside, handed in so that tests can hand in something else."""

from collections.abc import Callable
from dataclasses import dataclass

from interviewer.model.rubric import Rubric
from interviewer.services.clock import Clock
from interviewer.services.grader_loader import GraderLoader
from interviewer.services.interview import MarkerSource
from interviewer.storage.paths import Paths


@dataclass(frozen=True)
class Context:
    """The folders, the time, and where chance comes from."""

    paths: Paths
    clock: Clock
    new_token: Callable[[], str]
    """Gives four hex digits that tell sessions of the same second apart."""
    new_seed: Callable[[], int]
    """Gives the seed that fixes which questions an interview asks."""
    marker_for: Callable[[Rubric], MarkerSource] = GraderLoader
    """Gives what marks the answers to a rubric; a GraderLoader is started after the first paint."""
