"""What is chosen for an interview, and in words what that will be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from interviewer.dialogue.credit import PASS_MARK
from interviewer.dialogue.past import Standing
from interviewer.dialogue.plan import lengthened, make_plan, suggested_minutes
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode, PlannedItem, Settings
from interviewer.model.text import counted
from interviewer.services.choices import complete_settings, topics_of

SUGGESTED = 0.0
UNTIMED = -1.0
MINUTES = (10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0)
EXTRA_TIMES = (0.0, 25.0, 50.0, 100.0)
ALL_TOPICS = ""

_MODES = {
    Mode.PRACTICE: "Marks after each answer, then the model answer.",
    Mode.LIVE: "No marks before the end, as in a real interview.",
}


def stage_counts(rubric: Rubric) -> dict[Stage, int]:
    """Return how many items a bank has for each stage."""
    return {s: sum(1 for item in rubric.items if item.stage is s) for s in Stage}


@dataclass(frozen=True)
class Selection:
    """The choices. `minutes` is SUGGESTED, UNTIMED, or a number of them before extra time.

    `past` says how the items stand that were asked before; a fresh interview does not heed it.
    """

    rubric: Rubric
    stages: tuple[Stage, ...]
    items_per_stage: int
    minutes: float
    mode: Mode
    gate: bool
    seed: int
    topic: str = ALL_TOPICS
    extra_time: float = 0.0
    fresh: bool = False
    past: Mapping[str, Standing] = field(default_factory=dict)

    @cached_property
    def plan(self) -> tuple[PlannedItem, ...]:
        """Return the questions that would be asked; none where no stage has any."""
        topics = dict(topics_of(self.rubric, self.stages)) if self.stages else {}
        if not topics or (self.topic and self.topic not in topics):
            return ()
        return make_plan(
            self.rubric,
            self.stages,
            self.items_per_stage,
            self.seed,
            self.topic,
            {} if self.fresh else self.past,
            self.extra_time,
        )

    @property
    def suggested(self) -> int:
        """Return the minutes that the questions suggest."""
        return suggested_minutes(self.plan)

    def settings(self) -> Settings:
        """Return the settings of the interview."""
        return complete_settings(
            self.rubric,
            self.stages,
            self.items_per_stage,
            self.minutes if self.minutes > 0 else None,
            self.timed,
            self.mode,
            self.gate,
            self.seed,
            self.topic,
            self.extra_time,
            self.fresh,
            self.past,
        )

    def times(self) -> list[tuple[float, str]]:
        """Return the choices of time with their labels."""
        fixed = [(minutes, f"{minutes:g} minutes") for minutes in MINUTES]
        return [(SUGGESTED, counted(self.suggested, "minute")), *fixed, (UNTIMED, "Untimed")]

    def topics(self) -> list[tuple[str, str]]:
        """Return the choices of a topic with their labels."""
        found = topics_of(self.rubric, self.stages) if self.stages else ()
        return [(ALL_TOPICS, "All topics"), *((name, f"{name} ({n})") for name, n in found)]

    def explanations(self) -> dict[str, str]:
        """Return one line for each choice, by the name of the choice."""
        items = len(self.rubric.items)
        topics = len({item.topic for item in self.rubric.items})
        seen = sum(item.id in self.past for item in self.rubric.items)
        gate = "The interview goes on whatever the marks."
        if self.gate:
            gate = f"The interview ends after a stage below {PASS_MARK:.0%}."
        topic = "Spread over as many topics as there are."
        if self.topic:
            topic = "A drill: this topic alone."
        past = "Chosen by chance, as if nothing had been asked before."
        if not self.fresh:
            past = f"{seen} of {items} asked before; what went badly comes again when it is due."
        return {
            "bank": f"{counted(items, 'question')} on {counted(topics, 'topic')}.",
            "topic": topic,
            "stages": "The interview walks them in this order.",
            "items": "At most; a stage may have fewer.",
            "past": past,
            "minutes": self._time(),
            "extra": "For every question and for the whole."
            if self.timed
            else "There is no clock.",
            "mode": _MODES[self.mode],
            "gate": gate,
        }

    @property
    def timed(self) -> bool:
        """Return whether there is to be a clock."""
        return self.minutes != UNTIMED

    def _time(self) -> str:
        if not self.timed:
            return "No clock: take as long as you need."
        if self.minutes == SUGGESTED:
            return "What the questions need, with a quarter more for follow-ups."
        if self.extra_time:
            total = lengthened(self.minutes, self.extra_time)
            return f"{total:g} minutes with the extra time; each question has its own share."
        return "For the whole interview; each question has its own share."

    def summary(self) -> str:
        """Return in one sentence what the interview will be."""
        if not self.plan:
            return "Choose at least one stage."
        questions = counted(len(self.plan), "question")
        if not self.timed:
            return f"{questions}, untimed."
        if self.minutes == SUGGESTED:
            return f"{questions}, about {counted(self.suggested, 'minute')}."
        return f"{questions}, at most {lengthened(self.minutes, self.extra_time):g} minutes."
