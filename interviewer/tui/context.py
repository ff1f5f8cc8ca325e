"""What the app needs from outside, handed in so that tests can hand in something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint needs none of these
    from interviewer.model.rubric import Rubric
    from interviewer.services.clock import Clock
    from interviewer.services.interview import MarkerSource
    from interviewer.storage.paths import Paths


def load_in_background(rubric: Rubric) -> MarkerSource:
    """Return a grader that is loaded in a thread of its own once it is started."""
    from interviewer.services.grader_loader import GraderLoader

    return GraderLoader(rubric)


@dataclass(frozen=True)
class Context:
    """The folders, the time, and where chance comes from."""

    paths: Paths
    clock: Clock
    new_token: Callable[[], str]
    """Gives four hex digits that tell sessions of the same second apart."""
    new_seed: Callable[[], int]
    """Gives the seed that fixes which questions an interview asks."""
    marker_for: Callable[[Rubric], MarkerSource] = load_in_background
    """Gives what marks the answers to a rubric; a GraderLoader is started after the first paint."""
