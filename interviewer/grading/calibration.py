"""A coach's way of marking, learnt from answers that they marked, as plain numbers.

The calibrated mark is linear in what the assessment shows: the program's score, the similarity,
the credit of each criterion, and the words and pairs of neighbouring words of the answer, each
with a weight learnt for this item. Nothing else goes into it, so every point stays explained.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from interviewer.grading.bank import Analysed
from interviewer.grading.grader import Grader
from interviewer.model.assessment import (
    Adjustment,
    Assessment,
    FollowUpResult,
    Span,
    WordShift,
)
from interviewer.model.calibration import Calibration
from interviewer.model.rubric import Band

SUBSTANCE = 0.5
"""From this score of the program on, an answer has the substance that a mark needs."""

FAMILIAR_FROM, FAMILIAR_TO = 0.4, 0.6
"""An answer has it as well where most of its content words were used in the answers learnt from."""

WORDS_SHOWN = 6

OFFSET, SCORE, SIMILARITY = "offset", "score", "similarity"
CRITERION, WORD, PAIR = "criterion ", "word ", "pair "
"""How the features of an answer are named: `word converg`, `pair not converg`."""

SCALES = {OFFSET: 0.7, SCORE: 0.5, CRITERION: 0.3, WORD: 1.0, PAIR: 0.5}
"""How large a feature of an item is: the larger, the more freely its weight is learnt."""


@dataclass(frozen=True)
class Feature:
    """A feature of one answer: its value, and the words of the answer that make it."""

    value: float
    words: tuple[Span, ...] = ()


def bank_features(assessment: Assessment) -> dict[str, float]:
    """Return the features that weigh the same in all items."""
    return {OFFSET: 1.0, SCORE: assessment.score, SIMILARITY: assessment.similarity.value}


def item_features(assessment: Assessment, answer: Analysed) -> dict[str, Feature]:
    """Return the features that each item weighs for itself.

    The words of an answer, and its pairs, each form a vector of length 1, so that a long answer
    moves the mark no further than a short one.
    """
    features = {
        OFFSET: Feature(SCALES[OFFSET]),
        SCORE: Feature(SCALES[SCORE] * assessment.score),
    }
    for result in assessment.criteria:
        features[CRITERION + result.id] = Feature(SCALES[CRITERION] * result.credit)
    words = [(name, answer.text.tokens[position].span) for name, position in _words(answer)]
    features |= _normed(WORD, ((name, (span,)) for name, span in words))
    neighbours = pairwise(words)
    features |= _normed(PAIR, ((f"{a} {b}", (one, two)) for (a, one), (b, two) in neighbours))
    return features


def calibrated(assessment: Assessment, answer: Analysed, calibration: Calibration) -> Assessment:
    """Return an assessment with the mark that the coach would give; a gate stays a gate."""
    if assessment.gate is not None:
        return assessment
    possible = assessment.possible
    own = calibration.items.get(assessment.item_id, {})
    bank = sum(
        calibration.bank.get(name, 0.0) * value for name, value in bank_features(assessment).items()
    )
    features = item_features(assessment, answer)
    shifts = {name: own.get(name, 0.0) * each.value * possible for name, each in features.items()}
    criteria = _total(shifts, CRITERION)
    words = _largest(shifts, features)
    shown = round(sum(word.points for word in words), 2)
    others = round(_total(shifts, WORD) + _total(shifts, PAIR) - shown, 2)
    coach = round(bank * possible + shifts[OFFSET] + shifts[SCORE] - assessment.points, 2)
    wanted = assessment.points + coach + criteria + shown + others
    substance = _substance(assessment, answer, own)
    points = round(min(float(possible), max(0.0, wanted)) * substance, 2)
    adjustment = Adjustment(
        round(points - assessment.points, 2),
        coach,
        criteria,
        words,
        others,
        round(points - wanted, 2),
    )
    score = round(points / possible, 4)
    return replace(
        assessment, points=points, score=score, band=Band.of(score), adjustment=adjustment
    )


def _substance(assessment: Assessment, answer: Analysed, own: Mapping[str, float]) -> float:
    """Return how much of a calibrated mark an answer can carry, 0 to 1.

    What is learnt of an item includes the usual mark; without this, an answer that says nothing
    would get it.
    """
    if assessment.criteria:
        return min(1.0, assessment.score / SUBSTANCE)
    content = [
        WORD + name
        for name, position in _words(answer)
        if answer.text.tokens[position].word.content
    ]
    familiar = sum(name in own for name in content) / max(1, len(content))
    known = (familiar - FAMILIAR_FROM) / (FAMILIAR_TO - FAMILIAR_FROM)
    return max(0.0, min(1.0, max(assessment.score / SUBSTANCE, known)))


def _total(shifts: Mapping[str, float], kind: str) -> float:
    return round(sum(shift for name, shift in shifts.items() if name.startswith(kind)), 2)


def _largest(shifts: Mapping[str, float], features: Mapping[str, Feature]) -> tuple[WordShift, ...]:
    """Return the words and pairs that move the mark most, of those that move it visibly."""
    ranked = sorted(
        (-abs(shift), name)
        for name, shift in shifts.items()
        if features[name].words and abs(round(shift, 2)) > 0
    )
    return tuple(
        WordShift(features[name].words, round(shifts[name], 2)) for _, name in ranked[:WORDS_SHOWN]
    )


def _words(answer: Analysed) -> Iterable[tuple[str, int]]:
    """Yield the stem of each word, after `not` where it is denied, and which token it is."""
    for position, token in enumerate(answer.text.tokens):
        denied = token.word.content and answer.negations.denies(position)
        yield ("not " if denied else "") + token.word.stems[0], position


def _normed(kind: str, named: Iterable[tuple[str, tuple[Span, ...]]]) -> dict[str, Feature]:
    """Return features of equal value whose squares sum to that of their kind."""
    places: dict[str, tuple[Span, ...]] = {}
    for name, spans in named:
        places.setdefault(name, spans)
    value = SCALES[kind] / math.sqrt(len(places)) if places else 0.0
    return {kind + name: Feature(value, spans) for name, spans in places.items()}


class CalibratedGrader:
    """A grader that marks as the coach does; follow-ups are marked as the rubric says."""

    def __init__(self, grader: Grader, calibration: Calibration) -> None:
        """Take the program's own grader and what was learnt."""
        self.bank = grader.bank
        self._grader = grader
        self._calibration = calibration

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        """Mark an answer to an item; see `Grader.assess`."""
        assessment = self._grader.assess(item_id, answer, asked)
        return calibrated(assessment, self.bank.analyse(answer), self._calibration)

    def assess_follow_up(
        self,
        item_id: str,
        answer: str,
        targets: Iterable[str],
        misconception: str = "",
        asked: str = "",
    ) -> FollowUpResult:
        """Mark the answer to a follow-up; see `Grader.assess_follow_up`."""
        return self._grader.assess_follow_up(item_id, answer, targets, misconception, asked)
