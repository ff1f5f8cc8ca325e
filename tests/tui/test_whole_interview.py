"""One whole interview with the real grader and the shipped bank, as a candidate takes it."""

from interviewer.model.rubric import Stage
from interviewer.model.transcript import EndReason, TurnKind
from interviewer.tui.screens.review import ReviewScreen
from interviewer.tui.screens.review_turn import TurnView
from tests.tui.pilots import Desk, asked, in_turn, on_screen, see_result, send, shown, until


async def test_from_home_through_three_stages_to_the_saved_transcript(desk: Desk) -> None:
    app = desk.app(fast=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "none yet" in shown(app))
        await pilot.press("n")
        await until(pilot, lambda: "9 questions, about" in shown(app))
        # Down to the number of questions a stage, and from three to one.
        await pilot.press(*["down"] * 5, "left", "left")
        await until(pilot, lambda: "3 questions, about" in shown(app))
        await pilot.press("f5")
        kinds: set[TurnKind] = set()
        screen = await in_turn(pilot)
        for number in range(12):
            state, item = screen.interview.state, screen.interview.item
            assert item is not None
            assert state.open_turn is not None
            kinds.add(state.open_turn.asked.kind)
            first_sentence = item.references[0].split(". ")[0]
            answer = first_sentence if state.open_turn.asked.kind is TurnKind.ITEM else "I think so"
            desk.clock.tick(20 + number)
            await send(pilot, answer)
            if screen.interview.in_break and screen.at_end:
                break
            await asked(pilot)
        await see_result(pilot)
        text = shown(app)
        assert "Stages" in text
        assert all(stage.capitalize() in text for stage in Stage)
        assert "Study next" in text
        assert len(kinds) > 1, "there were follow-ups"
        session = desk.session()
        assert session.state.finished is not None
        assert session.state.finished.reason is EndReason.COMPLETED
        assert [record.planned.stage for record in session.state.records] == list(Stage)
        assert f"{session.state.finished.summary.unaided:.0%} unaided" in text

        await pilot.press("h")
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "1 interview" in shown(app))
        await pilot.press("t")
        await until(pilot, lambda: "finished" in shown(app))
        await pilot.press("enter")
        await on_screen(pilot, "ReviewScreen")
        reviewed = app.screen
        assert isinstance(reviewed, ReviewScreen)
        await until(pilot, lambda: reviewed.review is not None)
        assert reviewed.review is not None
        turns = reviewed.review.turns
        said = [utterance.text for turn in turns for utterance in turn.said]
        for record in session.state.records:
            assert any(text.endswith(record.main.asked.text) for text in said)
            assert record.main.answered is not None
            assert record.main.answered.text in said
        assert all(any(piece.why for piece in turn.said) for turn in turns)
        assert any(turn.highlights for turn in turns)
        assert "⁺" in shown(app)
        await pilot.press("end")
        view = app.screen.query_one(TurnView)
        await until(pilot, lambda: reviewed.place == len(turns) - 1)
        view.scroll_end(animate=False)
        closing = session.state.finished.closing
        await until(pilot, lambda: closing.split(". ")[0] in shown(app))
