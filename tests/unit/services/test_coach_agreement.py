"""How well marks agree: checked with scikit-learn, and by hand."""

import math
from random import Random

import pytest
from sklearn.metrics import accuracy_score, cohen_kappa_score, root_mean_squared_error

from interviewer.grading.agreement import level
from interviewer.model.assessment import Gate
from interviewer.model.rubric import Band
from interviewer.services.coach_agreement import (
    FEWEST_FOR_KAPPA,
    MOST_DIFFERENCES,
    compare_marks,
    program_marks,
)
from interviewer.services.marks_file import CoachMark
from tests.factories import make_grader, make_rubric

RUBRIC = make_rubric()


def marks(seed: int, count: int = 60) -> list[CoachMark]:
    """Marks of the same answers to two items; each seed is another coach."""
    random = Random(seed)
    return [
        CoachMark(
            ("clipping", "dropout")[number % 2],
            f"answer {number}",
            round(min(1, max(0, number % 7 / 6 + random.uniform(-0.3, 0.3))), 4),
            {"caps": random.choice((0, 0.5, 1)), "random": float(number % 2)},
            ("cures-vanishing",) * (random.random() < 0.4),
        )
        for number in range(count)
    ]


def test_all_figures_are_those_of_scikit_learn() -> None:
    ours, theirs = marks(1), marks(2)
    found = compare_marks(RUBRIC, ours, theirs)
    assert found is not None
    scores = [m.score for m in ours], [m.score for m in theirs]
    levels = [[level(score) for score in each] for each in scores]
    bands = [[Band.of(score).rank for score in each] for each in scores]
    assert found.whole.answers == 60
    assert found.whole.accuracy == pytest.approx(accuracy_score(*levels), abs=1e-4)
    assert found.whole.kappa == pytest.approx(
        cohen_kappa_score(*levels, weights="quadratic"), abs=1e-4
    )
    assert found.whole.error == pytest.approx(root_mean_squared_error(*scores), abs=1e-4)
    assert found.band_accuracy == pytest.approx(accuracy_score(*bands), abs=1e-4)
    assert found.band_kappa == pytest.approx(cohen_kappa_score(*bands), abs=1e-4)


def test_by_item_and_by_idea() -> None:
    ours, theirs = marks(1), marks(2)
    found = compare_marks(RUBRIC, ours, theirs)
    assert found is not None
    assert [(part.item_id, part.answers) for part in found.items] == [
        ("clipping", 30), ("dropout", 30),
    ]  # fmt: skip
    parts = {(part.part, part.kind): part for part in found.ideas}
    assert set(parts) == {("caps", "criterion"), ("random", "criterion"),
                          ("cures-vanishing", "misconception")}  # fmt: skip
    held = [[bool(mark.beliefs) for mark in each[::2]] for each in (ours, theirs)]
    part = parts["cures-vanishing", "misconception"]
    assert part.accuracy == pytest.approx(accuracy_score(*held), abs=1e-4)
    assert part.kappa == pytest.approx(cohen_kappa_score(*held), abs=1e-4)
    assert parts["random", "criterion"].kappa is None, "both gave one level alone"
    assert parts["random", "criterion"].accuracy == 1


def test_of_few_answers_no_kappa_is_told() -> None:
    count = 2 * FEWEST_FOR_KAPPA
    found = compare_marks(RUBRIC, marks(1, count - 1), marks(2, count - 1))
    assert found is not None
    assert [part.kappa is None for part in found.items] == [False, True]
    assert [part.correlation is None for part in found.items] == [False, True]


def test_the_largest_differences_come_first() -> None:
    found = compare_marks(RUBRIC, marks(1), marks(2))
    assert found is not None
    sizes = [abs(each.ours - each.theirs) for each in found.differences]
    assert len(sizes) == MOST_DIFFERENCES
    assert sizes == sorted(sizes, reverse=True)
    same = compare_marks(RUBRIC, marks(1), marks(1))
    assert same is not None
    assert same.differences == ()
    assert (same.whole.kappa, same.band_kappa, same.whole.error) == (1, 1, 0)


def test_only_answers_that_both_marked_count() -> None:
    ours, theirs = marks(1)[:10], marks(2)[4:16]
    found = compare_marks(RUBRIC, ours, theirs[::-1])
    assert found is not None
    assert (found.whole.answers, found.only_ours, found.only_theirs) == (6, 4, 6)
    assert compare_marks(RUBRIC, ours[:2], theirs) is None
    assert compare_marks(RUBRIC, [], []) is None


def test_the_marks_of_the_program() -> None:
    """A gate leaves no credit; a denied idea has none, not less than none."""
    grader = make_grader(RUBRIC)
    given = [
        CoachMark("clipping", "It caps the norm of an exploding gradient.", 1),
        CoachMark("clipping", "I don't know", 0),
        CoachMark("clipping", "It does not cap the norm; it can fix vanishing gradients.", 0),
    ]
    found = program_marks(grader, given)
    assert [mark.key for mark in found] == [mark.key for mark in given]
    assert found[0].credits == {"caps": 1, "exploding": 1, "recurrent": pytest.approx(0, abs=0.7)}
    assert grader.assess("clipping", "I don't know").gate is Gate.DONT_KNOW
    assert set((found[1].credits or {}).values()) == {0.0}
    assert all(value >= 0 for value in (found[2].credits or {}).values())
    assert found[2].beliefs == ("cures-vanishing",)
    assert not math.isnan(found[2].score)
