"""The walk of docs/for-coaches.md, from a list of questions to an interview, as it stands there."""

import csv
import os
import re
import shutil
from pathlib import Path

import pytest

from interviewer.storage.rubric_file import load_rubric
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.mark import MarkScreen
from tests.tui.coach_class import coach_points, hold_class, is_asked, mark_all
from tests.tui.coach_editing import finish_first, finish_second, open_bank, open_editor
from tests.tui.coach_walk import BANK, EXAMPLES, PAGE, Step, Walk, paste, steps_of
from tests.tui.pilots import Desk, in_turn, on_screen, shown, until

SIZE = (80, 24)


@pytest.fixture
def walk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Return somebody who sits in an empty folder."""
    monkeypatch.chdir(desk.folder)
    monkeypatch.setenv("INTERVIEWER_DATA", str(desk.folder))
    monkeypatch.delenv("INTERVIEWER_TRANSCRIPTS", raising=False)
    return Walk(desk)


async def test_the_walk(walk: Walk) -> None:
    """Every step in its order, with the keys, the commands and the texts of the page."""
    make_bank(walk)
    async with walk.desk.app().run_test(size=SIZE) as pilot:
        await open_editor(walk, pilot)
        await finish_first(walk, pilot)
        await finish_second(walk, pilot)
    check_bank(walk)
    mark_and_calibrate(walk)
    await take_interview(walk)
    await mark_in_app(walk)
    walk.begin("go-on")
    printed = walk.run()
    assert printed.count("finds nothing: criterion 'somebody-restores'") == 2
    assert "too harsh: 0.05, the coach 0.70" in printed
    assert "21 sessions" in walk.run()
    walk.end()
    assert walk.problems == []
    assert walk.left == []


def make_bank(walk: Walk) -> None:
    """Make the folder, and import the list of questions."""
    step = walk.begin("folder")
    folder = walk.desk.folder
    (folder / "rubrics").mkdir()
    (questions,) = step.boxes("markdown")
    assert questions == (EXAMPLES / "questions.md").read_text("utf-8")
    (folder / "questions.md").write_text(questions, "utf-8")
    shutil.copy2(EXAMPLES / "answers.csv", folder)
    step = walk.begin("import")
    printed = walk.run(step.boxes("text")[0].splitlines())
    assert "2 items, 0 criteria proposed" in printed
    assert [len(item.criteria) for item in load_rubric(bank_file(walk)).items] == [3, 2]


def check_bank(walk: Walk) -> None:
    """Everything is in its band, and the bank is the one that the page shows."""
    walk.begin("test")
    assert "no problems" in walk.run()
    assert "10 of 10 as expected" in walk.run()
    made, kept = bank_file(walk).read_bytes(), EXAMPLES / f"{BANK}.yaml"
    if os.environ.get("UPDATE_DOCS"):
        kept.write_bytes(made)
    assert made == kept.read_bytes()


def mark_and_calibrate(walk: Walk) -> None:
    """Twenty marks are typed; what is learnt of them brings the program closer."""
    step = walk.begin("mark")
    printed = walk.run([f"{points:g}" for points in coach_points().values()])
    assert "Answer 20 of 20" in printed
    assert_printed(step, printed)
    kept = (walk.desk.folder / "marks.csv").read_text("utf-8")
    assert kept == (EXAMPLES / "marks.csv").read_text("utf-8")
    step = walk.begin("calibrate")
    printed = walk.run()
    assert_printed(step, printed)
    assert_rises(printed)
    walk.begin("grade")
    walk.run()
    with (walk.desk.folder / "marked.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 30


def assert_printed(step: Step, printed: str) -> None:
    """The box of a step shows what was printed, line by line."""
    (box,) = step.boxes("text")
    for line in box.splitlines():
        assert line in printed.splitlines(), printed


def assert_rises(printed: str) -> None:
    """No answer was judged by itself; error, levels and kappa are better after learning."""
    assert "on 20 answers, none of which was judged by itself" in printed
    found = re.findall(r"(?:alone|calibrated) +([\d.]+) +([\d.]+) +(\d+)% +([\d.]+)", printed)
    (_, error, levels, kappa), (_, new_error, new_levels, new_kappa) = found
    assert float(new_error) < float(error)
    assert int(new_levels) > int(levels)
    assert float(new_kappa) > float(kappa)


async def take_interview(walk: Walk) -> None:
    """The bank is in force; its two questions are asked, answered and marked by it."""
    walk.begin("interview")
    assert "Keeping data safe" in walk.run()
    assert walk.command() == "interviewer"
    rubric = load_rubric(bank_file(walk))
    async with walk.desk.app().run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await open_bank(walk, pilot)
        await walk.press(pilot, "n")
        await until(pilot, lambda: "2 questions" in shown(pilot.app))
        await walk.press(pilot, "F5")
        asked = []
        while isinstance(await in_turn(pilot), InterviewScreen):
            screen = await in_turn(pilot)
            if not screen.interview.in_break:
                item = screen.interview.item
                assert item is not None
                asked.append(item.id)
                await paste(pilot, item.examples[0].answer)
            elif screen.at_end:
                break
            await walk.press(pilot, "F5")
            await in_turn(pilot)
        assert sorted(asked) == sorted(item.id for item in rubric.items)
        await walk.press(pilot, "F5")
        await on_screen(pilot, "ResultScreen")
    assert walk.desk.session().state.finished is not None


async def mark_in_app(walk: Walk) -> None:
    """A class has taken the interview; twenty of its answers are marked, and learnt from."""
    walk.begin("mark-in-app")
    hold_class(walk.desk.transcripts, bank_file(walk))
    async with walk.desk.app().run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await open_bank(walk, pilot)
        await walk.press(pilot, "m")
        await on_screen(pilot, "MarkScreen")
        screen = pilot.app.screen
        assert isinstance(screen, MarkScreen)
        await is_asked(pilot, screen, 0)
        await walk.press(pilot, "w")
        await mark_all(pilot, screen, lambda: walk.press(pilot, "Enter"))
        await until(pilot, lambda: "20 answers marked" in shown(pilot.app))
        assert screen.session is not None
        file = screen.session.file.path
    assert file.is_file()
    assert_rises(walk.run(file=str(file)))


def bank_file(walk: Walk) -> Path:
    """Return the file of the bank."""
    return walk.desk.folder / "rubrics" / f"{BANK}.yaml"


def test_a_page_that_says_something_else_is_found(desk: Desk) -> None:
    """A wrong key, a command that nobody calls, a step that is not there."""
    other = PAGE.replace("**F6** goes to", "**F8** goes to").replace(
        "    interviewer rubric test",
        "    interviewer rubric show data-safety\n    interviewer rubric test",
    )
    assert other != PAGE
    walk = Walk(desk, other)
    for step in steps_of(PAGE):
        begun = walk.begin(step.name)
        walk._pressed = list(step.keys)
        walk._commands = begun.commands[len(step.commands) :]
    walk.end()
    keys, commands = walk.problems
    assert "try: keys ['F8'], pressed ['F6']" in keys
    assert "not called" in commands
    with pytest.raises(pytest.fail.Exception, match="not the next one"):
        Walk(desk).begin("open")
