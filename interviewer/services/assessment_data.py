"""An assessment as data for programs: JSON for one answer."""

from collections.abc import Iterable

from interviewer.model.assessment import Adjustment, Assessment, Evidence, Span


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
                "closeness": result.closeness,
                "near": _words(result.near, answer),
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
        "adjustment": _adjustment(assessment.adjustment, answer),
    }


def _evidence(pieces: Iterable[Evidence], answer: str) -> list[dict[str, object]]:
    return [
        {
            "pattern": evidence.pattern,
            "start": evidence.start,
            "end": evidence.end,
            "text": answer[evidence.start : evidence.end],
            "words": _words(evidence.words, answer),
            "withheld": evidence.withheld,
        }
        for evidence in pieces
    ]


def _words(words: Iterable[Span], answer: str) -> list[dict[str, object]]:
    return [
        {"start": word.start, "end": word.end, "text": answer[word.start : word.end]}
        for word in words
    ]


def _adjustment(adjustment: Adjustment | None, answer: str) -> dict[str, object] | None:
    if adjustment is None:
        return None
    return {
        "points": adjustment.points,
        "coach": adjustment.coach,
        "criteria": adjustment.criteria,
        "words": [
            {"points": shift.points, "words": _words(shift.words, answer)}
            for shift in adjustment.words
        ],
        "others": adjustment.others,
        "limited": adjustment.limited,
    }
