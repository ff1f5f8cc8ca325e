"""What was said on one item: its turns, their answers, the hints."""

from dataclasses import dataclass

from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.session import PlannedItem
from interviewer.model.transcript import Acted, Answered, Asked, Hinted, ModelIdea, TurnKind

MOST_TIMES_ASKED = 2
"""An item that is put off once more when it comes back is left for good."""


@dataclass(frozen=True)
class Turn:
    """One question of the interviewer and what came back; `number` is that of its event.

    `until` is the session's own time when it was answered or left; a turn that was `set_aside`
    was left for another item, and is asked again. `told` says that the candidate had read the
    model answer before the question was asked.
    """

    number: int
    asked: Asked
    draft: str = ""
    answered: Answered | None = None
    skipped: bool = False
    set_aside: bool = False
    told: bool = False
    assessment: Assessment | None = None
    follow_up: FollowUpResult | None = None
    model: tuple[ModelIdea, ...] = ()
    until: float | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the candidate has yet to answer."""
        return self.answered is None and not self.skipped and not self.set_aside

    @property
    def is_pending(self) -> bool:
        """Return whether there is an answer that has yet to be assessed."""
        return self.answered is not None and self.assessment is None and self.follow_up is None

    @property
    def seconds(self) -> float:
        """Return how long the turn was open, as far as it is over."""
        return 0.0 if self.until is None else max(0.0, self.until - self.asked.elapsed)


@dataclass(frozen=True)
class ItemRecord:
    """All turns of one item: those that ask the item itself, follow-ups, and retries.

    `remarks` are what was asked for besides answering, in its order; `later` says that the
    candidate passed on the item for the time being.
    """

    planned: PlannedItem
    turns: tuple[Turn, ...]
    remarks: tuple[Hinted | Acted, ...] = ()
    later: bool = False

    @property
    def hints(self) -> tuple[Hinted, ...]:
        """Return the hints that the candidate asked for."""
        return tuple(remark for remark in self.remarks if isinstance(remark, Hinted))

    @property
    def main(self) -> Turn:
        """Return the turn that asked the item itself, the last one where it was asked again."""
        return self.of_kind(TurnKind.ITEM)[-1]

    @property
    def follow_ups(self) -> tuple[Turn, ...]:
        """Return the turns that asked for a part of the item."""
        return tuple(turn for turn in self.turns if turn.asked.kind.is_follow_up)

    @property
    def retries(self) -> tuple[Turn, ...]:
        """Return the further attempts at the whole item, which were asked for."""
        return self.of_kind(TurnKind.RETRY)

    @property
    def is_done(self) -> bool:
        """Return whether the item was assessed or skipped."""
        return self.main.assessment is not None or self.main.skipped

    @property
    def is_put_off(self) -> bool:
        """Return whether the item was left to be asked again at the end of its stage."""
        times = sum(not turn.set_aside for turn in self.of_kind(TurnKind.ITEM))
        return self.later and self.main.skipped and times < MOST_TIMES_ASKED

    @property
    def seconds(self) -> float:
        """Return how long the turns of the item were open, as far as they are over."""
        return sum(turn.seconds for turn in self.turns)

    @property
    def said_since_prompt(self) -> str:
        """Return all that the interviewer gave away after the prompt: its words earn nothing.

        The prompt said again, or put differently, gives away no more than the prompt did.
        """
        asked = [turn.asked.text for turn in self.follow_ups]
        return "\n".join([*asked, *(hint.text for hint in self.hints)])

    def of_kind(self, kind: TurnKind) -> tuple[Turn, ...]:
        """Return the turns of this kind, in their order."""
        return tuple(turn for turn in self.turns if turn.asked.kind is kind)

    def hinted_before(self, turn: Turn) -> frozenset[str]:
        """Return the criteria for which hints were given before this turn's answer."""
        return frozenset(hint.target for hint in self.hints if hint.turn <= turn.number)
