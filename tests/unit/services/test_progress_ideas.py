"""Ideas over many sessions: how easy each is, and which weak ones come back."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from interviewer.model.rubric import Rubric
from interviewer.services.progress_ideas import WeakIdea, find_beliefs
from tests.factories import CLIPPING, DROPOUT, TUNING, changed, make_assessment, make_rubric
from tests.unit.services.progress_sessions import RUBRIC, answered, begun, held_in, keep, report_on


def sessions(folder: Path, *credits: Sequence[float], beliefs: Sequence[str] = ()) -> None:
    """Keep a session with an answer for each of these credits, a day apart, the last at noon."""
    for days, each in enumerate(reversed(credits)):
        keep(folder, answered(*each, beliefs=beliefs), days)


def weak(folder: Path, rubric: Rubric = RUBRIC) -> dict[str, int]:
    """Return the weak ideas with their sessions."""
    return {each.idea: each.sessions for each in report_on(folder, rubric).weak}


def test_the_facility_of_each_idea(tmp_path: Path) -> None:
    """Mean credit, the hardest first; what was denied is worth nothing, not less."""
    sessions(tmp_path, (1, 0, 0.5), (1, -1, 0.5), (1, 0, 0.2))
    found = report_on(tmp_path).facilities
    assert [(each.criterion, each.facility) for each in found] == [
        ("exploding", 0.0),
        ("recurrent", 0.4),
        ("caps", 1.0),
    ]
    assert (found[0].says, found[0].topic) == ("It answers exploding gradients.", "optimisation")
    assert (found[0].asked, found[0].answers) == (3, 3)


def test_skipped_questions_count_as_asked(tmp_path: Path) -> None:
    """They earn nothing; and two answers are too few for any number of skips."""
    sessions(tmp_path, (1, 1, 1), (1, 1, 1))
    for days in (5, 6, 7):
        keep(tmp_path, begun().ask(CLIPPING).skip(), days)
    assert report_on(tmp_path).facilities == ()
    keep(tmp_path, answered(1, 1, 1), 9)
    found = report_on(tmp_path).facilities
    assert {(each.facility, each.asked, each.answers) for each in found} == {(0.5, 6, 3)}


def test_an_item_without_criteria_is_one_idea(tmp_path: Path) -> None:
    """Its score is the credit, and from the pass mark on it was shown."""
    for days, points in ((3, 5), (2, 5.9), (1, 4)):
        script = begun().ask(TUNING).answer()
        keep(tmp_path, script.assess(make_assessment(TUNING, similarity=points)), days)
    report = report_on(tmp_path)
    (found,) = report.facilities
    assert (found.item_id, found.criterion) == ("tuning", "")
    assert found.facility == pytest.approx(0.4967)
    assert found.says.startswith("The model answer as a whole: How would you choose")
    assert weak(tmp_path) == {"": 3}
    script = begun().ask(TUNING).answer()
    keep(tmp_path, script.assess(make_assessment(TUNING, similarity=6)), 0)
    assert weak(tmp_path) == {}


def test_ideas_that_the_bank_lost_or_got_since(tmp_path: Path) -> None:
    """The first are left out; the others were never asked for."""
    sessions(tmp_path, (0, 0, 0), (0, 0, 0), (0, 0, 0))
    new = changed(CLIPPING.criteria[0], id="new")  # type: ignore[arg-type]  # any dataclass will do
    rubric = make_rubric(changed(CLIPPING, criteria=(CLIPPING.criteria[0], new)))
    report = report_on(tmp_path, rubric)
    assert [each.criterion for each in report.facilities] == ["caps"]
    assert weak(tmp_path, rubric) == {"caps": 3}
    assert report_on(tmp_path, make_rubric(DROPOUT)).facilities == ()


@pytest.mark.parametrize(
    ("credits", "found"),
    [
        (([0], [0]), 2),
        (([0],), None),
        (([0], [0], [1]), None),
        (([0], [1], [0]), 2),
        (([1], [0]), None),
        (([0], [0.9]), 2),
        (([-1], [0], [0]), 3),
    ],
)
def test_weak_ideas_come_back(
    tmp_path: Path, credits: tuple[Sequence[float], ...], found: int | None
) -> None:
    """Missed in two sessions or more, in part too, and not shown since the last of them."""
    sessions(tmp_path, *([*each, 1, 1] for each in credits))
    assert weak(tmp_path) == ({"caps": found} if found else {})


def test_a_skip_misses_every_idea(tmp_path: Path) -> None:
    """Twice skipped is missed twice."""
    for days in (1, 2):
        keep(tmp_path, begun().ask(DROPOUT).skip(), days)
    assert weak(tmp_path) == {"random": 2, "overfitting": 2}


def test_most_often_missed_first_then_the_newest(tmp_path: Path) -> None:
    sessions(tmp_path, *[(1, 1, 0)] * 2)
    for days in (5, 4):
        keep(tmp_path, answered(1, 0, item=DROPOUT), days)
    found = report_on(tmp_path).weak
    assert [(each.idea, each.sessions) for each in found] == [("recurrent", 2), ("overfitting", 2)]
    assert found[0] == WeakIdea(
        "clipping",
        "recurrent",
        "optimisation",
        "Recurrent networks need it most.",
        2,
        "2026-11-20T12:00:00.000Z",
    )
    keep(tmp_path, answered(1, 0, item=DROPOUT), 6)
    assert [each.sessions for each in report_on(tmp_path).weak] == [3, 2]


def test_misconceptions_that_were_held_twice(tmp_path: Path) -> None:
    """With the correction, and how many answers did without it since."""
    belief = ["cures-vanishing"]
    for days, held in ((9, belief), (7, []), (5, belief), (3, []), (1, [])):
        keep(tmp_path, answered(1, beliefs=held), days)
    keep(tmp_path, begun().ask(CLIPPING).skip(), 0)
    (found,) = report_on(tmp_path).beliefs
    assert (found.idea, found.sessions, found.answers_since) == ("cures-vanishing", 2, 2)
    assert found.last == "2026-11-15T12:00:00.000Z"
    assert found.says.startswith("Clipping does nothing for vanishing gradients")


def test_held_once_or_not_in_the_bank(tmp_path: Path) -> None:
    """Neither is told."""
    sessions(tmp_path, (1, 1, 1), beliefs=["cures-vanishing"])
    assert report_on(tmp_path).beliefs == ()
    sessions(tmp_path / "two", (1, 1, 1), (1, 1, 1), beliefs=["cures-vanishing"])
    held = held_in(tmp_path / "two")
    assert len(find_beliefs(RUBRIC, held)) == 1
    assert find_beliefs(make_rubric(changed(CLIPPING, misconceptions=())), held) == ()
    assert find_beliefs(make_rubric(DROPOUT), held) == ()
