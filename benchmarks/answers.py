"""Answers to measure with, made of the shipped bank's own sentences."""

from itertools import cycle, islice
from pathlib import Path

from interviewer.model.rubric import Item, Rubric
from interviewer.services.banks import load_bank_file

BANK = Path(__file__).parent.parent / "rubrics" / "deep-learning.yaml"


def shipped_bank() -> Rubric:
    """Return the deep learning bank."""
    return load_bank_file(BANK)


def long_answer(item: Item, words: int) -> str:
    """Return an answer of exactly so many words: the item's examples and references, repeated."""
    sources = [example.answer for example in item.examples] + list(item.references)
    every = [word for text in sources for word in text.split()]
    return " ".join(islice(cycle(every), words))


def varied_answers(rubric: Rubric, count: int) -> list[tuple[str, str]]:
    """Return pairs of an item's id and an answer; about 50 words each, no two quite the same."""
    pairs = [(item.id, example.answer) for item in rubric.items for example in item.examples]
    return [
        (item_id, f"{answer} In short, that is point {number}.")
        for number, (item_id, answer) in enumerate(islice(cycle(pairs), count))
    ]
