"""What to study next: few things, the most worthwhile first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from interviewer.services.ideas import GAPS, Idea, IdeaKind

MOST_TO_STUDY = 3

SAME_SHARE = 0.55
"""Two sentences that have this share of their words in common say the same idea."""

_SENTENCES_KNOWN = 1000

_WORD = re.compile(r"[^\W_]{3,}")
_SMALL = frozenset(
    "and are but can does for from has have into its more not one only that than the their them "
    "then they this was when which while with".split()
)


def study_list(
    ideas: Sequence[Idea], topic_scores: Mapping[str, float], most: int = MOST_TO_STUDY
) -> tuple[Idea, ...]:
    """Return up to `most` ideas to study: misconceptions that are held, gaps, what needed help.

    A gap weighs what is missing of its points, times what is missing of its topic's score;
    `topic_scores` has that score, between 0 and 1, by item id. No idea is named twice, and none
    that was shown without help.
    """
    held = [idea for idea in ideas if idea.kind is IdeaKind.HELD]
    gaps = [idea for idea in ideas if idea.kind in GAPS]
    helped = [idea for idea in ideas if idea.kind is IdeaKind.HELPED]
    ranked = [
        *sorted(held, key=lambda idea: -idea.points),
        *sorted(gaps, key=lambda idea: -_weight(idea, topic_scores)),
        *sorted(helped, key=lambda idea: -idea.points),
    ]
    known = [idea for idea in ideas if idea.kind is IdeaKind.SHOWN]
    chosen: list[Idea] = []
    for idea in ranked:
        if len(chosen) < most and not _is_among(idea, [*known, *chosen]):
            chosen.append(idea)
    return tuple(chosen)


def is_same_idea(one: str, other: str) -> bool:
    """Return whether two sentences of a rubric say the same, by the words they share."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return one.strip().lower() == other.strip().lower()
    return len(first & second) >= SAME_SHARE * len(first | second)


def _weight(idea: Idea, topic_scores: Mapping[str, float]) -> float:
    return idea.points * (1 - idea.credit) * (1 - topic_scores.get(idea.item_id, 0.0))


def _is_among(idea: Idea, others: Iterable[Idea]) -> bool:
    return any(is_same_idea(idea.says, other.says) for other in others)


@lru_cache(_SENTENCES_KNOWN)
def _words(text: str) -> frozenset[str]:
    """Return the words that carry content, without the s of a plural."""
    words = _WORD.findall(text.lower())
    return frozenset(word.rstrip("s") for word in words if word not in _SMALL)
