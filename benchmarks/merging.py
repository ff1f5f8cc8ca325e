"""Rubrics for the items of a data set: from its references alone, or with a coach's criteria."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.datasets import DataItem, Dataset
from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.services.banks import load_bank_file

COACH_FILES = tuple(sorted((Path(__file__).parent / "rubrics").glob("*.yaml")))
"""The rubrics that were written from the questions of a data set alone."""


def load_rubrics(files: Sequence[Path]) -> tuple[Rubric, ...]:
    """Return the rubrics in some files.

    Raises:
        InputError: one of them cannot be read or has problems.
    """
    return tuple(load_bank_file(file) for file in files)


def references_alone(dataset: Dataset) -> Rubric:
    """Return a rubric of the prompts and references of a data set, without any criterion."""
    return Rubric(dataset.name, dataset.name, tuple(_plain(item) for item in dataset.items))


def matching_items(rubric: Rubric, dataset: Dataset) -> int:
    """Return how many items of the data set the rubric knows, by their ids."""
    return sum(rubric.item(item.id) is not None for item in dataset.items)


def merged(rubric: Rubric, dataset: Dataset) -> Rubric:
    """Return the rubric for the items of the data set, in the order of the data set.

    Each item takes the prompt of the data set, and its references come before the rubric's own.
    An item that the rubric does not know has references alone; items of the rubric that the data
    set does not ask are left out.
    """
    items = []
    for asked in dataset.items:
        item = rubric.item(asked.id)
        if item is None:
            items.append(_plain(asked))
            continue
        references = tuple(dict.fromkeys(asked.references + item.references))
        items.append(replace(item, prompt=asked.prompt, references=references))
    return replace(rubric, items=tuple(items))


def _plain(item: DataItem) -> Item:
    return Item(item.id, Stage.FRESHER, item.prompt, item.references)
