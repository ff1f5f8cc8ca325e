"""An assessment as data for programs: JSON for one answer."""

from collections.abc import Iterable

from interviewer.model.assessment import Assessment, Evidence


def assessment_data(assessment: Assessment, answer: str) -> dict[str, object]:
    """Return an assessment as JSON data; each piece of evidence quotes the answer's own words."""
    return {
        "item_id": assessment.item_id,
        "rubric_hash": assessment.rubric_hash,
        "score": assessment.score,
        "points": assessment.points,
        "possible": assessment.possible,
        "band": assessment.band,
        "gate": assessment.gate,
        "criteria": [
            {
                "id": result.id,
                "points": result.points,
                "credit": result.credit,
                "earned": result.earned,
                "evidence": _evidence(result.evidence, answer),
            }
            for result in assessment.criteria
        ],
        "misconceptions": [
            {"id": found.id, "minus": found.minus, "evidence": _evidence(found.evidence, answer)}
            for found in assessment.misconceptions
        ],
        "similarity": {
            "value": assessment.similarity.value,
            "reference": assessment.similarity.reference,
            "points": assessment.similarity.points,
            "shared": assessment.similarity.shared,
            "absent": assessment.similarity.absent,
        },
    }


def _evidence(pieces: Iterable[Evidence], answer: str) -> list[dict[str, object]]:
    return [
        {
            "pattern": evidence.pattern,
            "start": evidence.start,
            "end": evidence.end,
            "text": answer[evidence.start : evidence.end],
            "words": [
                {"start": word.start, "end": word.end, "text": answer[word.start : word.end]}
                for word in evidence.words
            ],
            "withheld": evidence.withheld,
        }
        for evidence in pieces
    ]
