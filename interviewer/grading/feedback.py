"""An assessment in words: every point that was earned or lost, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from interviewer.grading.highlighting import (
    Highlight,
    Verdict,
    follow_up_highlights,
    highlights,
    merge_highlights,
)
from interviewer.grading.sums import plain_points, sum_line
from interviewer.model.assessment import (
    Adjustment,
    Assessment,
    CriterionResult,
    Evidence,
    FollowUpResult,
    Gate,
    Span,
    Withheld,
)
from interviewer.model.rubric import Item

__all__ = [
    "Feedback",
    "FeedbackLine",
    "Highlight",
    "Verdict",
    "correction",
    "criterion_lines",
    "feedback",
    "follow_up_feedback",
    "highlights",
    "merge_highlights",
    "plain_points",
    "quoted",
    "sum_line",
]


@dataclass(frozen=True)
class FeedbackLine:
    """One idea of the rubric and what became of it.

    `points` is what it added (negative where it cost); `quote` the candidate's own words.
    """

    verdict: Verdict
    text: str
    points: float = 0.0
    quote: str = ""


@dataclass(frozen=True)
class Feedback:
    """All that is to be said about one answer."""

    headline: str
    sum_line: str
    lines: tuple[FeedbackLine, ...]
    highlights: tuple[Highlight, ...]


_GATES = {
    Gate.BLANK: "There was no answer.",
    Gate.DONT_KNOW: "You said that you do not know.",
    Gate.ECHO: "The answer only repeats words of the question.",
    Gate.GIBBERISH: "Most of this is not in words that could be marked.",
    Gate.OFF_TOPIC: "The answer does not touch the question.",
}

_WITHHELD = {
    Withheld.NEGATED: "said, but denied",
    Withheld.SUPPLIED: "these were the interviewer's own words",
}

_NOT_RIGHT = "This is not right."
_CLOSE_TO_IT = "Close to what was asked."

_NO_CREDITS: Mapping[str, float] = MappingProxyType({})


def feedback(item: Item, assessment: Assessment, answer: str, still_open: bool = False) -> Feedback:
    """Return an assessment in words.

    `still_open` says that follow-ups are to come: then neither the missing ideas nor the
    corrections are told, for they would answer them.
    """
    lines: list[FeedbackLine] = []
    if assessment.gate is not None:
        lines.append(FeedbackLine(Verdict.NOTE, _GATES[assessment.gate]))
    for found in assessment.misconceptions:
        says = _NOT_RIGHT if still_open else correction(item, found.id)
        quote = quoted(answer, found.evidence)
        lines.append(FeedbackLine(Verdict.LOST, says, -float(found.minus), quote))
    lines += criterion_lines(item, assessment.criteria, answer, still_open)
    if not assessment.criteria:
        lines += _reference_lines(assessment, still_open)
    if assessment.adjustment is not None:
        lines += _adjustment_lines(assessment.adjustment, answer)
    points = f"{plain_points(assessment.points)} of {assessment.possible} points"
    headline = f"{assessment.band.capitalize()}: {points}"
    return Feedback(headline, sum_line(assessment), tuple(lines), highlights(assessment))


def criterion_lines(
    item: Item, results: tuple[CriterionResult, ...], answer: str, still_open: bool
) -> list[FeedbackLine]:
    """Return a line for each criterion; ideas that may still be asked for are only counted."""
    lines = [_criterion_line(item, result, answer) for result in results]
    if not still_open:
        return lines
    told = [line for line in lines if line.verdict is Verdict.EARNED]
    for result, line in zip(results, lines, strict=True):
        if line.verdict is Verdict.WITHHELD:
            told.append(replace(line, text=_withheld(result)))
    missing = [result.points - max(0.0, result.earned) for result in results if result.credit < 1]
    if missing:
        ideas = "1 idea" if len(missing) == 1 else f"{len(missing)} ideas"
        points = "1 point" if sum(missing) == 1 else f"{plain_points(sum(missing))} points"
        text = f"Still open: {ideas}, {points} in all."
        told.append(FeedbackLine(Verdict.MISSING, text))
    return told


def correction(item: Item, misconception_id: str) -> str:
    """Return what is right where a misconception is wrong."""
    belief = item.misconception(misconception_id)
    return belief.says if belief is not None else misconception_id


def follow_up_feedback(
    item: Item, result: FollowUpResult, answer: str, earlier: Mapping[str, float] = _NO_CREDITS
) -> Feedback:
    """Return in words what the answer to a follow-up earned; what is missing is told at the end.

    Args:
        item: the item that the follow-up belongs to.
        result: what its answer earned.
        answer: what the candidate said to it.
        earlier: the credit, -1 to 1, that each criterion had before, by its id. Only what is more
            is told; one that had been denied counts from 0, as one that had nothing.
    """
    lines = [
        line
        for found in result.criteria
        for line in _follow_up_lines(item, found, answer, max(0.0, earlier.get(found.id, 0.0)))
    ]
    gained = round(sum(line.points for line in lines), 2)
    denied = any(found.credit < 0 for found in result.criteria)
    if result.put_right:
        lines.append(FeedbackLine(Verdict.EARNED, "That puts the earlier statement right."))
    headline = "With help: nothing new"
    if gained or (denied and not result.put_right):
        headline = f"With help: {plain_points(gained)} more point{'' if gained == 1 else 's'}"
    elif result.put_right:
        headline = "With help: put right"
    return Feedback(headline, "", tuple(lines), follow_up_highlights(result))


def _follow_up_lines(
    item: Item, result: CriterionResult, answer: str, before: float
) -> Iterator[FeedbackLine]:
    """Yield the line of one criterion, with the points that it adds; none where it is missing."""
    line = _criterion_line(item, result, answer)
    gained = round(result.points * max(0.0, result.credit - before), 2)
    if line.verdict is Verdict.EARNED:
        yield replace(line, points=gained)
    elif line.verdict is Verdict.PARTLY and gained:
        # The idea itself is not told: it may be asked for once more.
        yield replace(line, text=_CLOSE_TO_IT, points=gained)
    elif line.verdict is Verdict.WITHHELD:
        yield replace(line, text=_withheld(result), points=0.0)


def quoted(answer: str, evidence: tuple[Evidence, ...]) -> str:
    """Return the matched words of the first piece of evidence, with dots for what lies between."""
    if not evidence:
        return ""
    words = evidence[0].words
    text = answer[words[0].start : words[0].end]
    for before, word in pairwise(words):
        between = answer[before.end : word.start]
        text += (" " if not between.strip() else " ... ") + answer[word.start : word.end]
    return text


def _criterion_line(item: Item, result: CriterionResult, answer: str) -> FeedbackLine:
    criterion = item.criterion(result.id)
    says = criterion.says if criterion is not None else result.id
    quote = quoted(answer, result.evidence)
    if result.credit == 1:
        return FeedbackLine(Verdict.EARNED, says, result.earned, quote)
    if result.credit > 0:
        near = _listed(answer, result.near)
        text = f"{says} (only close to it: {result.credit:.0%} of {result.points})"
        return FeedbackLine(Verdict.PARTLY, text, result.earned, near)
    if result.evidence and result.evidence[0].withheld is not None:
        text = f"{says} ({_withheld(result)})"
        return FeedbackLine(Verdict.WITHHELD, text, result.earned, quote)
    return FeedbackLine(Verdict.MISSING, says, 0.0)


def _listed(answer: str, words: tuple[Span, ...]) -> str:
    """Return words of the answer, each once."""
    return ", ".join(dict.fromkeys(answer[word.start : word.end].lower() for word in words))


def _withheld(result: CriterionResult) -> str:
    reason = result.evidence[0].withheld if result.evidence else None
    return _WITHHELD[reason] if reason is not None else ""


def _reference_lines(assessment: Assessment, still_open: bool) -> list[FeedbackLine]:
    """Return what an item without criteria is explained by: words of the reference."""
    similarity = assessment.similarity
    lines = []
    if similarity.shared:
        text = "Ideas of the model answer that you used: " + ", ".join(similarity.shared)
        lines.append(FeedbackLine(Verdict.EARNED, text, similarity.points))
    if similarity.absent and not still_open:
        text = "In the model answer but not in yours: " + ", ".join(similarity.absent)
        lines.append(FeedbackLine(Verdict.MISSING, text))
    return lines


def _adjustment_lines(adjustment: Adjustment, answer: str) -> list[FeedbackLine]:
    """Return what moved the mark from the program's own to the coach's."""
    parts = [
        ("Calibration: how this coach marks the item as a whole", adjustment.coach, ""),
        ("Calibration: what the ideas weigh for this coach", adjustment.criteria, ""),
        *(
            ("Calibration: such words go with this coach's marks", shift.points, text)
            for shift in adjustment.words
            for text in [" ".join(answer[word.start : word.end] for word in shift.words)]
        ),
        ("Calibration: the other words", adjustment.others, ""),
        ("Calibration: kept within what the answer can earn", adjustment.limited, ""),
    ]
    return [
        FeedbackLine(Verdict.NOTE, text, points, quote) for text, points, quote in parts if points
    ]
