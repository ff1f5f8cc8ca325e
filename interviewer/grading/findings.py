"""What an answer says of one idea: the evidence for a criterion or a misconception."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from interviewer.grading.bank import Bank, PreparedItem
from interviewer.grading.closeness import SURE, Profile
from interviewer.grading.compiling import CompiledPattern
from interviewer.grading.matching import evidence_of, find_pattern
from interviewer.grading.reading import Reading
from interviewer.grading.scoring import Scale
from interviewer.grading.spotting import SoughtPattern
from interviewer.model.assessment import (
    DENIED_CREDIT,
    CriterionResult,
    Evidence,
    MisconceptionResult,
    Span,
    Withheld,
)
from interviewer.model.rubric import Criterion

_NEAR_WORDS_SHOWN = 8


class Finding(NamedTuple):
    """The evidence for a criterion, and whether it says flatly that the idea is wrong."""

    evidence: tuple[Evidence, ...] = ()
    denied: bool = False


def find_criterion(bank: Bank, prepared: PreparedItem, reading: Reading, number: int) -> Finding:
    """Return the first evidence that counts for the criterion with this number.

    Where none counts, the first match that was withheld is shown instead.
    """
    withheld = Finding()
    for sought in reading.criteria[number]:
        match = reading.find(sought, bank.rubric.window)
        if match is None:
            continue
        evidence = evidence_of(sought.compiled, reading.answer.text, match)
        if evidence.withheld is None:
            if not _is_supplied(bank, prepared, sought.compiled, evidence, reading):
                return Finding((evidence,))
            evidence = replace(evidence, withheld=Withheld.SUPPLIED)
        if not withheld.evidence:
            withheld = Finding((evidence,), match.flat)
    return withheld


def come_close(
    criterion: Criterion,
    finding: Finding,
    idea: Profile,
    reading: Reading,
    value: float,
    scale: Scale,
) -> CriterionResult:
    """Return the credit for a criterion, by the evidence or by what closeness to its idea earns.

    `value` is that closeness. An idea that the answer says only to deny it costs points, however
    close its words come; one that it only sets aside costs nothing.
    """
    credit = round(scale.credit(value), 2)
    spans: tuple[Span, ...] = ()
    evidence = finding.evidence
    if evidence and evidence[0].withheld is None:
        credit = 1.0
    elif finding.denied:
        credit = DENIED_CREDIT
    elif credit:
        spans = _near_words(idea, reading)
    return CriterionResult(criterion.id, criterion.points, credit, evidence, value, spans)


def _near_words(idea: Profile, reading: Reading) -> tuple[Span, ...]:
    """Return the words of an answer that come surely close to an idea, those that count most."""
    near, tokens = reading.near, reading.answer.text.tokens
    held = [near[term] for term in idea.weights if term.content and term in near]
    sure = sorted((-idea.weights[n.term] * n.value, n.position) for n in held if n.value >= SURE)
    positions = {position for _, position in sure[:_NEAR_WORDS_SHOWN]}
    return tuple(tokens[position].span for position in sorted(positions))


def find_misconceptions(
    bank: Bank, prepared: PreparedItem, reading: Reading
) -> Iterable[MisconceptionResult]:
    """Yield the misconceptions that the answer shows, in rubric order."""
    for belief, patterns in zip(prepared.item.misconceptions, reading.misconceptions, strict=True):
        for evidence in find_all(bank, patterns, reading):
            if evidence.withheld is None:
                yield MisconceptionResult(belief.id, belief.minus, (evidence,))
                break


def find_all(bank: Bank, patterns: Iterable[SoughtPattern], reading: Reading) -> Iterable[Evidence]:
    """Yield the evidence of every pattern that matches, denied ones too."""
    for sought in patterns:
        match = reading.find(sought, bank.rubric.window)
        if match is not None:
            yield evidence_of(sought.compiled, reading.answer.text, match)


def _is_supplied(
    bank: Bank,
    prepared: PreparedItem,
    pattern: CompiledPattern,
    evidence: Evidence,
    reading: Reading,
) -> bool:
    """Return whether the interviewer, not the candidate, said what was found.

    Words of the prompt count where the candidate's arrangement of them is new; words of probes
    and hints never do.
    """
    text, prompt = reading.answer.text.text, prepared.prompt
    stems = {
        stem
        for piece in evidence.words
        for stem in bank.lexicon.look_up(text[piece.start : piece.end]).stems
    }
    if reading.asked and stems <= reading.asked | prompt.stems:
        return True
    if not stems <= prompt.stems:
        return False
    return find_pattern(pattern, prompt.text, prompt.negations, bank.rubric.window) is not None
