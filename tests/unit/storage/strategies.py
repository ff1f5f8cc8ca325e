"""Values of the model, and rubric files, made by hypothesis."""

import dataclasses
import json
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from interviewer.model.rubric import Band, Stage


def instances(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for values of a field of this type."""
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(max_size=20),
        int: st.integers(),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        NoneType: st.none(),
    }
    if hint in plain:
        return plain[hint]
    if get_origin(hint) is tuple:
        return st.lists(instances(get_args(hint)[0]), max_size=2).map(tuple)
    if get_args(hint):
        return st.one_of([instances(part) for part in get_args(hint)])
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    hints = get_type_hints(hint)
    names = [field.name for field in dataclasses.fields(hint)]
    return st.builds(hint, **{name: instances(hints[name]) for name in names})


_WORDS = st.text(
    st.sampled_from("abz09 .,:;-#'\"\\{}[]&*!|>%@`~\u00e9\u2019\u4e16\U0001f600\t\n"), max_size=60
).filter(str.strip)
_PATTERNS = st.lists(
    st.sampled_from(["slope", "a|b-c", "gradient* !up", "a > b", "d|e"]), min_size=1
)
_IDS = st.from_regex(r"x[a-z0-9-]{0,5}", fullmatch=True)


def _parts(build: Any, most: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return a strategy for lists of groups, each with an id of its own."""
    return st.lists(build, max_size=most, unique_by=lambda part: part["id"])


def _item() -> st.SearchStrategy[dict[str, Any]]:
    points = st.integers(1, 20)
    criterion: dict[str, st.SearchStrategy[Any]] = {
        "id": _IDS,
        "points": points,
        "says": _WORDS,
        "match": _PATTERNS,
    }
    belief: dict[str, st.SearchStrategy[Any]] = {
        "id": _IDS.map("m-{}".format),
        "says": _WORDS,
        "match": _PATTERNS,
    }
    example: dict[str, st.SearchStrategy[Any]] = {
        "band": st.sampled_from(Band).map(str),
        "answer": _WORDS,
    }
    probes: dict[str, st.SearchStrategy[Any]] = {"probe": _WORDS, "hint": _WORDS}
    return st.fixed_dictionaries(
        {
            "id": _IDS,
            "stage": st.sampled_from(Stage).map(str),
            "prompt": _WORDS,
            "references": st.lists(_WORDS, min_size=1, max_size=2),
        },
        optional={
            "topic": _WORDS,
            "minutes": st.sampled_from([0.5, 1, 2.25, 60]),
            "criteria": _parts(st.fixed_dictionaries(criterion, optional=probes), 2),
            "misconceptions": _parts(st.fixed_dictionaries(belief, optional={"minus": points}), 2),
            "examples": st.lists(st.fixed_dictionaries(example), max_size=2),
            "sources": st.lists(_WORDS, max_size=2),
        },
    )


def rubric_files() -> st.SearchStrategy[bytes]:
    """Return a strategy for files that load: JSON, which is YAML as well."""
    needed: dict[str, st.SearchStrategy[Any]] = {
        "id": _IDS,
        "title": _WORDS,
        "items": st.lists(_item(), min_size=1, max_size=3, unique_by=lambda item: item["id"]),
    }
    more: dict[str, st.SearchStrategy[Any]] = {
        "format": st.just(1),
        "window": st.integers(2, 50),
        "synonyms": st.sampled_from([[], [["sgd", "descent"]], [["a", "b"], ["c", "d"]]]),
    }
    rubric = st.fixed_dictionaries(needed, optional=more)
    return rubric.map(lambda data: json.dumps(data, ensure_ascii=False).encode())
