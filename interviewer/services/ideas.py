"""What became of each idea of a session's items: shown, helped along, missing, got wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from interviewer.dialogue.credit import PASS_MARK, best_credits, put_right, unaided_score
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.grading.feedback import correction
from interviewer.model.assessment import DENIED_CREDIT, Assessment
from interviewer.model.rubric import Criterion, Item
from interviewer.services.places import Place


class IdeaKind(StrEnum):
    """What became of an idea; `held` and `put-right` are about misconceptions."""

    SHOWN = "shown"
    HELPED = "helped"
    PARTLY = "partly"
    MISSING = "missing"
    DENIED = "denied"
    HELD = "held"
    PUT_RIGHT = "put-right"


GAPS = frozenset((IdeaKind.PARTLY, IdeaKind.MISSING, IdeaKind.DENIED))


@dataclass(frozen=True)
class Idea(Place):
    """One idea of the rubric and the turn where it came up.

    `says` is the idea, or the correction of a misconception; `points` is what it is worth, or what
    the misconception cost at most; `credit` is the best over all turns, between -1 and 1.
    """

    says: str
    points: int
    kind: IdeaKind
    credit: float = 0.0


def ideas_of_item(question: int, record: ItemRecord, item: Item) -> Iterator[Idea]:
    """Yield every idea of an item that is done, and the misconceptions that were found."""
    if item.criteria:
        credits = best_credits(record)
        for criterion in item.criteria:
            yield _criterion(question, record, criterion, credits.get(criterion.id, 0.0))
    else:
        yield _whole(question, record, item)
    assessment = record.main.assessment
    if assessment is None or assessment.gate is not None:
        return
    mended = put_right(record)
    for found in assessment.misconceptions:
        is_mended = found.id in mended
        turn = _follow_up_on(record, found.id) if is_mended else record.main
        kind = IdeaKind.PUT_RIGHT if is_mended else IdeaKind.HELD
        says = correction(item, found.id)
        yield Idea(item.id, turn.number, question, says, found.minus, kind)


def _criterion(question: int, record: ItemRecord, criterion: Criterion, credit: float) -> Idea:
    kind, turn = IdeaKind.MISSING, _follow_up_on(record, criterion.id)
    if credit == 1:
        hinted = record.main.told or criterion.id in record.hinted_before(record.main)
        in_first_answer = _first_credit(record.main.assessment, criterion.id) == 1
        kind = IdeaKind.SHOWN if in_first_answer and not hinted else IdeaKind.HELPED
        turn = record.main if in_first_answer else _earning_turn(record, criterion.id)
    elif credit > 0:
        kind = IdeaKind.PARTLY
    elif credit == DENIED_CREDIT:
        kind = IdeaKind.DENIED
    says, points = criterion.says, criterion.points
    return Idea(record.planned.item_id, turn.number, question, says, points, kind, credit)


def _whole(question: int, record: ItemRecord, item: Item) -> Idea:
    """Return an item that is marked by its references alone as one idea."""
    assessment = record.main.assessment
    points = assessment.possible if assessment is not None else 0
    score = unaided_score(record)
    kind = IdeaKind.SHOWN if score >= PASS_MARK else IdeaKind.MISSING
    says = f"The model answer as a whole: {item.prompt}"
    return Idea(item.id, record.main.number, question, says, points, kind, score)


def _first_credit(assessment: Assessment | None, criterion: str) -> float:
    if assessment is None or assessment.gate is not None:
        return 0.0
    result = assessment.criterion(criterion)
    return 0.0 if result is None else result.credit


def _earning_turn(record: ItemRecord, criterion: str) -> Turn:
    """Return the follow-up that earned a criterion first."""
    for turn in record.follow_ups:
        results = turn.follow_up.criteria if turn.follow_up is not None else ()
        if any(result.id == criterion and result.credit == 1 for result in results):
            return turn
    return record.main


def _follow_up_on(record: ItemRecord, target: str) -> Turn:
    """Return the last follow-up about an idea, or the turn that asked the item itself."""
    asked = [turn for turn in record.follow_ups if turn.asked.target == target]
    return asked[-1] if asked else record.main
