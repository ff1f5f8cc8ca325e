"""What a candidate left open is filled in, the same for both front ends."""

from collections.abc import Sequence

import pytest

from interviewer.model.errors import UsageError
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode, Settings
from interviewer.services.choices import available_stages, complete_settings
from tests.factories import CLIPPING, TUNING, make_rubric


def chosen(
    stages: Sequence[Stage] = (),
    minutes: float | None = None,
    timed: bool = True,
    rubric: Rubric | None = None,
) -> Settings:
    return complete_settings(
        rubric or make_rubric(), stages, 2, minutes, timed, Mode.LIVE, True, 42
    )


def test_what_was_chosen_is_kept() -> None:
    """Every choice comes back as it was."""
    assert chosen([Stage.BASIC], 12.5) == Settings((Stage.BASIC,), 2, 12.5, Mode.LIVE, True, 42)


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([], tuple(Stage)),
        ([Stage.EXPERIENCED, Stage.BASIC], (Stage.BASIC, Stage.EXPERIENCED)),
        ([Stage.BASIC, Stage.BASIC], (Stage.BASIC,)),
    ],
)
def test_stages(stages: list[Stage], expected: tuple[Stage, ...]) -> None:
    """None means all; they come in their order, each once."""
    assert chosen(stages).stages == expected


def test_no_stages_means_those_that_the_bank_has() -> None:
    """A stage without items is not offered."""
    rubric = make_rubric(TUNING, CLIPPING)
    assert available_stages(rubric) == (Stage.BASIC, Stage.EXPERIENCED)
    assert chosen(rubric=rubric).stages == (Stage.BASIC, Stage.EXPERIENCED)


@pytest.mark.parametrize(
    ("minutes", "timed", "expected"),
    [(None, True, 8.0), (20, True, 20), (None, False, None), (20, False, None)],
)
def test_minutes(minutes: float | None, timed: bool, expected: float | None) -> None:
    """Left open, the plan suggests them; untimed wins over any number."""
    assert chosen(minutes=minutes, timed=timed).minutes == expected


def test_a_bank_without_items_for_the_stages() -> None:
    """Wrong use, said before anything begins."""
    with pytest.raises(UsageError, match="no items for: fresher"):
        chosen([Stage.FRESHER], rubric=make_rubric(CLIPPING))
