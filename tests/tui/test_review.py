"""The review of a session: turn by turn, at any size, in colour and without."""

from pathlib import Path

import pytest

from interviewer.model.transcript import TurnKind
from interviewer.services.review import open_review
from interviewer.tui import messages
from interviewer.tui.prose import MINUS
from interviewer.tui.screens.review_turn import MarkList, TurnView
from interviewer.tui.widgets.turn_list import TurnList, turn_line
from tests.factories import (
    CLIPPING,
    DROPOUT,
    Script,
    make_started,
)
from tests.tui.pilots import SIZES, Desk, on_screen, shown, until
from tests.tui.reviews import FIRST, GRADER, finished, here, read, read_turn, review, saved, script

ITEM, PROBE = TurnKind.ITEM, TurnKind.PROBE


async def test_a_turn_in_plain_text(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(80, 24)) as pilot:
        await read(pilot)
        await until(pilot, lambda: "w Why" in shown(pilot.app))
        lines = [line.rstrip(" ▁▂▃▄▅▆▇█") for line in shown(pilot.app).splitlines()]
        assert lines[0] == (
            "  A small bank · 20 Nov 2026, 12:00 · practice · missing 0%, 17% with help"
        )
        assert lines[2:17] == [
            " ▸  1 clipping         0%  ▕ Question 1 · clipping · basic · optimisation · 1",
            "      └ probe          +3  ▕ min 4 s",
            "    2 dropout          0%  ▕",
            "    3 tuning         skip  ▕ Interviewer",
            "                           ▕ What is gradient clipping, and when would you use",
            "                           ▕ it?",
            "                           ▕ why: the test wants it",
            "                           ▕",
            "                           ▕ ▌ You",
            "                           ▕ ▌ Clipping caps⁺ the norm⁺. It can fix",
            "                           ▕ ▌ vanishing⁻ gradients~, but not exploding~",
            "                           ▕ ▌ gradients.",
            "                           ▕",
            "                           ▕ Missing: 0 of 6 points  ────────────────────",
            "                           ▕ sum criteria 2 + similarity 0 - misconceptions 2",
        ]
        assert lines[22].startswith("  words⁺ earned   words˙ earned a part   words⁻ cost points")
        assert lines[23] == (
            " g Weakest  w Why  s Compare  m Mark  v Result  Esc Back  F2 Colours  F1 Help"
        )


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_everything_about_a_turn_can_be_read(desk: Desk, size: tuple[int, int]) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=size) as pilot:
        screen = await read(pilot)
        text = " ".join((await read_turn(pilot)).replace("▌", " ").replace("▕", " ").split())
        wanted = ["1 clipping", "Question 1", "Interviewer", "why:", "You", "caps⁺", "vanishing⁻"]
        wanted += (
            "exploding~",
            "0 of 6 points",
            "sum",
            f"{MINUS}2",
            "+2",
            "~ It answers exploding",
        )
        wanted += ["In all:", "Model answer", "model", "“caps the norm”"]
        assert [each for each in wanted if each not in text] == []
        assert screen.query_one(TurnView).max_scroll_x == 0


async def test_keys_go_from_turn_to_turn_and_question_to_question(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test() as pilot:
        screen = await read(pilot)
        seen = []
        for key in ("down", "j", "k", "p", "n", "n", "n", "p", "home", "end", "up", "end", "j"):
            await pilot.press(key)
            seen.append(here(screen))
            assert screen.query_one(TurnList).cursor == screen.place
        probe, clipping = ("clipping", PROBE), ("clipping", ITEM)
        dropout, tuning = ("dropout", ITEM), ("tuning", ITEM)
        first = [probe, dropout, probe, clipping, dropout, tuning, tuning, dropout]
        assert seen == [*first, clipping, tuning, dropout, tuning, tuning]
        assert "(skipped)" in shown(pilot.app)


async def test_the_mouse_chooses_a_turn_and_a_mark(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        screen = await read(pilot)
        await pilot.click(TurnList, offset=(8, 3))
        await until(pilot, lambda: here(screen) == ("dropout", ITEM))
        await pilot.click(TurnList, offset=(8, 20))
        assert here(screen) == ("dropout", ITEM), "there is no turn"
        await pilot.click(TurnList, offset=(8, 1))
        await until(pilot, lambda: here(screen) == ("clipping", ITEM))
        marks = screen.query_one(MarkList)
        await until(pilot, lambda: marks.size.height > 6)
        wanted = "It answers exploding gradients. (said"
        y = next(n for n, row in enumerate(shown(pilot.app).splitlines()) if wanted in row)
        await pilot.click(offset=(60, y))
        await until(pilot, lambda: marks.here is not None and marks.here.target == "exploding")
        assert "▸~" in shown(pilot.app)


async def test_g_goes_to_the_weakest_answer_and_then_to_the_next(desk: Desk) -> None:
    begun = Script(make_started())
    for item, text in ((DROPOUT, "Random units are dropped."), (CLIPPING, "It caps the norm.")):
        begun.ask(item).answer(text).assess(GRADER.assess(item.id, text))
    path = saved(desk.transcripts, finished(begun).events)
    scores = [turn.score for turn in open_review(path).turns]
    assert scores == [0.5, 0.3333]
    async with review(desk, path).run_test() as pilot:
        screen = await read(pilot)
        seen = []
        for key in ("g", "g", "g", "j", "g"):
            await pilot.press(key)
            seen.append(here(screen)[0])
        assert seen == ["clipping", "dropout", "clipping", "clipping", "clipping"]


async def test_w_hides_all_reasons_and_shows_them_again(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        assert "why: the test wants it" in shown(pilot.app)
        await pilot.press("w")
        await until(pilot, lambda: "why:" not in shown(pilot.app))
        await pilot.press("j")
        await until(pilot, lambda: "Interviewer · probe" in shown(pilot.app))
        assert "why:" not in shown(pilot.app)
        await pilot.press("w")
        await until(pilot, lambda: "why: the test wants it" in shown(pilot.app))


@pytest.mark.parametrize(("width", "beside"), [(80, False), (110, True), (120, True)])
async def test_the_model_answer_stands_beside_the_own_words_where_there_is_room(
    desk: Desk, width: int, beside: bool
) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(width, 70)) as pilot:
        await read(pilot)
        rows = [row for row in shown(pilot.app).splitlines() if "model  “caps the norm" in row]
        assert len(rows) == 1
        assert ("you  “caps the norm”" in rows[0]) is beside
        await pilot.press("f3")
        await until(pilot, lambda: "▸ Model answer" in shown(pilot.app))
        assert "“caps the norm”" not in shown(pilot.app)


async def test_nothing_is_said_by_colour_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        await read(pilot)
        assert pilot.app.no_color
        text = shown(pilot.app)
        assert "Clipping caps⁺ the norm⁺. It can fix vanishing⁻ gradients~" in text
        assert "▸  1 clipping" in text
        assert f"{MINUS}2  Clipping does nothing" in text
        assert "+2  It caps the size" in text
        assert "~  It answers exploding gradients. (said, but denied)" in text
        assert "○  Recurrent networks need it most." in text


async def test_a_review_opens_at_the_turn_that_was_asked_for(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    wanted = open_review(path).turns[2].number
    async with desk.app().run_test() as pilot:
        await on_screen(pilot, "HomeScreen")
        pilot.app.post_message(messages.OpenReview(path, wanted))
        screen = await read(pilot)
        assert here(screen) == ("dropout", ITEM)


async def test_sixty_turns_need_no_more_widgets_than_four(desk: Desk) -> None:
    few = saved(desk.transcripts, finished(script()).events)
    begun = Script(make_started())
    for _ in range(60):
        begun.ask(CLIPPING).answer(FIRST)
    many = saved(desk.transcripts, finished(begun).events, token="00bb")
    counts = []
    for path in (few, many):
        async with review(desk, path).run_test() as pilot:
            screen = await read(pilot)
            await until(pilot, lambda: "v Result" in shown(pilot.app))
            counts.append(len(list(screen.walk_children())))
            await pilot.press("end")
            assert screen.query_one(TurnList).cursor == len(screen.review.turns) - 1  # type: ignore[union-attr]
    assert counts[0] == counts[1]


def test_a_line_of_the_list_has_its_width_whatever_it_shows(tmp_path: Path) -> None:
    turns = open_review(saved(tmp_path, finished(script()).events)).turns
    for width in (20, 27, 40, 60):
        lengths = {turn_line(turn, False, width).cell_length for turn in turns}
        assert max(lengths) <= width
    wide = [turn_line(turn, False, 44).plain for turn in turns]
    assert "basic" in wide[0]
    assert "follow-up" in wide[1]
