"""What screens and workers tell the app: workers only post, the app and the screens own state."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first paint needs none of these
    from collections.abc import Mapping

    from interviewer.dialogue.past import Standing
    from interviewer.model.rubric import Rubric
    from interviewer.model.session import Settings
    from interviewer.services.interview import Interview, MarkerSource
    from interviewer.services.sessions import PastSession


@dataclass
class NewInterview(Message):
    """The user wants to set up an interview; `bank` is the id of one to begin with.

    `topic` is one of its topics for a drill, empty for all of them.
    """

    bank: str = ""
    topic: str = ""


@dataclass
class BeginInterview(Message):
    """The user wants to start this interview now; `past` is what its settings were made with."""

    rubric: Rubric
    settings: Settings
    past: Mapping[str, Standing] = field(default_factory=dict)


@dataclass
class ResumeSession(Message):
    """The user wants to go on with the session in this file."""

    path: Path


@dataclass
class OpenReview(Message):
    """The user wants to see the session in this file, from a turn on; 0 is its beginning."""

    path: Path
    turn: int = 0


@dataclass
class OpenResult(Message):
    """The user wants to see how this session went."""

    session: PastSession


@dataclass
class OpenBank(Message):
    """The user wants to see what is in the bank in this file."""

    path: Path


class OpenTranscripts(Message):
    """The user wants the list of sessions."""


class OpenProgress(Message):
    """The user wants to see the progress over all sessions."""


class OpenRubrics(Message):
    """The user wants the list of banks."""


class GoHome(Message):
    """The user wants the first screen."""


@dataclass
class InterviewReady(Message):
    """An interview was begun or reopened, and can be shown; `marker` will mark its answers."""

    interview: Interview
    marker: MarkerSource


@dataclass
class InterviewLeft(Message):
    """The interview is closed; `quitting` says that the whole program is to end."""

    interview: Interview
    quitting: bool = False
    saved: bool = True


@dataclass
class InterviewOver(Message):
    """The interview has ended: here is the session, read back from its file."""

    session: PastSession


@dataclass
class Trouble(Message):
    """Something failed; `line` says what and what to do."""

    line: str
