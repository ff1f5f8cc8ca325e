"""Marking one answer after the other, and the sums that follow from ideas."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.model.rubric import Item
from interviewer.services.answer_pool import GivenAnswer, distinct, sampled
from interviewer.services.marking_session import (
    MarkingSession,
    idea_mark,
    possible_points,
    whole_mark,
)
from interviewer.services.marks_file import MarksFile
from tests.factories import CLIPPING, TUNING, make_grader, make_rubric

RUBRIC = make_rubric()
ANSWERS = tuple(GivenAnswer("clipping", f"answer {number}") for number in range(5))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[MarksFile]:
    found = MarksFile(tmp_path / "marks.csv", RUBRIC)
    yield found
    found.close()


def test_the_sum_of_ideas() -> None:
    """Points 2, 3 and 1; a misconception costs 2, and nothing falls below 0."""
    given = GivenAnswer("clipping", "words", "row 3")
    credits = {"caps": 1.0, "exploding": 0.5, "recurrent": 0.0}
    mark = idea_mark(CLIPPING, given, credits)
    assert (mark.score, mark.credits, mark.source) == (3.5 / 6, credits, "row 3")
    assert idea_mark(CLIPPING, given, credits, ["cures-vanishing"]).score == 1.5 / 6
    none = dict.fromkeys(credits, 0.0)
    assert idea_mark(CLIPPING, given, none, ["cures-vanishing"]).score == 0
    assert whole_mark(CLIPPING, given, 3).score == 0.5
    assert whole_mark(CLIPPING, given, 3).credits is None


@pytest.mark.parametrize("item", RUBRIC.items, ids=lambda item: item.id)
def test_possible_points_are_those_of_the_grader(item: Item) -> None:
    """Of an item without criteria too."""
    assert possible_points(item) == make_grader().assess(item.id, "words").possible


def test_marking_goes_on_where_it_was(file: MarksFile) -> None:
    """What is marked comes first, skipped answers come again, and the number is that in all."""
    session = MarkingSession(RUBRIC, ANSWERS, 3, file)
    assert [answer.answer for answer in session.answers] == ["answer 0", "answer 1", "answer 2"]
    session.mark(whole_mark(session.item, ANSWERS[0], 6))
    session.skip()
    session.mark(whole_mark(session.item, ANSWERS[2], 3))
    assert session.current is None
    assert session.unmarked == 1
    again = MarkingSession(RUBRIC, ANSWERS, 3, file)
    assert [answer.answer for answer in again.answers] == ["answer 0", "answer 2", "answer 1"]
    assert again.at == 2
    more = MarkingSession(RUBRIC, ANSWERS, 4, file)
    assert len(more.answers) == 4


def test_going_back_and_marking_anew(file: MarksFile) -> None:
    session = MarkingSession(RUBRIC, ANSWERS, 2, file)
    assert not session.back()
    session.mark(whole_mark(CLIPPING, ANSWERS[0], 6))
    assert session.back()
    assert session.given is not None
    session.mark(whole_mark(CLIPPING, ANSWERS[0], 0))
    assert [mark.score for mark in session.marks] == [0]
    assert session.at == 1


def test_marks_of_other_items_do_not_count(file: MarksFile) -> None:
    """One file may hold marks of all items while one item is marked."""
    file.put(whole_mark(TUNING, GivenAnswer("tuning", "words"), 5))
    session = MarkingSession(RUBRIC, ANSWERS, 2, file)
    assert len(session.answers) == 2
    assert session.at == 0


def test_the_pool_has_each_answer_once_and_no_blank_ones() -> None:
    twice = [*ANSWERS, GivenAnswer("clipping", " Answer  1 "), GivenAnswer("dropout", " \n")]
    assert distinct(twice) == ANSWERS
    assert distinct(twice, "dropout") == ()
    order = sampled(ANSWERS, make_grader(), 1)
    assert set(order) == set(ANSWERS)
