"""Texts that people wrote are drawn as they are, on every screen, and nothing crashes."""

from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from textual.app import App, ComposeResult

from interviewer.model.text import clean_text, one_line
from interviewer.services.conversation import Speaker, Utterance
from interviewer.services.outcome import Idea
from interviewer.tui.opening import HomeOpening, InterviewOpening, ReviewOpening
from interviewer.tui.prose import Row, plain
from interviewer.tui.theme import DARK_COLOURS
from interviewer.tui.widgets.choice import Choice, Toggle
from interviewer.tui.widgets.conversation import ModelAnswer, Piece, UtteranceView
from interviewer.tui.widgets.menu import Entry, Menu
from interviewer.tui.widgets.notice import Notice, Tone
from interviewer.tui.widgets.page import Block, title
from tests.factories import CLIPPING, make_settings
from tests.hostile.banks import evil_rubric
from tests.hostile.scale import FUZZ
from tests.hostile.texts import COMMON, HOSTILE, commands_in
from tests.tui.pilots import SHIPPED, Desk, in_turn, on_screen, send, shown, until, write

TUI = SHIPPED.parent / "interviewer" / "tui"
EVIL = " ".join(COMMON[:8])


@pytest.mark.parametrize("text", [" ".join(HOSTILE[start::3]) for start in range(3)], ids=range(3))
async def test_an_interview_about_hostile_texts(desk: Desk, text: str) -> None:
    # No bank file holds a lone surrogate: YAML refuses it.
    app = desk.settings_app(evil_rubric(text.replace("\ud800", "?")), make_settings())
    async with app.run_test(size=(80, 40)) as pilot:
        await in_turn(pilot)
        await send(pilot, f"It caps the norm. It can fix vanishing gradients. {text}")
        await send(pilot, "/hint")
        await send(pilot, "/repeat")
        await send(pilot, text)
        await pilot.press("f3")
        await send(pilot, text)
        screen = await in_turn(pilot)
        assert screen.interview.in_break
        assert commands_in(shown(app)) == set()
        await pilot.press("escape")
        await on_screen(pilot, "LeaveDialog")
        await pilot.press("down", "down", "enter")
        await on_screen(pilot, "ResultScreen")
        await pilot.press("v")
        await on_screen(pilot, "ReviewScreen")
        await until(pilot, lambda: "Interviewer" in shown(app))
        answered = desk.session().state.records[0].main.answered
        assert answered is not None
        assert answered.text.endswith(clean_text(text))


class Every(App[None]):
    """Every kind of widget that shows what people wrote, all saying the same."""

    CSS_PATH: ClassVar = [TUI / "app.tcss", *sorted(TUI.glob("widgets/*.tcss"))]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK_COLOURS

    def compose(self) -> ComposeResult:
        text = self.text
        yield Menu(Entry("one", text, ((text, 10), (text, 0)), "k"), id="menu")
        yield Choice([(1, text), (2, text)], 0, id="choice")
        yield Toggle(text, id="toggle")
        yield Notice()
        yield Block([Row(plain(text), plain(text), plain(text)), title(text)])
        yield UtteranceView(Piece(Utterance("a", Speaker.CANDIDATE, text), text, why=text))
        idea = Idea(text, text, text)
        yield ModelAnswer(Piece(Utterance("b", Speaker.MODEL, text, ideas=(idea,))))


@pytest.mark.parametrize("text", [*(HOSTILE if FUZZ else COMMON), ""], ids=ascii)
async def test_every_widget_draws_any_text(text: str) -> None:
    app = Every(f"§{text}")
    async with app.run_test(size=(400, 60)) as pilot:
        app.query_one(Notice).say(f"§{text}", Tone.ERROR)
        app.query_one(ModelAnswer).opened = True
        await pilot.press("tab", "right", "tab", "space")
        drawn = shown(app)
        assert drawn.count("§") == 16, "everything is drawn"
        assert commands_in(drawn) == set()


async def test_markup_in_an_answer_is_shown_letter_by_letter(desk: Desk) -> None:
    async with desk.interview(CLIPPING).run_test(size=(100, 40)) as pilot:
        await send(pilot, "the [bold]norm[/bold] is [red]capped[/] \\[x] $accent")
        assert "\\[x] $accent" in shown(pilot.app)
        assert "[bold]norm⁺[/bold]" in shown(pilot.app)


def write_bank(folder: Path, name: str, title: str, prompt: str) -> None:
    """Write a small bank."""
    folder.mkdir(exist_ok=True)
    item = {
        "id": "one",
        "stage": "basic",
        "topic": title,
        "prompt": prompt,
        "references": [f"A reference with enough words to be one. {prompt}"],
        "criteria": [
            {"id": "c", "points": 2, "says": title, "match": ["gradient"], "probe": prompt}
        ],
    }
    bank = {"format": 1, "id": name, "title": title, "items": [item]}
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(bank, allow_unicode=True))


async def test_hostile_titles_and_files_on_the_screens_around(desk: Desk) -> None:
    rubrics = desk.folder / "rubrics"
    write_bank(rubrics, "evil", EVIL.replace("\x1b", "").replace("\x07", ""), "[/] What?")
    (rubrics / "[bold] [x.yaml").write_text("format: [/]\n")
    app = desk.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "3 banks" in shown(app))
        await pilot.press("b")
        await until(pilot, lambda: "has problems" in shown(app))
        assert "[/] [bold [red]red[/red]" in shown(app)
        assert "[bold] [x" in shown(app)
        for move in ("home", "down", "down"):
            await pilot.press(move, "enter")
            await on_screen(pilot, "BankScreen")
            await until(pilot, lambda: "Reading" not in shown(app))
            await pilot.press("escape")
            await on_screen(pilot, "RubricsScreen")
        await pilot.press("escape")
        await pilot.press("n")
        await until(pilot, lambda: "9 questions" in shown(app))
        for _ in range(4):
            await pilot.press("right")
            await pilot.pause()
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")


async def test_hostile_transcripts_are_listed_and_opened(desk: Desk) -> None:
    app = desk.settings_app(evil_rubric(EVIL), make_settings())
    async with app.run_test() as pilot:
        await write(pilot, EVIL)
        await send(pilot, "/stop")
        await on_screen(pilot, "ResultScreen")
    (desk.transcripts / "20260101T000000Z-evil-0000.jsonl").write_bytes(b"[/]\xff\x00 [bold]\n")
    session = next(each for each in desk.transcripts.glob("2026112*.jsonl"))
    with session.open("ab") as file:
        file.write(b"[/] [bold] \x1b[31m broken\n")
    app = desk.app(HomeOpening())
    async with app.run_test(size=(100, 30)) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("t")
        await until(pilot, lambda: "unreadable" in shown(app))
        await pilot.press("down", "enter")
        await on_screen(pilot, "ReviewScreen")
        await pilot.press("escape")
        await on_screen(pilot, "TranscriptsScreen")
    app = desk.app(ReviewOpening(session))
    async with app.run_test(size=(100, 30)) as pilot:
        await on_screen(pilot, "ReviewScreen")
        await until(pilot, lambda: "!" in shown(app))
        assert one_line(EVIL)[:20] in shown(app)


async def test_an_opening_with_a_hostile_title(desk: Desk) -> None:
    opening = InterviewOpening(evil_rubric("[/]"), make_settings())
    async with desk.app(opening).run_test(size=(40, 12)) as pilot:
        await in_turn(pilot)
        assert "[/]" in shown(pilot.app)
