"""A session for its review: turn by turn what was said, the marks line by line, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer.dialogue.credit import unaided_score
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.policy import is_between_items
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.dialogue.state import SessionState, replay
from interviewer.model.errors import StorageError
from interviewer.model.rubric import Item, Rubric
from interviewer.model.transcript import TurnKind
from interviewer.services.conversation import Speaker, Utterance, conversation, shows_assessments
from interviewer.services.moderation import Judged, judged_marks
from interviewer.services.outcome import attempts_text
from interviewer.services.review_marks import (
    TurnOfItem,
    gained_points,
)
from interviewer.services.review_turn import ReviewedTurn
from interviewer.services.sessions import PastSession, open_past_file
from interviewer.storage.transcript_log import read_transcript

_SCORES = ("stage-end-", "regraded")
_AFTER = (*_SCORES, "closing")
_OF_MARKS = ("override-", "contest-")


@dataclass(frozen=True)
class Review:
    """A session cut into turns.

    `lacking` says why there are no marks at all: the rubric cannot be read; then `past.rubric` has
    no items. `shows_marks` is false then, and while a live interview is not finished.
    """

    past: PastSession
    turns: tuple[ReviewedTurn, ...]
    lacking: str = ""

    @property
    def shows_marks(self) -> bool:
        """Return whether marks may be seen."""
        return not self.lacking and shows_assessments(self.past.state)

    @property
    def is_finished(self) -> bool:
        """Return whether the interview is over."""
        return self.past.state.finished is not None

    @property
    def weakest(self) -> tuple[int, ...]:
        """Return the places of the answers to whole questions in `turns`, the weakest first."""
        scored = [
            (turn.score, place)
            for place, turn in enumerate(self.turns)
            if turn.score is not None and turn.answered and turn.kind is TurnKind.ITEM
        ]
        return tuple(place for _, place in sorted(scored))


def open_review(path: Path) -> Review:
    """Return the session in a file for its review, without marks where its rubric is missing.

    Raises:
        StorageError: it cannot be read, or does not say how it began.
    """
    try:
        return make_review(open_past_file(path))
    except StorageError as error:
        return make_review(_without_rubric(path), str(error))


def make_review(past: PastSession, lacking: str = "") -> Review:
    """Return a session that was read cut into turns."""
    state = past.state
    said = _by_turn(state, without_scores=bool(lacking))
    turns = _unmarked(state, past.rubric, said)
    if not lacking and shows_assessments(state):
        turns = _marked(state, past.rubric, turns)
    return Review(past, tuple(turns), lacking)


def is_over(state: SessionState, record: ItemRecord, rubric: Rubric) -> bool:
    """Return whether an item's ideas may be told: what is yet to be asked is not given away."""
    if state.finished is not None:
        return True
    if record.is_put_off or not record.is_done:
        return False
    return record is not state.record or bool(record.retries) or is_between_items(state, rubric)


def _without_rubric(path: Path) -> PastSession:
    transcript = read_transcript(path, all_drafts=False)
    state = replay(transcript.events)
    if state is None:
        raise StorageError(f"{path.name}: does not say how it began; it cannot be shown")
    began, rubric = transcript.events[0].at, _without_items(state)
    return PastSession(transcript.session_id, path, began, state, rubric, transcript.problems)


def _without_items(state: SessionState) -> Rubric:
    return Rubric(state.started.rubric_id, state.started.rubric_title, ())


def _by_turn(state: SessionState, without_scores: bool) -> dict[int, list[Utterance]]:
    """Return what was said at each turn; what belongs to none goes to the first or the last.

    Without items the conversation has no marks: those of the turn that is shown are made then.
    """
    numbers = [turn.number for record in state.records for turn in record.turns]
    first, last = min(numbers, default=0), max(numbers, default=0)
    said: dict[int, list[Utterance]] = {}
    for each in conversation(state, _without_items(state)):
        if each.speaker in (Speaker.ASSESSMENT, Speaker.MODEL) or each.key.startswith(_OF_MARKS):
            continue
        if without_scores and each.key.startswith(_SCORES):
            continue
        number = each.turn or (last if each.key.startswith(_AFTER) else first)
        said.setdefault(number, []).append(each)
    return said


def _unmarked(
    state: SessionState, rubric: Rubric, said: dict[int, list[Utterance]]
) -> list[ReviewedTurn]:
    """Return the turns in the order in which they were asked, without any marks."""
    turns = [
        _plain_turn(question, record, turn, rubric.item(record.planned.item_id), said)
        for question, record in enumerate(state.records, 1)
        for turn in record.turns
    ]
    return sorted(turns, key=lambda turn: turn.number)


def _plain_turn(
    question: int,
    record: ItemRecord,
    turn: Turn,
    item: Item | None,
    said: dict[int, list[Utterance]],
) -> ReviewedTurn:
    pieces = said.get(turn.number, [])
    if turn.is_open and turn.draft:
        draft = Utterance(f"draft-{turn.number}", Speaker.CANDIDATE, turn.draft, turn=turn.number)
        pieces = [*pieces, draft]
    return ReviewedTurn(
        turn.number,
        question,
        record.planned.item_id,
        record.main.asked.text,
        item.topic if item is not None else "",
        record.planned.stage,
        turn.asked.kind,
        turn.seconds,
        tuple(piece for piece in pieces if not piece.key.startswith(_AFTER)),
        tuple(piece for piece in pieces if piece.key.startswith(_AFTER)),
        turn.skipped or turn.set_aside,
        turn.answered is not None,
    )


def _marked(
    state: SessionState, rubric: Rubric, turns: Iterable[ReviewedTurn]
) -> list[ReviewedTurn]:
    """Return the turns with their marks."""
    marked = {turn.number: turn for turn in turns}
    judged: dict[int, list[Judged]] = {}
    for mark in judged_marks(state, rubric):
        judged.setdefault(mark.turn, []).append(mark)
    for record, now in zip(state.records, in_force(state).records, strict=True):
        item = rubric.item(record.planned.item_id)
        if item is None:
            continue
        over = is_over(state, record, rubric)
        for turn, turn_now in zip(record.turns, now.turns, strict=True):
            number = turn.number
            decisions = tuple(each for each in state.overrides if each.turn == number)
            marks = tuple(judged.get(number, ()))
            place = TurnOfItem(item, record, turn, now, turn_now, over, marks, decisions)
            plain = marked[number]
            after = (*_attempts(place), *plain.after)
            marked[number] = replace(
                plain, place=place, score=_score(place), gained=gained_points(place), after=after
            )
    return list(marked.values())


def _attempts(place: TurnOfItem) -> Iterator[Utterance]:
    """Yield how the attempts at an item went so far, after another one."""
    turn, record = place.turn_now, place.record_now
    is_retry = turn.asked.kind is TurnKind.RETRY and turn.assessment is not None
    if is_retry and record.main.assessment is not None:
        key, text = f"attempts-{turn.number}", attempts_text(record, turn)
        yield Utterance(key, Speaker.NOTE, text, turn=turn.number)


def _score(place: TurnOfItem) -> float | None:
    """Return the score of a whole attempt: unaided for the first one."""
    turn, record = place.turn_now, place.record_now
    if turn.asked.kind.is_follow_up or turn.assessment is None:
        return None
    return unaided_score(record) if turn is record.main else turn.assessment.score
