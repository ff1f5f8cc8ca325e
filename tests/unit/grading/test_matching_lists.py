"""Patterns in bare lists of words: only what stands together in one entry is found."""

import pytest

from tests.factories import find, make_grader

OTHERS = "layer, unit, weight, bias, loss, step, rate, batch"
STRUNG = OTHERS.replace(",", "")


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("exploding gradient", f"exploding, gradient, {OTHERS}", None),
        ("exploding gradient", f"{OTHERS}, exploding, gradient", None),
        ("exploding gradient", f"exploding, {OTHERS}, gradient", None),
        ("exploding gradient", f"{OTHERS}, big gradient, exploding loss", None),
        ("exploding > gradient", f"exploding, gradient, {OTHERS}", None),
        ("blow-up", f"{OTHERS}, blow, up", None),
        # Within an entry, and for a pattern of one term
        ("exploding gradient", f"exploding gradient, {OTHERS}", "exploding gradient"),
        ("exploding gradient", f"{OTHERS}, gradient explodes", "gradient explodes"),
        ("exploding-gradient", f"{OTHERS}, exploding gradient", "exploding gradient"),
        ("exploding", f"exploding, {OTHERS}", "exploding"),
        # Strung together, in another order or with words between
        ("exploding gradient", f"exploding loss gradient {STRUNG} {STRUNG} {STRUNG}", None),
        (
            "gradient explode",
            f"{STRUNG} {STRUNG} {STRUNG} gradient exploding",
            "gradient exploding",
        ),
        # Fewer entries are no bare list, and what stands beside one is not in it
        ("exploding gradient", "exploding, gradient, layer, unit", "exploding gradient"),
        ("exploding gradient", f"{OTHERS}. An exploding, huge gradient", "exploding gradient"),
        (
            "exploding gradient",
            f"{OTHERS}, and exploding is what it says of the gradient",
            "exploding gradient",
        ),
    ],
)
def test_entries_of_a_bare_list_are_not_put_together(
    pattern: str, text: str, words: str | None
) -> None:
    """A list of words says nothing of how they belong together; an entry of two words does."""
    hit = find(pattern, text)
    assert (None if hit is None else " ".join(hit.words)) == words


def test_a_list_of_key_words_earns_only_what_one_entry_says() -> None:
    """Words in a bare list bring neither patterns of two terms nor closeness."""
    keys = "exploding, gradient, norm, cap, limit, threshold, RNN, stable, weights, rescaled"
    assessment = make_grader().assess("clipping", keys)
    assert [result.credit for result in assessment.criteria] == [0, 0, 1]
    assert {result.closeness for result in assessment.criteria} == {0}
    assert assessment.similarity.points == 0
    phrases = f"exploding gradient, {keys}"
    assessment = make_grader().assess("clipping", phrases)
    assert [result.credit for result in assessment.criteria] == [0, 1, 1]
