"""What the candidate asks for besides answering: commands, plain words, offers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.dialogue.acts import Act, Request
from interviewer.model.session import Mode
from interviewer.model.transcript import Acted, Answered, Hinted, Skipped, TurnKind
from interviewer.services.requests import DONT_KNOW, Outcome, Requests
from tests.factories import CLIPPING, FakeClock, changed, make_rubric
from tests.factories import make_settings as settings_of
from tests.unit.services.interviews import begin
from tests.unit.services.request_desk import CLEAR, Make, desks

SHORT = "RNNs need it."


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Make]:
    yield from desks(tmp_path, clock)


# Every act, as a command and in words

BOTH = [
    (Act.REPEAT, "could you repeat the question?"),
    (Act.CLARIFY, "could you put that differently?"),
    (Act.HINT, "could you give me a hint?"),
    (Act.SKIP, "next question please"),
    (Act.LATER, "can we come back to this later?"),
    (Act.DONT_KNOW, "I have no idea"),
    (Act.BACK, "can we go back to the question I skipped?"),
    (Act.RETRY, "let me try that again"),
    (Act.PAUSE, "I need a break"),
    (Act.TIME, "how much time is left?"),
    (Act.STOP, "I want to end the interview"),
    (Act.HELP, "what are the commands?"),
]
OUTCOMES = {
    Act.SKIP: Outcome.MOVED,
    Act.LATER: Outcome.MOVED,
    Act.DONT_KNOW: Outcome.MOVED,
    Act.PAUSE: Outcome.PAUSE,
    Act.STOP: Outcome.STOP,
    Act.HELP: Outcome.HELP,
}


@pytest.mark.parametrize(("act", "words"), BOTH)
def test_every_act_has_two_forms(desk: Make, act: Act, words: str) -> None:
    """They come to the same, but that the end is confirmed where it was said in words."""
    for text in (f"/{act}", words):
        here = desk()
        outcome = here.say(text)
        if act is Act.STOP and text == words:
            assert outcome is Outcome.REPLIED
            outcome = here.say("yes")
        assert outcome is OUTCOMES.get(act, Outcome.REPLIED)
        said = [acted.text for acted in here.events(Acted)]
        # What is done at once needs no words in the record, unless they were the candidate's own.
        answered = [answer.text for answer in here.events(Answered)]
        replied = outcome is Outcome.REPLIED
        assert (text in said + answered) is (text == words or replied)


def test_the_act_is_named_in_the_record(desk: Make) -> None:
    """With the turn, what was typed and the reply."""
    here = desk()
    here.clock.tick(7)
    here.say("/repeat")
    reply = f"{here.phrase('repeat')} {CLIPPING.prompt}"
    assert here.events(Acted) == [Acted(2, "repeat", "/repeat", reply, 7.0)]


def test_a_word_of_the_item_is_an_answer(desk: Make) -> None:
    """One or two words that its references hold may well be what is meant."""
    here = desk()
    assert here.requests.find("next") == Request(Act.SKIP, in_words=True)
    item = changed(CLIPPING, references=("Take the next one.",))
    live = begin(here.live.path.parent / "other", here.clock, settings_of(), make_rubric(item))
    assert Requests(live).find("next") is None
    live.close()


# Hints


def test_a_hint_is_offered_with_its_cost_and_given_on_yes(desk: Make) -> None:
    """Nothing counts as aided before the candidate has agreed."""
    here = desk()
    here.say("/hint")
    assert here.replies == [here.phrase("hint_offer", points="3 points")]
    assert "3 points" in here.replies[0]
    assert here.requests.offered
    assert here.events(Hinted) == []
    here.say("yes please")
    (hint,) = here.events(Hinted)
    assert (hint.target, hint.text) == ("exploding", CLIPPING.criteria[1].hint)
    assert not here.requests.offered


@pytest.mark.parametrize("again", ["/hint", "could you give me a hint?"])
def test_asking_again_takes_the_hint_that_was_offered(desk: Make, again: str) -> None:
    """It is a yes."""
    here = desk()
    here.say("/hint")
    assert here.say(again) is Outcome.REPLIED
    assert len(here.events(Hinted)) == 1


def test_an_offer_may_be_declined(desk: Make) -> None:
    """Then nothing is given, and no is no answer only while there is an offer."""
    here = desk()
    here.say("/hint")
    here.say("no thanks")
    assert here.replies[-1] == here.phrase("hint_declined")
    assert here.events(Hinted) == []
    assert here.requests.find("no") is None


@pytest.mark.parametrize("text", ["/time", "/repeat", "what are the commands?"])
def test_an_offer_ends_with_the_next_thing_that_is_asked_for(desk: Make, text: str) -> None:
    """A yes after it would be a yes to something else."""
    here = desk()
    here.say("/hint")
    here.say(text)
    assert not here.requests.offered
    assert here.requests.find("yes") is None


def test_an_offer_ends_with_an_answer(desk: Make) -> None:
    """The next question begins without it."""
    here = desk()
    here.say("/hint")
    here.answer(SHORT)
    assert not here.requests.offered


def test_there_are_only_so_many_hints(desk: Make) -> None:
    """Each is offered with its own cost; then there is none, and that costs nothing."""
    here = desk()
    for points in ("3 points", "2 points"):
        here.say("/hint")
        assert points in here.replies[-1]
        here.say("yes")
    here.say("/hint")
    assert here.replies[-1] == here.phrase("hint_none")
    assert not here.requests.offered
    assert len(here.events(Hinted)) == 2


# Repeat and clarify


def test_a_question_is_put_differently_where_the_rubric_can(desk: Make) -> None:
    """Else it is said as it stands."""
    here = desk()
    here.say("/clarify")
    assert here.replies == [f"{here.phrase('clarify')} {CLEAR.clarify}"]
    here.say("/skip")
    assert here.item == "second"
    here.say("/clarify")
    assert here.replies[-1] == f"{here.phrase('clarify_none')} {CLIPPING.prompt}"


@pytest.mark.parametrize("act", ["repeat", "clarify"])
def test_in_a_follow_up_it_is_the_follow_up_that_is_said_again(desk: Make, act: str) -> None:
    """The clarification of the item would ask for something else."""
    here = desk()
    here.answer(SHORT)
    turn = here.live.state.open_turn
    assert turn is not None
    assert turn.asked.kind is TurnKind.NUDGE
    here.say(f"/{act}")
    situation = "repeat" if act == "repeat" else "clarify_none"
    assert here.replies == [f"{here.phrase(situation)} {turn.asked.text}"]


def test_said_again_it_gives_nothing_away(desk: Make) -> None:
    """What is answered after it counts in full."""
    here = desk(Mode.LIVE)
    here.say("/repeat")
    here.say("/clarify")
    here.answer("It caps the norm where gradients are exploding, in RNNs.")
    assessment = here.live.state.records[0].main.assessment
    assert assessment is not None
    assert assessment.points == 6


# Skip, later, don't know


@pytest.mark.parametrize(("text", "later"), [("/skip", False), ("/later", True)])
def test_a_question_is_left(desk: Make, text: str, later: bool) -> None:
    """For good, or until the end of the stage."""
    here = desk()
    here.say(text)
    assert [(event.turn, event.later) for event in here.events(Skipped)] == [(2, later)]
    assert here.item == "second"


@pytest.mark.parametrize(("text", "kept"), [("/dontknow", DONT_KNOW), ("no clue", "no clue")])
def test_not_knowing_is_an_answer(desk: Make, text: str, kept: str) -> None:
    """In the candidate's own words where there are some; a probe may follow."""
    here = desk()
    here.say(text)
    (answer,) = here.events(Answered)
    assert answer.text == kept
    turn = here.live.state.open_turn
    assert turn is not None
    assert turn.asked.kind is TurnKind.PROBE


# The clock, and the end


def test_the_time_is_said(desk: Make) -> None:
    """For the question and in all, or that there is no clock."""
    here = desk(minutes=10)
    here.clock.tick(30)
    here.say("/time")
    left = "1 min 30 s for this question, 9 min 30 s in all"
    assert here.replies == [here.phrase("time", time=left)]
    untimed = desk()
    untimed.say("/time")
    assert untimed.replies == [untimed.phrase("untimed")]


def test_the_end_is_confirmed_where_it_was_said_in_words(desk: Make) -> None:
    """An answer may sound like it; a command cannot."""
    here = desk()
    assert here.say("I want to end the interview") is Outcome.REPLIED
    assert here.replies == [here.phrase("stop_offer")]
    assert here.say("no") is Outcome.REPLIED
    assert here.replies[-1] == here.phrase("stop_declined")
    here.say("I want to end the interview")
    assert here.say("I want to end the interview") is Outcome.STOP
    assert here.live.state.finished is None
