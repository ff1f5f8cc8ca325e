"""Which follow-up to ask: from the gaps of the answers so far, the least help first."""

from collections.abc import Iterable
from functools import lru_cache

from interviewer.dialogue.acts import Act, Request, find_act
from interviewer.dialogue.credit import best_credits
from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.model.assessment import CriterionResult
from interviewer.model.rubric import Band, Criterion, Item
from interviewer.model.transcript import Asked, TurnKind

MOST_FOLLOW_UPS = 2
SHORT_ANSWER_WORDS = 40
"""Up to this many words a candidate probably has more to say: a nudge is help enough."""

MOST_EMPTY = 2
"""After this many turns of an item without anything said it is kinder to go on."""


def choose_follow_up(record: ItemRecord, item: Item) -> Asked | None:
    """Return the follow-up to ask now, or None; a nudge has no text yet.

    A misconception comes first; else the missing criterion worth most, and of those worth the
    same the one that the candidate came closest to. It gets the least help that has not been
    tried: a nudge, its probe, its hint.
    """
    assessment = record.main.assessment
    if assessment is None or _is_closed(record):
        return None
    misconception = _misconception_probe(record, item)
    if misconception is not None:
        return misconception
    missing = missing_criteria(record, item)
    if not missing or assessment.band is Band.STRONG:
        return None
    if _deserves_nudge(record, len(missing)):
        why = (
            f"{len(missing)} criteria are missing, and the answer was short "
            f"({_words(record.main)} words): an open question is help enough"
        )
        return Asked(item.id, TurnKind.NUDGE, "", why)
    return _probe_or_hint(record, item, missing)


def missing_criteria(record: ItemRecord, item: Item) -> list[Criterion]:
    """Return the criteria without full credit that can be asked for, the next to ask first."""
    credits, near = best_credits(record), _closeness(record)
    missing = [c for c in item.criteria if credits.get(c.id, 0.0) < 1 and (c.probe or c.hint)]
    return sorted(missing, key=lambda c: (-c.points, -near.get(c.id, 0.0)))


def hint_for(record: ItemRecord, item: Item) -> Criterion | None:
    """Return the criterion to give a hint for when the candidate asks, or None.

    It is the one that was just asked for; else the one worth most that is missing.
    """
    given = {hint.target for hint in record.hints}
    given |= {turn.asked.target for turn in record.of_kind(TurnKind.HINT)}
    target = record.turns[-1].asked.target
    candidates = missing_criteria(record, item)
    candidates.sort(key=lambda criterion: criterion.id != target)
    return next((c for c in candidates if c.hint and c.id not in given), None)


def said_nothing(turn: Turn) -> bool:
    """Return whether the answer is blank or says no more than that the candidate does not know."""
    return turn.answered is not None and _is_empty(turn.answered.text)


@lru_cache(maxsize=64)
def _is_empty(text: str) -> bool:
    # The policy looks at the same answers move after move, and reading them takes a while.
    act = find_act(text)
    return not text.strip() or (isinstance(act, Request) and act.act is Act.DONT_KNOW)


def _is_closed(record: ItemRecord) -> bool:
    """Return whether nothing more is to be asked about an item."""
    last = record.turns[-1]
    return (
        last.skipped
        or last.asked.kind is TurnKind.RETRY
        or len(record.follow_ups) >= MOST_FOLLOW_UPS
        or any(turn.answered is not None and turn.answered.timed_out for turn in record.turns)
        or sum(said_nothing(turn) for turn in record.turns) >= MOST_EMPTY
    )


def _misconception_probe(record: ItemRecord, item: Item) -> Asked | None:
    assert record.main.assessment is not None, "only assessed items are followed up"
    asked = {turn.asked.target for turn in record.follow_ups}
    for found in record.main.assessment.misconceptions:
        belief = item.misconception(found.id)
        if belief is not None and belief.probe and belief.id not in asked:
            why = f"the answer shows the misconception '{belief.id}'; that comes before any gap"
            return Asked(item.id, TurnKind.MISCONCEPTION, belief.probe, why, belief.id)
    return None


def _deserves_nudge(record: ItemRecord, missing: int) -> bool:
    """Return whether an open nudge makes sense: something was said, and there is more to say."""
    assessment = record.main.assessment
    if record.follow_ups or missing < 2 or assessment is None:
        return False
    found_something = assessment.gate is None and assessment.points > 0
    return found_something and _words(record.main) <= SHORT_ANSWER_WORDS


def _probe_or_hint(record: ItemRecord, item: Item, missing: list[Criterion]) -> Asked | None:
    previous = record.turns[-1].asked
    tried = {(turn.asked.kind, turn.asked.target) for turn in record.follow_ups}
    given = {hint.target for hint in record.hints}
    for criterion in sorted(missing, key=lambda c: c.id != previous.target):
        worth = _worth(criterion, missing, _closeness(record))
        if criterion.probe and (TurnKind.PROBE, criterion.id) not in tried:
            return Asked(item.id, TurnKind.PROBE, criterion.probe, worth, criterion.id)
        fresh = criterion.id not in given and (TurnKind.HINT, criterion.id) not in tried
        if criterion.hint and fresh:
            why = f"{worth}; its probe was not enough" if criterion.probe else worth
            return Asked(item.id, TurnKind.HINT, criterion.hint, why, criterion.id)
    return None


def _worth(criterion: Criterion, missing: list[Criterion], near: dict[str, float]) -> str:
    """Return why this criterion is asked for, and no other."""
    text = f"criterion '{criterion.id}' is missing, worth {criterion.points}"
    others = [c for c in missing if c.id != criterion.id]
    rivals = [c for c in others if c.points == criterion.points]
    if rivals and near.get(criterion.id, 0.0) > max(near.get(c.id, 0.0) for c in rivals):
        return f"{text}, and the closest to what was just said"
    if others and criterion.points > max(c.points for c in others):
        return f"{text}, the most of {len(missing)} that are missing"
    return text


def _closeness(record: ItemRecord) -> dict[str, float]:
    """Return how close the candidate came to each criterion, in the last turn that marked it."""
    near: dict[str, float] = {}
    for result in _results(record):
        near[result.id] = result.closeness
    return near


def _results(record: ItemRecord) -> Iterable[CriterionResult]:
    for turn in record.turns:
        if turn.assessment is not None and turn.asked.kind is TurnKind.ITEM:
            yield from turn.assessment.criteria
        elif turn.follow_up is not None:
            yield from turn.follow_up.criteria


def _words(turn: Turn) -> int:
    return len(turn.answered.text.split()) if turn.answered is not None else 0
