"""Criteria proposed for a reference: telling, found in it, and not in the question."""

from dataclasses import replace

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.services.key_phrases import Corpus
from interviewer.services.propose import lexicon_of, propose_criteria
from interviewer.services.rubric_lint import lint_rubric
from tests.factories import instant_fit, make_rubric

REFERENCE = (
    "Quicksort picks a pivot element from the list. "
    "Smaller values go to the left partition and larger values go to the right one. "
    "It does not need an auxiliary array. "
    "In the worst case a sorted list makes it quadratic, so the pivot is drawn at random. "
    "See above."
)
OTHER = (
    "You choose a pivot element and split the list by it. What is smaller lands in the left "
    "partition. A sorted list is the quadratic worst case. No auxiliary array is necessary."
)
ITEM = Item("quicksort", Stage.BASIC, "How does quicksort sort a list?", (REFERENCE,))
CORPUS = Corpus.of([make_rubric()])


def proposals(item: Item, points: int | None = None) -> Item:
    """Return the item with what is proposed for it."""
    found = propose_criteria(item, CORPUS, lexicon_of([item]), points)
    return replace(item, criteria=found)


def test_one_criterion_a_sentence_in_the_order_of_the_text() -> None:
    criteria = proposals(ITEM).criteria
    assert [criterion.says for criterion in criteria] == [
        "Quicksort picks a pivot element from the list.",
        "Smaller values go to the left partition and larger values go to the right one.",
        "It does not need an auxiliary array.",
        "In the worst case a sorted list makes it quadratic, so the pivot is drawn at random.",
    ]
    assert len({criterion.id for criterion in criteria}) == 4
    assert {criterion.points for criterion in criteria} == {1, 2}


def test_patterns_hold_two_words_or_more_and_none_that_only_the_question_has() -> None:
    for criterion in proposals(ITEM).criteria:
        for pattern in criterion.match:
            words = set(pattern.split())
            assert len(words) >= 2
            assert not words <= {"quicksort", "sort", "list"}


def test_a_denied_idea_takes_its_negator_along() -> None:
    match = proposals(ITEM).criteria[2].match
    assert match
    assert all(pattern.startswith("not ") for pattern in match)


def test_the_check_finds_no_problem() -> None:
    for item in (ITEM, Item("two", Stage.BASIC, ITEM.prompt, (REFERENCE, OTHER))):
        made = proposals(item)
        lint = lint_rubric(Grader(Rubric("b", "B", (made,)), fit=instant_fit))
        assert [str(finding) for finding in lint.problems] == []


def test_points_are_shared_out() -> None:
    assert sum(c.points for c in proposals(ITEM, 10).criteria) == 10
    assert [c.points for c in proposals(ITEM, 1).criteria] == [1, 1, 1, 1]


def test_nothing_is_proposed_where_nothing_is_said() -> None:
    for references in (
        (),
        ("Yes.",),
        ("How does quicksort sort a list?",),
        ("\u4e2d\u6587\u3002",),
    ):
        assert proposals(Item("x", Stage.BASIC, ITEM.prompt, references)).criteria == ()


def test_rare_words_weigh_more() -> None:
    known = Item("known", Stage.BASIC, "Why?", ("A pivot element. A pivot element again.",))
    corpus = Corpus.of([Rubric("k", "K", (known,))] * 50)
    common = propose_criteria(ITEM, corpus, lexicon_of([ITEM]))[0]
    rare = propose_criteria(ITEM, CORPUS, lexicon_of([ITEM]))[0]
    assert rare.match[0] == "pivot element"
    assert common.match[0] == "picks pivot"
