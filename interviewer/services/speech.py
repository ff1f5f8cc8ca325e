"""How it was said: length, hedging, what follow-ups brought, and how sure the candidate was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from interviewer.dialogue.credit import PASS_MARK
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.grading.hedging import count_phrases, count_words, find_hedges
from interviewer.model.rubric import BAND_FLOORS, Band
from interviewer.services.outcome import first_credits
from interviewer.services.places import Place, place_of

SHORT_WORDS = 15
"""An answer to a question with fewer words than this is very short."""

MOST_PHRASES = 3

UNSURE, SURE = 1, 3

CONFIDENCE_WORDS = {UNSURE: "a guess", 2: "fairly sure", SURE: "certain"}


@dataclass(frozen=True)
class HedgeCount:
    """A hedging phrase and how often it was said."""

    phrase: str
    times: int


@dataclass(frozen=True)
class Speech:
    """How the answers of a session were said.

    `answers` counts the answers to questions, of which `short` had fewer than `SHORT_WORDS` words
    and `blank` none; `median_words` is over those that had some. `words`, `hedges` and
    `hedges_per_100` (hedges in a hundred words) are over these answers and those to follow-ups.
    Of the `follow_ups` that were answered or passed on, `fruitful` brought something new.
    """

    answers: int = 0
    median_words: float = 0.0
    short: tuple[Place, ...] = ()
    blank: tuple[Place, ...] = ()
    words: int = 0
    hedges: int = 0
    hedges_per_100: float = 0.0
    most_used: tuple[HedgeCount, ...] = ()
    follow_ups: int = 0
    fruitful: int = 0


@dataclass(frozen=True)
class ConfidenceLevel:
    """The answers given with one degree of confidence, 1 to 3, and their mean score, 0 to 1."""

    level: int
    answers: int
    mean: float


@dataclass(frozen=True)
class Surprise(Place):
    """An answer whose score, 0 to 1, is not what the candidate expected of it."""

    score: float


@dataclass(frozen=True)
class Confidence:
    """How sure the candidate was, beside how right; all empty where nothing was said of it."""

    levels: tuple[ConfidenceLevel, ...] = ()
    sure_and_wrong: tuple[Surprise, ...] = ()
    unsure_and_right: tuple[Surprise, ...] = ()


def describe_speech(records: Sequence[tuple[int, ItemRecord]]) -> Speech:
    """Return how the answers were said; each record comes with the number of its question."""
    firsts = [(place_of(n, r), _said(r.main)) for n, r in records if r.main.answered is not None]
    counts = [(place, count_words(text)) for place, text in firsts]
    follow_ups = [
        (record, turn)
        for _, record in records
        for turn in record.follow_ups
        if turn.answered is not None or turn.skipped
    ]
    texts = [text for _, text in firsts] + [_said(turn) for _, turn in follow_ups]
    words = sum(count_words(text) for text in texts)
    hedges = tuple(hedge for text in texts for hedge in find_hedges(text))
    return Speech(
        len(counts),
        float(median([count for _, count in counts if count] or [0])),
        tuple(place for place, count in counts if 0 < count < SHORT_WORDS),
        tuple(place for place, count in counts if count == 0),
        words,
        len(hedges),
        round(100 * len(hedges) / words, 1) if words else 0.0,
        tuple(HedgeCount(*entry) for entry in count_phrases(hedges)[:MOST_PHRASES]),
        len(follow_ups),
        sum(_brought_something(record, turn) for record, turn in follow_ups),
    )


def compare_confidence(records: Iterable[tuple[int, ItemRecord]]) -> Confidence:
    """Return how sure the candidate was of first answers, beside what these were worth.

    Follow-ups have no score of their own, and what was said after the model answer had been read
    is no measure.
    """
    said: list[tuple[int, Surprise]] = []
    for question, record in records:
        answered, assessment = record.main.answered, record.main.assessment
        if answered is None or assessment is None or record.main.told:
            continue
        if answered.confidence:
            number = record.main.number
            surprise = Surprise(record.planned.item_id, number, question, assessment.score)
            said.append((answered.confidence, surprise))
    levels = []
    for level in sorted({level for level, _ in said}):
        scores = [each.score for at, each in said if at == level]
        levels.append(ConfidenceLevel(level, len(scores), round(sum(scores) / len(scores), 4)))
    wrong = BAND_FLOORS[Band.PARTIAL]
    return Confidence(
        tuple(levels),
        tuple(each for level, each in said if level == SURE and each.score < wrong),
        tuple(each for level, each in said if level == UNSURE and each.score >= PASS_MARK),
    )


def _said(turn: Turn) -> str:
    return turn.answered.text if turn.answered is not None else ""


def _brought_something(record: ItemRecord, turn: Turn) -> bool:
    """Return whether a follow-up put something right, or earned what had not been earned."""
    if turn.follow_up is None:
        return False
    before = first_credits(record, turn)
    return turn.follow_up.put_right or any(
        result.credit > max(0.0, before.get(result.id, 0.0)) for result in turn.follow_up.criteria
    )
