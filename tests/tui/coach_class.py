"""The class of docs/for-coaches.md: its interviews, and the coach who marks them."""

import csv
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from interviewer.storage.durable import ensure_folder
from interviewer.storage.rubric_copies import keep_rubric
from interviewer.storage.rubric_file import load_rubric
from interviewer.tui.screens.mark import MarkScreen
from tests.factories import Script, make_grader, make_started
from tests.tui.coach_walk import EXAMPLES, type_text
from tests.tui.pilots import until
from tests.unit.services.progress_sessions import keep

POSSIBLE = 5


def coach_points() -> dict[str, float]:
    """Return the points that the coach of the page gives each answer, in the order of marking."""
    with (EXAMPLES / "marks.csv").open(encoding="utf-8", newline="") as file:
        return {row["answer"]: float(row["score"]) * POSSIBLE for row in csv.DictReader(file)}


def hold_class(transcripts: Path, bank: Path) -> None:
    """Leave an interview behind for each of these answers to the first item of a bank."""
    rubric = load_rubric(bank)
    grader = make_grader(rubric)
    ensure_folder(transcripts)
    keep_rubric(transcripts, rubric)
    for number, answer in enumerate(coach_points()):
        script = Script(make_started(rubric)).ask(rubric.items[0]).answer(answer)
        script.assess(grader.assess(rubric.items[0].id, answer))
        keep(transcripts, script, days_ago=number, rubric_id=rubric.id)


async def is_asked(pilot: Pilot[None], screen: MarkScreen, place: int) -> None:
    """Wait until the mark of the answer at a place is asked for."""
    await until(
        pilot,
        lambda: screen.session is not None and screen.session.at == place and not screen.busy,
    )


async def mark_all(
    pilot: Pilot[None], screen: MarkScreen, press_enter: Callable[[], Awaitable[None]]
) -> None:
    """Type the points of the coach for twenty answers; what the class did not say is right."""
    for place in range(20):
        await is_asked(pilot, screen, place)
        assert screen.session is not None
        assert screen.session.current is not None
        possible = sum(criterion.points for criterion in screen.session.item.criteria)
        points = coach_points().get(screen.session.current.answer, possible)
        await type_text(pilot, f"{points:g}")
        await press_enter()
