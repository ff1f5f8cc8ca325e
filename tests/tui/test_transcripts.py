"""The list of sessions: many of them, narrowed by words and keys, searched, moved through."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from interviewer.model.rubric import Band, Stage
from interviewer.model.session import Mode, StageScore, Summary
from interviewer.model.transcript import Answered, EndReason, Event, EventData, Finished, Paused
from interviewer.services import session_search
from interviewer.storage.transcript_lines import event_line
from interviewer.tui.screens.transcripts import TranscriptsScreen
from interviewer.tui.widgets.session_list import SessionList
from tests.factories import NOON, make_rubric, make_settings, make_started
from tests.tui.pilots import HOSTILE, Desk, name, notice, on_screen, settle, shown, until

BANDS = tuple(Band)


def leave(desk: Desk, number: int, *data: EventData, mode: Mode = Mode.PRACTICE) -> None:
    """Leave a session of day `number` behind; it is finished unless `data` say something else."""
    began = NOON - timedelta(days=400 - number)
    at = f"{began:%Y-%m-%dT%H:%M:%S}.000Z"
    score = number % 5 * 0.2 + 0.05
    stage = list(Stage)[number % 3]
    summary = Summary(
        1, 1, score, score, BANDS[number % 5], (StageScore(stage, 1, score, score, False),)
    )
    answer = f"zebra number {number} of all"
    events: list[EventData] = [
        make_started(make_rubric(), make_settings(mode=mode)),
        Answered(2, answer, 1.0),
        *(data or (Finished(EndReason.COMPLETED, summary),)),
    ]
    path = desk.transcripts / f"{began:%Y%m%dT%H%M%SZ}-small-{number:04x}.jsonl"
    path.parent.mkdir(exist_ok=True)
    lines = (event_line(Event(seq, at, event)) for seq, event in enumerate(events, 1))
    path.write_bytes(b"".join(lines))


def sessions_list(pilot: Pilot[None]) -> SessionList:
    return pilot.app.screen.query_one(SessionList)


def here(pilot: Pilot[None]) -> int:
    """Return the number of the session under the cursor; -1 where there is none."""
    session = sessions_list(pilot).here
    return int(session.id[-4:], 16) if session is not None else -1


async def open_list(pilot: Pilot[None], total: int) -> None:
    await on_screen(pilot, "HomeScreen")
    await pilot.press("t")
    await on_screen(pilot, "TranscriptsScreen")
    await until(pilot, lambda: f"{total} of {total}" in shown(pilot.app))


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    await pilot.press(*pressed)
    await settle(pilot)


async def test_only_what_is_in_view_is_drawn(desk: Desk) -> None:
    for number in range(120):
        leave(desk, number)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 120)
        text = shown(pilot.app)
        assert here(pilot) == 119, "the newest comes first"
        assert 10 < text.count("A small bank") < 22
        await keys(pilot, "end")
        assert here(pilot) == 0
        assert "▸ 16 Oct 2025" in shown(pilot.app)
        await keys(pilot, "home", "down", "down", "up")
        assert here(pilot) == 118
        await keys(pilot, "pagedown")
        assert here(pilot) < 110
        await keys(pilot, "pageup", "up", "up", "up")
        assert here(pilot) == 119
        assert shown(pilot.app).count("▸") == 1


async def test_typing_narrows_the_list_at_once(desk: Desk) -> None:
    for number in range(40):
        leave(desk, number)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 40)
        await keys(pilot, "slash", *"solid")
        assert "8 of 40" in shown(pilot.app)
        assert "strong" not in shown(pilot.app)
        await keys(pilot, "space", *"oct")
        assert "3 of 40" in shown(pilot.app)
        await keys(pilot, "down")
        assert sessions_list(pilot).has_focus
        await keys(pilot, "escape")
        assert "40 of 40" in shown(pilot.app)
        await keys(pilot, "escape")
        await on_screen(pilot, "HomeScreen")


async def test_keys_choose_a_bank_a_stage_and_a_band(desk: Desk) -> None:
    for number in range(30):
        leave(desk, number)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 30)
        await keys(pilot, "s")
        assert "10 of 30 · basic" in shown(pilot.app)
        await keys(pilot, "m")
        assert "2 of 30 · basic · missing" in shown(pilot.app)
        assert {number % 15 for number in [here(pilot)]} == {0}
        await keys(pilot, "s", "s", "s", "b")
        assert "6 of 30 · A small bank · missing" in shown(pilot.app)
        await keys(pilot, *"mmmmm", "b")
        assert "30 of 30" in shown(pilot.app)


async def test_the_cursor_stays_on_its_session(desk: Desk) -> None:
    for number in range(30):
        leave(desk, number)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 30)
        await keys(pilot, *["down"] * 5)
        assert here(pilot) == 24
        await keys(pilot, "slash", *"strong")
        assert here(pilot) == 24
        await keys(pilot, "escape")
        assert here(pilot) == 24
        await keys(pilot, "slash", *"weak")
        assert here(pilot) == 26, "it is not there any more: the first one"


async def test_nothing_fits(desk: Desk) -> None:
    leave(desk, 1)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 1)
        await keys(pilot, "slash", *"zebra")
        text = shown(pilot.app)
        assert "0 of 1" in text
        assert "None of 1 sessions fits. Enter searches the answers too. Esc shows all" in text
        assert here(pilot) == -1
        await keys(pilot, "down", "enter", "r")
        assert name(pilot.app) == "TranscriptsScreen"
        await keys(pilot, "escape")
        assert here(pilot) == 1


async def test_enter_searches_the_answers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        leave(desk, number)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 20)
        await keys(pilot, "slash", *"number 7 zeb", "enter")
        await until(pilot, lambda: "answers of 20 searched" in shown(pilot.app))
        assert "2 of 20" in shown(pilot.app)
        assert here(pilot) == 17
        await keys(pilot, "m")
        assert "searched" not in shown(pilot.app), "another filter, another search"


async def test_a_search_says_what_it_left_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = (3,)
    monkeypatch.setattr(session_search.search_sessions, "__defaults__", defaults)
    for number in range(9):
        leave(desk, number)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 9)
        await keys(pilot, "slash", *"zebra", "enter")
        await until(pilot, lambda: "6 older ones not" in shown(pilot.app))
        assert "3 of 9" in shown(pilot.app)


async def test_a_click_shows_a_session(desk: Desk) -> None:
    for number in range(40):
        leave(desk, number)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 40)
        await keys(pilot, *["pagedown"] * 2)
        top = sessions_list(pilot).scroll_offset.y
        assert top > 0
        await pilot.click("#transcripts-list", offset=(6, 2))
        await on_screen(pilot, "ReviewScreen")
        await pilot.press("escape")
        await on_screen(pilot, "TranscriptsScreen")
        assert here(pilot) == 39 - top - 2


async def test_an_unreadable_session_says_what_is_wrong(desk: Desk) -> None:
    leave(desk, 1)
    (desk.transcripts / "20261120T235959Z-small-ffff.jsonl").write_bytes(b"nonsense\n")
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 2)
        await until(pilot, lambda: "does not say how it began" in notice(pilot.app))
        assert "unreadable" in shown(pilot.app)
        assert "r Resume" not in shown(pilot.app)
        await keys(pilot, "down")
        assert notice(pilot.app) == ""


async def test_an_unfinished_one_can_be_resumed_from_the_list(desk: Desk) -> None:
    leave(desk, 1, Paused())
    leave(desk, 2)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 2)
        assert "r Resume" not in shown(pilot.app)
        await keys(pilot, "down")
        assert "r Resume" in shown(pilot.app)


async def test_no_sessions_yet(desk: Desk) -> None:
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("t")
        await until(pilot, lambda: "No interviews yet. Press n to start one." in shown(pilot.app))
        assert "/ Filter" not in shown(pilot.app)
        await keys(pilot, "slash", "s", "m", "b", "enter", "end")
        assert name(pilot.app) == "TranscriptsScreen"


async def test_a_session_that_is_new_shows_when_one_comes_back(desk: Desk) -> None:
    leave(desk, 1)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 1)
        await pilot.press("enter")
        await on_screen(pilot, "ReviewScreen")
        leave(desk, 2)
        await pilot.press("escape")
        await until(pilot, lambda: "2 of 2" in shown(pilot.app))
        assert here(pilot) == 1, "the cursor stays where it was"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_fits_every_size(desk: Desk, size: tuple[int, int]) -> None:
    for number in range(60):
        leave(desk, number)
    async with desk.app().run_test(size=size) as pilot:
        await open_list(pilot, 60)
        assert shown(pilot.app).count(" 2025") >= 5
        await keys(pilot, "end")
        assert "▸ 16 Oct 2025, 12:00" in shown(pilot.app)
        if size[0] >= 80:
            assert "missing" in shown(pilot.app), "no band is cut"
            assert "F2 Colours" in shown(pilot.app), "nor is the footer"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_in_the_filter(desk: Desk, text: str) -> None:
    leave(desk, 1)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await open_list(pilot, 1)
        await keys(pilot, "slash")
        screen = pilot.app.screen
        assert isinstance(screen, TranscriptsScreen)
        screen.query_one("#transcripts-words").value = text  # type: ignore[attr-defined]
        await settle(pilot)
        assert "0 of 1" in shown(pilot.app)
        await keys(pilot, "enter")
        await until(pilot, lambda: "answers of 1 searched" in shown(pilot.app))
        assert "\x1b" not in shown(pilot.app)
