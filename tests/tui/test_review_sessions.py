"""Sessions that a review cannot show whole: unfinished, broken, without a rubric, hostile."""

import pytest

from interviewer.model.rubric import Rubric
from interviewer.model.session import Mode
from interviewer.model.transcript import Drafted, TurnKind
from interviewer.tui.screens.review_turn import Part, TurnView
from tests.factories import (
    CLIPPING,
    Script,
    changed,
    make_assessment,
    make_rubric,
    make_started,
)
from tests.tui.pilots import HOSTILE, SIZES, Desk, notice, on_screen, shown, until
from tests.tui.reviews import finished, read, read_turn, review, saved, script


async def test_an_unfinished_live_session_hides_its_marks(desk: Desk) -> None:
    path = saved(desk.transcripts, script(Mode.LIVE).events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        screen = await read(pilot)
        await until(pilot, lambda: "r Resume" in shown(pilot.app))
        text = await read_turn(pilot)
        assert "The marks of a live interview show when it is finished." in text
        assert "Clipping caps the norm. It can fix vanishing gradients" in text
        for hidden in ("%", "⁺", "points", "Model answer", "g Weakest", "s Compare", "m Mark"):
            assert hidden not in text, hidden
        await pilot.press("g", "s", "m", "v")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_an_unfinished_practice_shows_what_there_is(desk: Desk) -> None:
    begun = script().ask(CLIPPING, TurnKind.PROBE, "recurrent")
    begun.add(Drafted(begun.turn, "half a [thought", 150.0))
    path = saved(desk.transcripts, begun.events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        await read(pilot)
        await until(pilot, lambda: "r Resume" in shown(pilot.app))
        text = shown(pilot.app)
        assert "not finished" in text
        assert "v Result" not in text
        assert "m Mark" not in text
        assert "Still open: 2 ideas" in text
        assert "Model answer" not in text, "what is asked for now is not given away"
        await pilot.press("end")
        await until(pilot, lambda: "You · typed, not sent" in shown(pilot.app))
        assert "half a [thought" in shown(pilot.app)


async def test_a_session_without_any_question(desk: Desk) -> None:
    path = saved(desk.transcripts, [make_started()])
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        await until(pilot, lambda: "Nothing was asked" in notice(pilot.app))
        await pilot.press("j", "k", "n", "p", "g", "home", "end", "right", "w", "m", "s", "f3")
        assert "Nothing was asked" in notice(pilot.app)


async def test_without_its_rubric_a_session_shows_no_marks_and_says_why(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    for copy in (desk.transcripts / "rubrics").iterdir():
        copy.unlink()
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        await read(pilot)
        text = shown(pilot.app)
        assert "No marks can be shown." in text
        assert "the rubric that graded this session is missing" in " ".join(text.split())
        assert "Clipping caps the norm. It can fix vanishing gradients" in text
        for hidden in ("%", "⁺", "points", "Model answer", "v Result", "m Mark"):
            assert hidden not in text, hidden
        await pilot.press("j")
        await until(pilot, lambda: "Exploding gradients." in shown(pilot.app))


async def test_problems_of_the_file_stand_at_the_top(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[4] = b"[/] [bold] \x1b[31m broken\n"
    path.write_bytes(b"".join(lines))
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        assert "line 5" in "\n".join(shown(pilot.app).splitlines()[1:4])


async def test_a_file_that_is_no_session_is_told(desk: Desk) -> None:
    desk.transcripts.mkdir()
    path = desk.transcripts / "20261120T120000Z-small-00aa.jsonl"
    path.write_bytes(b"no session\n")
    async with review(desk, path).run_test() as pilot:
        await until(pilot, lambda: "does not say how it began" in notice(pilot.app))
        assert "This session cannot be shown." in shown(pilot.app)
        await pilot.press("j", "g", "m", "e", "d", "escape")
        await on_screen(pilot, "HomeScreen")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text", [" ".join(HOSTILE[start::3]) for start in range(3)])
async def test_hostile_texts_are_drawn_as_they_are(
    desk: Desk, text: str, size: tuple[int, int]
) -> None:
    text = text.replace("\ud800", "?")
    begun, rubric = hostile(text)
    path = saved(desk.transcripts, finished(begun).events, rubric)
    async with review(desk, path).run_test(size=size) as pilot:
        screen = await read(pilot)
        for key in ("w", "right", "down", "j", "f3", "home"):
            await pilot.press(key)
            drawn = await read_turn(pilot)
            assert not {"\x1b", "\x07", "\u202e", "\x9b", "\x00"} & set(drawn)
        assert screen.query_one(TurnView).max_scroll_x == 0
        assert all(part.region.right <= size[0] for part in screen.query(Part) if part.display)


def hostile(text: str) -> tuple[Script, Rubric]:
    """Return a session in which all that people write is `text`, and its bank."""
    criteria = tuple(changed(each, says=text) for each in CLIPPING.criteria)  # type: ignore[arg-type]
    item = changed(CLIPPING, prompt=text, topic=text, criteria=criteria, references=(text,))
    rubric = make_rubric(item)
    begun = Script(make_started(rubric)).ask(item).answer(text)
    begun.assess(make_assessment(item, [1, 0.5], ["cures-vanishing"]))
    begun.ask(item, TurnKind.PROBE, "exploding").answer(text)
    return begun, rubric
