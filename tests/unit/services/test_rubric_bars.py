"""What references score on items that are not their own."""

import pytest

from interviewer.services.lint_findings import Rule
from interviewer.services.rubric_bars import (
    Score,
    close_items,
    close_pairs,
    count_cross_scores,
    cross_scores,
)
from tests.factories import CLIPPING, DROPOUT, TUNING, changed, make_grader, make_rubric


def test_every_reference_meets_every_other_item() -> None:
    """Two, one and one references on two other items each."""
    rubric = make_rubric()
    scores = list(cross_scores(rubric, make_grader(rubric)))
    assert [(score.reference_of, score.number, score.item_id) for score in scores] == [
        ("dropout", 1, "clipping"),
        ("tuning", 1, "clipping"),
        ("clipping", 1, "dropout"),
        ("clipping", 2, "dropout"),
        ("tuning", 1, "dropout"),
        ("clipping", 1, "tuning"),
        ("clipping", 2, "tuning"),
        ("dropout", 1, "tuning"),
    ]
    assert len(scores) == count_cross_scores(rubric)
    assert max(score.score for score in scores) < 0.5


def test_an_item_that_asks_for_the_same_is_close() -> None:
    """A copy of an item takes its references for its own."""
    rubric = make_rubric(CLIPPING, changed(CLIPPING, id="copy"), DROPOUT, TUNING)
    pairs = close_pairs(list(cross_scores(rubric, make_grader(rubric))))
    assert {(pair.reference_of, pair.item_id) for pair in pairs} == {
        ("clipping", "copy"),
        ("copy", "clipping"),
    }


SCORES = [
    Score("a", 1, "b", 0.6),
    Score("a", 2, "b", 0.7),
    Score("b", 1, "a", 0.5),
    Score("a", 1, "c", 0.9),
    Score("c", 1, "a", 0.51),
]


def test_a_pair_stands_for_its_best_reference() -> None:
    """The closest first; what is just .5 is not above it."""
    assert close_pairs(SCORES) == [SCORES[3], SCORES[1], SCORES[4]]


@pytest.mark.parametrize(("score", "path"), [(SCORES[1], "items[1]"), (SCORES[4], "items[0]")])
def test_close_items_are_notes_on_the_item_that_is_met(score: Score, path: str) -> None:
    """With the reference that meets it."""
    rubric = make_rubric(*(changed(TUNING, id=name) for name in "abc"))
    (finding,) = close_items(rubric, [score])
    assert (finding.rule, finding.is_note, finding.spot.path) == (Rule.CLOSE_ITEMS, True, path)
    expected = f"reference {score.number} of item '{score.reference_of}' scores {score.score:.2f}"
    assert finding.message == f"{expected} here"
