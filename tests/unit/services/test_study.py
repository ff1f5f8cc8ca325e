"""What to study: misconceptions first, then the heaviest gaps, nothing twice."""

import pytest

from interviewer.services.ideas import Idea, IdeaKind
from interviewer.services.study import is_same_idea, study_list

WORDS = {
    "a": "Dropout silences random units.",
    "b": "Momentum averages earlier steps.",
    "c": "Pooling shrinks feature maps.",
    "d": "Warmup raises the learning rate slowly.",
    "e": "Attention weighs all tokens.",
}


def idea(
    name: str, kind: IdeaKind, points: int = 1, credit: float = 0.0, item: str = "item"
) -> Idea:
    return Idea(item, 2, 1, WORDS[name], points, kind, credit)


def studied(*ideas: Idea, scores: dict[str, float] | None = None) -> str:
    """Return the letters of what is to be studied."""
    letters = {says: name for name, says in WORDS.items()}
    return "".join(letters[found.says] for found in study_list(ideas, scores or {}))


def test_misconceptions_come_first_then_gaps_then_what_needed_help() -> None:
    """However many points a gap has; among misconceptions those that cost most."""
    assert (
        studied(
            idea("a", IdeaKind.HELPED, 9),
            idea("b", IdeaKind.MISSING, 5),
            idea("c", IdeaKind.HELD, 1),
            idea("d", IdeaKind.HELD, 2),
        )
        == "dcb"
    )


def test_a_gap_weighs_by_its_points_and_by_the_weakness_of_its_topic() -> None:
    """3 x 0.2 < 1 x 0.9 < 2 x 0.9."""
    ideas = (
        idea("a", IdeaKind.MISSING, 3, item="strong"),
        idea("b", IdeaKind.MISSING, 1, item="weak"),
        idea("c", IdeaKind.MISSING, 2, item="weak"),
    )
    assert studied(*ideas, scores={"strong": 0.8, "weak": 0.1}) == "cba"


def test_a_gap_weighs_by_what_is_missing_of_it() -> None:
    """An idea that was denied is farther away than one that was not said, or said in part."""
    assert (
        studied(
            idea("a", IdeaKind.PARTLY, 2, 0.5),
            idea("b", IdeaKind.MISSING, 2, 0.0),
            idea("c", IdeaKind.DENIED, 2, -1.0),
        )
        == "cba"
    )


@pytest.mark.parametrize("kind", [IdeaKind.MISSING, IdeaKind.HELD, IdeaKind.HELPED])
def test_what_was_shown_unaided_is_not_to_be_studied(kind: IdeaKind) -> None:
    """Even where it was missing, or got wrong, in another question."""
    assert studied(idea("a", IdeaKind.SHOWN), idea("a", kind), idea("b", kind)) == "b"


def test_what_was_put_right_is_not_to_be_studied() -> None:
    """The candidate knows it by now."""
    assert studied(idea("a", IdeaKind.PUT_RIGHT)) == ""


def test_never_more_than_three_and_none_twice() -> None:
    """The same idea in two questions is one idea."""
    ideas = [idea(name, IdeaKind.MISSING, 9 - n) for n, name in enumerate("aabbcde")]
    assert studied(*ideas) == "abc"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The encoder compresses the input.", "An encoder compresses inputs.", True),
        ("The encoder compresses the input.", "The decoder rebuilds the input.", False),
        ("ReLU", "relu ", True),
        ("x", "y", False),
        ("", "", True),
    ],
)
def test_sentences_say_the_same_by_their_words(one: str, other: str, same: bool) -> None:
    """Small words and plurals make no difference."""
    assert is_same_idea(one, other) is same
