"""The methods that are compared: each is a name and a function from a data set to scores."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from unittest.mock import patch

from benchmarks.baselines import answer_length, tfidf_cosine, weighted_coverage
from benchmarks.datasets import Dataset
from benchmarks.merging import matching_items, merged, references_alone
from interviewer.grading import closeness, similarity
from interviewer.grading.calibration import CalibratedGrader
from interviewer.grading.grader import Grader, Marker
from interviewer.grading.scoring import DEFAULT_SCORING, Scoring
from interviewer.model.rubric import Rubric
from interviewer.services.calibrate import FEWEST_ANSWERS, Learnt, learn
from interviewer.services.marked_answers import MarkedAnswer

Score = Callable[[Dataset], Sequence[float]]
"""Returns a score from 0 to 1 for each answer of a data set, in the order of the answers."""


@dataclass(frozen=True)
class Method:
    """One row of the table; `interval` asks for the interval of its pooled r."""

    name: str
    score: Score
    interval: bool = False


CLOSENESS_PARTS: dict[str, tuple[tuple[ModuleType, str, float], ...]] = {
    "no thesaurus": ((closeness, "ALIKE", 0.0),),
    "no related words": ((closeness, "SPELT_ALIKE_FROM", 2.0),),
    "denied words count in full": ((closeness, "OTHER_POLARITY", 1.0),),
    "no small words, no negators": (
        (similarity, "FUNCTION_WORD_WEIGHT", 1e-9),
        (similarity, "NEGATOR_WEIGHT", 1e-9),
    ),
    "prompt words count in full": ((similarity, "PROMPT_WORD_WEIGHT", 1.0),),
    "long references not eased": ((closeness, "FULL_OF_LONG", 1.0),),
}
"""What the closeness to a reference is made of, and how each part is switched off."""

BASELINES = (
    Method("answer length", answer_length),
    Method("TF-IDF cosine", tfidf_cosine),
    Method("idf-weighted coverage", weighted_coverage),
)


def compared_methods(
    dataset: Dataset, rubrics: Sequence[Rubric], ablation: bool = False
) -> list[Method]:
    """Return the methods for a data set: the grader, with what fits the data set, and baselines.

    Args:
        dataset: the data set.
        rubrics: the rubrics of coaches; each that knows an item of the data set makes a row.
        ablation: whether to add a row for each part of the scoring that can be switched off.
    """
    enough = len(dataset.answers) >= FEWEST_ANSWERS
    methods = [Method("grader, references alone", grade_references, interval=True)]
    if enough:
        methods.append(Method("  calibrated", calibrate_references, interval=True))
    if ablation:
        methods += [
            Method(f"  {change}", partial(without, change=change)) for change in CLOSENESS_PARTS
        ]
    for rubric in rubrics:
        known = matching_items(rubric, dataset)
        if not known:
            continue
        share = "" if known == len(dataset.items) else f" ({known} of {len(dataset.items)} items)"
        name = f"grader, {rubric.id}{share}"
        methods.append(Method(name, partial(grade_with_rubric, rubric=rubric), interval=True))
        if enough:
            calibrated = partial(calibrate_rubric, rubric=rubric)
            methods.append(Method("  calibrated", calibrated, interval=True))
        if ablation:
            methods += [
                Method(
                    f"  {change}",
                    partial(grade_with_rubric, rubric=rubric, scoring=scoring),
                    interval=True,
                )
                for change, scoring in ablated_scorings()
            ]
    return [*methods, *BASELINES]


def grade_references(dataset: Dataset) -> list[float]:
    """Return the grader's scores by the references of the data set, without any criterion."""
    return grade(Grader(references_alone(dataset)), dataset)


def grade_with_rubric(
    dataset: Dataset, rubric: Rubric, scoring: Scoring = DEFAULT_SCORING
) -> list[float]:
    """Return the grader's scores by the criteria of a rubric and the references of both."""
    return grade(Grader(merged(rubric, dataset), scoring=scoring), dataset)


def calibrate_references(dataset: Dataset) -> Sequence[float]:
    """Return the scores calibrated by the other folds' marks, by the references alone."""
    return _learnt(Grader(references_alone(dataset)), dataset).scores


def calibrate_rubric(dataset: Dataset, rubric: Rubric) -> Sequence[float]:
    """Return the scores calibrated by the other folds' marks, by a rubric and the references."""
    return _learnt(Grader(merged(rubric, dataset)), dataset).scores


def calibrated_on(dataset: Dataset, grader: Grader) -> Marker:
    """Return a grader calibrated by all marks of a data set, or as it is where that is refused."""
    calibration = _learnt(grader, dataset).calibration
    return grader if calibration is None else CalibratedGrader(grader, calibration)


def _learnt(grader: Grader, dataset: Dataset) -> Learnt:
    known = [MarkedAnswer(marked.item_id, marked.answer, marked.mark) for marked in dataset.answers]
    return learn(grader, known)


def without(dataset: Dataset, change: str) -> list[float]:
    """Return the scores by the references alone with one part of the closeness left out."""
    with ExitStack() as stack:
        for module, name, value in CLOSENESS_PARTS[change]:
            stack.enter_context(patch.object(module, name, value))
        return grade_references(dataset)


def grade(grader: Grader, dataset: Dataset) -> list[float]:
    """Return the scores of all answers of a data set."""
    return [grader.assess(marked.item_id, marked.answer).score for marked in dataset.answers]


def ablated_scorings() -> tuple[tuple[str, Scoring], ...]:
    """Return scorings without one of the two partial credits, or without both, with their names."""
    no_criterion = replace(DEFAULT_SCORING.criterion, share=0.0)
    no_similarity = replace(DEFAULT_SCORING.beside_criteria, share=0.0)
    return (
        ("no closeness to criteria", replace(DEFAULT_SCORING, criterion=no_criterion)),
        ("no similarity beside", replace(DEFAULT_SCORING, beside_criteria=no_similarity)),
        (
            "patterns alone",
            replace(DEFAULT_SCORING, criterion=no_criterion, beside_criteria=no_similarity),
        ),
    )
