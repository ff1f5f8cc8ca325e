"""The marks of one turn, line by line, with what people decided about each of them since."""

from dataclasses import dataclass, replace

from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.grading.feedback import (
    Feedback,
    FeedbackLine,
    Highlight,
    Verdict,
    criterion_lines,
    feedback,
    follow_up_feedback,
    highlights,
)
from interviewer.grading.highlighting import follow_up_highlights
from interviewer.model.moderation import Overridden
from interviewer.model.rubric import Item
from interviewer.model.transcript import TurnKind
from interviewer.services.moderation import Judged
from interviewer.services.outcome import first_credits

NOT_PUT_RIGHT = "The earlier statement was not put right."


@dataclass(frozen=True)
class TurnOfItem:
    """A turn as the program marked it, and the same with the marks in force (`_now`).

    `over` says that the item is done with: until then missing ideas are only counted. `judged` are
    the marks of the turn that can be moderated, `decisions` what coaches decided about them.
    """

    item: Item
    record: ItemRecord
    turn: Turn
    record_now: ItemRecord
    turn_now: Turn
    over: bool
    judged: tuple[Judged, ...] = ()
    decisions: tuple[Overridden, ...] = ()


@dataclass(frozen=True)
class Mark:
    """One line of an assessment.

    `judged` is there where a coach may decide about it; `decisions` are those that were made, the
    last one counts.
    """

    line: FeedbackLine
    judged: Judged | None = None
    decisions: tuple[Overridden, ...] = ()


@dataclass(frozen=True)
class Marks:
    """The assessment of one answer.

    `headline` and `sum_line` are the program's; `now` is the headline by the marks in force where
    that is another, else empty. `share` is the score in force, 0 to 1, None for a follow-up.
    """

    headline: str
    lines: tuple[Mark, ...]
    sum_line: str = ""
    now: str = ""
    share: float | None = None

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Return the marks that a coach may decide about."""
        return tuple(mark.judged for mark in self.lines if mark.judged is not None)


def turn_marks(place: TurnOfItem) -> Marks | None:
    """Return the marks of a turn; None where it has none."""
    turn, over = place.turn, place.over
    told = _feedback(place.item, place.record, turn, over)
    now = _feedback(place.item, place.record_now, place.turn_now, over)
    if told is None or now is None:
        return None
    if over and turn.follow_up is not None:
        lines, targets = _follow_up_lines(place)
    else:
        lines, targets = told.lines, _targets(turn, len(told.lines)) if over else ()
    judged = {mark.target: mark for mark in place.judged}
    padded = [*targets, *[""] * (len(lines) - len(targets))]
    marks = tuple(
        Mark(
            line,
            judged.get(target),
            tuple(each for each in place.decisions if each.target == target),
        )
        for line, target in zip(lines, padded, strict=True)
    )
    share = place.turn_now.assessment.score if place.turn_now.assessment is not None else None
    changed = now.headline if now.headline != told.headline else ""
    return Marks(told.headline, marks, told.sum_line, changed, share)


def turn_highlights(turn: Turn) -> tuple[Highlight, ...]:
    """Return the words of an answer that earned or cost points, by the program's own marks."""
    if turn.answered is None or not turn.answered.text.strip():
        return ()
    if turn.assessment is not None:
        return highlights(turn.assessment)
    return follow_up_highlights(turn.follow_up) if turn.follow_up is not None else ()


def gained_points(place: TurnOfItem) -> float | None:
    """Return what a follow-up added by the marks in force; None for any other turn."""
    turn = place.turn_now
    if turn.follow_up is None:
        return None
    before = first_credits(place.record_now, turn)
    gained = (
        result.points * max(0.0, result.credit - max(0.0, before.get(result.id, 0.0)))
        for result in turn.follow_up.criteria
    )
    return round(sum(gained), 2)


def _feedback(item: Item, record: ItemRecord, turn: Turn, over: bool) -> Feedback | None:
    if turn.answered is None:
        return None
    if turn.assessment is not None:
        return feedback(item, turn.assessment, turn.answered.text, still_open=not over)
    if turn.follow_up is not None:
        before = first_credits(record, turn)
        return follow_up_feedback(item, turn.follow_up, turn.answered.text, before)
    return None


def _targets(turn: Turn, lines: int) -> tuple[str, ...]:
    """Return what each line of an assessment is about: feedback() tells them in this order."""
    assessment = turn.assessment
    assert assessment is not None, "only an assessment has such lines"
    gate = [""] if assessment.gate is not None else []
    beliefs = [found.id for found in assessment.misconceptions]
    return (*gate, *beliefs, *(result.id for result in assessment.criteria))[:lines]


def _follow_up_lines(place: TurnOfItem) -> tuple[tuple[FeedbackLine, ...], tuple[str, ...]]:
    """Return what a follow-up asked for line by line, what is missing too, and the targets."""
    result, answered = place.turn.follow_up, place.turn.answered
    assert result is not None, "the caller asked for a follow-up"
    assert answered is not None, "it was marked"
    before = first_credits(place.record, place.turn)
    lines = criterion_lines(place.item, result.criteria, answered.text, still_open=False)
    told = [
        replace(line, points=_gain(line, found.points, found.credit, before.get(found.id, 0.0)))
        for line, found in zip(lines, result.criteria, strict=True)
    ]
    targets = [found.id for found in result.criteria]
    if result.put_right:
        told.append(FeedbackLine(Verdict.EARNED, "That puts the earlier statement right."))
    elif place.turn.asked.kind is TurnKind.MISCONCEPTION:
        told.append(FeedbackLine(Verdict.NOTE, NOT_PUT_RIGHT))
    return tuple(told), tuple(targets)


def _gain(line: FeedbackLine, points: int, credit: float, before: float) -> float:
    """Return what a line of a follow-up adds: only what is more than there was, and no costs."""
    if line.verdict not in (Verdict.EARNED, Verdict.PARTLY):
        return 0.0
    return round(points * max(0.0, credit - max(0.0, before)), 2)
