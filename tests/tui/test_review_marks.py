"""Marks moderated in the review: decided by a coach, contested by the candidate."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from interviewer.dialogue.moderation import in_force
from interviewer.model.moderation import NewMark, Overridden, Regraded
from interviewer.model.session import Mode
from interviewer.model.transcript import TurnKind
from interviewer.services.review import open_review
from interviewer.services.review_marks import NOT_PUT_RIGHT
from interviewer.storage.transcript_log import TranscriptWriter
from interviewer.tui.screens.review_dialogs import MarkDialog
from interviewer.tui.screens.review_turn import MarkList
from interviewer.tui.widgets.choice import Choice
from tests.factories import CLIPPING, earned, make_assessment
from tests.tui.pilots import HOSTILE, SIZES, Desk, notice, on_screen, shown, until
from tests.tui.reviews import finished, read, review, saved, script


async def open_dialog(pilot: Pilot[None], moves: int = 0) -> MarkDialog:
    """Go so many marks down, and press the key."""
    await read(pilot)
    await until(pilot, lambda: "m Mark" in shown(pilot.app) or pilot.app.size.width < 64)
    await pilot.press("right", *["down"] * moves, "m")
    await on_screen(pilot, "MarkDialog")
    dialog = pilot.app.screen
    assert isinstance(dialog, MarkDialog)
    return dialog


def fill(dialog: MarkDialog, points: str, words: str, by: str = "") -> None:
    for name, text in (("points", points), ("words", words), ("by", by)):
        dialog.query_one(f"#mark-{name}", Input).value = text


def trouble(dialog: MarkDialog) -> str:
    return " ".join(str(row) for row in shown(dialog.app).splitlines() if "!!" in row)


async def test_a_decision_shows_at_once_beside_the_programs_mark(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        dialog = await open_dialog(pilot, 2)
        assert dialog.mark.target == "exploding"
        text = shown(pilot.app)
        assert "It answers exploding gradients." in text
        assert "program 0 · 0 to 3 can be given" in text
        assert dialog.query_one("#mark-points", Input).value == "3", "most often it is there"
        fill(dialog, "2", "It is [named], only badly put", "Ann")
        await pilot.press("f5")
        wanted = "program 0, coach 2: It is [named], only badly put (Ann)"
        await until(pilot, lambda: wanted in shown(pilot.app))
        assert "1 clipping" in shown(pilot.app)
        assert "33%*" in shown(pilot.app), "the score in the list counts it"
        assert "Now: Weak: 2 of 6 points" in shown(pilot.app)
        assert "weak 11%, 17% with help" in shown(pilot.app)
        assert pilot.app.focused is pilot.app.screen.query_one(MarkList)
        assert pilot.app.screen.query_one(MarkList).cursor == 2
    (decision,) = open_review(path).past.state.overrides
    assert (decision.target, decision.points, decision.by) == ("exploding", 2.0, "Ann")
    assert open_review(path).past.state.records[0].main.assessment is not None


async def test_a_misconception_is_taken_back(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        dialog = await open_dialog(pilot)
        assert dialog.mark.target == "cures-vanishing"
        assert dialog.query_one("#mark-points", Input).value == "0"
        dialog.query_one("#mark-words", Input).value = "They said that it can not"
        await pilot.press("enter")
        await until(pilot, lambda: "coach 0: They said that it can not" in shown(pilot.app))
    assessment = in_force(open_review(path).past.state).records[0].main.assessment
    assert assessment is not None
    assert assessment.misconceptions == ()


@pytest.mark.parametrize(
    ("points", "words", "said"),
    [
        ("4", "why", "'exploding' can have 0 to 3 points, not 4"),
        ("-1", "why", "can have 0 to 3 points"),
        ("nan", "why", "can have 0 to 3 points"),
        ("two", "why", "points: a number from 0 to 3 is needed"),
        ("", "why", "points: a number from 0 to 3 is needed"),
        ("2", "  ", "a reason is needed"),
        ("2", "x" * 2001, "a reason may have 2,000 characters"),
    ],
)
async def test_what_cannot_be_decided_is_one_line_and_what_was_typed_stays(
    desk: Desk, points: str, words: str, said: str
) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        dialog = await open_dialog(pilot, 2)
        fill(dialog, points, words)
        await pilot.press("f5")
        await until(pilot, lambda: said in trouble(dialog))
        assert dialog.query_one("#mark-words", Input).value == words
        await pilot.press("escape")
        await on_screen(pilot, "ReviewScreen")
    assert open_review(path).past.state.overrides == ()


async def test_a_session_in_use_elsewhere_says_so(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    other = TranscriptWriter.reopen(path)
    try:
        async with review(desk, path).run_test(size=(160, 40)) as pilot:
            dialog = await open_dialog(pilot, 2)
            fill(dialog, "2", "why")
            await pilot.press("f5")
            # However the line breaks: the path of the session is part of it.
            await until(pilot, lambda: {"another", "window;"} <= set(shown(pilot.app).split()))
            other.close()
            await pilot.pause()
            await pilot.press("f5")
            await until(pilot, lambda: "program 0, coach 2: why" in shown(pilot.app))
    finally:
        other.close()


async def test_a_candidate_contests_a_mark(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        dialog = await open_dialog(pilot, 2)
        dialog.query_one("#mark-way", Choice).focus()
        await pilot.press("right")
        await until(pilot, lambda: "By " not in shown(pilot.app))
        dialog.query_one("#mark-words", Input).value = "I said it"
        await pilot.press("f5")
        await until(pilot, lambda: "contested: I said it" in shown(pilot.app))
    state = open_review(path).past.state
    assert [each.note for each in state.contests] == ["I said it"]
    assert state.overrides == ()


async def test_another_mark_of_the_turn_is_chosen_in_the_dialog(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(120, 40)) as pilot:
        dialog = await open_dialog(pilot)
        dialog.query_one("#mark-which", Choice).focus()
        await pilot.press("left")
        assert dialog.mark.target == "recurrent"
        await until(pilot, lambda: "program 0 · 0 to 1 can be given" in shown(pilot.app))
        assert dialog.query_one("#mark-points", Input).value == "1"
        await pilot.click("#mark-leave")
        await on_screen(pilot, "ReviewScreen")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_dialog_fits_any_size(desk: Desk, size: tuple[int, int]) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=size) as pilot:
        await open_dialog(pilot)
        text = shown(pilot.app)
        wanted = ("cures-vanishing", "Decide as a coach", "Points", "Reason", "By", "Save  F5")
        assert [each for each in wanted if each not in text] == []


async def test_a_turn_without_marks_has_none_to_decide_about(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        await until(pilot, lambda: "m Mark" in shown(pilot.app))
        await pilot.press("end", "m")
        await until(pilot, lambda: "no mark to decide about" in notice(pilot.app))


async def test_an_unfinished_session_cannot_be_moderated(desk: Desk) -> None:
    path = saved(desk.transcripts, script(Mode.PRACTICE).events)
    async with review(desk, path).run_test() as pilot:
        screen = await read(pilot)
        await until(pilot, lambda: "r Resume" in shown(pilot.app))
        await pilot.press("right", "m", "enter")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_hostile_reasons_are_drawn_as_they_are(desk: Desk) -> None:
    text = " ".join(HOSTILE).replace("\ud800", "?")
    path = saved(desk.transcripts, finished(script()).events)
    async with review(desk, path).run_test(size=(120, 60)) as pilot:
        dialog = await open_dialog(pilot, 2)
        fill(dialog, "2", text, "[/]")
        await pilot.press("f5")
        await until(pilot, lambda: "coach 2: [/] [bold [red]red[/red]" in shown(pilot.app))
        assert not {"\x1b", "\x07", "\u202e", "\x9b", "\x00"} & set(shown(pilot.app))


def test_every_line_belongs_to_its_mark_also_where_a_gate_is_told_first(desk: Desk) -> None:
    turns = open_review(saved(desk.transcripts, finished(script()).events)).turns
    told = {
        turn.item_id: [(mark.line.text, mark.judged.target) for mark in turn.marks.lines
                       if mark.judged is not None]
        for turn in turns if turn.marks is not None and turn.kind == "item"
    }  # fmt: skip
    assert [target for _, target in told["clipping"]] == [
        "cures-vanishing", "caps", "exploding", "recurrent",
    ]  # fmt: skip
    for item_id, lines in told.items():
        assert lines, item_id
        for text, target in lines:
            marks = [m for t in turns if t.marks for m in t.marks.judged if m.target == target]
            assert text.startswith(marks[0].says)
    gated = next(turn.marks for turn in turns if turn.item_id == "dropout")
    assert gated is not None
    assert gated.lines[0].judged is None, "the reason of a gate is no mark"


def test_earlier_decisions_and_another_grading_are_told(desk: Desk) -> None:
    begun = finished(script())
    number = begun.state.records[0].main.number
    better = make_assessment(CLIPPING, [1, 1, 1])
    begun.add(
        Overridden(number, "exploding", 1.0, "first thought"),
        Overridden(number, "exploding", 2.0, "second thought"),
        Regraded("0" * 64, (NewMark(number, better),)),
    )
    (turn, *_) = open_review(saved(desk.transcripts, begun.events)).turns
    assert turn.marks is not None
    assert turn.is_moderated
    marks = {mark.judged.target: mark for mark in turn.marks.lines if mark.judged is not None}
    assert [each.reason for each in marks["exploding"].decisions] == [
        "first thought", "second thought",
    ]  # fmt: skip
    assert marks["exploding"].judged is not None
    assert marks["exploding"].judged.now == 2
    assert marks["recurrent"].judged is not None
    assert (marks["recurrent"].judged.points, marks["recurrent"].judged.now) == (0, 1)
    assert turn.marks.now == "Solid: 5 of 6 points"
    assert turn.score == pytest.approx(5 / 6, abs=0.0001)


def test_a_follow_up_about_a_belief_says_whether_it_was_put_right(desk: Desk) -> None:
    for token, right in (("00aa", True), ("00bb", False)):
        begun = script().ask(CLIPPING, TurnKind.MISCONCEPTION, "cures-vanishing")
        begun.answer("No").assess(earned(CLIPPING, put_right=right))
        path = saved(desk.transcripts, finished(begun).events, token=token)
        turn = open_review(path).turns[-1]
        assert turn.marks is not None
        texts = [mark.line.text for mark in turn.marks.lines]
        assert (NOT_PUT_RIGHT in texts) is not right
        assert ("That puts the earlier statement right." in texts) is right
