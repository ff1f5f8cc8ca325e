"""An assessment in words: every line, the sum, the highlights, and what is not told yet."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.feedback import (
    FeedbackLine,
    Highlight,
    Verdict,
    correction,
    feedback,
    follow_up_feedback,
    highlights,
    merge_highlights,
    plain_points,
    quoted,
    sum_line,
)
from interviewer.model.assessment import (
    Assessment,
    CriterionResult,
    Evidence,
    FollowUpResult,
    Gate,
    Span,
    Withheld,
)
from tests.factories import (
    CLIPPING,
    DROPOUT,
    TUNING,
    make_assessment,
    make_evidence,
    make_grader,
    make_rubric,
)

GRADER = make_grader()
RUBRIC = make_rubric()


def lines_of(
    item_id: str, answer: str, still_open: bool = False
) -> list[tuple[str, str, float, str]]:
    item = RUBRIC.item(item_id)
    assert item is not None
    shown = feedback(item, GRADER.assess(item_id, answer), answer, still_open)
    return [(line.verdict.value, line.text, line.points, line.quote) for line in shown.lines]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.0, "0"), (3.0, "3"), (0.5, "0.5"), (2.25, "2.25"), (10.0, "10"), (100, "100")],
)
def test_points_without_needless_zeros(value: float, text: str) -> None:
    """Whole points look whole; ten stays ten."""
    assert plain_points(value) == text


def test_what_was_earned_missed_denied_and_lost() -> None:
    """One line for each idea, with the candidate's words, in the order of the rubric."""
    answer = "It caps the norm but never in an RNN, and it cures vanishing."
    assert lines_of("clipping", answer) == [
        (
            "lost",
            "Clipping does nothing for vanishing gradients; it only makes large ones smaller.",
            -2.0,
            "cures vanishing",
        ),
        ("earned", "It caps the size of the gradient.", 2.0, "caps ... norm"),
        ("missing", "It answers exploding gradients.", 0.0, ""),
        (
            "withheld",
            "Recurrent networks need it most. (said, but denied)",
            -1.0,
            "never ... RNN",
        ),
    ]


def test_the_interviewers_own_words() -> None:
    """What was supplied is said to be so."""
    answer = "Exploding gradients in a recurrent network."
    hint = "Is it exploding gradients?"
    assessment = GRADER.assess("clipping", answer, hint)
    line = feedback(CLIPPING, assessment, answer).lines[1]
    assert line == FeedbackLine(
        Verdict.WITHHELD,
        "It answers exploding gradients. (these were the interviewer's own words)",
        0.0,
        "Exploding gradients",
    )


@pytest.mark.parametrize(
    ("gate", "text"),
    [
        (Gate.BLANK, "There was no answer."),
        (Gate.DONT_KNOW, "You said that you do not know."),
        (Gate.ECHO, "The answer only repeats words of the question."),
        (Gate.GIBBERISH, "Most of this is not in words that could be marked."),
        (Gate.OFF_TOPIC, "The answer does not touch the question."),
    ],
)
def test_a_gate_is_said_first(gate: Gate, text: str) -> None:
    """Then come the ideas that were missing."""
    shown = feedback(CLIPPING, make_assessment(CLIPPING, gate=gate), "")
    assert shown.lines[0] == FeedbackLine(Verdict.NOTE, text)
    assert [line.verdict for line in shown.lines[1:]] == [Verdict.MISSING] * 3
    assert shown.headline == "Missing: 0 of 6 points"
    assert shown.sum_line == f"gate '{gate}': 0 of 6"


def test_an_item_without_criteria_is_explained_by_words_of_the_reference() -> None:
    """Which ideas were used, with their points, and which were not."""
    shown = feedback(TUNING, make_assessment(TUNING, similarity=6.5), "")
    assert shown.lines == (
        FeedbackLine(Verdict.EARNED, "Ideas of the model answer that you used: shared", 6.5),
        FeedbackLine(Verdict.MISSING, "In the model answer but not in yours: absent"),
    )
    assert shown.headline == "Solid: 6.5 of 10 points"
    assert shown.sum_line == "similarity 6.5 = 6.5 of 10"


def test_nothing_shared_or_nothing_absent_has_no_line() -> None:
    """A line without words is left out."""
    assessment = make_assessment(TUNING, similarity=1.0)
    nothing = replace(assessment, similarity=replace(assessment.similarity, shared=(), absent=()))
    assert feedback(TUNING, nothing, "").lines == ()


def test_while_follow_ups_are_to_come_nothing_is_given_away() -> None:
    """Neither missing ideas nor corrections are told: only how many points are open."""
    answer = "It caps the norm but never in an RNN, and it cures vanishing."
    assert lines_of("clipping", answer, still_open=True) == [
        ("lost", "This is not right.", -2.0, "cures vanishing"),
        ("earned", "It caps the size of the gradient.", 2.0, "caps ... norm"),
        ("withheld", "said, but denied", -1.0, "never ... RNN"),
        ("missing", "Still open: 2 ideas, 4 points in all.", 0.0, ""),
    ]


@pytest.mark.parametrize(
    ("credits", "text"),
    [
        ((), "Still open: 3 ideas, 6 points in all."),
        ((1, 0, 1), "Still open: 1 idea, 3 points in all."),
        ((1, 1, 0), "Still open: 1 idea, 1 point in all."),
        ((1, 0.25, 0.5), "Still open: 2 ideas, 2.75 points in all."),
        ((1, 1, 0.5), "Still open: 1 idea, 0.5 points in all."),
        ((1, 1, 1), None),
    ],
)
def test_how_much_is_still_open(credits: tuple[float, ...], text: str | None) -> None:
    """Ideas and points are counted; a full answer has no such line."""
    shown = feedback(CLIPPING, make_assessment(CLIPPING, credits), "", still_open=True)
    told = [line.text for line in shown.lines if line.verdict is Verdict.MISSING]
    assert told == ([text] if text else [])


def test_the_words_of_the_reference_are_not_given_away_either() -> None:
    """An item without criteria may have a misconception to ask about: the same silence."""
    shown = feedback(TUNING, make_assessment(TUNING, similarity=2.0), "", still_open=True)
    assert [line.verdict for line in shown.lines] == [Verdict.EARNED]


@pytest.mark.parametrize("still_open", [True, False])
def test_no_text_of_the_rubric_shows_while_open(still_open: bool) -> None:
    """No `says` of an idea that is open is in any line, nor in a headline."""
    answer = "It fixes vanishing and does not cap norms."
    shown = feedback(CLIPPING, GRADER.assess("clipping", answer), answer, still_open)
    told = "\n".join([shown.headline, shown.sum_line, *(line.text for line in shown.lines)])
    hidden = [criterion.says for criterion in CLIPPING.criteria]
    hidden += [belief.says for belief in CLIPPING.misconceptions]
    assert [says in told for says in hidden] == [not still_open] * 4


def test_results_that_the_item_no_longer_has_are_named_by_id() -> None:
    """A session shown with another rubric still shows what it can."""
    assessment = make_assessment(CLIPPING, (1,), ("cures-vanishing",))
    texts = [line.text for line in feedback(DROPOUT, assessment, "").lines]
    assert texts == ["cures-vanishing", "caps", "exploding", "recurrent"]
    assert correction(CLIPPING, "cures-vanishing") == CLIPPING.misconceptions[0].says


@pytest.mark.parametrize(
    ("assessment", "text"),
    [
        (make_assessment(credits=(1,)), "criteria 2 + similarity 0 = 2 of 6"),
        (make_assessment(credits=(1, 1, 1)), "criteria 6 + similarity 0 = 6 of 6"),
        (make_assessment(), "criteria 0 + similarity 0 = 0 of 6"),
        (
            make_assessment(credits=(1, 1), similarity=0.25),
            "criteria 5 + similarity 0.25 = 5.25 of 6",
        ),
        (
            make_assessment(credits=(1, 1), misconceptions=("cures-vanishing",)),
            "criteria 5 + similarity 0 - misconceptions 2 = 3 of 6",
        ),
        (
            make_assessment(misconceptions=("cures-vanishing",), similarity=0.5),
            "criteria 0 + similarity 0.5 - misconceptions 2 = 0 of 6, not below 0",
        ),
        (
            make_assessment(credits=(1, 1, 1), similarity=0.5),
            "criteria 6 + similarity 0.5 = 6 of 6, not above 6",
        ),
        (make_assessment(credits=(1, 0.5, -1)), "criteria 2.5 + similarity 0 = 2.5 of 6"),
        (
            make_assessment(credits=(1, -1), similarity=0.5),
            "criteria -1 + similarity 0.5 = 0 of 6, not below 0",
        ),
        (make_assessment(gate=Gate.ECHO, credits=(1,)), "gate 'echo': 0 of 6"),
    ],
)
def test_the_sum_in_one_line(assessment: Assessment, text: str) -> None:
    """Every part of the sum is there, and where it was cut."""
    assert sum_line(assessment) == text


WORDS = (
    "caps norm exploding gradient gradients huge rnn recurrent not never fix cures vanishing "
    "threshold weights . , and it unit random silence overfitting \U0001f600"
).split()
ANSWERS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
ITEMS = st.sampled_from(RUBRIC.items)


@settings(deadline=None, max_examples=200)
@given(ITEMS.map(lambda item: item.id), ANSWERS)
def test_the_sum_line_leads_to_the_points(item_id: str, answer: str) -> None:
    """Reading the numbers of the line and adding them gives the points of the assessment."""
    assessment = GRADER.assess(item_id, answer)
    line = sum_line(assessment)
    if assessment.gate is not None:
        assert line == f"gate '{assessment.gate}': 0 of {assessment.possible}"
        return
    parts, result = line.split(" = ")
    total = 0.0
    for sign, number in re.findall(
        r"(^|[+-] )(?:criteria|similarity|misconceptions) (-?[\d.]+)", parts
    ):
        total += -float(number) if sign == "- " else float(number)
    points, possible = re.findall(r"[\d.]+", result)[:2]
    assert int(possible) == assessment.possible
    assert float(points) == assessment.points
    assert float(points) == pytest.approx(min(float(possible), max(0.0, total)), abs=0.001)
    assert ("not below" in line) is (total < 0)


@settings(deadline=None, max_examples=200)
@given(ITEMS.map(lambda item: item.id), ANSWERS, st.booleans())
def test_highlights_lie_inside_and_apart(item_id: str, answer: str, still_open: bool) -> None:
    """In any answer: in order, without overlap, each on words of the answer."""
    item = RUBRIC.item(item_id)
    assert item is not None
    shown = feedback(item, GRADER.assess(item_id, answer), answer, still_open)
    end = 0
    for highlight in shown.highlights:
        assert end <= highlight.span.start < highlight.span.end <= len(answer)
        assert answer[highlight.span.start : highlight.span.end].strip()
        end = highlight.span.end


def test_what_cost_points_wins_over_what_earned() -> None:
    """A word that does both is shown as what cost points; a denied one comes last."""
    text = "it caps vanishing gradients"
    lost = make_evidence(text, "vanishing")
    earned = make_evidence(text, "caps", "vanishing")
    denied = make_evidence(text, "caps", "gradients", withheld=Withheld.NEGATED)
    merged = merge_highlights(
        [(denied, Verdict.WITHHELD), (earned, Verdict.EARNED), (lost, Verdict.LOST)]
    )
    assert [(text[h.span.start : h.span.end], h.verdict) for h in merged] == [
        ("caps", Verdict.EARNED),
        ("vanishing", Verdict.LOST),
        ("gradients", Verdict.WITHHELD),
    ]


def test_highlights_of_an_assessment() -> None:
    """The words of criteria and misconceptions, each with what it did."""
    answer = "It caps the norm, cures vanishing, never an RNN."
    marked = highlights(GRADER.assess("clipping", answer))
    assert [(answer[h.span.start : h.span.end], h.verdict) for h in marked] == [
        ("caps", Verdict.EARNED),
        ("norm", Verdict.EARNED),
        ("cures", Verdict.LOST),
        ("vanishing", Verdict.LOST),
        ("never", Verdict.WITHHELD),
        ("RNN", Verdict.WITHHELD),
    ]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        (("caps",), "caps"),
        (("caps", "the"), "caps the"),
        (("caps", "norm"), "caps ... norm"),
        (("caps", "the", "norm"), "caps the ... norm"),
        ((), ""),
    ],
)
def test_quotes(words: tuple[str, ...], quote: str) -> None:
    """The candidate's own words, with dots for what was left out."""
    answer = "it caps  the\U0001f600 norm"
    evidence = (make_evidence(answer, *words),) if words else ()
    assert quoted(answer, evidence) == quote


@pytest.mark.parametrize(
    ("result", "headline", "lines"),
    [
        (
            FollowUpResult((CriterionResult("caps", 2, 1.0),)),
            "With help: 2 more points",
            [(Verdict.EARNED, CLIPPING.criteria[0].says, 2.0)],
        ),
        (
            FollowUpResult((CriterionResult("recurrent", 1, 1.0), CriterionResult("caps", 2, 0.0))),
            "With help: 1 more point",
            [(Verdict.EARNED, CLIPPING.criteria[2].says, 1.0)],
        ),
        (FollowUpResult((CriterionResult("caps", 2, 0.0),)), "With help: nothing new", []),
        (
            FollowUpResult(put_right=True),
            "With help: put right",
            [(Verdict.EARNED, "That puts the earlier statement right.", 0.0)],
        ),
        (FollowUpResult(), "With help: nothing new", []),
    ],
)
def test_the_feedback_on_a_follow_up(
    result: FollowUpResult, headline: str, lines: list[tuple[Verdict, str, float]]
) -> None:
    """What was gained with help; what is missing is told at the end of the item."""
    shown = follow_up_feedback(CLIPPING, result, "an answer")
    assert shown.headline == headline
    assert shown.sum_line == ""
    assert [(line.verdict, line.text, line.points) for line in shown.lines] == lines


def test_a_withheld_follow_up_says_why_and_not_what() -> None:
    """The reason alone: the idea is told at the end of the item."""
    answer = "Exploding gradients"
    asked = "Are they exploding?"
    result = GRADER.assess_follow_up("clipping", answer, ("exploding",), asked=asked)
    shown = follow_up_feedback(CLIPPING, result, answer)
    assert shown.lines == (
        FeedbackLine(
            Verdict.WITHHELD, "these were the interviewer's own words", 0.0, "Exploding gradients"
        ),
    )
    assert {h.verdict for h in shown.highlights} == {Verdict.WITHHELD}


@pytest.mark.parametrize(("put_right", "verdict"), [(True, Verdict.EARNED), (False, Verdict.LOST)])
def test_the_highlights_of_a_follow_up(put_right: bool, verdict: Verdict) -> None:
    """The words about the misconception, as right or wrong."""
    evidence = Evidence("p", (Span(0, 3),))
    shown = follow_up_feedback(CLIPPING, FollowUpResult((), put_right, (evidence,)), "yes no")
    assert shown.highlights == (Highlight(Span(0, 3), verdict),)
