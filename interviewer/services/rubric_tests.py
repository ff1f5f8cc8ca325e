"""The rubric's own tests: its examples, graded and compared with the band they should get."""

from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.grader import Marker
from interviewer.model.rubric import Band, Rubric

REFERENCE_FLOOR = 0.9
"""What every reference answer must score on its own item, at least."""


@dataclass(frozen=True)
class ExampleResult:
    """One example or reference: the band it should get and the one it gets.

    `number` counts the examples, or references, of the item from 1.
    """

    item_id: str
    kind: str
    number: int
    expected: Band
    given: Band
    score: float
    passed: bool


def run_examples(rubric: Rubric, marker: Marker) -> Iterator[ExampleResult]:
    """Yield the result of every reference and example of a rubric, in its order."""
    for item in rubric.items:
        for number, reference in enumerate(item.references, start=1):
            assessment = marker.assess(item.id, reference)
            passed = assessment.score >= REFERENCE_FLOOR
            yield ExampleResult(
                item.id, "reference", number, Band.STRONG, assessment.band, assessment.score, passed
            )
        for number, example in enumerate(item.examples, start=1):
            assessment = marker.assess(item.id, example.answer)
            passed = assessment.band is example.band
            yield ExampleResult(
                item.id, "example", number, example.band, assessment.band, assessment.score, passed
            )
