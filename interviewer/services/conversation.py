"""A session as a conversation: what each side said, with the assessments where they may show."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.policy import is_between_items, is_put_off
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.dialogue.state import SessionState
from interviewer.grading.feedback import Feedback, Highlight, feedback, follow_up_feedback
from interviewer.model.rubric import Item, Rubric
from interviewer.model.session import Mode, StageScore
from interviewer.model.text import counted
from interviewer.model.transcript import Acted, Hinted, TurnKind
from interviewer.services.outcome import Idea, attempts_text, first_credits, ideas_of, item_outcome


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
    count characters of `text`. `feedback` is there for an assessment only, `why` for a question,
    `ideas` for a model answer: what it says of each idea, beside what the candidate said.
    """

    key: str
    speaker: Speaker
    text: str
    highlights: tuple[Highlight, ...] = ()
    feedback: Feedback | None = None
    why: str = ""
    turn: int = 0
    ideas: tuple[Idea, ...] = ()


def conversation(state: SessionState, rubric: Rubric) -> tuple[Utterance, ...]:
    """Return the conversation so far.

    Assessments show in practice mode as they come, in live mode when the session is over.
    """
    return tuple(_utterances(state, rubric, shows_assessments(state)))


def shows_assessments(state: SessionState) -> bool:
    """Return whether marks may be seen now."""
    return state.finished is not None or state.started.settings.mode is Mode.PRACTICE


def _utterances(state: SessionState, rubric: Rubric, reveal: bool) -> Iterator[Utterance]:
    if state.started.opening:
        yield Utterance("opening", Speaker.INTERVIEWER, state.started.opening)
    yield from _notes(state, 0)
    turns = [(turn, record) for record in state.records for turn in record.turns]
    turns.sort(key=lambda pair: pair[0].number)
    is_over = state.finished is not None or bool(state.reopening)
    may_end = is_over or is_between_items(state, rubric)
    for (turn, record), following in zip_longest(turns, turns[1:]):
        item = rubric.item(record.planned.item_id)
        yield from _turn(state, turn, record, item, reveal)
        is_left = may_end if following is None else _is_end(record, *following)
        # What comes back must not be given away before.
        comes_back = state.finished is None and is_put_off(record)
        if reveal and is_left and item is not None and not comes_back:
            yield from _item_end(turn, record, item)
        yield from _stage_ends(state, turn.number, reveal)
    if state.regraded is not None:
        then, now = summarise(state).unaided, summarise(in_force(state)).unaided
        text = f"Graded again: {now:.0%} unaided, with what coaches decided; {then:.0%} at first."
        yield Utterance("regraded", Speaker.NOTE, text)
    if state.finished is not None and state.finished.closing:
        yield Utterance("closing", Speaker.INTERVIEWER, state.finished.closing)


def _turn(
    state: SessionState, turn: Turn, record: ItemRecord, item: Item | None, reveal: bool
) -> Iterator[Utterance]:
    """Yield a question, what was said about it, and the answer."""
    number, asked = turn.number, turn.asked
    text = f"{asked.lead} {asked.text}" if asked.lead else asked.text
    yield Utterance(f"asked-{number}", Speaker.INTERVIEWER, text, why=asked.why, turn=number)
    yield from _notes(state, number)
    yield from _remarks(record, number)
    if turn.skipped and not _said_so(record, number):
        yield Utterance(f"skipped-{number}", Speaker.CANDIDATE, "(skipped)", turn=number)
    if turn.answered is not None:
        still_open = turn is not record.turns[-1] and turn is record.main
        yield from _answer(turn, record, item, reveal, still_open)
        yield from _moderation(state, number)


def _moderation(state: SessionState, turn: int) -> Iterator[Utterance]:
    """Yield what a coach decided about the marks of a turn, and what the candidate contests."""
    for place, decision in enumerate(state.overrides):
        if decision.turn == turn:
            points = counted(decision.points, "point")
            by = f" ({decision.by})" if decision.by else ""
            text = f"A coach gave '{decision.target}' {points}{by}: {decision.reason}"
            yield Utterance(f"override-{turn}-{place}", Speaker.NOTE, text, turn=turn)
    for place, contest in enumerate(state.contests):
        if contest.turn == turn:
            text = f"The candidate contests '{contest.target}': {contest.note}"
            yield Utterance(f"contest-{turn}-{place}", Speaker.NOTE, text, turn=turn)


def _notes(state: SessionState, turn: int) -> Iterator[Utterance]:
    """Yield what was cut when the session went on at this turn."""
    for number, note in enumerate(state.notes):
        if note.turn == turn:
            text = f"On resuming: {note.text}."
            yield Utterance(f"note-{number}", Speaker.NOTE, text, turn=turn)


def _remarks(record: ItemRecord, turn: int) -> Iterator[Utterance]:
    """Yield what the candidate asked for at this turn, and the replies."""
    for place, remark in enumerate(record.remarks):
        if remark.turn != turn:
            continue
        key = f"remark-{turn}-{place}"
        if isinstance(remark, Hinted):
            text = f"{remark.lead} {remark.text}" if remark.lead else remark.text
            why = "the candidate asked for it"
            yield Utterance(key, Speaker.INTERVIEWER, text, why=why, turn=turn)
            continue
        yield Utterance(f"{key}-said", Speaker.CANDIDATE, remark.text, turn=turn)
        if remark.reply:
            yield Utterance(key, Speaker.INTERVIEWER, remark.reply, turn=turn)


def _said_so(record: ItemRecord, turn: int) -> bool:
    """Return whether the candidate left this turn in words of their own."""
    at = [remark for remark in record.remarks if remark.turn == turn]
    return bool(at) and isinstance(at[-1], Acted) and not at[-1].reply


def _answer(
    turn: Turn, record: ItemRecord, item: Item | None, reveal: bool, still_open: bool
) -> Iterator[Utterance]:
    """Yield an answer, and its assessment where that may show."""
    assert turn.answered is not None, "the caller asked for an answer"
    number, said = turn.number, turn.answered.text
    shown = said if said.strip() else "(no answer)"
    result = _feedback(turn, record, item, still_open) if reveal else None
    highlights = result.highlights if result is not None and said.strip() else ()
    yield Utterance(f"answered-{number}", Speaker.CANDIDATE, shown, highlights, turn=number)
    if turn.answered.timed_out:
        text = "The time was up: what stood there was taken as the answer."
        yield Utterance(f"timeout-{number}", Speaker.NOTE, text, turn=number)
    if result is not None:
        key = f"assessed-{number}"
        yield Utterance(key, Speaker.ASSESSMENT, result.headline, feedback=result, turn=number)


def _feedback(
    turn: Turn, record: ItemRecord, item: Item | None, still_open: bool
) -> Feedback | None:
    """Return the assessment of a turn in words."""
    if item is None or turn.answered is None:
        return None
    answer = turn.answered.text
    if turn.assessment is not None:
        return feedback(item, turn.assessment, answer, still_open)
    if turn.follow_up is not None:
        return follow_up_feedback(item, turn.follow_up, answer, first_credits(record, turn))
    return None


def _item_end(turn: Turn, record: ItemRecord, item: Item) -> Iterator[Utterance]:
    """Yield what follow-ups left open and the model answer; after a retry how the attempts went."""
    if turn.asked.kind is TurnKind.RETRY:
        if turn.assessment is not None:
            key, text = f"attempts-{turn.number}", attempts_text(record, turn)
            yield Utterance(key, Speaker.NOTE, text, turn=turn.number)
        return
    number = record.main.number
    if turn.number < number:  # it was taken up again since
        record, number = _as_it_was(record, turn), turn.number
    if not record.is_done or turn.set_aside or record.is_put_off:
        return
    assessment = record.main.assessment
    reference = assessment.similarity.reference if assessment is not None else 0
    if assessment is not None and (record.follow_ups or record.hints or record.main.told):
        outcome = item_outcome(record, item)
        key = f"outcome-{number}"
        yield Utterance(key, Speaker.ASSESSMENT, outcome.headline, feedback=outcome, turn=number)
    text = item.references[min(reference, len(item.references) - 1)]
    ideas = ideas_of(record, item, text)
    yield Utterance(f"model-{number}", Speaker.MODEL, text, turn=number, ideas=ideas)


def _is_end(record: ItemRecord, following: Turn, followed: ItemRecord) -> bool:
    """Return whether an item was done with when the following turn was asked."""
    return followed is not record or following.told or following.asked.kind is TurnKind.RETRY


def _as_it_was(record: ItemRecord, turn: Turn) -> ItemRecord:
    """Return what a record held when this turn was the last, which was left for another item."""
    turns = tuple(each for each in record.turns if each.number <= turn.number)
    asked_again = next(each for each in record.turns if each.number > turn.number)
    return replace(record, turns=turns, later=turn.skipped and not asked_again.told)


def _stage_ends(state: SessionState, number: int, reveal: bool) -> Iterator[Utterance]:
    """Yield the ends of stages that were closed after this turn."""
    for score, after in zip(state.stages, state.closed_after, strict=True):
        if after == number:
            text = stage_text(score) if reveal else f"Stage {score.stage} is finished."
            yield Utterance(f"stage-end-{score.stage}", Speaker.NOTE, text, turn=number)


def stage_text(score: StageScore) -> str:
    """Return how a stage went in one line."""
    verdict = "passed" if score.passed else "not passed yet"
    text = f"Stage {score.stage}: {score.unaided:.0%} unaided, {score.aided:.0%} with help"
    return f"{text}, {verdict}."
