"""Begins and reopens interviews in a worker thread; the app is told by a message."""

from collections.abc import Callable
from pathlib import Path

from textual.message import Message

from interviewer.model.rubric import Rubric
from interviewer.model.session import Settings
from interviewer.services.interview import (
    Interview,
    MarkerSource,
    begin_interview,
    reopen_interview,
)
from interviewer.tui.context import Context
from interviewer.tui.messages import InterviewReady, Trouble
from interviewer.tui.trouble import trouble_line

Post = Callable[[Message], object]


def begin(context: Context, rubric: Rubric, settings: Settings, post: Post) -> None:
    """Begin an interview."""

    def open_it() -> tuple[Interview, MarkerSource]:
        marker = context.marker_for(rubric)
        folder, token = context.paths.transcripts, context.new_token()
        return begin_interview(rubric, settings, folder, context.clock, token, marker), marker

    _try(open_it, post)


def reopen(context: Context, path: Path, post: Post) -> None:
    """Go on with the session in a file."""

    def open_it() -> tuple[Interview, MarkerSource]:
        markers: list[MarkerSource] = []

        def marker_for(rubric: Rubric) -> MarkerSource:
            markers.append(context.marker_for(rubric))
            return markers[0]

        interview = reopen_interview(path, context.clock, marker_for)
        return interview, markers[0]

    _try(open_it, post)


def _try(open_it: Callable[[], tuple[Interview, MarkerSource]], post: Post) -> None:
    try:
        interview, marker = open_it()
    except Exception as error:
        post(Trouble(trouble_line(error)))
    else:
        post(InterviewReady(interview, marker))
