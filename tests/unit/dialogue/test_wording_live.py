"""In live mode no word gives a mark away, and no praise is given where it may not be earned."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.wording import asked_in_words
from interviewer.model.assessment import Gate
from interviewer.model.session import Mode
from interviewer.model.transcript import Asked, TurnKind
from tests.factories import (
    CLIPPING,
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
RUBRIC = make_rubric(CLIPPING, SECOND)
VERDICTS = ("strong", "solid", "partial", "weak", "missing", "closer")
SITUATIONS = list(vars(PHRASES))
LIVE = [name for name in SITUATIONS if name not in VERDICTS]

PRAISE = (
    "good great excellent brilliant perfect perfectly nice nicely well done correct correctly "
    "right exactly exact wonderful impressive impressed fantastic super yes indeed fine bravo"
).split()
BLAME = (
    "wrong incorrect bad poor mistake mistaken error weak missed unfortunately but no not".split()
)

ALLOWED = {
    "All right": "a word of having heard, said after every kind of answer",
    "That is all right": "said when the candidate knows nothing: it comforts, and marks nothing",
    "notes are fine": "about the form of answers, before the first question",
    "Short and clear is fine": "about the form of answers, before the first question",
    "what can go wrong": "about what the questions of the stage are on",
    "no further hint": "about hints",
    "no clock": "about the clock",
    "no question": "about questions that were left",
    "not left any question": "about questions that were left",
    "no earlier answer": "about answers to try again",
    "no other wording": "about the wording of a question",
    "No harm done": "said when the candidate knows nothing: it comforts, and marks nothing",
}
"""Uses of such words that tell nothing of an answer, each with the reason."""


def marked(seed: int, kind: TurnKind, credits: tuple[float, ...], gate: Gate | None) -> Script:
    """Return a live session in which an item, or a follow-up on it, got some mark."""
    started = make_started(RUBRIC, make_settings(seed=seed, mode=Mode.LIVE))
    talk = Script(started).ask(CLIPPING).answer("some words of an answer")
    talk.assess(make_assessment(CLIPPING, credits, gate=gate))
    if kind is not TurnKind.ITEM:
        talk.ask(CLIPPING, kind, "exploding").answer("some more words")
        found = [c.id for c, credit in zip(CLIPPING.criteria, credits, strict=True) if credit == 1]
        talk.assess(earned(CLIPPING, *found, put_right=bool(found)))
    return talk


MARKS = st.tuples(*[st.sampled_from((-1.0, 0.0, 0.4, 1.0))] * 3)
GATES = st.sampled_from((None, *Gate))
NEXT = [
    Asked("second", TurnKind.ITEM, SECOND.prompt, "why"),
    *(
        Asked("clipping", kind, "A question?", "why", "caps")
        for kind in TurnKind
        if kind is not TurnKind.ITEM
    ),
]


@settings(deadline=None, max_examples=300)
@given(
    st.integers(0, 999),
    st.sampled_from((TurnKind.ITEM, TurnKind.PROBE, TurnKind.HINT, TurnKind.MISCONCEPTION)),
    MARKS,
    GATES,
    st.sampled_from(NEXT),
)
def test_what_is_said_depends_on_no_mark(
    seed: int, kind: TurnKind, credits: tuple[float, ...], gate: Gate | None, move: Asked
) -> None:
    """After a poor answer the same words as after a full one: same seed, place and question."""
    poor = asked_in_words(move, marked(seed, kind, credits, gate).state, PHRASES)
    full = asked_in_words(move, marked(seed, kind, (1.0, 1.0, 1.0), None).state, PHRASES)
    assert poor == full


@pytest.mark.parametrize("kind", [TurnKind.ITEM, TurnKind.PROBE])
@pytest.mark.parametrize("credits", [(0.0,) * 3, (1.0, 0.0, 0.0), (0.0, 1.0, 1.0), (1.0,) * 3])
def test_no_verdict_is_said_in_live_mode(kind: TurnKind, credits: tuple[float, ...]) -> None:
    """What belongs to a band is for practice: there each of them is said."""
    empty = {name: (f"<{name}>",) for name in VERDICTS}
    phrases = replace(PHRASES, **empty)
    talk = marked(1, kind, credits, None)
    assert "<" not in asked_in_words(NEXT[0], talk.state, phrases).lead
    talk.events[0] = make_started(RUBRIC, make_settings(mode=Mode.PRACTICE))
    lead = asked_in_words(NEXT[0], talk.state, phrases).lead
    followed_up = kind is TurnKind.PROBE
    assert ("<" in lead) is (not followed_up or any(credit == 1 for credit in credits))


@pytest.mark.parametrize("name", LIVE)
def test_nothing_in_the_file_praises_or_blames_in_live_mode(name: str) -> None:
    """Word by word, but for the uses that are listed."""
    for text in getattr(PHRASES, name):
        rest = text
        for allowed in ALLOWED:
            rest = rest.replace(allowed, "")
        assert not set(re.findall(r"[a-z]+", rest.lower())) & {*PRAISE, *BLAME}, text


def test_no_exception_is_listed_for_nothing() -> None:
    """Each is in the file."""
    texts = [text for name in LIVE for text in getattr(PHRASES, name)]
    assert [allowed for allowed in ALLOWED if not any(allowed in text for text in texts)] == []


@pytest.mark.parametrize("name", ["partial", "weak", "missing"])
def test_a_poor_answer_is_not_praised_in_practice_either(name: str) -> None:
    """There is no good word for what was not there."""
    for text in getattr(PHRASES, name):
        assert not set(re.findall(r"[a-z]+", text.lower())) & set(PRAISE), text
