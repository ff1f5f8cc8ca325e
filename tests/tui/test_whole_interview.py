"""One whole interview with the real grader and the shipped bank, as a candidate takes it."""

from interviewer.model.rubric import Stage
from interviewer.model.transcript import EndReason, TurnKind
from interviewer.tui.widgets.conversation import ConversationView, UtteranceView
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
        await until(pilot, lambda: len(app.screen.query(UtteranceView)) > 10)
        texts = [view.piece for view in app.screen.query(UtteranceView)]
        said = [piece.utterance.text for piece in texts]
        for record in session.state.records:
            assert any(text.endswith(record.main.asked.text) for text in said)
            assert record.main.answered is not None
            assert record.main.answered.text in said
        assert any(piece.why for piece in texts), "the reasons of follow-ups are shown"
        assert any(piece.utterance.highlights for piece in texts)
        assert any("⁺" in shown_text(view) for view in app.screen.query(UtteranceView))
        await pilot.press("end")
        view = app.screen.query_one(ConversationView)
        await until(pilot, lambda: view.scroll_y == view.max_scroll_y)
        assert session.state.finished.closing in shown(app)


def shown_text(view: UtteranceView) -> str:
    """Return what a piece of the conversation says."""
    return "".join(row.body.plain for row in view.rows())
