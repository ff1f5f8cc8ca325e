"""Marking answers in the app: blind, at once on the disk, and the agreement at the end."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from interviewer.model.rubric import Item, Rubric
from interviewer.services.marks_file import CoachMark, MarksFile, read_marks
from interviewer.storage.durable import ensure_folder
from interviewer.storage.rubric_copies import keep_rubric
from interviewer.storage.rubric_file import load_rubric
from interviewer.tui.screens.bank import BankScreen
from interviewer.tui.screens.mark import MarkScreen
from interviewer.tui.screens.mark_sheet import Sheet, Step
from tests.factories import CLIPPING, TUNING, Script, make_assessment, make_started
from tests.tui.pilots import HOSTILE, SIZES, Desk, name, notice, on_screen, settle, shown, until
from tests.tui.progress_pilot import whole_page
from tests.unit.services.progress_sessions import keep

BANK = """\
id: small
title: A small bank
items:
  - id: clipping
    stage: basic
    topic: optimisation
    prompt: What is gradient clipping?
    references: [It caps the norm of the gradient at a threshold.]
    criteria:
      - {id: caps, points: 3, says: It caps the size., match: [cap norm]}
      - {id: exploding, points: 1, says: It answers explosions., match: [explod*]}
    misconceptions:
      - {id: vanishing, says: It does nothing for small ones., match: [fix vanishing], minus: 2}
  - id: tuning
    stage: basic
    prompt: How do you choose a learning rate?
    references: [Run a range test and take the largest value at which the loss still falls.]
"""


def bank_of(desk: Desk) -> tuple[Path, Rubric]:
    path = desk.folder / "rubrics" / "small.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(BANK, "utf-8")
    return path, load_rubric(path)


def hold(desk: Desk, answers: Sequence[tuple[int, str]]) -> Path:
    """Leave a session behind for each answer, to the item at a place; return the bank's file."""
    path, rubric = bank_of(desk)
    ensure_folder(desk.transcripts)
    keep_rubric(desk.transcripts, rubric)
    for number, (at, text) in enumerate(answers):
        item: Item = rubric.items[at]
        script = Script(make_started(rubric)).ask(item).answer(text).assess(make_assessment(item))
        keep(desk.transcripts, script, days_ago=number)
    return path


def marks(desk: Desk) -> list[CoachMark]:
    return read_marks(desk.folder / "marks" / "small.csv", bank_of(desk)[1])


async def open_marking(pilot: Pilot[None], path: Path, wanted: str = "Answer") -> MarkScreen:
    """Go from a bank to the marking, and wait for the first answer."""
    await until(pilot, lambda: name(pilot.app) == "HomeScreen")
    pilot.app.push_screen(BankScreen(path))
    await until(pilot, lambda: "What is gradient clipping?" in shown(pilot.app))
    await pilot.press("m")
    await on_screen(pilot, "MarkScreen")
    screen = pilot.app.screen
    assert isinstance(screen, MarkScreen)
    return screen


async def asked(pilot: Pilot[None], screen: MarkScreen) -> None:
    """Wait until a mark is asked for."""
    await until(pilot, lambda: screen.sheet is not None and not screen.busy)


def stands_at(screen: MarkScreen, place: int) -> bool:
    """Return whether the mark of the answer at a place is asked for."""
    return screen.session is not None and screen.session.at == place and not screen.busy


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
async def test_idea_by_idea_and_then_the_agreement(desk: Desk, size: tuple[int, int]) -> None:
    """Nothing of the program shows before the end."""
    path = hold(desk, [(0, "It caps the norm when gradients explode."), (1, "By a range test.")])
    async with desk.app().run_test(size=size) as pilot:
        screen = await open_marking(pilot, path)
        seen = []
        for place in (1, 2):
            await asked(pilot, screen)
            assert f"{place} of 2" in shown(pilot.app).splitlines()[0]
            seen.append(shown(pilot.app))
            if screen.sheet is not None and screen.sheet.step is Step.POINTS:
                await pilot.press("2", ".", "5", "enter")
            else:
                await pilot.press("y", "h")
                await settle(pilot)
                seen.append(shown(pilot.app))
                await pilot.press("1", "enter")
            await until(pilot, lambda: not screen.busy)
        await until(pilot, lambda: "The program and you, on 2 answers" in shown(pilot.app))
        text = "\n".join(seen)
        assert "It caps the size." in text
        assert "Which of these does the answer get wrong?" in text
        for word in ("kappa", "band", "program", "strong", "%"):
            assert word not in text, word
        assert "root mean square" in shown(pilot.app)
        assert "weighted kappa" not in shown(pilot.app), "two answers are too few"
        flat = " ".join((await whole_page(pilot)).split())
        assert "clipping + caps 1 100% + exploding" in flat
        assert "- vanishing 1 0%" in flat
        assert "you 0.38, the program 1.00 · clipping" in flat
    found = {mark.item_id: mark for mark in marks(desk)}
    assert found["clipping"].credits == {"caps": 1, "exploding": 0.5}
    assert found["clipping"].beliefs == ("vanishing",)
    assert found["clipping"].score == 0.375
    assert found["tuning"].score == 0.25


async def test_marks_are_on_the_disk_and_go_on(desk: Desk) -> None:
    """Leaving in the midst loses nothing; the file is free for the next time."""
    path = hold(desk, [(1, f"answer {number}") for number in range(3)])
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = await open_marking(pilot, path)
        await asked(pilot, screen)
        await pilot.press("7", "enter")
        await until(pilot, lambda: "2 of 3" in shown(pilot.app).splitlines()[0])
        assert [mark.score for mark in marks(desk)] == [0.7]
        await pilot.press("3")
        await pilot.press("escape")
        await on_screen(pilot, "BankScreen")
        await pilot.press("m")
        await on_screen(pilot, "MarkScreen")
        await until(pilot, lambda: "2 of 3" in shown(pilot.app).splitlines()[0])
        assert len(marks(desk)) == 1


async def test_back_skip_and_another_mark(desk: Desk) -> None:
    path = hold(desk, [(1, f"answer {number}") for number in range(2)])
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = await open_marking(pilot, path)
        await asked(pilot, screen)
        await pilot.press("b")
        await until(pilot, lambda: "This is the first answer." in notice(pilot.app))
        await pilot.press("1", "1", "enter")
        await until(pilot, lambda: "Something is missing" in notice(pilot.app))
        await pilot.press("b", "enter")
        await until(pilot, lambda: "2 of 2" in shown(pilot.app).splitlines()[0])
        await pilot.press("b")
        await until(pilot, lambda: "Your mark so far: 1 of 10" in shown(pilot.app))
        await pilot.press("9", "enter")
        await until(pilot, lambda: "2 of 2" in shown(pilot.app).splitlines()[0])
        await pilot.press("s")
        await until(pilot, lambda: "1 skipped; they come again next time." in shown(pilot.app))
        assert [mark.score for mark in marks(desk)] == [0.9]
        await pilot.press("m")
        await until(pilot, lambda: "2 of 2" in shown(pilot.app).splitlines()[0])


async def test_kappa_is_told_from_ten_answers_on(desk: Desk) -> None:
    """All are marked already, so the agreement shows at once."""
    path = hold(desk, [(1, f"answer {number}") for number in range(10)])
    file = MarksFile(desk.folder / "marks" / "small.csv", bank_of(desk)[1])
    for number in range(10):
        file.put(CoachMark("tuning", f"answer {number}", number / 10))
    file.close()
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_marking(pilot, path)
        await until(pilot, lambda: "weighted kappa" in shown(pilot.app))
        await pilot.press("m")
        await until(pilot, lambda: "All answers in the transcripts" in notice(pilot.app))


async def test_w_marks_the_whole(desk: Desk) -> None:
    path = hold(desk, [(0, "It caps the norm.")])
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = await open_marking(pilot, path)
        await asked(pilot, screen)
        assert "y yes, h half, n no" in shown(pilot.app)
        await pilot.press("w")
        await until(pilot, lambda: "Points, 0 to 4" in shown(pilot.app))
        await pilot.press("3", "enter")
        await until(pilot, lambda: "1 answer marked" in shown(pilot.app))
    assert [(mark.score, mark.credits) for mark in marks(desk)] == [(0.75, None)]


async def test_nothing_to_mark(desk: Desk) -> None:
    path, _ = bank_of(desk)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_marking(pilot, path)
        await until(pilot, lambda: "take an interview first" in " ".join(shown(pilot.app).split()))
        await pilot.press("y", "5", "enter", "b", "s", "w")
        await settle(pilot)
        await pilot.press("escape")
        await on_screen(pilot, "BankScreen")


async def test_a_file_that_another_window_has(desk: Desk) -> None:
    """It is said in one line, and nothing is lost."""
    path = hold(desk, [(0, "It caps the norm.")])
    file = MarksFile(desk.folder / "marks" / "small.csv", bank_of(desk)[1])
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_marking(pilot, path)
        await until(pilot, lambda: "another interviewer window" in notice(pilot.app))
    file.close()


async def test_a_disk_that_refuses(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer stays, and so does what was typed."""
    from interviewer.model.errors import StorageError

    def refuse(self: MarksFile, mark: CoachMark) -> None:
        raise StorageError("small.csv: cannot be written (No space left on device)")

    path = hold(desk, [(1, "By a range test.")])
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = await open_marking(pilot, path)
        await asked(pilot, screen)
        with monkeypatch.context() as patched:
            patched.setattr(MarksFile, "put", refuse)
            await pilot.press("8", "enter")
            await until(pilot, lambda: "No space left" in notice(pilot.app))
        assert "Points, 0 to 10: 8_" in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: "1 answer marked" in shown(pilot.app))


async def test_hostile_answers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is markup, at a small size and without colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    path = hold(desk, [(1, text) for text in HOSTILE])
    async with desk.app().run_test(size=(40, 12)) as pilot:
        screen = await open_marking(pilot, path)
        await asked(pilot, screen)
        total = len(screen.session.answers) if screen.session is not None else 0
        assert total >= 10
        for place in range(total):
            await until(pilot, partial(stands_at, screen, place))
            assert "Points" in shown(pilot.app), place
            await pilot.press("1", "enter")
        await until(pilot, lambda: f"{total} answers marked" in shown(pilot.app))


def test_the_sheet_by_itself() -> None:
    """Letters, digits and what takes them back."""
    sheet = Sheet(CLIPPING, True)
    assert sheet.step is Step.CRITERION
    assert sheet.taken_back() is None
    assert sheet.judged("x") == sheet
    full = sheet.judged("y").judged("n").judged("h")
    assert full.step is Step.BELIEFS
    assert full.with_key("1").held == {0}
    assert full.with_key("1").with_key("1") == full
    assert full.with_key("2") == full.with_key(".") == full
    assert not full.is_whole
    assert Sheet(CLIPPING, False).judged("y").letters == ""
    points = Sheet(TUNING, True).with_key("1").with_key(",").with_key("5")
    assert (points.step, points.points) == (Step.POINTS, 1.5)
    assert points.with_key("5").with_key("5").with_key("5").with_key("5").typed == "1,5555"
    assert Sheet(TUNING, True).with_key("1").with_key("1").points is None
    assert Sheet(TUNING, True).points is None
