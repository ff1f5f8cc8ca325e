"""A session as a conversation: what each side said, with the assessments where they may show."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from interviewer.dialogue import phrasing
from interviewer.dialogue.credit import aided_points, best_credits, unaided_points
from interviewer.dialogue.state import ItemRecord, SessionState, Turn
from interviewer.grading.feedback import (
    Feedback,
    FeedbackLine,
    Highlight,
    Verdict,
    correction,
    feedback,
    follow_up_feedback,
    plain_points,
)
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.session import Mode, StageScore
from interviewer.model.transcript import TurnKind


class Speaker(StrEnum):
    """Who says something in the conversation."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    ASSESSMENT = "assessment"
    MODEL = "model"
    NOTE = "note"


@dataclass(frozen=True)
class Utterance:
    """One piece of the conversation.

    `key` is the same for the same piece whenever the conversation is built again. `highlights`
    count characters of `text`. `feedback` is there for an assessment only, `why` for a question.
    """

    key: str
    speaker: Speaker
    text: str
    highlights: tuple[Highlight, ...] = ()
    feedback: Feedback | None = None
    why: str = ""
    turn: int = 0


def conversation(state: SessionState, rubric: Rubric) -> tuple[Utterance, ...]:
    """Return the conversation so far.

    Assessments show in practice mode as they come, in live mode when the session is over.
    """
    return tuple(_utterances(state, rubric, shows_assessments(state)))


def shows_assessments(state: SessionState) -> bool:
    """Return whether marks may be seen now."""
    return state.finished is not None or state.started.settings.mode is Mode.PRACTICE


def _utterances(state: SessionState, rubric: Rubric, reveal: bool) -> Iterator[Utterance]:
    settings = state.started.settings
    stages = len({planned.stage for planned in state.started.plan})
    opening = phrasing.opening(settings.seed, len(state.started.plan), stages)
    yield Utterance("opening", Speaker.INTERVIEWER, opening)
    yield from _notes(state, 0)
    stage: Stage | None = None
    thanks = ""
    for position, record in enumerate(state.records):
        if record.planned.stage is not stage:
            if stage is not None:
                yield from _stage_end(state, stage, reveal)
            stage = record.planned.stage
            yield Utterance(
                f"stage-{stage}", Speaker.INTERVIEWER, f"{thanks}{phrasing.stage_opening(stage)}"
            )
            thanks = ""
        is_last = position == len(state.records) - 1
        yield from _item(state, record, rubric, reveal, thanks)
        thanks = _thanks(record.turns[-1], settings.seed) if not reveal else ""
        is_done = record.main.assessment is not None or record.main.skipped
        if reveal and is_done and (not is_last or state.finished):
            yield from _item_end(record, rubric)
    if stage is not None:
        yield from _stage_end(state, stage, reveal)
    if state.finished is not None:
        closing = phrasing.closing(state.finished.reason)
        yield Utterance("closing", Speaker.INTERVIEWER, closing)


def _item(
    state: SessionState, record: ItemRecord, rubric: Rubric, reveal: bool, thanks: str
) -> Iterator[Utterance]:
    """Yield the turns of one item."""
    item = rubric.item(record.planned.item_id)
    seed = state.started.settings.seed
    for turn in record.turns:
        asked = turn.asked
        text = phrasing.spoken(asked.kind, asked.text, seed, turn.number)
        yield Utterance(
            f"asked-{turn.number}",
            Speaker.INTERVIEWER,
            f"{thanks}{text}",
            why=asked.why,
            turn=turn.number,
        )
        yield from _notes(state, turn.number)
        yield from _hints(record, turn.number, seed)
        still_open = turn is record.main and bool(record.follow_ups)
        yield from _reply(turn, item, reveal, still_open, seed)
        thanks = _thanks(turn, seed) if not reveal else ""


def _notes(state: SessionState, turn: int) -> Iterator[Utterance]:
    """Yield what was cut when the session went on at this turn."""
    for number, note in enumerate(state.notes):
        if note.turn == turn:
            text = f"On resuming: {note.text}."
            yield Utterance(f"note-{number}", Speaker.NOTE, text, turn=turn)


def _hints(record: ItemRecord, turn: int, seed: int) -> Iterator[Utterance]:
    """Yield the hints that the candidate asked for at this turn."""
    for number, hint in enumerate(record.hints):
        if hint.turn == turn:
            text = phrasing.spoken(TurnKind.HINT, hint.text, seed, turn)
            why = "the candidate asked for it"
            key = f"hint-{turn}-{number}"
            yield Utterance(key, Speaker.INTERVIEWER, text, why=why, turn=turn)


def _reply(
    turn: Turn, item: Item | None, reveal: bool, still_open: bool, seed: int
) -> Iterator[Utterance]:
    """Yield what came back to a question, and its assessment where that may show."""
    number = turn.number
    if turn.skipped:
        yield Utterance(f"skipped-{number}", Speaker.CANDIDATE, "(skipped)", turn=number)
        yield Utterance(f"moving-{number}", Speaker.INTERVIEWER, phrasing.skipped(seed, number))
    if turn.answered is None:
        return
    said = turn.answered.text
    shown = said if said.strip() else "(no answer)"
    result = _feedback(turn, item, still_open) if reveal else None
    highlights = result.highlights if result is not None and said.strip() else ()
    yield Utterance(
        f"answered-{number}", Speaker.CANDIDATE, shown, highlights=highlights, turn=number
    )
    if turn.answered.timed_out:
        text = "The time was up: what stood there was taken as the answer."
        yield Utterance(f"timeout-{number}", Speaker.NOTE, text)
    if result is not None:
        yield Utterance(
            f"assessed-{number}",
            Speaker.ASSESSMENT,
            result.headline,
            feedback=result,
            turn=number,
        )


def _feedback(turn: Turn, item: Item | None, still_open: bool) -> Feedback | None:
    """Return the assessment of a turn in words."""
    if item is None or turn.answered is None:
        return None
    answer = turn.answered.text
    if turn.assessment is not None:
        return feedback(item, turn.assessment, answer, still_open)
    if turn.follow_up is not None:
        return follow_up_feedback(item, turn.follow_up, answer)
    return None


def _item_end(record: ItemRecord, rubric: Rubric) -> Iterator[Utterance]:
    """Yield what follow-ups left open, and the model answer."""
    item = rubric.item(record.planned.item_id)
    assessment = record.main.assessment
    if item is None:
        return
    number = record.main.number
    if assessment is None:
        yield Utterance(f"model-{number}", Speaker.MODEL, item.references[0], turn=number)
        return
    if record.follow_ups or record.hints:
        outcome = item_outcome(record, item)
        yield Utterance(
            f"outcome-{number}",
            Speaker.ASSESSMENT,
            outcome.headline,
            feedback=outcome,
            turn=number,
        )
    reference = item.references[min(assessment.similarity.reference, len(item.references) - 1)]
    yield Utterance(f"model-{number}", Speaker.MODEL, reference, turn=number)


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


def _stage_end(state: SessionState, stage: Stage, reveal: bool) -> Iterator[Utterance]:
    score = next((score for score in state.stages if score.stage is stage), None)
    if score is not None:
        text = stage_text(score) if reveal else f"Stage {stage} is finished."
        yield Utterance(f"stage-end-{stage}", Speaker.NOTE, text)


def stage_text(score: StageScore) -> str:
    """Return how a stage went in one line."""
    verdict = "passed" if score.passed else "not passed yet"
    text = f"Stage {score.stage}: {score.unaided:.0%} unaided, {score.aided:.0%} with help"
    return f"{text}, {verdict}."


def _thanks(turn: Turn, seed: int) -> str:
    """Return the acknowledgement of an answer, with a blank; nothing after a skip."""
    if turn.answered is None:
        return ""
    return f"{phrasing.acknowledgement(seed, turn.number)} "
