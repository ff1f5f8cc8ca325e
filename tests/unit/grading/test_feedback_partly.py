"""An idea that an answer only came close to: its line, its points and its words."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from interviewer.grading.feedback import (
    FeedbackLine,
    Verdict,
    feedback,
    follow_up_feedback,
    highlights,
    merge_highlights,
    sum_line,
)
from interviewer.model.assessment import (
    Assessment,
    CriterionResult,
    Evidence,
    FollowUpResult,
    Span,
    Withheld,
)
from tests.factories import CLIPPING, make_assessment, make_evidence

CLOSE = "It Throws the weights far away, throws them far."


def partly_met(withheld: bool = False) -> Assessment:
    """Return an assessment in which one idea of 3 points was met by half, in words of CLOSE."""
    words = [
        Span(found.start(), found.end()) for found in re.finditer("(?i)throws|far|away", CLOSE)
    ]
    evidence = (make_evidence(CLOSE, "weights", withheld=Withheld.NEGATED),) if withheld else ()
    result = CriterionResult("exploding", 3, 0.5, evidence, 0.75, tuple(words))
    assessment = make_assessment(CLIPPING, (1, 0.5), similarity=0.25)
    first, _, last = assessment.criteria
    return replace(assessment, criteria=(first, result, last))


def test_an_idea_that_was_only_come_close_to() -> None:
    """How much of it was earned, and the words that came close, in small letters and once."""
    line = feedback(CLIPPING, partly_met(), CLOSE).lines[1]
    text = "It answers exploding gradients. (only close to it: 50% of 3)"
    assert line == FeedbackLine(Verdict.PARTLY, text, 1.5, "throws, far, away")
    assert sum_line(partly_met()) == "criteria 3.5 + similarity 0.25 = 3.75 of 6"


def test_what_came_close_beside_words_that_were_withheld() -> None:
    """The points that were earned are told before why others were not."""
    line = feedback(CLIPPING, partly_met(withheld=True), CLOSE).lines[1]
    assert (line.verdict, line.points) == (Verdict.PARTLY, 1.5)


def test_what_came_close_is_not_told_while_it_is_open() -> None:
    """Only that points are left to earn: those that closeness brought are counted off."""
    shown = feedback(CLIPPING, partly_met(), CLOSE, still_open=True)
    assert [(line.verdict, line.text) for line in shown.lines] == [
        (Verdict.EARNED, "It caps the size of the gradient."),
        (Verdict.MISSING, "Still open: 2 ideas, 2.5 points in all."),
    ]


def test_words_that_came_close_are_marked_after_all_others() -> None:
    """A word that is evidence as well is marked as evidence."""
    marked = highlights(partly_met(withheld=True))
    assert [(CLOSE[h.span.start : h.span.end], h.verdict) for h in marked] == [
        ("Throws", Verdict.PARTLY),
        ("weights", Verdict.WITHHELD),
        ("far", Verdict.PARTLY),
        ("away", Verdict.PARTLY),
        ("throws", Verdict.PARTLY),
        ("far", Verdict.PARTLY),
    ]
    words = partly_met().criteria[1].near[:1]
    pieces = [(Evidence("", words), Verdict.PARTLY), (Evidence("", words), Verdict.WITHHELD)]
    assert [h.verdict for h in merge_highlights(pieces)] == [Verdict.WITHHELD]


def test_what_is_still_open_counts_a_denied_idea_once() -> None:
    """It cost its points; they can be earned, but not twice."""
    shown = feedback(CLIPPING, make_assessment(CLIPPING, (1, -1, 1)), "an answer", still_open=True)
    assert shown.lines[-1].text == "Still open: 1 idea, 3 points in all."


CLOSE_RESULT = partly_met().criteria[1]
DENIED_RESULT = CriterionResult(
    "exploding", 3, -1.0, (make_evidence(CLOSE, "weights", withheld=Withheld.NEGATED),)
)
FULL_RESULT = CriterionResult("exploding", 3, 1.0)


@pytest.mark.parametrize(
    ("result", "earlier", "headline", "lines"),
    [
        (
            CLOSE_RESULT,
            {},
            "With help: 1.5 more points",
            [(Verdict.PARTLY, "Close to what was asked.", 1.5, "throws, far, away")],
        ),
        (
            CLOSE_RESULT,
            {"exploding": 0.25, "caps": 1.0},
            "With help: 0.75 more points",
            [(Verdict.PARTLY, "Close to what was asked.", 0.75, "throws, far, away")],
        ),
        (CLOSE_RESULT, {"exploding": 0.5}, "With help: nothing new", []),
        (CLOSE_RESULT, {"exploding": 0.7}, "With help: nothing new", []),
        (
            FULL_RESULT,
            {"exploding": 0.4},
            "With help: 1.8 more points",
            [(Verdict.EARNED, CLIPPING.criteria[1].says, 1.8, "")],
        ),
        (
            FULL_RESULT,
            {"exploding": -1.0},
            "With help: 3 more points",
            [(Verdict.EARNED, CLIPPING.criteria[1].says, 3.0, "")],
        ),
        (
            DENIED_RESULT,
            {},
            "With help: 0 more points",
            [(Verdict.WITHHELD, "said, but denied", 0.0, "weights")],
        ),
    ],
)
def test_a_follow_up_adds_what_the_idea_did_not_have(
    result: CriterionResult,
    earlier: Mapping[str, float],
    headline: str,
    lines: list[tuple[Verdict, str, float, str]],
) -> None:
    """Partial credit counts, against what the idea had before; a denial takes nothing more."""
    shown = follow_up_feedback(CLIPPING, FollowUpResult((result,)), CLOSE, earlier)
    assert shown.headline == headline
    assert [(line.verdict, line.text, line.points, line.quote) for line in shown.lines] == lines


def test_a_follow_up_that_puts_right_and_denies() -> None:
    """Having put the statement right is what the headline tells."""
    shown = follow_up_feedback(CLIPPING, FollowUpResult((DENIED_RESULT,), put_right=True), CLOSE)
    assert shown.headline == "With help: put right"
