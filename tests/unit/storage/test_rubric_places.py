"""Where the parts of a rubric file stand."""

from pathlib import Path

import pytest

from interviewer.model.errors import InputError, RubricError
from interviewer.storage.rubric_file import load_rubric, load_with_places
from interviewer.storage.rubric_places import places_of
from interviewer.storage.yaml_tree import parse_tree

BANK = """\
id: bank
title: Bank
synonyms: [[lr, learning rate]]
items:
  - id: one
    stage: basic
    prompt: Q
    references:
      - >-
        A long
        text.
      - Another.
    criteria:
      - id: idea
        points: 1
        says: x
        match: [a b, 'c']
"""

PLACES = {
    "": (1, 1),
    "synonyms[0][1]": (3, 17),
    "items[0]": (5, 5),
    "items[0].references[0]": (9, 9),
    "items[0].references[1]": (12, 9),
    "items[0].criteria[0]": (14, 9),
    "items[0].criteria[0].says": (16, 15),
    "items[0].criteria[0].match": (17, 16),
    "items[0].criteria[0].match[1]": (17, 22),
}


@pytest.mark.parametrize(("path", "place"), PLACES.items())
def test_each_part_has_its_line_and_column(path: str, place: tuple[int, int]) -> None:
    assert places_of(parse_tree(BANK).root)[path] == place


def test_a_file_gives_its_rubric_and_its_places(tmp_path: Path) -> None:
    """The same rubric as without the places."""
    path = tmp_path / "bank.yaml"
    path.write_text(BANK, encoding="utf-8")
    rubric, places = load_with_places(path)
    assert rubric == load_rubric(path)
    assert places == places_of(parse_tree(BANK).root)


def test_a_file_with_problems_has_no_places(tmp_path: Path) -> None:
    """Nor has one that is not there."""
    path = tmp_path / "bank.yaml"
    path.write_text(BANK.replace("basic", "easy"), encoding="utf-8")
    with pytest.raises(RubricError, match="stage"):
        load_with_places(path)
    with pytest.raises(InputError):
        load_with_places(tmp_path / "none.yaml")
