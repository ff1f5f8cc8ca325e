"""What requests leave as it is: how sure the candidate was, earlier items, what was typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.dialogue.acts import Act, Request
from interviewer.model.errors import UsageError
from interviewer.model.session import Mode
from interviewer.model.transcript import Acted, Answered, Reopened, TurnKind
from interviewer.services.requests import Outcome
from tests.factories import CLIPPING, FakeClock
from tests.unit.services.request_desk import Desk, Make, desks

FULL = "It caps the norm where gradients are exploding, in RNNs."


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Make]:
    yield from desks(tmp_path, clock)


def kind(here: Desk) -> tuple[str, TurnKind]:
    """Return what is asked now."""
    turn = here.live.state.open_turn
    assert turn is not None
    return turn.asked.item_id, turn.asked.kind


# How sure


def test_how_sure_a_candidate_is_goes_with_the_next_answer(desk: Make) -> None:
    """With that one alone."""
    here = desk()
    here.say("/sure 2")
    assert here.replies == [here.phrase("sure", level="fairly sure")]
    here.say("/time")
    here.answer(FULL)
    here.answer(FULL)
    assert [answer.confidence for answer in here.events(Answered)] == [2, 0]


def test_what_is_said_with_the_answer_counts_most(desk: Make) -> None:
    """The last word on it."""
    here = desk()
    here.say("/sure 1")
    here.say("/sure 2")
    here.answer(FULL, confidence=3)
    assert here.events(Answered)[0].confidence == 3


@pytest.mark.parametrize("text", ["/sure", "/sure 0", "/sure 7"])
def test_a_level_that_there_is_not_is_explained(desk: Make, text: str) -> None:
    """And what was said before stays."""
    here = desk()
    here.say("/sure 3")
    here.say(text)
    for level in ("/sure 1 (a guess)", "/sure 2 (fairly sure)", "/sure 3 (certain)"):
        assert level in here.replies[-1]
    assert here.requests.confidence == 3


@pytest.mark.parametrize("text", ["/skip", "/later", "/back", "/retry"])
def test_a_question_that_is_left_takes_its_level_along(desk: Make, text: str) -> None:
    """It was about that question."""
    here = desk()
    here.answer(FULL)
    here.say("/skip")
    assert kind(here) == ("dropout", TurnKind.ITEM)
    here.say("/sure 3")
    here.say(text)
    assert here.requests.confidence == 0


def test_not_knowing_may_be_said_with_certainty_too(desk: Make) -> None:
    """It is an answer like any other."""
    here = desk()
    here.say("/sure 3")
    here.say("/dontknow")
    assert here.events(Answered)[0].confidence == 3


# Back and retry


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("text", ["/back", "can we go back to the question I skipped?"])
def test_there_may_be_nothing_to_go_back_to(desk: Make, mode: Mode, text: str) -> None:
    """Then the open question stays open."""
    here = desk(mode)
    here.answer(FULL)
    assert here.say(text) is Outcome.REPLIED
    assert here.replies == [here.phrase("back_none")]
    assert here.events(Reopened) == []
    assert kind(here) == ("second", TurnKind.ITEM)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_skipped_question_is_taken_up_again(desk: Make, mode: Mode) -> None:
    """And the one that was open comes after it, with what was typed."""
    here = desk(mode)
    here.say("/skip")
    here.live.draft("half an answer")
    assert here.say("/back") is Outcome.MOVED
    assert kind(here) == ("clipping", TurnKind.ITEM)
    here.answer(FULL)
    assert kind(here) == ("second", TurnKind.ITEM)
    turn = here.live.state.open_turn
    assert turn is not None
    assert turn.draft == "half an answer"


def test_an_answer_may_be_tried_again_in_practice(desk: Make) -> None:
    """The one that was given last."""
    here = desk()
    here.say("/retry")
    assert here.replies == [here.phrase("retry_none")]
    here.answer(FULL)
    assert here.say("let me try that again") is Outcome.MOVED
    assert kind(here) == ("clipping", TurnKind.RETRY)
    assert here.events(Acted)[-1].reply == ""
    here.answer("It does nothing at all.")
    assert here.live.state.records[0].main.answered == here.events(Answered)[0]
    assert kind(here) == ("second", TurnKind.ITEM)


def test_in_live_mode_the_first_answer_stands(desk: Make) -> None:
    """The interviewer says so."""
    here = desk(Mode.LIVE)
    here.answer(FULL)
    assert here.say("/retry") is Outcome.REPLIED
    assert here.replies == [here.phrase("retry_live")]
    assert here.events(Reopened) == []


# What was typed so far

KEEPING = [act for act in Act if act not in (Act.SKIP, Act.LATER, Act.DONT_KNOW, Act.YES, Act.NO)]


@pytest.mark.parametrize("act", KEEPING)
def test_no_request_costs_the_candidate_what_was_typed(desk: Make, act: Act) -> None:
    """The question stays open, with its draft."""
    here = desk()
    here.live.draft("half an answer")
    here.requests.handle(Request(act, in_words=False, value=2), f"/{act}")
    turn = here.live.state.open_turn
    assert turn is not None
    assert turn.draft == "half an answer"


def test_neither_do_the_replies_to_an_offer(desk: Make) -> None:
    """The draft is there after the hint as it was before."""
    here = desk()
    here.live.draft("half an answer")
    for text in ("/hint", "yes", "/hint", "no"):
        here.say(text)
    turn = here.live.state.open_turn
    assert turn is not None
    assert turn.draft == "half an answer"


@pytest.mark.parametrize("text", ["/skip", "/later", "/dontknow"])
def test_without_an_open_question_there_is_nothing_to_leave(desk: Make, text: str) -> None:
    """One clear line, and nothing written."""
    here = desk()
    here.live.has_breaks = True
    here.answer(FULL)
    assert here.live.in_break
    before = here.live.path.read_bytes()
    with pytest.raises(UsageError, match="there is no open question"):
        here.say(text)
    assert here.live.path.read_bytes() == before


@pytest.mark.parametrize("text", ["/repeat", "/clarify"])
def test_without_an_open_question_there_is_nothing_to_say_again(desk: Make, text: str) -> None:
    """Nothing is said, rather than a question that is over."""
    here = desk()
    here.live.has_breaks = True
    here.answer(FULL)
    assert here.say(text) is Outcome.REPLIED
    assert here.replies == []


def test_a_hint_in_a_break_is_none(desk: Make) -> None:
    """There is nothing it could help with."""
    here = desk()
    here.live.has_breaks = True
    here.answer("nothing of it")
    here.say("/skip")
    assert here.live.in_break
    here.say("/hint")
    assert here.replies[-1] == here.phrase("hint_none")
    assert CLIPPING.criteria[1].hint not in here.replies
