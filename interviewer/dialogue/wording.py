"""How the interviewer puts things: the words around the questions, chosen by the seed."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from interviewer.dialogue.follow_ups import said_nothing
from interviewer.dialogue.record import Turn
from interviewer.dialogue.state import SessionState
from interviewer.model.phrases import Phrases, Variants
from interviewer.model.rubric import Band, Stage
from interviewer.model.session import Mode, PlannedItem, Settings
from interviewer.model.transcript import Asked, EndReason, Finished, TurnKind

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def opening(plan: Sequence[PlannedItem], settings: Settings, phrases: Phrases) -> str:
    """Return the first words of an interview."""
    stages = len({planned.stage for planned in plan})
    values = {
        "questions": spelled(len(plan), "question"),
        "stages": spelled(stages, "stage"),
        "topic": settings.topic,
    }
    variants = phrases.drill if settings.topic else phrases.opening
    text = choose(variants, settings.seed, 0).format(**values)
    return text[:1].upper() + text[1:]


def finished_in_words(finished: Finished, state: SessionState, phrases: Phrases) -> Finished:
    """Return the end of an interview with its last words."""
    seed, place = state.started.settings.seed, turns_so_far(state)
    closing = choose(_closings(phrases)[finished.reason], seed, place).format()
    return replace(finished, closing=closing)


def asked_in_words(move: Asked, state: SessionState, phrases: Phrases) -> Asked:
    """Return a question with what is said before it; a nudge gets its text too."""
    seed, place = state.started.settings.seed, turns_so_far(state)
    is_nudge = move.kind is TurnKind.NUDGE
    text = choose(phrases.nudge, seed, place).format() if is_nudge else move.text
    said = [
        _reaction(state, phrases),
        _transition(state, move, phrases),
        _lead(state, move, phrases),
    ]
    leads = [choose(variants, seed, place).format() for variants in said if variants]
    return replace(move, text=text, lead=" ".join(leads))


def choose(variants: Sequence[str], seed: int, place: int) -> str:
    """Return one of the variants; the same for the same seed and place, another for the next."""
    drawn = hashlib.sha256(f"{seed}:{variants[0]}".encode()).digest()
    return variants[(drawn[0] + place) % len(variants)]


def spelled(number: int, noun: str) -> str:
    """Return a number with its noun as people say it: "one stage", "nine questions"."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def turns_so_far(state: SessionState) -> int:
    """Return how many questions were asked."""
    return sum(len(record.turns) for record in state.records)


def _reaction(state: SessionState, phrases: Phrases) -> Variants:
    """Return what may be said to the last answer."""
    turn = state.turn
    if turn is None or turn.set_aside:
        return ()
    if turn.skipped:
        put_off = state.record is not None and state.record.is_put_off
        return phrases.later if put_off else phrases.skipped
    if turn.answered is not None and turn.answered.timed_out:
        return phrases.timed_out
    if said_nothing(turn):
        return phrases.unknown
    if state.started.settings.mode is Mode.LIVE:
        return phrases.thanks
    return _verdict(turn, phrases)


def _verdict(turn: Turn, phrases: Phrases) -> Variants:
    """Return what is said in practice, where the marks are on the screen anyway."""
    if turn.assessment is not None:
        by_band = {
            Band.STRONG: phrases.strong,
            Band.SOLID: phrases.solid,
            Band.PARTIAL: phrases.partial,
            Band.WEAK: phrases.weak,
            Band.MISSING: phrases.missing,
        }
        return by_band[turn.assessment.band]
    result = turn.follow_up
    found = result is not None and (
        result.put_right or any(criterion.credit == 1 for criterion in result.criteria)
    )
    return phrases.closer if found else phrases.thanks


def _transition(state: SessionState, asked: Asked, phrases: Phrases) -> Variants:
    """Return the first words of a stage, where this question is the first of it."""
    known = {record.planned.stage for record in state.records}
    planned = next(p for p in state.started.plan if p.item_id == asked.item_id)
    if planned.stage in known or state.started.settings.topic:
        return ()
    openings = {
        Stage.BASIC: phrases.basic,
        Stage.FRESHER: phrases.fresher,
        Stage.EXPERIENCED: phrases.experienced,
    }
    return openings[planned.stage]


def _lead(state: SessionState, asked: Asked, phrases: Phrases) -> Variants:
    """Return what stands before a question that is not the next of the plan."""
    if asked.kind is TurnKind.ITEM:
        return phrases.again if state.record_of(asked.item_id) is not None else ()
    if asked.kind is TurnKind.PROBE:
        # In practice the words on the last answer lead to it already.
        return phrases.probe if state.started.settings.mode is Mode.LIVE else ()
    leads = {
        TurnKind.RETRY: phrases.retry,
        TurnKind.MISCONCEPTION: phrases.misconception,
        TurnKind.HINT: phrases.hint,
    }
    return leads.get(asked.kind, ())


def _closings(phrases: Phrases) -> dict[EndReason, Variants]:
    return {
        EndReason.COMPLETED: phrases.completed,
        EndReason.STOPPED: phrases.stopped,
        EndReason.TIME: phrases.time_over,
        EndReason.GATE: phrases.gate,
    }
