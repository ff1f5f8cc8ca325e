"""A plain interview that goes on with a draft: requests are no part of it, and cost nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interviewer.cli.plain import Console, PlainInterview
from interviewer.model.transcript import Acted, Answered, Event, Hinted
from interviewer.services.interview import Interview
from interviewer.services.interview_start import begin_interview
from interviewer.storage.transcript_log import read_transcript
from tests.factories import PHRASES, FakeClock, make_grader, make_rubric, make_settings

RUBRIC = make_rubric()
GRADER = make_grader(RUBRIC)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Interview]:
    begun = begin_interview(
        RUBRIC, make_settings(), tmp_path, FakeClock(), "00aa", lambda: GRADER, PHRASES
    )
    begun.advance()
    yield begun
    begun.close()


def held(live: Interview, *lines: str) -> tuple[list[Event], str]:
    """Hold the interview with these lines; return its events and what was written."""
    typed = iter(lines)
    written: list[str] = []

    def read_line(prompt: str, meanwhile: Callable[[], None]) -> str | None:
        return next(typed, None)

    PlainInterview(live, Console(read_line, written.append, interactive=True)).run()
    return list(read_transcript(live.path).events), "\n".join(written)


def texts(events: list[Event]) -> list[str]:
    """Return the answers."""
    return [event.data.text for event in events if isinstance(event.data, Answered)]


def acts(events: list[Event]) -> list[str]:
    """Return what was asked for."""
    return [event.data.act for event in events if isinstance(event.data, Acted)]


def test_what_is_typed_goes_after_the_draft(live: Interview) -> None:
    """Both are one answer."""
    live.draft("It caps the norm")
    events, written = held(live, "of the gradient.")
    assert texts(events) == ["It caps the norm\nof the gradient."]
    assert "What you had typed so far" in written


@pytest.mark.parametrize(
    ("line", "act"), [("/time", "time"), ("how much time is left?", "time"), ("/repeat", "repeat")]
)
def test_a_request_is_no_part_of_the_draft(live: Interview, line: str, act: str) -> None:
    """It is done, and the answer goes on after it."""
    live.draft("It caps the norm")
    events, _ = held(live, line, "of the gradient.")
    assert acts(events) == [act]
    assert texts(events) == ["It caps the norm\nof the gradient."]


def test_a_hint_may_be_taken_in_the_midst_of_an_answer(live: Interview) -> None:
    """By a command at the beginning of a line; what was typed before it is safe."""
    events, _ = held(live, "It caps the norm \\", "/hint", "yes", "of exploding gradients.")
    assert acts(events) == ["hint", "yes"]
    assert len([event for event in events if isinstance(event.data, Hinted)]) == 1
    assert texts(events) == ["It caps the norm \nof exploding gradients."]


def test_plain_words_in_the_midst_of_an_answer_are_part_of_it(live: Interview) -> None:
    """Only a whole utterance is a request."""
    events, _ = held(live, "It caps something, but of what \\", "I don't know")
    assert acts(events) == []
    assert texts(events) == ["It caps something, but of what \nI don't know"]


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("/xyzzy", "There is no command /xyzzy. /help lists them."),
        ("/hnit", "There is no command /hnit; did you mean /hint? /help lists them."),
    ],
)
def test_an_unknown_command_is_said_in_whole_sentences(
    live: Interview, line: str, reply: str
) -> None:
    """With the one that was probably meant, if any."""
    events, written = held(live, line)
    assert reply in written.split("\n")
    assert texts(events) == []
