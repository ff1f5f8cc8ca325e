"""Learning how a coach marks: ridge regression on what the assessments show."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewer.grading.agreement import agreement
from interviewer.grading.bank import Analysed
from interviewer.grading.calibration import (
    OFFSET,
    CalibratedGrader,
    bank_features,
    calibrated,
    item_features,
)
from interviewer.grading.grader import Grader
from interviewer.grading.spelling import fold
from interviewer.grading.tokens import WORD
from interviewer.model.assessment import Assessment
from interviewer.model.calibration import Agreement, Calibration
from interviewer.model.errors import InputError
from interviewer.model.text import one_line
from interviewer.services.marked_answers import MarkedAnswer
from interviewer.storage.calibration_file import read_calibration

FEWEST_ANSWERS = 20
FOLDS = 10
PENALTY = 0.5
"""The ridge's alpha; the offsets, scores and words of items are scaled beforehand."""

Row = dict[tuple[str, str], float]
"""The features of one answer: the item, empty for the bank, and the name."""

_DECIMALS = 4
_BANK = ""


@dataclass(frozen=True)
class Learnt:
    """What came of a calibration: it is None where it would have made the marks worse.

    `before` and `after` compare the coach's marks with the program's own and with calibrated ones,
    each answer judged by a calibration that had not seen it: `scores`, in the order of the answers.
    `words` says whether words take part.
    """

    calibration: Calibration | None
    before: Agreement
    after: Agreement
    scores: tuple[float, ...]
    words: bool


@dataclass(frozen=True)
class _Case:
    """A marked answer with all that a calibration looks at."""

    assessment: Assessment
    answer: Analysed
    mark: float
    group: str
    plain_row: Row
    full_row: Row

    def row(self, words: bool) -> Row:
        """Return the features, with those of words or without."""
        return self.full_row if words else self.plain_row


def learn(
    grader: Grader, marked: Sequence[MarkedAnswer], on_step: Callable[[], None] = lambda: None
) -> Learnt:
    """Learn from marked answers, and judge by cross-validation whether that helps.

    Answers that say the same to one item always share a fold, so none is judged by itself. A
    plain calibration (the program's marks, rescaled for the bank, each item and each criterion) is
    compared with one that learns words too; the better one counts. `on_step` is called once for
    each answer read and once for each fold.

    Raises:
        InputError: there are fewer than 20 marked answers.
    """
    if len(marked) < FEWEST_ANSWERS:
        raise InputError(
            f"{len(marked)} marked answers are too few to learn from; mark {FEWEST_ANSWERS} or more"
        )
    cases = []
    for each in marked:
        cases.append(_case(grader, each))
        on_step()
    marks = [case.mark for case in cases]
    before = agreement([case.assessment.score for case in cases], marks)
    trials = []
    for words in (False, True):
        scores = tuple(_cross_validated(grader, cases, words, on_step))
        trials.append((agreement(scores, marks), scores, words))
    after, scores, words = min(trials, key=lambda trial: trial[0].error)
    if after.error >= before.error or after.kappa < before.kappa:
        return Learnt(None, before, after, scores, words)
    bank, items = _fit(cases, words)
    rubric = grader.bank.rubric
    calibration = Calibration(rubric.id, rubric.content_hash, bank, items, before, after)
    return Learnt(calibration, before, after, scores, words)


def steps_of(marked: Sequence[MarkedAnswer]) -> int:
    """Return how many steps `learn` tells of."""
    return len(marked) + 2 * FOLDS


def calibrated_grader(grader: Grader, path: Path) -> CalibratedGrader:
    """Return a grader that marks as the calibration in a file says.

    Raises:
        InputError: the file is no calibration, or was learnt for another rubric or version of it.
    """
    calibration = read_calibration(path)
    rubric = grader.bank.rubric
    if calibration.rubric_hash != rubric.content_hash:
        raise InputError(
            f"{one_line(str(path))}: was learnt for another version of the rubric or for another "
            f"rubric ('{one_line(calibration.rubric_id)[:60]}'); learn it again for this one with "
            "'interviewer calibrate'"
        )
    return CalibratedGrader(grader, calibration)


def _case(grader: Grader, marked: MarkedAnswer) -> _Case:
    assessment = grader.assess(marked.item_id, marked.answer)
    analysed = grader.bank.analyse(marked.answer)
    # The ridge has an intercept of its own, which becomes the offset of the bank.
    plain: Row = {
        (_BANK, name): value for name, value in bank_features(assessment).items() if name != OFFSET
    }
    full = dict(plain)
    for name, feature in item_features(assessment, analysed).items():
        full[marked.item_id, name] = feature.value
        if not feature.words:
            plain[marked.item_id, name] = feature.value
    group = f"{marked.item_id} {_said(marked.answer)}"
    return _Case(assessment, analysed, marked.score, group, plain, full)


def _cross_validated(
    grader: Grader, cases: Sequence[_Case], words: bool, on_step: Callable[[], None]
) -> list[float]:
    """Return the score of each case by a calibration learnt from the other folds."""
    folds = _folds(cases)
    scores = [0.0] * len(cases)
    nothing = Agreement(0, 0.0, 0.0, 0.0, 0.0)
    for number in range(FOLDS):
        seen = [case for case, at in zip(cases, folds, strict=True) if at != number]
        unseen = [index for index, at in enumerate(folds) if at == number]
        if seen and unseen:
            bank, items = _fit(seen, words)
            learnt = Calibration(
                grader.bank.rubric.id,
                grader.bank.rubric.content_hash,
                bank,
                items,
                nothing,
                nothing,
            )
            for index in unseen:
                case = cases[index]
                scores[index] = calibrated(case.assessment, case.answer, learnt).score
        on_step()
    return scores


def _folds(cases: Sequence[_Case]) -> list[int]:
    """Return the fold of each case: groups are dealt out in the order of their hashes."""
    groups = sorted({case.group for case in cases}, key=_shuffled)
    places = {group: index % FOLDS for index, group in enumerate(groups)}
    return [places[case.group] for case in cases]


def _shuffled(group: str) -> str:
    return hashlib.sha256(group.encode("utf-8", errors="replace")).hexdigest()


def _said(answer: str) -> str:
    """Return an answer without what does not matter: case, accents, marks and spaces."""
    return " ".join(fold(word) for word in WORD.findall(answer))


def _fit(
    cases: Sequence[_Case], words: bool
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return the weights of the bank and of each item.

    Ridge regression (Hoerl and Kennard 1970). Gated answers earn nothing whatever is learnt, so
    they teach nothing.
    """
    # Imported here: scikit-learn costs a second, which no other command should pay.
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import Ridge

    taught = [case for case in cases if case.assessment.gate is None]
    if not taught:
        return {}, {}
    vectorizer = DictVectorizer()
    ridge = Ridge(alpha=PENALTY, solver="sparse_cg", tol=1e-6)
    matrix = vectorizer.fit_transform([case.row(words) for case in taught])
    ridge.fit(matrix, [case.mark for case in taught])
    bank = {OFFSET: round(float(ridge.intercept_), _DECIMALS)}
    items: dict[str, dict[str, float]] = {}
    weights: Any = ridge.coef_
    for (item_id, name), weight in zip(vectorizer.feature_names_, weights, strict=True):
        value = round(float(weight), _DECIMALS)
        if value:
            (items.setdefault(item_id, {}) if item_id else bank)[name] = value
    return bank, items
