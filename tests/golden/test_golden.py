"""Graded answers that must keep their marks: answers.yaml against rubric.yaml, both fixed."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from interviewer.grading.feedback import quoted
from interviewer.grading.grader import Grader
from interviewer.model.assessment import Assessment, Gate
from interviewer.model.rubric import Band, Stage
from interviewer.services.banks import load_bank_file

FOLDER = Path(__file__).parent
RUBRIC = load_bank_file(FOLDER / "rubric.yaml")
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "answers.yaml").read_text("utf-8"))


@cache
def grader() -> Grader:
    """Return the grader as users get it, fitted by scikit-learn."""
    return Grader(RUBRIC)


@pytest.fixture(params=CASES, ids=[case["case"] for case in CASES])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    chosen: dict[str, Any] = request.param
    return chosen


def graded(case: dict[str, Any]) -> Assessment:
    return grader().assess(case["item"], case["answer"])


def test_the_mark_is_the_expected_one(case: dict[str, Any]) -> None:
    """Points, band, gate and what the similarity added."""
    assessment = graded(case)
    assert assessment.points == case["points"]
    assert assessment.band == case["band"]
    assert assessment.gate == case.get("gate")
    assert assessment.similarity.points == case.get("similarity", 0)


def test_the_evidence_is_the_expected_one(case: dict[str, Any]) -> None:
    """The very words that earned points, were withheld, or cost points."""
    assessment, answer = graded(case), case["answer"]
    results = [result for result in assessment.criteria if result.evidence]
    assert {
        result.id: quoted(answer, result.evidence) for result in results if result.credit == 1
    } == case.get("evidence", {})
    assert {
        result.id: result.earned for result in assessment.criteria if 0 < result.credit < 1
    } == case.get("partly", {})
    assert {
        result.id: {
            "why": str(result.evidence[0].withheld),
            "quote": quoted(answer, result.evidence),
        }
        for result in results
        if result.credit < 1
    } == case.get("withheld", {})
    assert {
        found.id: quoted(answer, found.evidence) for found in assessment.misconceptions
    } == case.get("misconceptions", {})


def test_the_points_follow_from_what_the_file_says(case: dict[str, Any]) -> None:
    """The sum by hand: the rubric's points for the evidence listed, without running the grader."""
    item = RUBRIC.item(case["item"])
    assert item is not None
    total = float(case.get("similarity", 0))
    total += sum(c.points for c in item.criteria if c.id in case.get("evidence", {}))
    total += sum(case.get("partly", {}).values())
    total -= sum(m.minus for m in item.misconceptions if m.id in case.get("misconceptions", {}))
    possible = sum(c.points for c in item.criteria) or 10
    points = 0.0 if "gate" in case else round(min(float(possible), max(0.0, total)), 2)
    assert points == case["points"]
    assert Band.of(round(points / possible, 4)) == case["band"]


def test_the_golden_answers_cover_the_grader() -> None:
    """Every stage, band and gate; no case by the name of another."""
    assert len(CASES) >= 25
    assert len({case["case"] for case in CASES}) == len(CASES)
    assert {case["band"] for case in CASES} == set(Band)
    assert {case["gate"] for case in CASES if "gate" in case} == set(Gate)
    assert {item.stage for item in RUBRIC.items} == set(Stage)
    assert {case["item"] for case in CASES} == {item.id for item in RUBRIC.items}
