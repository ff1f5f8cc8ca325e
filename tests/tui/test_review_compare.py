"""Two attempts at the same question side by side: the first and the latest."""

from datetime import timedelta
from pathlib import Path

import pytest

from interviewer.model.moderation import Overridden
from interviewer.model.rubric import Rubric
from interviewer.model.session import Mode
from interviewer.services import review_attempts
from interviewer.services.review_attempts import compare_attempts
from interviewer.services.sessions import PastSession, open_past_file
from tests.factories import CLIPPING, DROPOUT, NOON, Script, make_rubric, make_started
from tests.tui.pilots import SIZES, Desk, on_screen, shown, until
from tests.tui.reviews import GRADER, LATER, answered, finished, read, review, saved, script


def later(folder: Path, days: int, begun: Script, rubric: Rubric | None = None) -> Path:
    """Write a session of some days later."""
    rubric = rubric or make_rubric()
    at, token = NOON + timedelta(days=days), f"{days:04x}"
    return saved(folder, begun.events, rubric, at, token)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_first_and_the_latest_attempt_stand_side_by_side(
    desk: Desk, size: tuple[int, int]
) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    later(desk.transcripts, 1, finished(answered("It caps the norm.")))
    later(desk.transcripts, 2, finished(answered(LATER)))
    async with review(desk, path).run_test(size=size) as pilot:
        await read(pilot)
        await until(pilot, lambda: pilot.app.screen.check_action("compare", ()) is True)
        await pilot.press("s")
        await on_screen(pilot, "CompareScreen")
        await until(pilot, lambda: "First  20 Nov" in shown(pilot.app))
        rows = shown(pilot.app).splitlines()
        assert pilot.app.screen.query_one("#compare-page").max_scroll_x == 0
        if size[0] >= 64:
            (row,) = [row for row in rows if "First  20 Nov 2026" in row]
            assert "Latest  22 Nov 2026" in row
            text = " ".join(" ".join(rows).replace("▌", " ").split())
            wanted = ("3 sessions have it: 0% → 100% unaided", "0% unaided, 50% with help",
                      "100% unaided", "caps⁺", "Nothing is missing", "Missing", "wrong",
                      "vanishing⁻", "this")  # fmt: skip
            assert [each for each in wanted if each not in text] == []
        else:
            assert not any("Latest" in row and "First" in row for row in rows)
            await pilot.press("end")
            await until(pilot, lambda: "Nothing is missing" in shown(pilot.app))
        await pilot.press("escape")
        await on_screen(pilot, "ReviewScreen")


async def test_where_there_is_no_other_attempt_it_says_so(desk: Desk) -> None:
    path = saved(desk.transcripts, finished(script()).events)
    other = Script(make_started()).ask(DROPOUT).answer("Random units are dropped.")
    other.assess(GRADER.assess("dropout", "Random units are dropped."))
    later(desk.transcripts, 1, finished(other))
    async with review(desk, path).run_test() as pilot:
        await read(pilot)
        await until(pilot, lambda: pilot.app.screen.check_action("compare", ()) is True)
        await pilot.press("s")
        await until(pilot, lambda: "no other attempt" in shown(pilot.app))
        assert "This attempt  20 Nov 2026, 12:00" in shown(pilot.app)
        await pilot.press("s")
        await on_screen(pilot, "ReviewScreen")
        await pilot.press("n", "s")
        await until(pilot, lambda: "2 sessions have it" in shown(pilot.app))


def test_the_latest_may_be_the_one_under_review(tmp_path: Path) -> None:
    saved(tmp_path, finished(answered("It caps the norm.")).events)
    path = later(tmp_path, 1, finished(answered(LATER)))
    found = compare_attempts(open_past_file(path), "clipping", tmp_path / "cache")
    assert not found.first.is_here
    assert found.latest is not None
    assert found.latest.is_here
    assert found.count == 2
    assert found.latest.answer == LATER
    assert [idea.says for idea in found.first.gaps] == [c.says for c in CLIPPING.criteria[1:]]
    assert found.latest.gaps == ()


def test_what_may_not_be_seen_yet_is_left_out(tmp_path: Path) -> None:
    path = saved(tmp_path, finished(answered()).events)
    later(tmp_path, 1, answered(mode=Mode.LIVE))
    later(tmp_path, 2, answered("It caps the norm."))  # a follow-up on it is to come
    found = compare_attempts(open_past_file(path), "clipping", tmp_path / "cache")
    assert found.latest is None


def test_only_sessions_with_the_question_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, finished(answered("It caps the norm.")).events)
    other = Script(make_started()).ask(DROPOUT).answer("Nothing")
    later(tmp_path, 1, finished(other.assess(GRADER.assess("dropout", "Nothing"))))
    later(tmp_path, 2, finished(answered("It caps the norm.")))
    last = later(tmp_path, 3, finished(answered(LATER)))
    elsewhere = Rubric("other", "Another bank", (CLIPPING,))
    later(tmp_path, 4, finished(Script(make_started(elsewhere)).ask(CLIPPING).skip()), elsewhere)
    opened: list[str] = []

    def spy(asked: Path) -> PastSession:
        opened.append(asked.name)
        return open_past_file(asked)

    monkeypatch.setattr(review_attempts, "open_past_file", spy)
    found = compare_attempts(open_past_file(path), "clipping", tmp_path / "cache")
    assert found.count == 3
    assert opened == [last.name]


def test_a_session_that_cannot_be_opened_is_told_and_the_next_one_taken(tmp_path: Path) -> None:
    path = saved(tmp_path, finished(answered("It caps the norm.")).events)
    middle = later(tmp_path, 1, finished(answered(LATER)))
    changed = Rubric("small", "A small bank", (CLIPPING,))
    begun = Script(make_started(changed)).ask(CLIPPING).answer(LATER)
    begun.assess(GRADER.assess("clipping", LATER))
    later(tmp_path, 2, finished(begun), changed)
    (tmp_path / "rubrics" / f"{changed.content_hash}.json").unlink()
    found = compare_attempts(open_past_file(path), "clipping", tmp_path / "cache")
    assert found.latest is not None
    assert found.latest.session_id == middle.stem
    assert len(found.problems) == 1
    assert "is missing" in found.problems[0]


def test_a_coachs_decision_counts(tmp_path: Path) -> None:
    path = saved(tmp_path, finished(answered("It caps the norm.")).events)
    begun = finished(answered("It caps the norm."))
    number = begun.state.records[0].main.number
    later(tmp_path, 1, begun.add(Overridden(number, "exploding", 3.0, "said before")))
    found = compare_attempts(open_past_file(path), "clipping", tmp_path / "cache")
    assert found.latest is not None
    assert found.latest.unaided == pytest.approx(5 / 6, abs=0.0001)
    assert [idea.says for idea in found.latest.gaps] == [CLIPPING.criteria[2].says]
