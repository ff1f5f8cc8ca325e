"""Begins and reopens interviews in a worker thread; the app is told by a message."""

from collections.abc import Callable
from pathlib import Path

from textual.message import Message

from interviewer.model.rubric import Rubric
from interviewer.services.interview import Interview, MarkerSource
from interviewer.services.interview_start import begin_interview, reopen_interview
from interviewer.services.phrases import phrases_in_force
from interviewer.tui.context import Context
from interviewer.tui.messages import BeginInterview, InterviewReady, Trouble
from interviewer.tui.trouble import trouble_line

Post = Callable[[Message], object]


def begin(context: Context, wanted: BeginInterview, post: Post) -> None:
    """Begin an interview."""

    def open_it() -> tuple[Interview, MarkerSource]:
        marker = context.marker_for(wanted.rubric)
        interview = begin_interview(
            wanted.rubric,
            wanted.settings,
            context.paths.transcripts,
            context.clock,
            context.new_token(),
            marker,
            phrases_in_force(context.paths),
            wanted.past,
        )
        return interview, marker

    _try(open_it, post)


def reopen(context: Context, path: Path, post: Post) -> None:
    """Go on with the session in a file."""

    def open_it() -> tuple[Interview, MarkerSource]:
        markers: list[MarkerSource] = []

        def marker_for(rubric: Rubric) -> MarkerSource:
            markers.append(context.marker_for(rubric))
            return markers[0]

        interview = reopen_interview(
            path, context.clock, marker_for, phrases_in_force(context.paths)
        )
        return interview, markers[0]

    _try(open_it, post)


def _try(open_it: Callable[[], tuple[Interview, MarkerSource]], post: Post) -> None:
    try:
        interview, marker = open_it()
    except Exception as error:
        post(Trouble(trouble_line(error)))
    else:
        post(InterviewReady(interview, marker))
