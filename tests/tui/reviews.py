"""Sessions for the tests of the review, and ways to drive it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from interviewer.dialogue.credit import summarise
from interviewer.model.rubric import Rubric
from interviewer.model.session import Mode
from interviewer.model.transcript import (
    Answered,
    Assessed,
    EndReason,
    EventData,
    Finished,
    ModelIdea,
    TurnKind,
)
from interviewer.storage.rubric_copies import keep_rubric
from interviewer.storage.transcript_log import TranscriptWriter
from interviewer.tui.app import InterviewerApp
from interviewer.tui.opening import ReviewOpening
from interviewer.tui.screens.review import ReviewScreen
from interviewer.tui.screens.review_turn import TurnView
from tests.factories import (
    CLIPPING,
    DROPOUT,
    NOON,
    TUNING,
    Script,
    make_grader,
    make_rubric,
    make_settings,
    make_started,
)
from tests.tui.pilots import Desk, on_screen, shown, until

RUBRIC = make_rubric()
GRADER = make_grader(RUBRIC)
FIRST = "Clipping caps the norm. It can fix vanishing gradients, but not exploding gradients."
LATER = "It caps the norm of exploding gradients, in an RNN too."


def script(mode: Mode = Mode.PRACTICE) -> Script:
    """A session of four turns, not finished: a follow-up, a weak answer, a skipped question."""
    begun = Script(make_started(settings=make_settings(mode=mode))).ask(CLIPPING)
    begun.add(Answered(begun.turn, FIRST, 64.0, False, 64.0))
    evidence = GRADER.assess("clipping", CLIPPING.references[0]).criteria
    model = tuple(ModelIdea(each.id, found.words) for each in evidence for found in each.evidence)
    begun.add(Assessed(begun.turn, assessment=GRADER.assess("clipping", FIRST), model=model))
    probe(begun, "Exploding gradients.")
    begun.ask(DROPOUT, elapsed=90).answer("Nobody knows it", elapsed=130)
    begun.assess(GRADER.assess("dropout", "Nobody knows it"))
    return begun.ask(TUNING, elapsed=130).skip(140)


def probe(begun: Script, text: str) -> None:
    """Ask for exploding gradients, and answer."""
    begun.ask(CLIPPING, TurnKind.PROBE, "exploding", 64).answer(text, elapsed=90)
    begun.assess(GRADER.assess_follow_up("clipping", text, ["exploding"]))


def answered(text: str = LATER, mode: Mode = Mode.PRACTICE) -> Script:
    """A session with one answer to the first question, not finished."""
    begun = Script(make_started(settings=make_settings(mode=mode))).ask(CLIPPING).answer(text)
    return begun.assess(GRADER.assess("clipping", text))


def finished(begun: Script) -> Script:
    """End a session."""
    return begun.add(Finished(EndReason.COMPLETED, summarise(begun.state), 140.0, "Thank you."))


def saved(
    folder: Path,
    events: Iterable[EventData],
    rubric: Rubric = RUBRIC,
    at: datetime = NOON,
    token: str = "00aa",
) -> Path:
    """Write a session and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    keep_rubric(folder, rubric)
    writer = TranscriptWriter.create(folder, rubric.id, at, token)
    for number, data in enumerate(events):
        writer.append(data, at + timedelta(seconds=number))
    writer.close()
    return writer.path


def review(desk: Desk, path: Path) -> InterviewerApp:
    """An app that begins with the review of a session."""
    return desk.app(ReviewOpening(path))


async def read(pilot: Pilot[None]) -> ReviewScreen:
    """Wait until the session was read, and return the screen."""
    await on_screen(pilot, "ReviewScreen")
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    await until(pilot, lambda: screen.review is not None)
    return screen


def here(screen: ReviewScreen) -> tuple[str, TurnKind]:
    """Return which turn is shown."""
    assert screen.turn is not None
    return screen.turn.item_id, screen.turn.kind


async def read_turn(pilot: Pilot[None]) -> str:
    """Return all that scrolling through the turn shows."""
    view, seen = pilot.app.screen.query_one(TurnView), list[str]()
    view.scroll_home(animate=False, immediate=True)
    await pilot.pause()
    for _ in range(100):
        seen += [line for line in shown(pilot.app).splitlines() if line not in seen]
        if view.scroll_y >= view.max_scroll_y:
            break
        view.scroll_page_down(animate=False)
        await pilot.pause()
    return "\n".join(seen)
