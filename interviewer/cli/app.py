"""Opening the full-screen app, the only place that imports it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interviewer.dialogue.past import Standing
    from interviewer.model.rubric import Rubric
    from interviewer.model.session import Settings
    from interviewer.storage.paths import Paths
    from interviewer.tui.opening import Opening


def new_token() -> str:
    """Return four random hex digits."""
    return os.urandom(2).hex()


def new_seed() -> int:
    """Return a random seed that is short enough to be typed again."""
    return int.from_bytes(os.urandom(4)) % 1_000_000


def open_home(paths: Paths) -> int:
    """Open the app at its home screen and return the exit code."""
    from interviewer.tui.opening import HomeOpening

    return _open(paths, HomeOpening())


def open_interview(
    paths: Paths, rubric: Rubric, settings: Settings, past: Mapping[str, Standing]
) -> int:
    """Open the app in a new interview and return the exit code."""
    from interviewer.tui.opening import InterviewOpening

    return _open(paths, InterviewOpening(rubric, settings, past))


def open_session(paths: Paths, path: Path) -> int:
    """Open the app in a session that goes on and return the exit code."""
    from interviewer.tui.opening import ResumeOpening

    return _open(paths, ResumeOpening(path))


def _open(paths: Paths, opening: Opening) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise UsageError(
            "the full-screen app needs a terminal; 'interviewer run --plain' works without one"
        )
    # The app turns it on again after its first paint: until then there is nothing to collect, and
    # looking for it takes a twentieth of the start.
    gc.disable()
    from interviewer.services.clock import SystemClock
    from interviewer.tui.app import run_app
    from interviewer.tui.context import Context

    return run_app(Context(paths, SystemClock(), new_token, new_seed), opening)
