"""Criteria from short answers that came with their marks: each answer as a pattern."""

from collections.abc import Sequence

from interviewer.grading.lexicon import STOP_WORDS
from interviewer.grading.pattern_check import quick_problem
from interviewer.grading.spelling import fold
from interviewer.grading.tokens import WORD
from interviewer.model.rubric import Criterion
from interviewer.services.import_source import GradedAnswer

_MOST_WORDS = 6
_SHORTEST_BEGINNING = 3
_DEFAULT_POINTS = 2


def short_answer_criterion(
    graded: Sequence[GradedAnswer], points: int | None = None
) -> tuple[Criterion, ...]:
    """Return one criterion that the answers of full marks meet, or none where there are none.

    Args:
        graded: the answers with their share of the points; `*` in one stands for any ending.
        points: what the criterion is worth, 2 unless said otherwise.
    """
    best = [answer for answer in graded if answer.share >= 1]
    patterns = [pattern for answer in best if (pattern := answer_pattern(answer.text))]
    if not patterns:
        return ()
    says = f"The answer is: {best[0].text.replace('*', '').strip()}."
    value = min(20, points or _DEFAULT_POINTS)
    return (Criterion("answer", value, says, tuple(dict.fromkeys(patterns))),)


def answer_pattern(text: str) -> str:
    """Return a short answer as a pattern, empty where it makes none."""
    words = []
    for found in WORD.finditer(fold(text)):
        word = found.group().removesuffix("'s")
        is_open = text[found.end() : found.end() + 1] == "*" and len(word) >= _SHORTEST_BEGINNING
        if word not in STOP_WORDS and word.replace("'", "").isalnum():
            words.append(f"{word}*" if is_open else word)
    pattern = " ".join(words[:_MOST_WORDS])
    return "" if not pattern or quick_problem(pattern) else pattern
