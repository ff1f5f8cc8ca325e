"""Where the app begins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint needs neither
    from interviewer.model.rubric import Rubric
    from interviewer.model.session import Settings


@dataclass(frozen=True)
class HomeOpening:
    """Begin at the home screen."""


@dataclass(frozen=True)
class InterviewOpening:
    """Begin with a new interview, at once."""

    rubric: Rubric
    settings: Settings


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
