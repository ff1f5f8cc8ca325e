"""Points as text, and the sum that leads to them."""

from interviewer.model.assessment import Assessment


def sum_line(assessment: Assessment) -> str:
    """Return the sum that leads to the points, so that it can be done again by hand."""
    if assessment.gate is not None:
        return f"gate '{assessment.gate}': 0 of {assessment.possible}"
    earned = sum(result.earned for result in assessment.criteria)
    deducted = sum(found.minus for found in assessment.misconceptions)
    parts = [f"criteria {plain_points(earned)}"] if assessment.criteria else []
    parts.append(f"similarity {plain_points(assessment.similarity.points)}")
    text = " + ".join(parts)
    if deducted:
        text += f" - misconceptions {plain_points(deducted)}"
    total = earned + assessment.similarity.points - deducted
    if assessment.adjustment is not None:
        shift = plain_points(abs(assessment.adjustment.points))
        sign = "-" if assessment.adjustment.points < 0 else "+"
        total = min(float(assessment.possible), max(0.0, total)) + assessment.adjustment.points
        text += f" {sign} calibration {shift}"
    bounds = ""
    if total < 0:
        bounds = ", not below 0"
    elif total > assessment.possible:
        bounds = f", not above {assessment.possible}"
    return f"{text} = {plain_points(assessment.points)} of {assessment.possible}{bounds}"


def plain_points(value: float) -> str:
    """Return points without needless zeros: 3, 0.5, 2.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
