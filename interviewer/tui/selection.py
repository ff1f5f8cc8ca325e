"""What is chosen for an interview, and in words what that will be."""

from dataclasses import dataclass

from interviewer.dialogue.credit import PASS_MARK
from interviewer.dialogue.plan import make_plan, suggested_minutes
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode, PlannedItem, Settings
from interviewer.services.choices import complete_settings
from interviewer.tui.times import count

SUGGESTED = 0.0
UNTIMED = -1.0
MINUTES = (10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0)

_MODES = {
    Mode.PRACTICE: "Marks after each answer, then the model answer.",
    Mode.LIVE: "No marks before the end, as in a real interview.",
}


def stage_counts(rubric: Rubric) -> dict[Stage, int]:
    """Return how many items a bank has for each stage."""
    return {s: sum(1 for item in rubric.items if item.stage is s) for s in Stage}


@dataclass(frozen=True)
class Selection:
    """The choices. `minutes` is SUGGESTED, UNTIMED, or a number of them."""

    rubric: Rubric
    stages: tuple[Stage, ...]
    items_per_stage: int
    minutes: float
    mode: Mode
    gate: bool
    seed: int

    @property
    def plan(self) -> tuple[PlannedItem, ...]:
        """Return the questions that would be asked; none where no stage is chosen."""
        if not any(stage_counts(self.rubric)[stage] for stage in self.stages):
            return ()
        return make_plan(self.rubric, self.stages, self.items_per_stage, self.seed)

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
            self.minutes != UNTIMED,
            self.mode,
            self.gate,
            self.seed,
        )

    def times(self) -> list[tuple[float, str]]:
        """Return the choices of time with their labels."""
        fixed = [(minutes, f"{minutes:g} minutes") for minutes in MINUTES]
        return [(SUGGESTED, f"{self.suggested} minutes"), *fixed, (UNTIMED, "Untimed")]

    def explanations(self) -> dict[str, str]:
        """Return one line for each choice, by the name of the choice."""
        items = len(self.rubric.items)
        topics = len({item.topic for item in self.rubric.items})
        time = "For the whole interview; each question has its own share."
        if self.minutes == SUGGESTED:
            time = "What the questions need, with a quarter more for follow-ups."
        elif self.minutes == UNTIMED:
            time = "No clock: take as long as you need."
        gate = "The interview goes on whatever the marks."
        if self.gate:
            gate = f"The interview ends after a stage below {PASS_MARK:.0%}."
        return {
            "bank": f"{count(items, 'question')} on {count(topics, 'topic')}.",
            "stages": "The interview walks them in this order.",
            "items": "Spread over as many topics as there are.",
            "minutes": time,
            "mode": _MODES[self.mode],
            "gate": gate,
        }

    def summary(self) -> str:
        """Return in one sentence what the interview will be."""
        if not self.plan:
            return "Choose at least one stage."
        questions = count(len(self.plan), "question")
        if self.minutes == UNTIMED:
            return f"{questions}, untimed."
        if self.minutes == SUGGESTED:
            return f"{questions}, about {self.suggested} minutes."
        return f"{questions}, at most {self.minutes:g} minutes."
