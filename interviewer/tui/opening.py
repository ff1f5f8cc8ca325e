"""Where the app begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint needs none of these
    from collections.abc import Mapping

    from interviewer.dialogue.past import Standing
    from interviewer.model.rubric import Rubric
    from interviewer.model.session import Settings


@dataclass(frozen=True)
class HomeOpening:
    """Begin at the home screen."""


@dataclass(frozen=True)
class InterviewOpening:
    """Begin with a new interview, at once; `past` is what its settings were made with."""

    rubric: Rubric
    settings: Settings
    past: Mapping[str, Standing] = field(default_factory=dict)


@dataclass(frozen=True)
class ResumeOpening:
    """Go on with the unfinished session in this file."""

    path: Path


@dataclass(frozen=True)
class ReviewOpening:
    """Show the session in this file."""

    path: Path


Opening = HomeOpening | InterviewOpening | ResumeOpening | ReviewOpening
"""Any of the places to begin at."""
