"""The reasons why an answer earns nothing, whatever it contains."""

import pytest

from interviewer.model.assessment import Gate
from interviewer.model.rubric import Band
from tests.factories import CLIPPING, make_grader

GRADER = make_grader()
PROMPT = CLIPPING.prompt


@pytest.mark.parametrize(
    ("answer", "gate"),
    [
        ("", Gate.BLANK),
        (" \t\n\u00a0\u3000 ", Gate.BLANK),
        ("...", Gate.GIBBERISH),
        ("?", Gate.GIBBERISH),
        ("-", Gate.GIBBERISH),
        ("\U0001f600\U0001f44d\U0001f3fd", Gate.GIBBERISH),
        (
            "\u68af\u5ea6\u88c1\u526a\u9650\u5236\u68af\u5ea6\u7684\u5927\u5c0f\u3002",
            Gate.GIBBERISH,
        ),
        (
            "\u0433\u0440\u0430\u0434\u0438\u0435\u043d\u0442 \u0432\u0437\u0440\u044b\u0432",
            Gate.GIBBERISH,
        ),
        ("asdf jkl; qwer uiop zxcv", Gate.GIBBERISH),
        ("kjhgkjhg", Gate.GIBBERISH),
        ("xq zw gradient vk pl rr tt exploding qq ww zz yy kk", Gate.GIBBERISH),
        ("I don't know", Gate.DONT_KNOW),
        ("I don\u2019t know.", Gate.DONT_KNOW),
        ("I dont know", Gate.DONT_KNOW),
        ("i do not know the answer, sorry", Gate.DONT_KNOW),
        ("I don't really know this one", Gate.DONT_KNOW),
        ("idk", Gate.DONT_KNOW),
        ("idk sorry", Gate.DONT_KNOW),
        ("No idea really", Gate.DONT_KNOW),
        ("no clue!", Gate.DONT_KNOW),
        ("I have no idea", Gate.DONT_KNOW),
        ("I haven't a clue", Gate.DONT_KNOW),
        ("Honestly, I'm not sure.", Gate.DONT_KNOW),
        ("I can't remember right now", Gate.DONT_KNOW),
        ("I've forgotten that", Gate.DONT_KNOW),
        ("My mind is blank", Gate.DONT_KNOW),
        ("pass", Gate.DONT_KNOW),
        ("No.", Gate.DONT_KNOW),
        (PROMPT, Gate.ECHO),
        (f"{PROMPT} {PROMPT} {PROMPT}", Gate.ECHO),
        (PROMPT.upper(), Gate.ECHO),
        ("gradient clipping", Gate.ECHO),
        ("You would use gradient clipping when you use gradient clipping.", Gate.ECHO),
        ("It is a French pastry with butter and cream.", Gate.OFF_TOPIC),
        ("It is what it is.", Gate.OFF_TOPIC),
        ("The king lived in a large castle near the river.", Gate.OFF_TOPIC),
    ],
)
def test_gated(answer: str, gate: Gate) -> None:
    """Such an answer earns nothing, and the reason is said."""
    assessment = GRADER.assess("clipping", answer)
    assert assessment.gate is gate
    assert assessment.points == 0
    assert assessment.score == 0
    assert assessment.band is Band.MISSING


@pytest.mark.parametrize(
    "answer",
    [
        "I don't know the exact formula but gradients explode",
        "Not sure, but it limits the norm of the gradient.",
        "No idea about the details, the exploding gradients are tamed by it",
        "exploding gradients",
        "I cannot say more than that it rescales gradients beyond a threshold",
        "xqz exploding gradient",
        "It keeps the training of such networks stable beyond a limit",
        "clipping \u68af\u5ea6 caps the norm",
        "RNNs",
    ],
)
def test_not_gated(answer: str) -> None:
    """An answer with an idea in it counts, whatever else it says."""
    assessment = GRADER.assess("clipping", answer)
    assert assessment.gate is None
    assert assessment.points > 0


def test_a_misconception_is_an_answer() -> None:
    """What is wrong is neither noise nor off the topic: it gets its correction."""
    assessment = GRADER.assess("clipping", "It will cure vanishing")
    assert assessment.gate is None
    assert [found.id for found in assessment.misconceptions] == ["cures-vanishing"]
    assert assessment.points == 0


def test_numbers_are_no_noise() -> None:
    """An answer of numbers is judged by what it says, not taken for noise."""
    assert GRADER.assess("clipping", "0.5, 1.0 or 5").gate is Gate.OFF_TOPIC


@pytest.mark.parametrize(("unknown", "gate"), [(1, None), (2, Gate.GIBBERISH), (3, Gate.GIBBERISH)])
def test_half_noise_without_any_idea(unknown: int, gate: Gate | None) -> None:
    """From half of the words on, noise without a found idea is a gate."""
    answer = " ".join(["stable training", *["qqzzx"] * unknown])
    assert GRADER.assess("clipping", answer).gate is gate


@pytest.mark.parametrize(("unknown", "gate"), [(6, None), (7, Gate.GIBBERISH)])
def test_noise_with_an_idea_in_it(unknown: int, gate: Gate | None) -> None:
    """From seven tenths on, not even a found idea counts: 6 of 9 words pass, 7 of 10 do not."""
    answer = " ".join(["the exploding gradient", *["qqzzx"] * unknown])
    assert GRADER.assess("clipping", answer).gate is gate
