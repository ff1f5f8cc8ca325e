"""What an answer says of one idea: the evidence for a criterion or a misconception."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from interviewer.grading.bank import Analysed, Bank, PreparedItem
from interviewer.grading.matching import CompiledPattern, find_evidence, find_match
from interviewer.model.assessment import (
    CriterionResult,
    Evidence,
    MisconceptionResult,
    Withheld,
)
from interviewer.model.rubric import Criterion


def find_criterion(
    bank: Bank,
    prepared: PreparedItem,
    criterion: Criterion,
    patterns: Sequence[CompiledPattern],
    answer: Analysed,
    asked: frozenset[str] = frozenset(),
) -> CriterionResult:
    """Return the credit for a criterion with the first evidence that counts.

    Where none counts, the first match that was withheld is shown instead. `asked` are the stems
    of what the interviewer has said since the prompt.
    """
    withheld: tuple[Evidence, ...] = ()
    for pattern in patterns:
        evidence = find_evidence(pattern, answer.text, answer.negations, bank.rubric.window)
        if evidence is None:
            continue
        if evidence.withheld is None:
            if not _is_supplied(bank, prepared, pattern, evidence, answer, asked):
                return CriterionResult(criterion.id, criterion.points, 1.0, (evidence,))
            evidence = replace(evidence, withheld=Withheld.SUPPLIED)
        withheld = withheld or (evidence,)
    return CriterionResult(criterion.id, criterion.points, 0.0, withheld)


def find_misconceptions(
    bank: Bank, prepared: PreparedItem, answer: Analysed
) -> Iterable[MisconceptionResult]:
    """Yield the misconceptions that the answer shows, in rubric order."""
    for belief, patterns in zip(prepared.item.misconceptions, prepared.misconceptions, strict=True):
        for evidence in find_all(bank, patterns, answer):
            if evidence.withheld is None:
                yield MisconceptionResult(belief.id, belief.minus, (evidence,))
                break


def find_all(
    bank: Bank, patterns: Iterable[CompiledPattern], answer: Analysed
) -> Iterable[Evidence]:
    """Yield the evidence of every pattern that matches, denied ones too."""
    for pattern in patterns:
        evidence = find_evidence(pattern, answer.text, answer.negations, bank.rubric.window)
        if evidence is not None:
            yield evidence


def _is_supplied(
    bank: Bank,
    prepared: PreparedItem,
    pattern: CompiledPattern,
    evidence: Evidence,
    answer: Analysed,
    asked: frozenset[str],
) -> bool:
    """Return whether the interviewer, not the candidate, said what was found.

    Words of the prompt count where the candidate's arrangement of them is new; words of probes
    and hints never do.
    """
    stems = {
        stem
        for piece in evidence.words
        for stem in bank.lexicon.look_up(answer.text.text[piece.start : piece.end]).stems
    }
    prompt = prepared.prompt
    if asked and stems <= asked | prompt.stems:
        return True
    if not stems <= prompt.stems:
        return False
    return find_match(pattern, prompt.text, prompt.negations, bank.rubric.window) is not None
