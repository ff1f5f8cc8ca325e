"""What the interviewer says besides prompts and probes: brief, courteous, never a verdict."""

import hashlib
from collections.abc import Sequence

from interviewer.model.rubric import Stage
from interviewer.model.transcript import EndReason, TurnKind

_OPENINGS = (
    "Welcome. I will ask you {items} in {stages}. Your own words, even notes, are fine.",
    "Good to meet you. Ahead of us: {items}, in {stages}. Use your own words.",
    "Hello, thank you for coming. We have {items}, in {stages}. Notes will do.",
)
_NUDGES = (
    "Could you take that a little further?",
    "What else belongs to it?",
    "Is there more that you would say about this?",
)
_ACKNOWLEDGEMENTS = ("Thank you.", "Noted.", "I see.", "All right.", "Understood.")
_SKIPPED = ("All right, we leave that one.", "Then let us move on.")
_HINT_LEADS = ("Here is a thought to help:", "Perhaps this helps:")
_STAGE_OPENINGS = {
    Stage.BASIC: "We begin with the basics.",
    Stage.FRESHER: "Now to how things work inside.",
    Stage.EXPERIENCED: "Now to judgement: trade-offs, failures and choices.",
}
_CLOSINGS = {
    EndReason.COMPLETED: "That was my last question. Thank you for the conversation.",
    EndReason.STOPPED: "We stop here. Thank you for your time.",
    EndReason.TIME: "Our time is up. Thank you for the conversation.",
    EndReason.GATE: "We end after this stage. Thank you for the conversation.",
}


def opening(seed: int, items: int, stages: int) -> str:
    """Return the first words of an interview."""
    in_stages = "one stage" if stages == 1 else f"{stages} stages"
    questions = "one question" if items == 1 else f"{items} questions"
    return _choose(_OPENINGS, seed, 0).format(items=questions, stages=in_stages)


def stage_opening(stage: Stage) -> str:
    """Return the words that open a stage."""
    return _STAGE_OPENINGS[stage]


def nudge(seed: int, turn: int) -> str:
    """Return an open question for more; it gives nothing away."""
    return _choose(_NUDGES, seed, turn)


def acknowledgement(seed: int, turn: int) -> str:
    """Return a word of thanks for an answer that says nothing of its worth."""
    return _choose(_ACKNOWLEDGEMENTS, seed, turn)


def skipped(seed: int, turn: int) -> str:
    """Return what is said when the candidate passes on a question."""
    return _choose(_SKIPPED, seed, turn)


def spoken(kind: TurnKind, text: str, seed: int, turn: int) -> str:
    """Return a question as the interviewer says it: a hint gets a few words before it."""
    if kind is TurnKind.HINT:
        return f"{_choose(_HINT_LEADS, seed, turn)} {text}"
    return text


def closing(reason: EndReason) -> str:
    """Return the last words of an interview."""
    return _CLOSINGS[reason]


def _choose(variants: Sequence[str], seed: int, turn: int) -> str:
    """Return one of the variants, the same for the same seed and turn."""
    drawn = hashlib.sha256(f"{seed}:{turn}:{variants[0]}".encode()).digest()
    return variants[drawn[0] % len(variants)]
