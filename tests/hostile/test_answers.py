"""Whatever is answered, there is a mark, and twice the answer costs twice the work."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from interviewer.grading.grader import Grader
from interviewer.model.assessment import Assessment
from interviewer.model.rubric import Criterion, Rubric
from interviewer.model.text import ANSWER_LIMIT, cap_answer
from interviewer.services.banks import load_bank_file
from tests.factories import CLIPPING, changed, make_grader, make_rubric
from tests.hostile.answers import generated_answers, slow_answers
from tests.hostile.scale import scaled
from tests.tui.pilots import SHIPPED

WORDS = "random unit neuron drop silence mask overfitting regularise".split()
LENGTH = scaled(2000, ANSWER_LIMIT // 2)
ALMOST_LINEAR = 2.4
"""How much more work an answer of twice the length may be; what is squared comes to four."""

SLOW_PATTERNS = (
    " ".join(["unit"] * 12),
    "random > unit > random > unit > random > unit > random > unit > random > unit > zzz",
    "ran* uni* neu* dro* sil* mas* ove* reg*",
    "unit neuron drop silence !never",
    "unit neuron drop silence !random",
    "random|unit|neuron|drop|silence|mask random|unit|neuron|drop|silence|mask",
    "random_unit|random-unit-neuron-drop|unit_unit_unit_unit",
    "randon|unnit|nuron overfiting|regularize",
    "zzz",
    "|".join(f"unit{number}" for number in range(40)),
)


@pytest.fixture(scope="module")
def shipped() -> Rubric:
    return load_bank_file(SHIPPED / "deep-learning.yaml")


@pytest.fixture(scope="module")
def slow() -> Grader:
    """A grader for a bank whose patterns are chosen to be slow."""
    criteria = tuple(
        Criterion(f"c{number}", 1, "Found.", (pattern,))
        for number, pattern in enumerate(SLOW_PATTERNS)
    )
    reference = "Dropout silences random units, so that the network cannot rely on any of them."
    fields = {"references": (reference,), "criteria": criteria, "misconceptions": ()}
    return make_grader(make_rubric(changed(CLIPPING, id="slow", prompt="Why?", **fields)))


def check(assessment: Assessment, answer: str) -> None:
    """Assert that a mark is within its bounds and its evidence within the answer."""
    assert 0 <= assessment.points <= assessment.possible
    assert 0 <= assessment.score <= 1
    for result in assessment.criteria:
        for span in [word for piece in result.evidence for word in piece.words]:
            assert 0 <= span.start < span.end <= len(answer)


@pytest.mark.parametrize("seed", range(8))  # apart, so that several processes can share them
def test_ten_thousand_answers_get_a_mark(shipped: Rubric, seed: int) -> None:
    grader = make_grader(shipped)
    found = 0
    for item_id, text in generated_answers(shipped.items, scaled(1250, 2500), seed):
        answer = cap_answer(text)[0]
        assessment = grader.assess(item_id, answer)
        check(assessment, answer)
        found += assessment.points > 0
    assert found > 20, "some earn points, or only gates are tested"


def test_an_answer_that_nobody_cleaned_gets_a_mark_too(shipped: Rubric) -> None:
    """The grader does not lean on its callers."""
    grader = make_grader(shipped)
    for item_id, text in generated_answers(shipped.items, scaled(100, 2000), seed=22):
        check(grader.assess(item_id, text), text)


def lines_run(call: Callable[[], object]) -> int:
    """Return how many lines of Python run: the same on every machine."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", slow_answers(WORDS))
def test_twice_the_answer_is_twice_the_work(name: str, slow: Grader) -> None:
    make = slow_answers(WORDS)[name]
    slow.assess("slow", make(2 * LENGTH))  # what is learnt once for each word is not the answer's
    single, double = (
        lines_run(lambda length=length: slow.assess("slow", make(length)))  # type: ignore[misc]
        for length in (LENGTH, 2 * LENGTH)
    )
    assert double <= ALMOST_LINEAR * single + 500, (single, double)


def test_the_longest_answers_get_a_mark(slow: Grader) -> None:
    for make in slow_answers(WORDS).values():
        answer = make(ANSWER_LIMIT)
        assert len(answer) == ANSWER_LIMIT
        check(slow.assess("slow", answer), answer)


def test_work_that_is_squared_would_be_seen() -> None:
    """The measure itself."""

    def squared(length: int) -> int:
        return sum(1 for one in range(length) for two in range(length) if one == two)

    assert lines_run(lambda: squared(60)) > 3 * lines_run(lambda: squared(30))
