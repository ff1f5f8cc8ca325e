"""What the interviewer says besides prompts and probes."""

from collections.abc import Callable

import pytest

from interviewer.dialogue import phrasing
from interviewer.model.rubric import Stage
from interviewer.model.transcript import EndReason, TurnKind


@pytest.mark.parametrize(("stages", "words"), [(1, "one stage"), (3, "3 stages")])
def test_the_opening_says_how_long_it_will_be(stages: int, words: str) -> None:
    """In each of its variants."""
    for seed in range(20):
        text = phrasing.opening(seed, 9, stages)
        assert "9 questions" in text
        assert words in text


@pytest.mark.parametrize(
    "say",
    [
        lambda seed, turn: phrasing.opening(seed * 100 + turn, 3, 1),
        phrasing.nudge,
        phrasing.acknowledgement,
        phrasing.skipped,
        lambda seed, turn: phrasing.spoken(TurnKind.HINT, "idea", seed, turn),
    ],
)
def test_words_vary_and_stay_the_same_for_one_seed_and_turn(
    say: Callable[[int, int], str],
) -> None:
    """Different turns sound different; the same turn of the same session never changes."""
    first = [say(1, turn) for turn in range(30)]
    assert len(set(first)) > 1
    assert [say(1, turn) for turn in range(30)] == first
    assert [say(2, turn) for turn in range(30)] != first


@pytest.mark.parametrize("kind", list(TurnKind))
def test_only_a_hint_gets_words_before_it(kind: TurnKind) -> None:
    """Prompts, probes and nudges are said as they are written."""
    text = phrasing.spoken(kind, "The text.", 1, 1)
    assert text.endswith("The text.")
    assert (text == "The text.") is (kind is not TurnKind.HINT)


def test_every_stage_is_opened_and_every_end_is_closed() -> None:
    """Each in its own words."""
    assert len({phrasing.stage_opening(stage) for stage in Stage}) == len(Stage)
    assert len({phrasing.closing(reason) for reason in EndReason}) == len(EndReason)


def test_acknowledgements_are_no_verdicts() -> None:
    """They say nothing of what the answer was worth."""
    said = {phrasing.acknowledgement(1, turn).lower() for turn in range(200)}
    verdicts = ("good", "great", "right.", "correct", "wrong", "well done", "nice", "perfect")
    assert not [text for text in said for word in verdicts if word in text and text != "all right."]
