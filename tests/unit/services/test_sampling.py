"""Which answers are marked: spread over items and levels, and always the same for a seed."""

from collections import Counter
from itertools import islice
from random import Random

import pytest

from interviewer.services.sampling import STRATA, Scored, spread_order, strata_of


def many(count: int = 400) -> list[Scored]:
    """Answers to ten items, most of them to the first, and most of them worth nothing."""
    random = Random(7)
    items = ["often"] * 9 + [f"item-{number}" for number in range(9)]
    scores = [0.0] * 12 + [0.2, 0.4, 0.5, 0.7, 0.9, 1.0]
    return [Scored(random.choice(items), random.choice(scores)) for _ in range(count)]


def test_everything_comes_once() -> None:
    answers = many()
    assert sorted(spread_order(answers, 3)) == list(range(len(answers)))
    assert list(spread_order([], 3)) == []


def test_a_seed_gives_one_order_and_another_seed_another() -> None:
    answers = many()
    assert list(spread_order(answers, 3)) == list(spread_order(answers, 3))
    assert list(spread_order(answers, 3)) != list(spread_order(answers, 4))


@pytest.mark.parametrize("count", [10, 20, 50])
def test_every_beginning_is_spread_over_the_items(count: int) -> None:
    answers = many()
    items = Counter(answers[place].item_id for place in islice(spread_order(answers, 3), count))
    assert len(items) == 10
    assert max(items.values()) - min(items.values()) <= 1


def test_all_levels_occur_though_most_are_worth_nothing() -> None:
    answers = many()
    strata = strata_of([answer.score for answer in answers])
    chosen = Counter(strata[place] for place in islice(spread_order(answers, 3), 25))
    assert set(chosen) == set(range(STRATA))
    assert max(chosen.values()) <= 8


def test_strata_are_quantiles_of_what_differs() -> None:
    assert strata_of([0.5, 0.5, 0.5]) == [0, 0, 0]
    assert strata_of([0.0, 0.0, 0.0, 1.0]) == [0, 0, 0, 2]
    assert strata_of([0.9, 0.1, 0.5, 0.3, 0.7]) == [4, 0, 2, 1, 3]
