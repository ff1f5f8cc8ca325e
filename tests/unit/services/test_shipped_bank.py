"""The bank that ships: its own tests, its lint, and how far its items stand apart."""

from collections import Counter
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Band, Rubric, Stage
from interviewer.services.banks import load_bank_file
from interviewer.services.rubric_bars import cross_scores
from interviewer.services.rubric_lint import lint_rubric
from interviewer.services.rubric_tests import run_examples

BANK = Path(__file__).parents[3] / "rubrics" / "deep-learning.yaml"


@cache
def bank() -> Rubric:
    return load_bank_file(BANK)


@cache
def grader() -> Grader:
    return Grader(bank())


def test_every_stage_has_its_share() -> None:
    """At least fifteen items a stage, and a session cannot run out of topics."""
    stages = Counter(item.stage for item in bank().items)
    assert all(stages[stage] >= 15 for stage in Stage)
    assert 50 <= len(bank().items) <= 64
    assert len({item.topic for item in bank().items}) >= 6


def test_every_item_is_complete() -> None:
    """Two references, three to six criteria with patterns, help and words, and examples."""
    for item in bank().items:
        assert len(item.references) == 2, item.id
        assert all(35 <= len(text.split()) <= 125 for text in item.references), item.id
        assert 3 <= len(item.criteria) <= 6, item.id
        for criterion in item.criteria:
            assert len(criterion.match) >= 3, (item.id, criterion.id)
            assert criterion.says, (item.id, criterion.id)
            assert criterion.probe, (item.id, criterion.id)
            assert criterion.hint, (item.id, criterion.id)
            assert 1 <= criterion.points <= 3, (item.id, criterion.id)
        assert item.misconceptions, item.id
        bands = {example.band for example in item.examples}
        assert len(item.examples) >= 4, item.id
        assert Band.STRONG in bands, item.id
        assert bands & {Band.SOLID, Band.PARTIAL}, item.id
        assert bands & {Band.WEAK, Band.MISSING}, item.id


def test_every_example_gets_its_band_and_every_reference_its_score() -> None:
    """What `interviewer rubric test` prints: no text differs."""
    differs = [result for result in run_examples(bank(), grader()) if not result.passed]
    assert differs == []


def test_the_lint_finds_no_problem() -> None:
    """What `interviewer rubric check` prints: notes at most."""
    assert lint_rubric(grader()).problems == ()


def sentences(text: str) -> list[str]:
    """Return a text and each of its sentences."""
    ends: dict[int, tuple[int, int]] = {}
    for token in grader().bank.analyse(text).text.tokens:
        start, _ = ends.get(token.sentence, (token.start, 0))
        ends[token.sentence] = start, token.end
    return [text, *(text[start:end] for start, end in ends.values())]


@pytest.mark.parametrize("stage", Stage)
def test_no_right_sentence_denies_an_idea(stage: Stage) -> None:
    """What we call right ourselves costs no points, whatever part of it is said."""
    right = {Band.STRONG, Band.SOLID}
    denied = [
        (item.id, result.id, sentence)
        for item in bank().items
        if item.stage is stage
        for text in (*item.references, *(e.answer for e in item.examples if e.band in right))
        for sentence in sentences(text)
        for result in grader().assess(item.id, sentence).criteria
        if result.credit < 0
    ]
    assert denied == []


@pytest.mark.parametrize("stage", Stage)
def test_an_example_shows_a_misconception(stage: Stage) -> None:
    """In each item one example holds a wrong belief that is found."""
    for item in bank().items:
        if item.stage is stage:
            shown = [grader().assess(item.id, e.answer).misconceptions for e in item.examples]
            assert any(shown), item.id


def test_references_earn_little_on_other_items() -> None:
    """A quarter of the marks on average: questions on one subject share much, answers less."""
    scores = [found.score for found in cross_scores(bank(), grader())]
    assert fmean(scores) <= 0.25
