"""Dataclasses to JSON data and back."""

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.model.rubric import Rubric
from interviewer.model.transcript import EVENT_TYPES
from interviewer.storage.codec import DataError, canonical, from_data, to_data
from tests.unit.storage.strategies import instances


class Colour(StrEnum):
    """Two colours."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Leaf:
    """The innermost."""

    name: str
    size: float = 1.0


@dataclass(frozen=True)
class Tree:
    """One field of every kind."""

    type: ClassVar[str] = "tree"
    leaves: tuple[Leaf, ...]
    count: int
    tall: bool
    colour: Colour
    owner: str | None = None
    best: Leaf | None = None
    grid: tuple[tuple[int, ...], ...] = ()


GOOD: dict[str, Any] = {
    "leaves": [{"name": "a", "size": 2.5}, {"name": "b"}],
    "count": 3,
    "tall": True,
    "colour": "blue",
    "best": {"name": "c"},
    "grid": [[1, 2], []],
}


def test_every_kind_of_field_comes_back() -> None:
    """Nested dataclasses, tuples, enums, optional fields and defaults are read from plain data."""
    tree = from_data(Tree, GOOD)
    leaves = (Leaf("a", 2.5), Leaf("b"))
    assert tree == Tree(leaves, 3, True, Colour.BLUE, None, Leaf("c"), ((1, 2), ()))
    assert type(tree.colour) is Colour


def test_data_is_plain() -> None:
    """Enums become their values and tuples lists; every field is written, no class variable is."""
    data = to_data(Tree((Leaf("a"),), 1, False, Colour.RED))
    assert data == {
        "leaves": [{"name": "a", "size": 1.0}],
        "count": 1,
        "tall": False,
        "colour": "red",
        "owner": None,
        "best": None,
        "grid": [],
    }
    assert isinstance(data, dict)
    assert type(data["colour"]) is str


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"count": "3"}, "count: must be a whole number, not text"),
        ({"count": True}, "count: must be a whole number, not true or false"),
        ({"count": 3.0}, "count: must be a whole number, not a number"),
        ({"tall": 1}, "tall: must be true or false, not a whole number"),
        ({"colour": "green"}, "colour: must be one of red, blue"),
        ({"colour": ["red"]}, "colour: must be text, not a list"),
        ({"leaves": {}}, "leaves: must be a list, not an object"),
        ({"leaves": [{"name": "a"}, {"name": None}]}, "leaves[1].name: must be text, not null"),
        ({"leaves": [{"size": 1.0}]}, "leaves[0].name: is missing"),
        ({"leaves": ["a"]}, "leaves[0]: must be an object, not text"),
        ({"best": {"name": "a", "size": True}}, "best.size: must be a number, not true or false"),
        ({"best": {"name": "a", "size": float("nan")}}, "best.size: not a finite number"),
        ({"best": {"name": "a", "size": float("inf")}}, "best.size: not a finite number"),
        ({"best": {"name": "a", "size": 10**400}}, "best.size: not a finite number"),
        ({"grid": [[1], [2, "x"]]}, "grid[1][1]: must be a whole number, not text"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(change: dict[str, Any], message: str) -> None:
    """A wrong type is a ValueError that names the field as the data nests it."""
    assert issubclass(DataError, ValueError)
    with pytest.raises(DataError) as caught:
        from_data(Tree, GOOD | change)
    assert str(caught.value) == message


def test_a_missing_field_without_default_is_refused() -> None:
    """A field may be absent only where the dataclass has a default."""
    with pytest.raises(ValueError, match=r"^colour: is missing$"):
        from_data(Tree, {key: value for key, value in GOOD.items() if key != "colour"})


@pytest.mark.parametrize("data", [None, [], "text", 1])
def test_what_is_no_object_is_refused(data: object) -> None:
    """The whole can be of the wrong type too."""
    with pytest.raises(ValueError, match=r"^the whole: must be an object"):
        from_data(Tree, data)


def test_errors_never_repeat_the_value() -> None:
    """A value may be an answer, and messages end up in logs."""
    with pytest.raises(DataError) as caught:
        from_data(Tree, GOOD | {"colour": "my private answer"})
    assert "private" not in f"{caught.value} {caught.value!r}"


def test_unknown_fields_are_ignored() -> None:
    """An older program reads what a newer one wrote."""
    assert from_data(Leaf, {"name": "a", "novelty": {"deep": [1]}}) == Leaf("a")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": "a", "size": 1.0, "novelty": 1}, "the whole: has a field that is not known"),
        ({"name": "a"}, "size: is missing"),
        ({"name": "a", "other": 1.0}, "size: is missing"),
    ],
)
def test_exact_data_has_every_field_and_no_other(data: dict[str, Any], message: str) -> None:
    """Not even one that has a default; and a lenient reading before it makes no difference."""
    assert from_data(Leaf, data).name == "a"
    with pytest.raises(DataError) as caught:
        from_data(Leaf, data, exact=True)
    assert str(caught.value) == message


def test_exactness_reaches_all_parts() -> None:
    """Inside of lists and of fields that may be absent."""
    whole = to_data(from_data(Tree, GOOD))
    assert isinstance(whole, dict)
    assert from_data(Tree, whole, exact=True) == from_data(Tree, GOOD)
    with pytest.raises(DataError, match=r"^leaves\[0\]\.size: is missing$"):
        from_data(Tree, whole | {"leaves": [{"name": "a"}]}, exact=True)
    with pytest.raises(DataError, match=r"^best\.size: is missing$"):
        from_data(Tree, whole | {"best": {"name": "a"}}, exact=True)


def test_a_whole_number_in_a_float_field_stays_whole() -> None:
    """Written again it gives the same JSON: the content hash of a rubric hangs on it."""
    leaf = from_data(Leaf, {"name": "a", "size": 3})
    assert json.dumps(to_data(leaf)) == '{"name": "a", "size": 3}'


@pytest.mark.parametrize("size", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_json_lacks_are_refused_on_writing(size: float) -> None:
    """Not a number and infinity would make a file that other readers refuse."""
    with pytest.raises(ValueError, match=r"^leaves\[0\]\.size: not a finite number$"):
        to_data(Tree((Leaf("a", size),), 1, False, Colour.RED))


@pytest.mark.parametrize("value", [{"a": 1}, ["a"], b"bytes", {1}, Leaf])
def test_other_values_are_refused_on_writing(value: object) -> None:
    """What could not be read back is not written either."""
    with pytest.raises(ValueError, match="cannot be kept"):
        to_data(value)


@pytest.mark.parametrize("cls", [Rubric, *EVENT_TYPES.values()])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines may be busy
@given(data=st.data())
def test_the_model_survives_the_way_through_json(cls: type, data: st.DataObject) -> None:
    """Whatever a rubric or an event holds, it is the same after writing and reading."""
    value = data.draw(instances(cls))
    text = json.dumps(to_data(value), allow_nan=False)
    assert from_data(cls, json.loads(text)) == value


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rubric=instances(Rubric))
def test_the_canonical_json_is_what_the_model_hashes(rubric: Rubric) -> None:
    """Whoever holds the bytes can check them without the model."""
    assert sha256(canonical(to_data(rubric))).hexdigest() == rubric.content_hash
