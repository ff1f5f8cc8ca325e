"""An answer as it is read for one item: how close it comes, and which patterns may be in it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interviewer.grading.bank import Analysed, PreparedItem
from interviewer.grading.closeness import Near
from interviewer.grading.matching import find_match
from interviewer.grading.search import Match
from interviewer.grading.spotting import SoughtPattern, Spotted
from interviewer.grading.terms import Term


class Reading(NamedTuple):
    """What an answer holds of one item.

    `asked` are the stems of what the interviewer has said since the prompt; `terms` are those of
    the answer without them, `near` the terms of the item that these come close to, `to_ideas` and
    `to_references` how close they come to each. `spotted` tells what stands where; `criteria` and
    `misconceptions` are the patterns of each that may be in the answer.
    """

    answer: Analysed
    asked: frozenset[str]
    terms: Mapping[Term, int]
    near: Mapping[Term, Near]
    to_ideas: Sequence[float]
    to_references: Sequence[float]
    spotted: Spotted
    criteria: Sequence[Sequence[SoughtPattern]]
    misconceptions: Sequence[Sequence[SoughtPattern]]

    def find(self, sought: SoughtPattern, window: int) -> Match | None:
        """Return where the answer matches a pattern: where it counts, else where it is denied."""
        answer = self.answer
        return find_match(sought, self.spotted, answer.text, answer.negations, window)


def read(prepared: PreparedItem, answer: Analysed, asked: frozenset[str]) -> Reading:
    """Return what an answer holds of an item."""
    terms = answer.terms
    if asked:
        terms = {term: at for term, at in terms.items() if term.stem not in asked}
    near = prepared.comparer.compare(terms)
    values = prepared.comparer.closenesses(near)
    spotted = prepared.spotter.spot(answer.text)
    ideas = len(prepared.ideas)
    return Reading(
        answer,
        asked,
        terms,
        near,
        values[:ideas],
        values[ideas:],
        spotted,
        spotted.likely[:ideas],
        spotted.likely[ideas:],
    )
