"""A session for its review: turn by turn what was said, the marks line by line, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from interviewer.dialogue.credit import unaided_score
from interviewer.dialogue.moderation import in_force
from interviewer.dialogue.policy import is_between_items
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.dialogue.state import SessionState, replay
from interviewer.grading.feedback import Feedback
from interviewer.model.errors import StorageError
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.transcript import TurnKind
from interviewer.services.conversation import Speaker, Utterance, conversation, shows_assessments
from interviewer.services.moderation import judged_marks
from interviewer.services.outcome import Idea, ideas_of, item_outcome
from interviewer.services.review_marks import Marks, TurnOfItem, gained_points, turn_marks
from interviewer.services.sessions import PastSession, open_past_file
from interviewer.storage.transcript_log import read_transcript

_SCORES = ("stage-end-", "regraded")
_AFTER = (*_SCORES, "attempts-", "closing")
_OF_MARKS = ("override-", "contest-")


@dataclass(frozen=True)
class ReviewedTurn:
    """One turn of a session with all that a review tells of it.

    `question` counts the items from 1; `prompt` is that of the item. `said` is what both sides
    said, `after` what was said behind the marks. `score` is that of a whole attempt, 0 to 1, by
    the marks in force; `gained` the points that a follow-up added; both are None where there is
    no mark or none may be seen. `model` is the model answer with its `ideas`, empty while the item
    goes on.
    """

    number: int
    question: int
    item_id: str
    prompt: str
    topic: str
    stage: Stage
    kind: TurnKind
    seconds: float
    said: tuple[Utterance, ...]
    after: tuple[Utterance, ...] = ()
    skipped: bool = False
    answered: bool = False
    score: float | None = None
    gained: float | None = None
    marks: Marks | None = None
    outcome: Feedback | None = None
    model: str = ""
    ideas: tuple[Idea, ...] = ()

    @property
    def is_moderated(self) -> bool:
        """Return whether a coach decided about a mark of this turn."""
        return self.marks is not None and any(mark.decisions for mark in self.marks.lines)


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
    state, rubric = past.state, past.rubric
    said = _by_turn(state, conversation(state, rubric), without_scores=bool(lacking))
    reveal = not lacking and shows_assessments(state)
    turns = _reviewed(state, rubric, said) if reveal else _unmarked(state, rubric, said)
    return Review(past, tuple(turns), lacking)


def is_over(state: SessionState, record: ItemRecord, rubric: Rubric) -> bool:
    """Return whether an item's ideas may be told: what is yet to be asked is not given away."""
    if state.finished is not None:
        return True
    if record.is_put_off or not record.is_done:
        return False
    return record is not state.record or bool(record.retries) or is_between_items(state, rubric)


def _without_rubric(path: Path) -> PastSession:
    transcript = read_transcript(path)
    state = replay(transcript.events)
    if state is None:
        raise StorageError(f"{path.name}: does not say how it began; it cannot be shown")
    rubric = Rubric(state.started.rubric_id, state.started.rubric_title, ())
    began = transcript.events[0].at
    return PastSession(transcript.session_id, path, began, state, rubric, transcript.problems)


def _by_turn(
    state: SessionState, utterances: Iterable[Utterance], without_scores: bool
) -> dict[int, list[Utterance]]:
    """Return what was said at each turn; what belongs to none goes to the first or the last."""
    numbers = [turn.number for record in state.records for turn in record.turns]
    first, last = min(numbers, default=0), max(numbers, default=0)
    placed = [
        (each.turn or (last if each.key.startswith(_AFTER) else first), each)
        for each in utterances
        if each.speaker not in (Speaker.ASSESSMENT, Speaker.MODEL)
        and not each.key.startswith(_OF_MARKS)
        and not (without_scores and each.key.startswith(_SCORES))
    ]
    placed.sort(key=lambda pair: pair[0])
    return {
        number: [each for _, each in pairs]
        for number, pairs in groupby(placed, key=lambda pair: pair[0])
    }


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


def _reviewed(
    state: SessionState, rubric: Rubric, said: dict[int, list[Utterance]]
) -> list[ReviewedTurn]:
    """Return the turns with their marks."""
    plain = {turn.number: turn for turn in _unmarked(state, rubric, said)}
    now = in_force(state)
    judged = {(mark.turn, mark.target): mark for mark in judged_marks(state, rubric)}
    for record, record_now in zip(state.records, now.records, strict=True):
        item = rubric.item(record.planned.item_id)
        if item is None:
            continue
        over = is_over(state, record, rubric)
        for turn, turn_now in zip(record.turns, record_now.turns, strict=True):
            place = TurnOfItem(item, record, turn, record_now, turn_now)
            marks = turn_marks(place, judged, state.overrides, over)
            shown = replace(
                plain[turn.number], marks=marks, score=_score(place), gained=gained_points(place)
            )
            plain[turn.number] = _with_end(shown, place) if over else shown
    return list(plain.values())


def _score(place: TurnOfItem) -> float | None:
    """Return the score of a whole attempt: unaided for the first one."""
    turn, record = place.turn_now, place.record_now
    if turn.asked.kind.is_follow_up or turn.assessment is None:
        return None
    return unaided_score(record) if turn is record.main else turn.assessment.score


def _with_end(shown: ReviewedTurn, place: TurnOfItem) -> ReviewedTurn:
    """Return a turn of an item that is done with: with its outcome and the model answer."""
    item, record, turn = place.item, place.record_now, place.turn_now
    assessment = record.main.assessment
    reference = assessment.similarity.reference if assessment is not None else 0
    model = item.references[min(reference, len(item.references) - 1)]
    outcome = None
    if turn is record.main and assessment is not None and (record.follow_ups or record.hints):
        outcome = item_outcome(record, item)
    asked = set(_asked_for(turn))
    ideas = zip(item.criteria, ideas_of(record, item, model), strict=True)
    chosen = tuple(idea for criterion, idea in ideas if not asked or criterion.id in asked)
    return replace(shown, model=model, ideas=chosen, outcome=outcome)


def _asked_for(turn: Turn) -> Iterator[str]:
    """Yield the ideas that a follow-up asked for; none means all of them."""
    if turn.asked.kind.is_follow_up and turn.follow_up is not None:
        yield from (result.id for result in turn.follow_up.criteria)
