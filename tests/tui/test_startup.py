"""What must stay cheap: nothing heavy is imported before the first screen is painted."""

import subprocess
import sys

HEAVY = ("sklearn", "scipy", "numpy", "joblib")


def test_the_app_is_imported_without_scikit_learn() -> None:
    code = f"import interviewer.tui.app, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


PAINT = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from interviewer.services.banks import load_bank
from interviewer.services.choices import complete_settings
from interviewer.services.clock import SystemClock
from interviewer.model.session import Mode
from interviewer.storage.paths import Paths
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.opening import InterviewOpening
from interviewer.services.grader_loader import GraderLoader

folder, shipped = Path(sys.argv[1]), Path(sys.argv[2])
paths = Paths(None, shipped, folder, folder)
rubric = load_bank(paths, "deep-learning")
settings = complete_settings(rubric, (), 1, None, False, Mode.PRACTICE, False, 1)

async def main():
    app = InterviewerApp(
        Context(paths, SystemClock(), lambda: "0000", lambda: 1), InterviewOpening(rubric, settings)
    )
    started = []
    start = GraderLoader.start

    def watched(loader):
        views = app.screen.query("UtteranceView")
        seen = [view.piece.utterance.key for view in views]
        print([m for m in {heavy!r} if m in sys.modules], "asked-2" in seen)
        start(loader)
        started.append(loader)

    GraderLoader.start = watched
    async with app.run_test() as pilot:
        while not started or not started[0].is_ready:
            await pilot.pause(0.001)
        print("interviewer.grading.grader" in sys.modules, "sklearn" in sys.modules)

asyncio.run(main())
"""


def test_the_grader_is_loaded_after_the_first_question_is_shown(tmp_path: object) -> None:
    from tests.tui.pilots import SHIPPED

    code = PAINT.replace("{heavy!r}", repr(HEAVY))
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(SHIPPED)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[0] == "[] True"
    # What learns from a bank is not loaded here at all: another process does that.
    assert done.stdout.splitlines()[-1] == "True False"


SETTLED = """
import asyncio, gc, sys
from pathlib import Path
from interviewer.services.clock import SystemClock
from interviewer.storage.paths import Paths
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.opening import HomeOpening

folder = Path(sys.argv[1])
paths = Paths(None, folder, folder, folder, folder)

async def main():
    app = InterviewerApp(Context(paths, SystemClock(), lambda: "0000", lambda: 1), HomeOpening())
    app.owns_process = sys.argv[2] == "owner"
    gc.disable()  # as the command does before it imports the app
    async with app.run_test() as pilot:
        await pilot.pause()
        print(gc.isenabled(), gc.get_freeze_count() > 0)

asyncio.run(main())
"""


def test_garbage_is_collected_from_the_first_paint_on(tmp_path: object) -> None:
    """What the start made is passed over; an app that is a guest in a process changes nothing."""

    def said(role: str) -> str:
        command = [sys.executable, "-c", SETTLED, str(tmp_path), role]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert said("owner") == "True True\n"
    assert said("guest") == "False False\n"
