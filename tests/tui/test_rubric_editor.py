"""The rubric editor: what a coach types is marked at once, saved safely, and never lost."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from interviewer.model.errors import UsageError
from interviewer.services.banks import load_bank_file
from interviewer.storage.rubric_versions import Draft, keep_draft, list_versions, read_draft
from interviewer.tui.screens.editor import EditorScreen
from interviewer.tui.screens.editor_external import edit_outside, editor_command
from interviewer.tui.screens.editor_forms import FormDialog
from interviewer.tui.widgets.editor_tree import BankTree
from interviewer.tui.widgets.editor_try import TryPanel
from interviewer.tui.widgets.menu import Menu
from tests.factories import instantly
from tests.tui.pilots import HOSTILE, SIZES, Desk, name, notice, on_screen, settle, shown, until
from tests.tui.test_sizes import assert_grey

BANK = """\
# by the coach
id: small
title: Small
items:
  - id: clipping  # the first
    stage: basic
    prompt: What is gradient clipping?
    references:
      - Gradient clipping scales a large gradient down to a limit, so that training stays stable.
    criteria:
      - id: scales
        points: 2
        says: It scales large gradients down.
        match: [scale* gradient]
    examples:
      - {band: strong, answer: Gradient clipping scales a large gradient down to a limit.}
      - {band: strong, answer: It squashes every gradient that is too large.}
  - id: dropout
    stage: fresher
    prompt: What is dropout?
    references:
      - Dropout silences random units at every step, which reduces overfitting.
"""
WIDE = (120, 40)


@asynccontextmanager
async def editing(
    desk: Desk, bank: str = BANK, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[Pilot[None], EditorScreen, Path]]:
    """Open a bank of the coach's in the editor, and wait until it can mark."""
    path = desk.folder / "rubrics" / "small.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(bank)
    async with desk.app().run_test(size=size) as pilot:
        await on_screen(pilot, "HomeScreen")
        screen = await open_editor(pilot, desk, path)
        yield pilot, screen, path


async def open_editor(pilot: Pilot[None], desk: Desk, path: Path) -> EditorScreen:
    screen = EditorScreen(desk.context(), path, teach=instantly)
    pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.bank is not None and at_rest(screen))
    return screen


def at_rest(screen: EditorScreen) -> bool:
    """Whether the newest text and answer have been looked at, with what marks."""
    return screen.is_looked_at and (screen.bench is not None or not screen.readable)


async def change(pilot: Pilot[None], screen: EditorScreen, old: str, new: str) -> None:
    """Replace a part of the item's text, and wait for what comes of it."""
    assert old in screen.editor.text
    screen.editor.replace_all(screen.editor.text.replace(old, new))
    await until(pilot, lambda: at_rest(screen))


async def try_out(pilot: Pilot[None], screen: EditorScreen, answer: str) -> None:
    screen.query_one(TryPanel).answer = answer
    await until(pilot, lambda: at_rest(screen))


async def save(pilot: Pilot[None], screen: EditorScreen) -> None:
    await pilot.press("f5")
    await until(pilot, lambda: not screen.saving and at_rest(screen))


async def choose(pilot: Pilot[None], option: str) -> None:
    """Choose from the dialog in front."""
    menu = pilot.app.screen.query_one(Menu)
    menu.highlighted = menu.get_option_index(option)
    await pilot.press("enter")
    await settle(pilot)


def words(screen: EditorScreen, selector: str) -> str:
    """Return what a part of the screen says."""
    strips = screen.query_one(selector, Static).render_lines(
        screen.query_one(selector, Static).size.region
    )
    return " ".join(" ".join(strip.text for strip in strips).split())


async def test_an_edit_shows_its_marks_before_anything_is_saved(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await try_out(pilot, screen, "It squashes each gradient.")
        assert "squashes⁺" not in shown(pilot.app)
        assert "Examples: 1 failing" in shown(pilot.app)
        assert ", not strong" in shown(pilot.app)
        await change(pilot, screen, "[scale* gradient]", "[scale*|squash* gradient]")
        text = shown(pilot.app)
        assert "squashes⁺" in text
        assert "Strong: 2 of 2 points" in text
        assert "all pass" in text
        assert "not saved" in text
        assert path.read_text() == BANK


async def test_a_problem_stands_below_the_text_with_its_line(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, _):
        await try_out(pilot, screen, "It scales gradients.")
        await change(pilot, screen, "points: 2", "points: two")
        text = shown(pilot.app)
        assert "!! 12" in text
        assert "points must be a whole number" in text
        assert "1 problem" in text
        assert "Marked by the text as it was" in text
        assert "Strong" in text
        line = screen.editor.get_line(7)
        assert any("underline" in str(span.style) for span in line.spans)
        await pilot.press("f4")
        assert screen.editor.cursor_location == (7, 16)
        await change(pilot, screen, "points: two", "points: 3")
        assert "!! 12" not in shown(pilot.app)
        assert not screen.query_one("#editor-problems").display


async def test_what_makes_marks_worse_is_told_after_a_while(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, _):
        await change(pilot, screen, "[scale* gradient]", "[xylophone gradient]")
        await until(pilot, lambda: "no reference" in " ".join(shown(pilot.app).split()))
        assert "? 11" in shown(pilot.app)


async def test_saving_changes_one_line_and_keeps_the_old_file(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await change(pilot, screen, "points: 2", "points: 3")
        await save(pilot, screen)
        assert path.read_text() == BANK.replace("points: 2", "points: 3")
        assert notice(pilot.app).startswith("Saved ")
        assert "not saved" not in shown(pilot.app)
        await until(pilot, lambda: read_draft(desk.folder, path, "clipping") is None)
        (version,) = list_versions(desk.folder, path)
        assert version.path.read_text() == BANK


async def test_an_earlier_version_is_shown_and_restored(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await change(pilot, screen, "points: 2", "points: 3")
        await save(pilot, screen)
        desk.clock.tick(60)
        await pilot.press("f8")
        await on_screen(pilot, "VersionsScreen")
        await until(pilot, lambda: "+        points: 2" in shown(pilot.app))
        assert "-        points: 3" in shown(pilot.app)
        await pilot.press("r")
        await on_screen(pilot, "EditorScreen")
        await until(pilot, lambda: "points: 2" in screen.editor.text and at_rest(screen))
        assert path.read_text() == BANK
        assert len(list_versions(desk.folder, path)) == 2


async def test_a_text_with_problems_is_not_saved_and_comes_back_as_a_draft(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await change(pilot, screen, "points: 2", "points: two")
        await save(pilot, screen)
        assert notice(pilot.app).startswith("Not saved")
        assert "!! 12" in shown(pilot.app)
        assert "points: two" in screen.editor.text
        assert path.read_text() == BANK
        again = await open_editor(pilot, desk, path)
        assert "points: two" in again.editor.text
        assert "Your unsaved text is back" in notice(pilot.app)
        await pilot.press("ctrl+r")
        assert not again.is_unsaved
        await pilot.press("ctrl+underscore")
        assert "points: two" in again.editor.text


async def test_a_draft_is_kept_while_typing_without_a_key_for_it(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await change(pilot, screen, "points: 2", "points: 4")
        await until(pilot, lambda: read_draft(desk.folder, path, "clipping") is not None)
        draft = read_draft(desk.folder, path, "clipping")
        assert draft is not None
        assert "points: 4" in draft.text
        assert draft.base == screen.base


async def test_a_draft_of_an_item_that_changed_since_says_so(desk: Desk) -> None:
    async with editing(desk) as (pilot, _, path):
        keep_draft(desk.folder, path, "dropout", Draft("  - id: dropout\n    # mine", "old"))
        tree = pilot.app.screen.query_one(BankTree)
        tree.focus()
        await pilot.press("down", "enter")
        await until(pilot, lambda: "changed in the file since" in notice(pilot.app))


async def test_a_file_that_others_changed_is_shown_and_not_overwritten(desk: Desk) -> None:
    theirs = BANK.replace("title: Small", "title: Theirs")
    async with editing(desk) as (pilot, screen, path):
        await change(pilot, screen, "points: 2", "points: 3")
        path.write_text(theirs)
        await pilot.press("f5")
        await on_screen(pilot, "ConflictDialog")
        text = shown(pilot.app)
        assert "-title: Theirs" in text
        assert "+        points: 3" in text
        await choose(pilot, "copy")
        await until(pilot, lambda: "Saved as" in notice(pilot.app))
        copy = path.with_name("small-copy.yaml")
        assert copy.read_text() == BANK.replace("points: 2", "points: 3")
        assert path.read_text() == theirs
        await pilot.press("f5")
        await on_screen(pilot, "ConflictDialog")
        await choose(pilot, "mine")
        await until(pilot, lambda: at_rest(screen))
        await save(pilot, screen)
        assert path.read_text() == theirs.replace("points: 2", "points: 3")


async def test_reloading_takes_the_file_as_it_is(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await change(pilot, screen, "points: 2", "points: 3")
        path.write_text(BANK.replace("points: 2", "points: 5"))
        await pilot.press("f5")
        await on_screen(pilot, "ConflictDialog")
        await choose(pilot, "reload")
        await until(pilot, lambda: "points: 5" in screen.editor.text and at_rest(screen))
        assert not screen.is_unsaved


async def test_an_example_becomes_the_answer_and_the_answer_an_example(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        screen.query_one("#try-examples", OptionList).focus()
        await pilot.press("enter")
        await until(pilot, lambda: at_rest(screen))
        assert screen.query_one(TryPanel).answer == "It squashes every gradient that is too large."
        await try_out(pilot, screen, "The gradient is scaled: down.")
        await pilot.press("f3")
        await on_screen(pilot, "AddDialog")
        await choose(pilot, "example")
        await on_screen(pilot, "FormDialog")
        await pilot.press("f5")
        await on_screen(pilot, "EditorScreen")
        await until(pilot, lambda: at_rest(screen))
        added = "      - band: strong\n        answer: 'The gradient is scaled: down.'\n"
        await save(pilot, screen)
        assert path.read_text() == BANK.replace("  - id: dropout", added + "  - id: dropout")


async def fill(pilot: Pilot[None], *values: str) -> None:
    """Fill a form's lines in order; an empty value leaves a line as it is."""
    dialog = pilot.app.screen
    assert isinstance(dialog, FormDialog)
    for number, value in enumerate(values):
        if value:
            dialog.query_one(f"#form-{number}").value = value  # type: ignore[attr-defined]
    await pilot.press("f5")
    await settle(pilot)


async def test_a_form_says_what_is_wrong_before_it_writes(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, _):
        await pilot.press("f3")
        await choose(pilot, "criterion")
        await fill(pilot, "No Id", "", "It is so.", "a | b")
        assert "id must be at most 64 small letters" in " ".join(shown(pilot.app).split())
        assert "No Id" not in screen.editor.text
        await fill(pilot, "so", "", "", "squash* gradient")
        await on_screen(pilot, "EditorScreen")
        assert "      - id: so\n        points: 1\n" in screen.editor.text
        await until(pilot, lambda: at_rest(screen))
        assert not screen.problems


async def test_a_new_item_is_written_at_the_end_of_the_bank(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await pilot.press("f3")
        await choose(pilot, "item")
        await fill(pilot, "momentum", "", "", "What is momentum?", "It keeps the direction.")
        await on_screen(pilot, "EditorScreen")
        assert "a new item" in shown(pilot.app)
        await save(pilot, screen)
        rubric = load_bank_file(path)
        assert [item.id for item in rubric.items] == ["clipping", "dropout", "momentum"]
        assert path.read_text().startswith(BANK)
        assert "momentum" in words(screen, "#editor-head")
        assert "○ momentum  no examples" in shown(pilot.app)


async def test_the_tree_says_how_items_are_and_opens_them(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, _):
        await until(pilot, lambda: "✗ clipping  1 failing" in shown(pilot.app))
        assert "○ dropout  no examples" in shown(pilot.app)
        await change(pilot, screen, "points: 2", "points: 3")
        screen.query_one(BankTree).focus()
        await pilot.press("down", "enter")
        await until(pilot, lambda: "What is dropout?" in screen.editor.text and at_rest(screen))
        screen.query_one(BankTree).focus()
        await pilot.press("up", "enter")
        await until(pilot, lambda: "points: 3" in screen.editor.text)


async def test_another_bank_opens_from_the_tree(desk: Desk) -> None:
    other = desk.folder / "rubrics" / "zoo.yaml"
    other.parent.mkdir()
    other.write_text(BANK.replace("id: small", "id: zoo").replace("clipping", "zebra"))
    async with editing(desk) as (pilot, screen, _):
        await until(pilot, lambda: "▶ zoo" in shown(pilot.app))
        tree = screen.query_one(BankTree)
        tree.focus()
        await pilot.press("end", "enter")
        await until(pilot, lambda: screen.path == other and at_rest(screen))
        assert "zebra" in screen.editor.text


async def test_a_broken_bank_opens_and_is_mended(desk: Desk) -> None:
    broken = BANK.replace("prompt: What is dropout?", "prompt: 'What is dropout?")
    async with editing(desk, broken) as (pilot, screen, path):
        assert "!! dropout" in shown(pilot.app)
        screen.query_one(BankTree).focus()
        await pilot.press("down", "enter")
        await until(pilot, lambda: "dropout" in screen.editor.text and bool(screen.problems))
        await change(pilot, screen, "'What is", "What is")
        await save(pilot, screen)
        assert path.read_text() == BANK


async def test_a_shipped_bank_is_saved_as_a_copy(desk: Desk) -> None:
    async with desk.app().run_test(size=WIDE) as pilot:
        await on_screen(pilot, "HomeScreen")
        shipped = desk.paths.shipped_rubrics / "deep-learning.yaml"
        before = shipped.read_bytes()
        screen = await open_editor(pilot, desk, shipped)
        assert "saving makes your own copy" in " ".join(notice(pilot.app).split())
        await change(pilot, screen, "minutes: 3", "minutes: 4")
        await save(pilot, screen)
        own = desk.folder / "rubrics" / "deep-learning.yaml"
        assert own.read_bytes() == before.replace(b"minutes: 3", b"minutes: 4", 1)
        assert shipped.read_bytes() == before


async def test_leaving_unsaved_text_asks(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, path):
        await change(pilot, screen, "points: 2", "points: 3")
        await pilot.press("escape")
        await on_screen(pilot, "LeaveEditorDialog")
        await pilot.press("escape")
        await on_screen(pilot, "EditorScreen")
        await pilot.press("escape")
        await on_screen(pilot, "LeaveEditorDialog")
        await choose(pilot, "keep")
        await on_screen(pilot, "HomeScreen")
        assert read_draft(desk.folder, path, "clipping") is not None
        again = await open_editor(pilot, desk, path)
        assert "points: 3" in again.editor.text
        await pilot.press("escape")
        await choose(pilot, "discard")
        await on_screen(pilot, "HomeScreen")
        assert read_draft(desk.folder, path, "clipping") is None
        last = await open_editor(pilot, desk, path)
        await change(pilot, last, "points: 2", "points: 4")
        await pilot.press("escape")
        await choose(pilot, "save")
        await on_screen(pilot, "HomeScreen")
        assert path.read_text() == BANK.replace("points: 2", "points: 4")


async def test_quitting_asks_too(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, _):
        await change(pilot, screen, "points: 2", "points: 3")
        await pilot.press("ctrl+q")
        await on_screen(pilot, "LeaveEditorDialog")
        await choose(pilot, "keep")
        await until(pilot, lambda: not pilot.app._running or pilot.app._exit)


async def test_a_save_that_is_refused_does_not_leave(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, _):
        await change(pilot, screen, "points: 2", "points: two")
        await pilot.press("escape")
        await choose(pilot, "save")
        await until(pilot, lambda: notice(pilot.app).startswith("Not saved"))
        await change(pilot, screen, "points: two", "points: 3")
        await save(pilot, screen)
        assert name(pilot.app) == "EditorScreen"


async def test_a_small_terminal_shows_one_panel_at_a_time(desk: Desk) -> None:
    async with editing(desk, size=(80, 24)) as (pilot, screen, _):
        panels = ("#editor-tree", "#editor-middle", "#editor-try")

        def visible() -> list[bool]:
            return [screen.query_one(panel).display for panel in panels]

        assert visible() == [False, True, False]
        assert "F1 Help" in shown(pilot.app)
        await pilot.press("f6")
        assert visible() == [False, False, True]
        assert "Try an answer" in shown(pilot.app)
        await pilot.press("f6")
        assert visible() == [True, False, False]
        await pilot.press("f7")
        assert visible() == [False, False, True]
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert visible() == [True, True, True]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_without_colour_all_is_there(
    desk: Desk, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with editing(desk, size=size) as (pilot, screen, _):
        assert "id: clipping" in shown(pilot.app)
        assert_grey(pilot.app)  # type: ignore[arg-type]  # it is an InterviewerApp
        await pilot.press("f6")
        await try_out(pilot, screen, "It scales gradients.")
        assert_grey(pilot.app)  # type: ignore[arg-type]


async def test_enter_keeps_the_indentation(desk: Desk) -> None:
    async with editing(desk) as (pilot, screen, _):
        lines = screen.editor.text.split("\n")
        at = lines.index("        points: 2")
        screen.editor.focus()
        screen.editor.go_to(at, len(lines[at]))
        await pilot.press("enter", *"hint")
        assert screen.editor.text.split("\n")[at + 1] == "        hint"
        screen.editor.go_to(at - 1, 99)
        await pilot.press("enter", "x")
        assert screen.editor.text.split("\n")[at] == "        x"


@pytest.mark.parametrize("text", HOSTILE)
async def test_nothing_that_is_typed_or_pasted_harms(desk: Desk, text: str) -> None:
    async with editing(desk) as (pilot, screen, _):
        screen.editor.insert(f"{text}\n", (0, 0))
        screen.query_one(TryPanel).answer = text
        await until(pilot, lambda: at_rest(screen))
        assert "\x1b" not in shown(pilot.app)
        await pilot.press("f5")
        await until(pilot, lambda: not screen.saving)


async def test_hostile_names_in_a_file_are_shown_as_text(desk: Desk) -> None:
    bank = BANK.replace("id: dropout", "id: '[red]x[/] [@click=app.exit]y'")
    bank = bank.replace("# the first", "# \x1b[31mred \u202e")
    async with editing(desk, bank) as (pilot, _, _path):
        assert "[red]x[/]" in shown(pilot.app)
        assert "\x1b" not in shown(pilot.app)
        assert "\u202e" not in shown(pilot.app)


async def test_the_bank_screen_leads_here_and_shows_what_was_saved(desk: Desk) -> None:
    path = desk.folder / "rubrics" / "small.yaml"
    path.parent.mkdir()
    path.write_text(BANK)
    async with desk.app().run_test(size=WIDE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("b")
        await until(pilot, lambda: "Small" in shown(pilot.app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "What is dropout?" in shown(pilot.app))
        await pilot.press("e")
        await on_screen(pilot, "EditorScreen")
        screen = pilot.app.screen
        assert isinstance(screen, EditorScreen)
        await until(pilot, lambda: screen.bank is not None)
        await change(pilot, screen, "What is gradient clipping?", "Why clip gradients?")
        await save(pilot, screen)
        await pilot.press("escape")
        await until(pilot, lambda: "Why clip gradients?" in shown(pilot.app))


async def test_without_an_own_editor_the_key_says_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with editing(desk) as (pilot, _, _path):
        await pilot.press("f9")
        assert "EDITOR=nano" in notice(pilot.app)
        monkeypatch.setenv("EDITOR", "true")
        await pilot.press("f9")
        assert "cannot hand over" in notice(pilot.app)


def test_the_own_editor_gets_the_text_and_gives_it_back(tmp_path: Path) -> None:
    script = "import sys, pathlib; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text() * 2)"
    path = tmp_path / "drafts" / "a.yaml"
    assert edit_outside([sys.executable, "-c", script], "  - id: a", path) == "  - id: a\n  - id: a"
    assert not path.exists()
    with pytest.raises(UsageError, match="ended with an error"):
        edit_outside([sys.executable, "-c", "raise SystemExit(3)"], "text", path)
    with pytest.raises(UsageError, match="no editor 'no-such-editor'"):
        edit_outside(["no-such-editor"], "text", path)
    assert not path.exists()


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"EDITOR": "nano -w"}, ["nano", "-w"]),
        ({"VISUAL": "code --wait", "EDITOR": "nano"}, ["code", "--wait"]),
        ({"VISUAL": " ", "EDITOR": "vi"}, ["vi"]),
    ],
)
def test_the_own_editor_comes_from_the_environment(
    environment: dict[str, str], command: list[str]
) -> None:
    assert editor_command(environment) == command


@pytest.mark.parametrize("environment", [{}, {"EDITOR": ""}, {"EDITOR": "'"}])
def test_no_own_editor_is_an_error_with_a_mend(environment: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="EDITOR=nano"):
        editor_command(environment)
