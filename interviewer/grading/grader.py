"""The grader: marks answers to the items of one bank."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from interviewer.grading.bank import Bank, PreparedItem
from interviewer.grading.closeness import Comparer, Profile
from interviewer.grading.findings import (
    come_close,
    find_all,
    find_criterion,
    find_misconceptions,
)
from interviewer.grading.gates import find_gate
from interviewer.grading.learned import Fit, Learned, learn
from interviewer.grading.reading import Reading, read
from interviewer.grading.scoring import DEFAULT_SCORING, Scoring, similarity_points
from interviewer.grading.similarity import coverage_of, fit_weights
from interviewer.model.assessment import (
    Assessment,
    CriterionResult,
    Evidence,
    FollowUpResult,
    Similarity,
    total_points,
)
from interviewer.model.rubric import Band, Misconception, Rubric

_SAYINGS_KNOWN = 1000

PUT_RIGHT_COVERAGE = 0.4
"""How much of a correction an answer must hold to show that the misconception is gone."""


class Marker(Protocol):
    """What a session needs of a grader: anything with these two methods can replace it."""

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        """Mark an answer to an item; `asked` holds the hints that were given before it."""

    def assess_follow_up(
        self,
        item_id: str,
        answer: str,
        targets: Iterable[str],
        misconception: str = "",
        asked: str = "",
    ) -> FollowUpResult:
        """Mark the answer to a follow-up for what it asked alone."""


class Grader:
    """The marker without a language model. The same answer always gets the same mark."""

    def __init__(
        self,
        rubric: Rubric,
        scoring: Scoring = DEFAULT_SCORING,
        fit: Fit = fit_weights,
        learned: Learned | None = None,
        most_prepared: int | None = None,
    ) -> None:
        """Learn the words and weights of the bank, unless it is known what there is to learn.

        Args:
            rubric: the bank.
            scoring: how credit and points come about.
            fit: what learns the weights.
            learned: what there is to learn, where it is known.
            most_prepared: how many items stay prepared, where not all may.
        """
        self.bank = Bank(rubric, learned or learn(rubric, fit), most_prepared)
        self.scoring = scoring
        # The interviewer has few things to say, and says them to everybody.
        self._stems = lru_cache(_SAYINGS_KNOWN)(self._stems_of)
        self._correction = lru_cache(_SAYINGS_KNOWN)(self._correction_of)

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        """Mark an answer to an item.

        Args:
            item_id: the item that was asked.
            answer: what the candidate said.
            asked: the hints that were given before the answer; their words earn nothing.

        Raises:
            UsageError: where the bank has no such item.
        """
        prepared = self.bank.prepared(item_id)
        reading = read(prepared, self.bank.analyse(answer), self._stems(asked))
        criteria = self._criteria(prepared, reading, None)
        misconceptions = tuple(find_misconceptions(self.bank, prepared, reading))
        coverage = coverage_of(prepared.references, reading.to_references, reading.near)
        # What was denied is still missing, but once: its deduction leaves nothing more to earn.
        earned = sum(max(0.0, result.earned) for result in criteria)
        similar = similarity_points(
            coverage.value, earned, prepared.possible, bool(criteria), self.scoring
        )
        found: bool | None = None
        if criteria:
            found = bool(misconceptions) or any(result.credit == 1 for result in criteria)
        orders = [reference.order for reference in prepared.references]
        gate = find_gate(reading.answer.text, prepared.prompt.text, coverage, found, orders)
        points = 0.0
        if gate is None:
            points = total_points(criteria, misconceptions, similar, prepared.possible)
        score = round(points / prepared.possible, 4)
        return Assessment(
            item_id,
            self.bank.rubric.content_hash,
            criteria,
            misconceptions,
            Similarity(
                coverage.value, coverage.reference, similar, coverage.shared, coverage.absent
            ),
            gate,
            points,
            prepared.possible,
            score,
            Band.of(score),
        )

    def assess_follow_up(
        self,
        item_id: str,
        answer: str,
        targets: Iterable[str],
        misconception: str = "",
        asked: str = "",
    ) -> FollowUpResult:
        """Mark the answer to a follow-up for what it asked alone.

        Args:
            item_id: the item that the follow-up belongs to.
            answer: what the candidate said to the follow-up.
            targets: the ids of the criteria that were asked for.
            misconception: the id of the misconception that was asked about, if any.
            asked: all that the interviewer said since the prompt; its words earn nothing.

        Raises:
            UsageError: where the bank has no such item.
        """
        prepared = self.bank.prepared(item_id)
        reading = read(prepared, self.bank.analyse(answer), self._stems(asked))
        criteria = self._criteria(prepared, reading, frozenset(targets))
        belief = prepared.item.misconception(misconception)
        if belief is None:
            return FollowUpResult(criteria)
        put_right, evidence = self._put_right(prepared, belief, reading)
        return FollowUpResult(criteria, put_right, evidence)

    def _stems_of(self, asked: str) -> frozenset[str]:
        """Return the stems of what the interviewer said."""
        return self.bank.analyse(asked).stems if asked else frozenset()

    def _criteria(
        self, prepared: PreparedItem, reading: Reading, wanted: frozenset[str] | None
    ) -> tuple[CriterionResult, ...]:
        """Return the results for the wanted criteria, or for all."""
        return tuple(
            come_close(
                criterion,
                find_criterion(self.bank, prepared, reading, number),
                prepared.ideas[number],
                reading,
                reading.to_ideas[number],
                self.scoring.criterion,
            )
            for number, criterion in enumerate(prepared.item.criteria)
            if wanted is None or criterion.id in wanted
        )

    def _put_right(
        self, prepared: PreparedItem, belief: Misconception, reading: Reading
    ) -> tuple[bool, tuple[Evidence, ...]]:
        """Return whether the answer denies the misconception or says its correction."""
        patterns = reading.misconceptions[prepared.item.misconceptions.index(belief)]
        evidence = tuple(find_all(self.bank, patterns, reading))
        if evidence:
            return all(piece.withheld is not None for piece in evidence), evidence
        (value,) = self._correction(belief.says, reading.asked).closenesses_of(reading.terms)
        return value >= PUT_RIGHT_COVERAGE, ()

    def _correction_of(self, says: str, asked: frozenset[str]) -> Comparer:
        """Return what compares an answer with a correction, of which some words were given."""
        return Comparer([Profile.of(self.bank.weigh(self.bank.analyse(says).terms, asked))])
