"""What became of an item over all its turns, idea by idea."""

from dataclasses import dataclass

from interviewer.dialogue.credit import aided_points, best_credits, unaided_points
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.grading.feedback import Feedback, FeedbackLine, Verdict, correction, plain_points
from interviewer.model.assessment import Span
from interviewer.model.rubric import Item
from interviewer.model.transcript import TurnKind


@dataclass(frozen=True)
class Idea:
    """One idea of an item: the model answer's words beside the candidate's own.

    `says` is the idea as the rubric puts it; `model` and `own` are quotes, empty where there are
    none; `aided` says that the candidate's words came after a probe or a hint.
    """

    says: str
    model: str
    own: str
    aided: bool = False


def item_outcome(record: ItemRecord, item: Item) -> Feedback:
    """Return what is still missing after all help, the corrections, and both sums."""
    assessment = record.main.assessment
    assert assessment is not None, "only assessed items have an outcome"
    credits = best_credits(record)
    lines = [
        FeedbackLine(Verdict.NOTE, correction(item, found.id))
        for found in assessment.misconceptions
    ]
    lines += [
        FeedbackLine(Verdict.MISSING, criterion.says)
        for criterion in item.criteria
        if credits.get(criterion.id, 0.0) < 1
    ]
    unaided, aided = plain_points(unaided_points(record)), plain_points(aided_points(record))
    headline = f"In all: {unaided} of {assessment.possible} points unaided, {aided} with help"
    return Feedback(headline, "", tuple(lines), ())


def ideas_of(record: ItemRecord, item: Item, reference: str) -> tuple[Idea, ...]:
    """Return each idea of an item with the words that hold it in `reference` and in the answers."""
    spans: dict[str, Span] = {}
    for idea in record.main.model:
        spans.setdefault(idea.criterion, _whole(idea.words))
    hinted, told = record.hinted_before(record.main), record.main.told
    return tuple(
        Idea(
            criterion.says,
            _quote(reference, spans.get(criterion.id)),
            *_own_words(record, criterion.id, told or criterion.id in hinted),
        )
        for criterion in item.criteria
    )


def first_credits(record: ItemRecord, before: Turn) -> dict[str, float]:
    """Return the best credit of each criterion in the turns before this one."""
    earlier = tuple(turn for turn in record.turns if turn.number < before.number)
    if not any(turn.asked.kind is TurnKind.ITEM for turn in earlier):
        return {}
    return best_credits(ItemRecord(record.planned, earlier, record.remarks))


def attempts_text(record: ItemRecord, turn: Turn) -> str:
    """Return the scores of the first, the best and the last attempt at an item up to this turn."""
    turns = [record.main, *(retry for retry in record.retries if retry.number <= turn.number)]
    scores = [t.assessment.score for t in turns if t.assessment is not None]
    text = f"first {scores[0]:.0%}, best {max(scores):.0%}, last {scores[-1]:.0%}"
    return f"Attempts at this question: {text}. The first one counts."


def _own_words(record: ItemRecord, criterion: str, hinted: bool) -> tuple[str, bool]:
    """Return what the candidate said of an idea, and whether it took help."""
    for turn in record.turns:
        if turn.answered is None or turn.asked.kind is TurnKind.RETRY:
            continue
        results = turn.assessment.criteria if turn.assessment is not None else ()
        if turn.follow_up is not None:
            results = turn.follow_up.criteria
        for result in results:
            found = [e for e in result.evidence if e.withheld is None]
            if result.id == criterion and result.credit == 1 and found:
                words = _quote(turn.answered.text, _whole(found[0].words))
                return words, hinted or turn is not record.main
    return "", False


def _whole(words: tuple[Span, ...]) -> Span:
    return Span(words[0].start, words[-1].end)


def _quote(text: str, span: Span | None) -> str:
    return " ".join(text[span.start : span.end].split()) if span is not None else ""
