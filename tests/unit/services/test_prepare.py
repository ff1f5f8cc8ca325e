"""The open question is made ready to mark while the candidate thinks."""

from collections.abc import Iterable
from pathlib import Path

from interviewer.model.assessment import Assessment, FollowUpResult
from tests.factories import CLIPPING, FakeClock
from tests.unit.services.interviews import GRADER, begin, types

ANSWER = "It caps the norm of the gradient."


class CountingMarker:
    """The real grader, with a list of what it was asked to mark."""

    def __init__(self) -> None:
        self.marked: list[str] = []

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        self.marked.append(answer)
        return GRADER.assess(item_id, answer, asked)

    def assess_follow_up(
        self,
        item_id: str,
        answer: str,
        targets: Iterable[str],
        misconception: str = "",
        asked: str = "",
    ) -> FollowUpResult:
        return GRADER.assess_follow_up(item_id, answer, targets, misconception, asked)


def test_what_was_prepared_is_not_worked_out_again(tmp_path: Path) -> None:
    """Only the answer itself is left to mark; nothing is written, and no time passes."""
    marker, clock = CountingMarker(), FakeClock()
    live = begin(tmp_path, clock, marker=marker)
    before = types(live.path)
    live.prepare()
    assert marker.marked == list(CLIPPING.references)
    assert types(live.path) == before
    live.answer(ANSWER)
    live.advance()
    assert marker.marked == [*CLIPPING.references, ANSWER]
    model = live.state.records[0].main.model
    assert "caps" in {idea.criterion for idea in model}
    live.close()


def test_without_preparation_the_mark_is_the_same(tmp_path: Path) -> None:
    """It only takes longer."""
    live = begin(tmp_path, FakeClock(), marker=CountingMarker())
    live.answer(ANSWER)
    live.advance()
    first = live.state.records[0].main
    live.close()
    other = begin(tmp_path / "prepared", FakeClock(), marker=CountingMarker())
    other.prepare()
    other.answer(ANSWER)
    other.advance()
    again = other.state.records[0].main
    assert (first.assessment, first.model) == (again.assessment, again.model)
    other.close()
