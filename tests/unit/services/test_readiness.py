"""Readiness: what is passed, what the next stage lacks, and when it is too early to say."""

import pytest

from interviewer.model.rubric import Stage
from interviewer.model.session import StageScore
from interviewer.services.readiness import (
    NOTHING_ANSWERED,
    Readiness,
    StageStanding,
    find_readiness,
    listed,
)
from interviewer.services.scores import TopicScore

BASIC, FRESHER, EXPERIENCED = Stage


def standing(
    stage: Stage, unaided: float, answered: int = 3, topics: dict[str, float] | None = None
) -> StageStanding:
    """Return a stage with this score and these topics."""
    score = StageScore(stage, answered, unaided, unaided, unaided >= 0.6)
    scores = tuple(TopicScore(name, 1, value, value) for name, value in (topics or {}).items())
    return StageStanding(score, answered, scores)


def test_nothing_to_judge() -> None:
    """No stage at all, or questions that were all skipped."""
    empty = Readiness((), None, 0, (), (), NOTHING_ANSWERED)
    assert find_readiness([]) == empty
    assert find_readiness([standing(BASIC, 0.0, answered=0)]) == empty


def test_ready_for_one_stage_and_what_the_next_lacks() -> None:
    """The weakest two of the topics below the pass mark are named."""
    topics = {"data": 0.5, "training": 0.7, "practice": 0.2, "networks": 0.55}
    found = find_readiness([standing(BASIC, 0.8), standing(FRESHER, 0.48, topics=topics)])
    assert found == Readiness(
        (BASIC,),
        FRESHER,
        12,
        ("practice", "data"),
        (),
        "Ready for: basic. For fresher 12 points in a hundred are missing; the topics that hold "
        "you back are practice and data.",
    )


def test_one_weak_topic_and_one_point() -> None:
    """Both are told in the singular; less than a point is a point."""
    found = find_readiness([standing(BASIC, 0.5999, topics={"data": 0.1, "training": 0.9})])
    assert found.ready == ()
    assert found.points_missing == 1
    assert found.text == (
        "Not ready for basic yet. For basic 1 point in a hundred is missing; the topic that holds "
        "you back is data."
    )


@pytest.mark.parametrize(("unaided", "missing"), [(0.57, 3), (0.5699, 4), (0.48, 12), (0.0, 60)])
def test_points_are_rounded_up_but_not_for_a_trifle(unaided: float, missing: int) -> None:
    """The differences of binary fractions are no points."""
    assert find_readiness([standing(BASIC, unaided)]).points_missing == missing


def test_no_topic_is_weak() -> None:
    """Then none is blamed."""
    text = find_readiness([standing(BASIC, 0.3)]).text
    assert text == "Not ready for basic yet. For basic 30 points in a hundred are missing."


def test_all_stages_passed() -> None:
    """There is nothing more to say."""
    found = find_readiness([standing(stage, 0.6) for stage in Stage])
    assert found.text == "Ready for: basic, fresher and experienced."
    assert found.ready == tuple(Stage)
    assert found.next is None


def test_the_next_stage_was_not_asked() -> None:
    """It is named, so that the candidate knows what comes next."""
    text = find_readiness([standing(BASIC, 0.9), standing(FRESHER, 0.7)]).text
    assert text == "Ready for: basic and fresher. The next stage, experienced, was not asked."


def test_a_stage_above_a_failed_one_makes_nobody_ready() -> None:
    """It is said to be passed, and what comes first."""
    found = find_readiness(
        [standing(BASIC, 0.7), standing(FRESHER, 0.5), standing(EXPERIENCED, 0.9)]
    )
    assert found.ready == (BASIC,)
    assert found.next is FRESHER
    assert found.text.endswith("Experienced is passed, but fresher comes first.")


def test_two_stages_above_a_failed_one() -> None:
    """The plural."""
    text = find_readiness(
        [standing(BASIC, 0.5), standing(FRESHER, 0.8), standing(EXPERIENCED, 0.9)]
    ).text
    assert text.endswith("Fresher and experienced are passed, but basic comes first.")


@pytest.mark.parametrize("unaided", [0.0, 1.0])
def test_one_answer_is_too_few(unaided: float) -> None:
    """Whether it was right or wrong."""
    found = find_readiness([standing(BASIC, unaided, answered=1)])
    assert found.too_few == (BASIC,)
    assert found.ready == ()
    assert found.next is None
    assert found.text == (
        "It is too early to say what you are ready for. Basic: one answer is too few to judge."
    )


def test_two_answers_are_enough() -> None:
    """The fewest that are judged."""
    assert find_readiness([standing(BASIC, 0.6, answered=2)]).ready == (BASIC,)


def test_a_stage_without_answers_beside_one_with_some() -> None:
    """It was asked, and skipped throughout."""
    found = find_readiness([standing(BASIC, 0.9), standing(FRESHER, 0.0, answered=0)])
    assert found.text == (
        "Ready for: basic. Fresher: nothing was answered, which is too little to judge."
    )


def test_words_are_listed_as_people_do() -> None:
    """None, one, two, three."""
    assert [listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
