"""The steps of docs/for-coaches.md in the editor of the app: two items are finished."""

from textual.pilot import Pilot

from tests.tui.coach_walk import Walk, at_rest, paste, saved
from tests.tui.pilots import on_screen, shown, until


async def open_editor(walk: Walk, pilot: Pilot[None]) -> None:
    """Find the bank among the others, and open its first item in the editor."""
    walk.begin("open")
    assert walk.command() == "interviewer"
    await on_screen(pilot, "HomeScreen")
    await open_bank(walk, pilot)
    await walk.press(pilot, "e")
    screen = await at_rest(pilot)
    assert screen.block.id == "backup-good"


async def open_bank(walk: Walk, pilot: Pilot[None]) -> None:
    """Go from the first screen to the bank."""
    await walk.press(pilot, "b")
    await on_screen(pilot, "RubricsScreen")
    await until(pilot, lambda: "▸ Keeping data safe" in shown(pilot.app))
    await walk.press(pilot, "Enter")
    await until(pilot, lambda: "What makes a backup a good one?" in shown(pilot.app))


async def finish_first(walk: Walk, pilot: Pilot[None]) -> None:
    """Try an answer, keep examples, mend the patterns, see what changes, add a wrong belief."""
    await try_and_keep(walk, pilot)
    screen = await at_rest(pilot)
    step = walk.begin("pattern")
    await walk.press(pilot, "F6", "F7")
    boxes = [box.strip() for box in step.boxes("text")]
    for line, below in zip(boxes[::2], boxes[1::2], strict=True):
        while screen.editor.document.get_line(screen.editor.cursor_location[0]).strip() != line:
            await walk.press(pilot, "Up")
        await walk.press(pilot, "End", "Enter")
        await paste(pilot, below)
        await at_rest(pilot)
    walk.begin("changes")
    await walk.press(pilot, "Ctrl+T")
    await on_screen(pilot, "ChangesScreen")
    await until(pilot, lambda: pilot.app.screen.has_class("-done"))
    await until(pilot, lambda: "3 -> 5 of 5, solid -> strong" in shown(pilot.app))
    assert "Marks: 1 of 5 texts would change" in shown(pilot.app)
    await walk.press(pilot, "Esc", "F5")
    await saved(pilot, screen)
    step = walk.begin("misconception")
    await walk.press(pilot, "F3", "Down", "Down", "Enter")
    await walk.fill(pilot, step.boxes("form")[0])
    await walk.press(pilot, "F5")
    await saved(pilot, screen)


async def try_and_keep(walk: Walk, pilot: Pilot[None]) -> None:
    """Try an answer that gets too little, and keep it and three others as examples."""
    step = walk.begin("try")
    await walk.press(pilot, "F6")
    await paste(pilot, step.boxes("text")[0].strip())
    screen = await at_rest(pilot)
    await until(pilot, lambda: "3 of 5 points" in shown(pilot.app))
    step = walk.begin("examples")
    await walk.press(pilot, "F3", "Enter", "F5")
    await at_rest(pilot)
    for box in step.boxes("form"):
        await walk.press(pilot, "F3", "Enter")
        await walk.fill(pilot, box)
    await walk.press(pilot, "F5")
    await saved(pilot, screen)
    await pilot.press("f6")
    await until(pilot, lambda: "Examples: 1 failing" in shown(pilot.app))
    await pilot.press("f7")


async def finish_second(walk: Walk, pilot: Pilot[None]) -> None:
    """A wrong belief and four examples for the other item."""
    screen = await at_rest(pilot)
    step = walk.begin("second")
    await walk.press(pilot, "F7", "Down", "Enter")
    await until(pilot, lambda: screen.block.id == "every-account-password")
    await at_rest(pilot)
    belief, *examples = step.boxes("form")
    await walk.press(pilot, "F3", "Down", "Down", "Enter")
    await walk.fill(pilot, belief)
    for box in examples:
        await walk.press(pilot, "F3", "Enter")
        await walk.fill(pilot, box)
    await walk.press(pilot, "F5")
    await saved(pilot, screen)
    await walk.press(pilot, "Esc")
    await on_screen(pilot, "BankScreen")
