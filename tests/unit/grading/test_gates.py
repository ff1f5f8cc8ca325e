"""The reasons why an answer earns nothing, whatever it contains."""

from random import Random

import pytest

from interviewer.grading.bare_lists import LONGEST_BARE_RUN
from interviewer.grading.gates import (
    NOISE,
    OFF_TOPIC_COVERAGE,
    REPEATED,
    REPEATS,
    STRUNG,
    find_gate,
)
from interviewer.grading.similarity import Coverage
from interviewer.model.assessment import Gate
from interviewer.model.rubric import Band
from tests.factories import CLIPPING, TUNING, changed, make_grader, make_rubric

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
        ("xq zw gradient vk pl rr tt exploding qq ww zz yy kk", Gate.GIBBERISH),
        (
            "exploding gradient norm cap limit threshold RNN recurrent network step size large",
            Gate.GIBBERISH,
        ),
        ("kjhgkjhg", Gate.GIBBERISH),
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
        "I forgot the name, it rescales gradients whenever the norm is beyond a threshold",
        "xqz exploding gradient",
        "It keeps the training of such networks stable beyond a limit",
        "clipping \u68af\u5ea6 caps the norm",
        "RNNs",
        "caps norm of exploding gradient at threshold, keeps RNN training stable",
        "exploding gradient\nnorm cap limit threshold\nRNN recurrent network step size large",
        "exploding gradient norm cap limit threshold RNN recurrent network step size",
        "g = g * norm / limit = gradient * norm * weight * step = gradient - norm = exploding",
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


@pytest.mark.parametrize(("unknown", "gate"), [(2, None), (3, Gate.GIBBERISH), (9, Gate.GIBBERISH)])
def test_a_few_unknown_words_may_be_names(unknown: int, gate: Gate | None) -> None:
    """One or two words that nobody knows are no noise yet."""
    answer = " ".join(["stable training", *["qqzzx"] * unknown])
    assert GRADER.assess("clipping", answer).gate is gate


@pytest.mark.parametrize(("unknown", "gate"), [(4, None), (5, Gate.GIBBERISH)])
def test_noise_with_an_idea_in_it(unknown: int, gate: Gate | None) -> None:
    """From half of the words on, not even a found idea counts."""
    answer = " ".join(["the gradient is exploding,", "then", *["qqzzx"] * unknown])
    assert GRADER.assess("clipping", answer).gate is gate


CALM = (
    "If the gradients are exploding in an RNN, the norm of the gradient is capped, so that a step "
    "is never too large and the training of the network stays stable for as long as it lasts."
)


def test_words_in_no_order() -> None:
    """The same words are worth their points in a sentence and nothing when they are shuffled."""
    assert GRADER.assess("clipping", CALM).gate is None
    for seed in range(5):
        words = CALM.split()
        Random(seed).shuffle(words)
        shuffled = GRADER.assess("clipping", " ".join(words))
        assert (shuffled.gate, shuffled.points) == (Gate.GIBBERISH, 0)


def test_key_words_strung_together() -> None:
    """Words without any mark between them say nothing of each other."""
    strung = "exploding gradient norm cap limit threshold RNN recurrent network stable rescale size"
    answer = f"{strung} weights step training far large exploding vector slope"
    assert GRADER.assess("clipping", answer).gate is Gate.GIBBERISH
    notes = "exploding gradients -> cap the norm\nabove all RNNs: stable training"
    assert GRADER.assess("clipping", notes).gate is None


NEAR_TO_NOTHING = Coverage(0.0, 0, (), ("norm",))
NEAR_TO_A_REFERENCE = Coverage(0.5, 0, ("norm",), ())


def gate_of(answer: str, coverage: Coverage, found: bool | None) -> Gate | None:
    """Return the gate of an answer to `clipping`, whatever else was found out of it."""
    prompt = GRADER.bank.prepared("clipping").prompt.text
    return find_gate(GRADER.bank.analyse(answer).text, prompt, coverage, found, ())


@pytest.mark.parametrize("known", [3, 4, 8])
@pytest.mark.parametrize("found", [True, False, None])
def test_noise_begins_at_half_of_the_words(known: int, found: bool | None) -> None:
    """As many words that nobody knows as others are noise, one fewer is not."""
    assert NOISE == 0.5
    words = ["norm", "of"] * known
    for unknown, gate in ((known - 1, None), (known, Gate.GIBBERISH)):
        answer = " ".join([*words[:known], *["qqzzx"] * unknown])
        if unknown >= 3:
            assert gate_of(answer, NEAR_TO_A_REFERENCE, found) is gate


@pytest.mark.parametrize(
    ("answer", "gate"),
    [
        # One or two names beside any word that is known
        ("Pascanu Mikolov: norm", None),
        ("norm qqzzx", None),
        # Nothing but names
        ("Pascanu Mikolov", Gate.GIBBERISH),
        ("qqzzx", Gate.GIBBERISH),
        # Three are noise where they are half
        ("Pascanu, Mikolov, Bengio: norm, size", Gate.GIBBERISH),
        ("Pascanu, Mikolov and Bengio cap the norm", None),
        # Signs and letters of formulas are short: no noise
        ("g = g * c / |g|, w = w - h g", None),
        ("xq zq vk pq rq norm", None),
    ],
)
def test_names_and_symbols_are_no_noise(answer: str, gate: Gate | None) -> None:
    """Up to two words that nobody knows may be names, if anything else is known."""
    assert gate_of(answer, NEAR_TO_A_REFERENCE, found=True) is gate


STRUNG_WORDS = ("norm size limit threshold gradient network weights cap step unit " * 2).strip()
SENTENCE = (
    "The norm of it is capped at a limit, so that no step is ever too far from it; if the weights "
    "are large then it is best to make the limit lower."
)


@pytest.mark.parametrize("others", [0, 10, 19, 20, 21, 30])
def test_strung_words_are_noise_from_half_of_the_words_on(others: int) -> None:
    """Twenty strung words and as many in sentences are noise; with more sentences they are not."""
    assert (STRUNG, len(STRUNG_WORDS.split())) == (0.5, LONGEST_BARE_RUN)
    answer = f"{STRUNG_WORDS}. {' '.join(SENTENCE.split()[:others])}"
    gate = gate_of(answer, NEAR_TO_A_REFERENCE, found=True)
    assert gate is (Gate.GIBBERISH if others <= 20 else None)


SAID = "The norm is capped"
OTHER = "so no step is ever too long. It is the limit that is low. One step at most is taken"


@pytest.mark.parametrize(
    ("times", "other", "gate"),
    [
        (1, "", None),
        (REPEATS - 1, "", None),
        (REPEATS, "", Gate.GIBBERISH),
        (9, "", Gate.GIBBERISH),
        # 16 of 26 words are more than the share, 16 of 27 are less
        (REPEATS, " ".join(OTHER.split()[:10]), Gate.GIBBERISH),
        (REPEATS, " ".join(OTHER.split()[:11]), None),
    ],
)
def test_one_sentence_said_again_and_again(times: int, other: str, gate: Gate | None) -> None:
    """Four times or more, and most of the answer."""
    assert (REPEATS, REPEATED) == (4, 0.6)
    answer = f"{SAID}. " * times + other
    assert gate_of(answer, NEAR_TO_A_REFERENCE, found=True) is gate
    assert gate_of(answer.upper().replace(". ", "!\n"), NEAR_TO_A_REFERENCE, True) is gate


def test_the_words_of_a_reference_jumbled() -> None:
    """Backwards nothing of it is left; any of the references tells, whichever comes closest."""
    prompt = GRADER.bank.prepared("clipping").prompt.text
    words = "norm size limit gradient network weights cap step unit vector slope training far rate"
    answer = GRADER.bank.analyse(" -> ".join(words.split())).text
    other = ("dropout", "network")
    for references, gate in (
        ([other, answer.order], None),
        ([answer.order[::-1], other], Gate.GIBBERISH),
        ([other, answer.order[::-1]], Gate.GIBBERISH),
        ([other], None),
        ([], None),
    ):
        assert find_gate(answer, prompt, NEAR_TO_A_REFERENCE, True, references) is gate


def test_the_references_of_an_item_are_told_to_the_gates() -> None:
    """All of them: their own words backwards, parted by arrows, are a jumble."""
    words = "norm size limit gradient network weights cap step unit vector slope training far rate"
    backwards = " -> ".join(reversed(words.split()))
    for references in ((words,), ("Dropout.", words), (words, "Dropout.")):
        grader = make_grader(make_rubric(changed(CLIPPING, references=references)))
        assert grader.assess("clipping", backwards).gate is Gate.GIBBERISH
        assert grader.assess("clipping", words.replace(" ", " -> ")).gate is None


@pytest.mark.parametrize(
    ("answer", "gate"),
    [
        ("clipping, gradient", Gate.ECHO),
        ("Use clipping when the clipping is to be used", Gate.ECHO),
        ("gradients of clipped gradients", Gate.ECHO),
        ("the norm of the gradient", None),
        # No content at all is nothing that could be an echo
        ("it is what it is", None),
    ],
)
def test_an_echo_where_there_are_criteria(answer: str, gate: Gate | None) -> None:
    """In any order: all content comes from the prompt, and no pattern found it to be new."""
    assert gate_of(answer, NEAR_TO_A_REFERENCE, found=False) is gate
    assert gate_of(answer, NEAR_TO_A_REFERENCE, found=True) is None


@pytest.mark.parametrize(
    ("answer", "gate"),
    [
        (PROMPT, Gate.ECHO),
        ("clipping", Gate.ECHO),
        ("gradient clipping", Gate.ECHO),
        # Half of the neighbours are neighbours in the prompt
        ("use gradient clipping", Gate.ECHO),
        # One of three is
        ("what of gradient clipping", None),
        ("clipping the gradient", None),
        ("clipping, gradient", None),
        ("gradient norm clipping", None),
    ],
)
def test_an_echo_where_there_are_no_criteria(answer: str, gate: Gate | None) -> None:
    """Words of the prompt may be the answer, unless they stand as they do in the prompt."""
    assert gate_of(answer, NEAR_TO_A_REFERENCE, found=None) is gate


def test_off_topic_needs_criteria_that_might_have_been_found() -> None:
    """Nothing was found and nothing is shared; what was found or come close to is on the topic."""
    answer = "It is a French pastry."
    assert gate_of(answer, NEAR_TO_NOTHING, found=False) is Gate.OFF_TOPIC
    assert gate_of(answer, NEAR_TO_NOTHING, found=True) is None
    shared = Coverage(0.0, 0, ("norm",), ())
    assert gate_of(answer, shared, found=False) is None
    enough = Coverage(OFF_TOPIC_COVERAGE, 0, (), ("norm",))
    assert gate_of(answer, enough, found=False) is None
    short = Coverage(OFF_TOPIC_COVERAGE - 0.0001, 0, (), ("norm",))
    assert gate_of(answer, short, found=False) is Gate.OFF_TOPIC


def test_a_reference_alone_does_not_tell_what_is_off_topic() -> None:
    """What the reference says nothing of may be right; it is not gated, but earns little."""
    assert gate_of("It is a French pastry.", NEAR_TO_NOTHING, found=None) is None
    assessment = GRADER.assess("tuning", "It is a French pastry with butter and cream.")
    assert assessment.gate is None
    assert assessment.points < 2


def test_what_is_found_is_told_to_the_gates() -> None:
    """A pattern of a criterion or a misconception counts as found, closeness alone does not."""
    item = changed(CLIPPING, prompt="Do norms solve vanishing, or does an RNN?")
    grader = make_grader(make_rubric(item, TUNING))
    assert grader.assess("clipping", "An RNN solves vanishing norms").gate is None
    assert grader.assess("clipping", "norms of an RNN").gate is Gate.ECHO
    assert grader.assess("tuning", "A rate of learning").gate is None
    assert grader.assess("tuning", "A learning rate").gate is Gate.ECHO
