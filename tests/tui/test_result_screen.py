"""The result on the screen: its bars and sections, and the lines that lead into the review."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from interviewer.dialogue.credit import summarise
from interviewer.model.rubric import Rubric
from interviewer.model.session import Mode
from interviewer.model.transcript import Answered, EndReason, EventData, Finished, TurnKind
from interviewer.services.sessions import PastSession, open_past_file
from interviewer.storage.rubric_copies import keep_rubric
from interviewer.storage.transcript_log import TranscriptWriter
from interviewer.tui import messages
from interviewer.tui.screens.result import bar
from interviewer.tui.screens.result_page import Link, LinkedPage
from tests.factories import (
    CLIPPING,
    DROPOUT,
    NOON,
    TUNING,
    Script,
    changed,
    earned,
    make_assessment,
    make_rubric,
    make_settings,
    make_started,
)
from tests.tui.pilots import HOSTILE, SIZES, Desk, on_screen, shown, until

LONG = "I think that some words " * 12
RUBRIC = make_rubric()


def saved(folder: Path, events: list[EventData], rubric: Rubric = RUBRIC) -> PastSession:
    """Return a session after its events were written and read back."""
    folder.mkdir(parents=True, exist_ok=True)
    keep_rubric(folder, rubric)
    writer = TranscriptWriter.create(folder, rubric.id, NOON, "00aa")
    for number, data in enumerate(events):
        writer.append(data, NOON + timedelta(seconds=number))
    writer.close()
    return open_past_file(writer.path)


def script(mode: Mode = Mode.PRACTICE) -> Script:
    """A session with something in nearly every section, not finished yet."""
    begun = Script(make_started(settings=make_settings(minutes=6, mode=mode))).ask(CLIPPING)
    begun.add(Answered(begun.turn, LONG, 1.0, False, 130, 3))
    begun.assess(make_assessment(CLIPPING, [1, 0], ["cures-vanishing"]))
    begun.ask(CLIPPING, TurnKind.PROBE, "exploding", 130).answer(LONG, elapsed=145)
    begun.assess(earned(CLIPPING, "exploding"))
    begun.ask(DROPOUT, elapsed=145).answer(LONG, timed_out=True, elapsed=205)
    begun.assess(make_assessment(DROPOUT, [1]))
    begun.ask(TUNING, elapsed=205).answer(LONG, elapsed=250)
    return begun.assess(make_assessment(TUNING, similarity=7))


def finished(mode: Mode = Mode.PRACTICE) -> list[EventData]:
    played = script(mode)
    return played.add(Finished(EndReason.COMPLETED, summarise(played.state))).events


async def show(pilot: Pilot[None], session: PastSession) -> LinkedPage:
    await on_screen(pilot, "HomeScreen")
    pilot.app.post_message(messages.OpenResult(session))
    await on_screen(pilot, "ResultScreen")
    return pilot.app.screen.query_one(LinkedPage)


async def read_page(pilot: Pilot[None]) -> str:
    """Return all that scrolling through the page shows, line by line."""
    page, seen = pilot.app.screen.query_one(LinkedPage), list[str]()
    page.scroll_home(animate=False, immediate=True)
    await pilot.pause()
    for _ in range(100):
        seen += [line for line in shown(pilot.app).splitlines()[1:-1] if line not in seen]
        if page.scroll_y >= page.max_scroll_y:
            break
        page.scroll_page_down(animate=False)
        await pilot.pause()
    return "\n".join(seen)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_section_can_be_read_at_any_size(desk: Desk, size: tuple[int, int]) -> None:
    session = saved(desk.transcripts, finished())
    async with desk.app().run_test(size=size) as pilot:
        page = await show(pilot, session)
        text = " ".join((await read_page(pilot)).split())
        assert page.max_scroll_x == 0
        wanted = (
            "40% unaided",
            "Stages",
            "Basic",
            "Experienced",
            "Study next",
            "Topics, the weakest first",
            "regularisation",
            "To put right",
            "Gaps",
            "Strengths",
            "Earned with help",
            "Time",
            "4 min 10 s used, of 6 min.",
            "How you said it",
            "How sure you were",
            "Question by question",
            "Transcript",
        )
        assert [each for each in wanted if each not in text] == []


async def test_the_head_of_the_page_in_plain_text(desk: Desk) -> None:
    session = saved(desk.transcripts, finished())
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await show(pilot, session)
        lines = [line.rstrip(" ▁▂▃▄▅▆▇█") for line in shown(pilot.app).splitlines()]
        assert lines[2:16] == [
            "  ▌ Partial   40% unaided · 57% with help  ━━━━━━━━━━╍╍╍╍──────────",
            "  ▌ It is too early to say what you are ready for. Basic: one answer is too",
            "  ▌ few to judge. Fresher: one answer is too few to judge. Experienced: one",
            "  ▌ answer is too few to judge.",
            "  ▌ 3 of 3 questions answered · 4 min 10 s of 6 min · A small bank",
            "",
            "  Stages  ━ unaided  ╍ with help",
            "  Basic        ╍╍╍╍╍╍╍╍────────   0% ·  50% with help · not passed",
            "  Fresher      ━━━━━━━━────────  50% ·  50% with help · not passed",
            "  Experienced  ━━━━━━━━━━━─────  70% ·  70% with help · passed ✓",
            "",
            "  Study next  Enter on a line opens it in the review",
            "     1.  Clipping does nothing for vanishing gradients; it only makes large",
            "         ones smaller. (question 1, clipping)",
        ]


async def test_down_goes_from_line_to_line_and_enter_opens_the_review_there(desk: Desk) -> None:
    session = saved(desk.transcripts, finished())
    async with desk.app().run_test(size=(80, 24)) as pilot:
        page = await show(pilot, session)
        links = list(page.query(Link))
        for _ in range(200):
            if pilot.app.focused is links[-1]:
                break
            await pilot.press("down")
            focused = pilot.app.focused
            if isinstance(focused, Link):
                assert page.region.contains_region(focused.region), "the cursor can be seen"
                assert "▸" in shown(pilot.app)
        assert pilot.app.focused is links[-1]
        assert links[-1].turn == session.state.records[-1].main.number
        await pilot.press("enter")
        await on_screen(pilot, "ReviewScreen")
        await until(pilot, lambda: TUNING.prompt in shown(pilot.app))
        assert CLIPPING.prompt not in shown(pilot.app)
        await pilot.press("escape")
        await on_screen(pilot, "ResultScreen")
        assert pilot.app.focused is links[-1], "it comes back to the line it left"


async def test_up_goes_back_to_the_top(desk: Desk) -> None:
    session = saved(desk.transcripts, finished())
    async with desk.app().run_test(size=(80, 24)) as pilot:
        page = await show(pilot, session)
        links = list(page.query(Link))
        links[-1].focus()
        await until(pilot, lambda: page.scroll_y > 0)
        for _ in range(200):
            if page.scroll_y == 0:
                break
            await pilot.press("up")
        assert page.scroll_y == 0
        assert pilot.app.focused is links[0]
        assert "40% unaided" in shown(pilot.app)


async def test_after_scrolling_away_the_next_line_is_one_that_shows(desk: Desk) -> None:
    session = saved(desk.transcripts, finished())
    async with desk.app().run_test(size=(80, 24)) as pilot:
        page = await show(pilot, session)
        first = page.query(Link).first()
        first.focus()
        await pilot.press("end")
        await until(pilot, lambda: page.scroll_y == page.max_scroll_y)
        await pilot.press("up")
        focused = pilot.app.focused
        assert isinstance(focused, Link)
        assert focused is not first
        assert page.region.contains_region(focused.region)


async def test_a_click_on_a_line_opens_the_review_there(desk: Desk) -> None:
    session = saved(desk.transcripts, finished())
    async with desk.app().run_test(size=(80, 24)) as pilot:
        page = await show(pilot, session)
        link = page.query(Link).first()
        assert link.turn == session.state.records[0].main.number
        await pilot.click(link)
        await on_screen(pilot, "ReviewScreen")
        await until(pilot, lambda: " clipping · " in shown(pilot.app))


async def test_v_opens_the_review_at_its_beginning(desk: Desk) -> None:
    session = saved(desk.transcripts, finished())
    async with desk.app().run_test(size=(80, 24)) as pilot:
        page = await show(pilot, session)
        page.query(Link).last().focus()
        await pilot.press("v")
        await on_screen(pilot, "ReviewScreen")
        await until(pilot, lambda: " clipping · " in shown(pilot.app))
        assert "▸  1 clipping" in shown(pilot.app)


async def test_the_bars_tell_help_without_colour(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    session = saved(desk.transcripts, finished())
    async with desk.app().run_test(size=(80, 40)) as pilot:
        await show(pilot, session)
        assert pilot.app.no_color
        assert "━ unaided  ╍ with help" in shown(pilot.app)
        assert "Basic        ╍╍╍╍╍╍╍╍────────   0%" in shown(pilot.app)


@pytest.mark.parametrize(
    ("unaided", "aided", "drawn"),
    [
        (0, 0, "────────"),
        (0.5, 0.5, "━━━━────"),
        (0.5, 0.75, "━━━━╍╍──"),
        (0, 1, "╍╍╍╍╍╍╍╍"),
        (1, 1, "━━━━━━━━"),
        (0.01, 0.01, "━───────"),
    ],
)
def test_a_bar_has_its_width_whatever_it_shows(unaided: float, aided: float, drawn: str) -> None:
    assert bar(unaided, aided, 8).plain == drawn


async def test_an_unfinished_session_says_so(desk: Desk) -> None:
    session = saved(desk.transcripts, script().events[:4])
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await show(pilot, session)
        text = " ".join(shown(pilot.app).replace("▌", "").split())
        assert "This interview is not finished: 1 of 3 questions was asked so far." in text


async def test_an_unfinished_live_session_keeps_its_marks(desk: Desk) -> None:
    session = saved(desk.transcripts, script(Mode.LIVE).events)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await show(pilot, session)
        text = await read_page(pilot)
        assert "marks of a live interview show when it is finished" in text
        assert "4 min 10 s used, of 6 min." in text
        assert "%" not in text
        assert CLIPPING.criteria[0].says not in text


async def test_a_session_without_any_answer(desk: Desk) -> None:
    session = saved(desk.transcripts, script().events[:1])
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await show(pilot, session)
        assert "Nothing was answered" in shown(pilot.app)


@pytest.mark.parametrize("text", [" ".join(HOSTILE[start::3]) for start in range(3)])
async def test_hostile_texts_of_a_bank(desk: Desk, text: str) -> None:
    text = text.replace("\ud800", "?")
    criteria = tuple(
        changed(criterion, says=f"{text} {criterion.id}")  # type: ignore[arg-type]  # a dataclass
        for criterion in CLIPPING.criteria
    )
    item = changed(CLIPPING, prompt=text, topic=text, criteria=criteria)
    rubric = make_rubric(item)
    begun = Script(make_started(rubric)).ask(item).answer(text)
    begun.assess(make_assessment(item, [1, 0.5], ["cures-vanishing"]))
    session = saved(desk.transcripts, begun.events, rubric)
    async with desk.app().run_test(size=(80, 24)) as pilot:
        page = await show(pilot, session)
        assert "\x1b" not in await read_page(pilot)
        assert page.max_scroll_x == 0
