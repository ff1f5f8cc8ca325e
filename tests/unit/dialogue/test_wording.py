"""The words around the questions: they vary, and in live mode give no mark away."""

from dataclasses import fields, replace
from itertools import pairwise

import pytest

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.policy import next_move
from interviewer.dialogue.state import SessionState
from interviewer.dialogue.wording import (
    asked_in_words,
    choose,
    finished_in_words,
    opening,
    spelled,
    turns_so_far,
)
from interviewer.model.phrases import Phrases, Variants
from interviewer.model.rubric import Item, Stage
from interviewer.model.session import Mode, PlannedItem
from interviewer.model.transcript import Asked, EndReason, Finished, Reopened, Skipped, TurnKind
from tests.factories import (
    CLIPPING,
    DROPOUT,
    PHRASES,
    Script,
    changed,
    earned,
    make_assessment,
    make_rubric,
    make_settings,
    make_started,
)

SECOND = changed(CLIPPING, id="second")
RUBRIC = make_rubric(CLIPPING, SECOND, DROPOUT)
LONG = " ".join(["word"] * 41)
FULL = (1.0, 1.0, 1.0)
SITUATIONS = [field.name for field in fields(Phrases)]
VARIED = [name for name in SITUATIONS if len(getattr(PHRASES, name)) > 1]


def script(seed: int = 1, mode: Mode = Mode.LIVE) -> Script:
    return Script(make_started(RUBRIC, make_settings(seed=seed, mode=mode)))


def said(state: SessionState) -> Asked:
    """Return the next question in its words."""
    move = next_move(state, RUBRIC)
    assert isinstance(move, Asked)
    return asked_in_words(move, state, PHRASES)


def variants_of(name: str) -> Variants:
    """Return the wordings of a situation."""
    found: Variants = getattr(PHRASES, name)
    return found


# Variety


@pytest.mark.parametrize("name", VARIED)
def test_words_vary_with_the_seed_and_from_one_time_to_the_next(name: str) -> None:
    """Every wording has its turn; two in a row are never the same; a seed always says the same."""
    variants = variants_of(name)
    assert {choose(variants, seed, 0) for seed in range(100)} == set(variants)
    for seed in range(5):
        line = [choose(variants, seed, place) for place in range(20)]
        assert set(line) == set(variants)
        assert all(one != other for one, other in pairwise(line))
        assert line == [choose(variants, seed, place) for place in range(20)]


def test_every_situation_has_several_wordings() -> None:
    """As the file says of itself, and no two of them are the same."""
    assert VARIED == SITUATIONS
    for name in SITUATIONS:
        assert len(set(variants_of(name))) == len(variants_of(name))


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no questions"), (1, "one question"), (12, "twelve questions"), (13, "13 questions")],
)
def test_numbers_are_spelled_as_people_say_them(number: int, words: str) -> None:
    """Up to twelve in words."""
    assert spelled(number, "question") == words


@pytest.mark.parametrize("topic", ["", "{optimisation}"])
def test_the_opening_says_how_long_it_will_be(topic: str) -> None:
    """In each of its wordings; a drill names its topic, as it is written."""
    plan = [PlannedItem(str(number), Stage.BASIC, 1) for number in range(9)]
    for seed in range(20):
        text = opening(plan, replace(make_settings(seed=seed), topic=topic), PHRASES)
        assert "nine questions" in text
        assert text[0].isupper()
        assert (topic or "one stage") in text


# What is said in which situation


def answered(talk: Script, credits: tuple[float, ...] = FULL, text: str = LONG) -> Script:
    return talk.ask(CLIPPING).answer(text).assess(make_assessment(CLIPPING, credits))


def put_off(talk: Script, item: Item = CLIPPING) -> Script:
    return talk.ask(item).add(Skipped(talk.turn, later=True))


def came_back() -> Script:
    talk = put_off(script())
    return talk.ask(SECOND).answer(LONG).assess(make_assessment(SECOND, FULL))


def probed(mode: Mode, credited: bool) -> Script:
    """Return a session in which one probe was answered and another is due."""
    talk = answered(script(mode=mode), ())
    talk.ask(CLIPPING, TurnKind.PROBE, "exploding").answer(LONG)
    return talk.assess(earned(CLIPPING, *["exploding"] * credited))


WRONG = make_assessment(CLIPPING, FULL, ("cures-vanishing",))
CASES = [
    (script(), ("basic",)),
    (answered(script()), ("thanks",)),
    (answered(script(), text=""), ("unknown",)),
    (answered(script(), (), "I don't know"), ("unknown", "probe")),
    (answered(script(), ()), ("thanks", "probe")),
    (answered(script(mode=Mode.PRACTICE), ()), ("missing",)),
    (answered(script(mode=Mode.PRACTICE), (0, 1, 1)), ("solid",)),
    (answered(script(mode=Mode.PRACTICE)), ("strong",)),
    (probed(Mode.LIVE, credited=True), ("thanks", "probe")),
    (probed(Mode.PRACTICE, credited=True), ("closer",)),
    (probed(Mode.PRACTICE, credited=False), ("thanks", "hint")),
    (script().ask(CLIPPING).answer(LONG).assess(WRONG), ("thanks", "misconception")),
    (script().ask(CLIPPING).skip(), ("skipped",)),
    (put_off(script()), ("later",)),
    (put_off(put_off(put_off(script()), SECOND)), ("skipped", "again")),
    (came_back(), ("thanks", "again")),
    (script().ask(CLIPPING).skip().ask(SECOND).add(Reopened("clipping")), ("again",)),
    (answered(script()).ask(SECOND).add(Reopened("clipping")), ("retry",)),
    (
        script().ask(CLIPPING).answer("cut", timed_out=True).assess(make_assessment(CLIPPING)),
        ("timed_out",),
    ),
]


@pytest.mark.parametrize(("talk", "situations"), CASES)
def test_what_stands_before_a_question(talk: Script, situations: tuple[str, ...]) -> None:
    """A reaction, a transition, a lead: each where there is reason for it, in this order."""
    place = turns_so_far(talk.state)
    lead = " ".join(choose(variants_of(name), 1, place) for name in situations)
    assert said(talk.state).lead == lead


@pytest.mark.parametrize("topic", ["", "regularisation"])
def test_a_stage_is_opened_unless_all_is_one_topic(topic: str) -> None:
    """A drill has no stages that anybody would notice."""
    started = make_started(make_rubric(CLIPPING, DROPOUT))
    talk = Script(replace(started, settings=replace(started.settings, topic=topic)))
    answered(talk)
    asked = asked_in_words(Asked("dropout", TurnKind.ITEM, "?", "it is next"), talk.state, PHRASES)
    opened = any(words in asked.lead for words in PHRASES.fresher)
    assert opened is not bool(topic)


def test_a_nudge_gets_its_text_and_other_questions_keep_theirs() -> None:
    """Only the nudge is not in the rubric."""
    nudge = said(answered(script(), (0, 0, 1), "short").state)
    assert nudge.kind is TurnKind.NUDGE
    assert nudge.text in PHRASES.nudge
    assert said(script().state).text == CLIPPING.prompt


@pytest.mark.parametrize("reason", list(EndReason))
def test_every_end_is_closed_in_words(reason: EndReason) -> None:
    """They vary with the seed."""
    closings = set()
    for seed in range(50):
        state = script(seed).state
        closings.add(finished_in_words(Finished(reason, summarise(state)), state, PHRASES).closing)
    name = "time_over" if reason is EndReason.TIME else reason.value
    assert closings == set(variants_of(name))


def test_doubled_braces_are_said_as_single_ones() -> None:
    """In every situation, as YAML and Python are one about them."""
    doubled = replace(PHRASES, thanks=("Ok {{a}}.",), nudge=("More {{b}}?",), completed=("{{c}}",))
    state = answered(script(), (0, 0, 1), "short").state
    move = next_move(state, RUBRIC)
    assert isinstance(move, Asked)
    words = asked_in_words(move, state, doubled)
    assert (words.lead, words.text) == ("Ok {a}.", "More {b}?")
    end = finished_in_words(Finished(EndReason.COMPLETED, summarise(state)), state, doubled)
    assert end.closing == "{c}"
