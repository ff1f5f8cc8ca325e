"""Interviews with breaks for the tests, and what their candidate does."""

from collections.abc import Callable, Iterator
from pathlib import Path

from interviewer.dialogue.acts import Act, Request
from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.session import Mode
from interviewer.model.transcript import TurnKind
from interviewer.services.interview import Interview
from interviewer.services.requests import Outcome, Requests
from tests.factories import FakeClock, make_settings
from tests.unit.services.interviews import GRADER, begin

FULL = "It caps the norm where gradients are exploding, in RNNs."
MINUTES = 30.0


class SlowMarker:
    """A grader that takes a quarter of an hour."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        self._clock.tick(900)
        return GRADER.assess(item_id, answer, asked)

    def assess_follow_up(
        self, item_id: str, answer: str, targets: object, misconception: str = "", asked: str = ""
    ) -> FollowUpResult:
        raise AssertionError("a full answer is not followed up")


Start = Callable[..., Interview]
"""Begins an interview: `start(mode, slow, minutes)`."""


def starts(folder: Path, clock: FakeClock) -> Iterator[Start]:
    """Yield what begins interviews with breaks, and close their files in the end."""
    begun: list[Interview] = []

    def start(
        mode: Mode = Mode.PRACTICE, slow: bool = False, minutes: float = MINUTES
    ) -> Interview:
        settings = make_settings(minutes=minutes, mode=mode)
        marker = SlowMarker(clock) if slow else None
        live = begin(folder / str(len(begun)), clock, settings, marker=marker)
        live.has_breaks = True
        begun.append(live)
        return live

    yield start
    for live in begun:
        live.close()


def in_break(live: Interview) -> bool:
    """Return whether there is a break now; asked again, it may be another one."""
    return live.in_break


def answer(live: Interview, text: str = FULL) -> None:
    live.answer(text)
    live.advance()


def ask_for(live: Interview, act: Act) -> None:
    """Have a request done, as a front end does."""
    assert Requests(live).handle(Request(act, in_words=False), f"/{act}") is Outcome.MOVED
    live.advance()


def question(live: Interview) -> tuple[str, TurnKind]:
    turn = live.state.open_turn
    assert turn is not None
    return turn.asked.item_id, turn.asked.kind
