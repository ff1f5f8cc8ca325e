"""The JSON Schema says what the validator does, as both follow one table."""

import dataclasses
import json
import re
from typing import Any

import pytest
import yaml

from interviewer.model.errors import RubricError
from interviewer.storage.rubric_file import parse_rubric
from interviewer.storage.rubric_kinds import (
    REQUIRED,
    Choice,
    Identifier,
    Kind,
    ListOf,
    Nested,
    Number,
    Pattern,
    Shape,
    Text,
    Whole,
)
from interviewer.storage.rubric_schema import rubric_schema
from interviewer.storage.rubric_shape import RUBRIC, SHAPES

EXAMPLE = """
format: 1
id: deep-learning
title: Deep learning
synonyms:
  - [sgd, stochastic gradient descent]
window: 12
items:
  - id: gradient-clipping
    stage: fresher
    topic: optimisation
    prompt: What is gradient clipping, and when would you use it?
    minutes: 2.5
    references:
      - It caps the norm.
    criteria:
      - id: exploding-gradients
        points: 2
        says: Clipping answers exploding gradients.
        match: [exploding|huge|large gradient, gradient blow-up|overshoot]
        probe: Which training problem makes clipping necessary?
        hint: Think of a product of many factors larger than one.
    misconceptions:
      - id: cures-vanishing
        says: It does nothing for vanishing ones.
        match: [solve|fix vanishing gradient]
        minus: 1
        probe: What would clipping do to a gradient that is already tiny?
    examples:
      - {band: strong, answer: It caps.}
    sources: [interviewbit-9]
"""


def schema_of(shape: Shape) -> dict[str, Any]:
    schema: dict[str, Any] = rubric_schema()
    return schema if shape is RUBRIC else schema["$defs"][shape.name]


def kinds_of(kind: Kind) -> list[Kind]:
    return [kind, *(kinds_of(kind.member) if isinstance(kind, ListOf) else [])]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
class TestTable:
    def test_the_fields_are_those_of_the_model_with_its_defaults(self, shape: Shape) -> None:
        assert dataclasses.is_dataclass(shape.build)
        model = {
            field.name: REQUIRED if field.default is dataclasses.MISSING else field.default
            for field in dataclasses.fields(shape.build)
        }
        assert {field.name: field.default for field in shape.fields} == model

    def test_every_field_is_described_with_an_example(self, shape: Shape) -> None:
        for field in shape.fields:
            assert re.fullmatch(r"[A-Z].*\.", field.says), field.name
            holds_fields = any(isinstance(kind, Nested) for kind in kinds_of(field.kind))
            assert (field.example is None) == holds_fields, field.name

    def test_every_field_is_in_the_schema(self, shape: Shape) -> None:
        schema = schema_of(shape)
        assert list(schema["properties"]) == [field.name for field in shape.fields]
        assert schema["required"] == [field.name for field in shape.fields if field.required]
        assert schema["additionalProperties"] is False
        assert schema["type"] == "object"
        assert schema["title"]
        assert schema["description"] == shape.says
        for field in shape.fields:
            described = schema["properties"][field.name]
            assert described["title"]
            assert described["description"] == field.says
            (example,) = described["examples"]
            assert example == field.example or field.example is None
            assert ("default" in described) == (not field.required)

    def test_every_limit_is_in_the_schema(self, shape: Shape) -> None:
        for field in shape.fields:
            described = schema_of(shape)["properties"][field.name]
            for kind in kinds_of(field.kind):
                limits = limits_of(kind)
                assert limits.items() <= described.items(), field.name
                described = described.get("items", {})


def limits_of(kind: Kind) -> dict[str, object]:
    """Return what the schema of a kind must say."""
    match kind:
        case Text():
            return {"type": "string", "minLength": 1, "maxLength": kind.longest}
        case Pattern():
            return {"type": "string", "minLength": 1}
        case Identifier():
            return {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"}
        case Whole():
            return {"type": "integer", "minimum": kind.lowest, "maximum": kind.highest}
        case Number():
            return {"type": "number", "minimum": kind.lowest, "maximum": kind.highest}
        case Choice():
            return {"type": "string", "enum": list(kind.values)}
        case ListOf():
            return {"type": "array", "minItems": kind.at_least}
        case Nested():
            return {"$ref": f"#/$defs/{kind.shape.name}"}


def test_no_field_and_no_group_lacks_a_description_or_an_example() -> None:
    schema: dict[str, Any] = rubric_schema()
    groups = [schema, *schema["$defs"].values()]
    assert len(groups) == len(SHAPES)
    for group in groups:
        for described in (group, *group["properties"].values()):
            assert described["description"], described["title"]
            assert described["examples"] not in ([], [None]), described["title"]


def test_the_examples_of_the_schema_are_a_bank_that_loads(validator: Any) -> None:
    schema: dict[str, Any] = rubric_schema()
    (example,) = schema["examples"]
    validator.validate(example)
    parse_rubric(yaml.safe_dump(example), "bank.yaml")


def test_the_schema_is_json_and_names_its_dialect() -> None:
    schema = rubric_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.fixture(scope="module")
def validator() -> Any:
    """Return a validator of the schema; `jsonschema` is a tool of developers."""
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.Draft202012Validator(rubric_schema())


def test_the_schema_is_a_schema_of_its_draft(validator: Any) -> None:
    validator.check_schema(rubric_schema())


def test_the_example_passes_both(validator: Any) -> None:
    parse_rubric(EXAMPLE, "bank.yaml")
    validator.validate(yaml.safe_load(EXAMPLE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: 1", "format: 2"),
        ("id: deep-learning", "id: Deep"),
        ("id: deep-learning", "id: con"),
        ("id: deep-learning", f"id: {'a' * 65}"),
        ("title: Deep learning\n", ""),
        ("title: Deep learning", "title: ' '"),
        ("title: Deep learning", "title: [a]"),
        ("  - [sgd, stochastic gradient descent]", "  - [sgd]"),
        ("window: 12", "window: 1"),
        ("window: 12", "window: 51"),
        ("stage: fresher", "stage: Fresher"),
        ("minutes: 2.5", "minutes: 0.4"),
        ("minutes: 2.5", "minutes: 61"),
        ("      - It caps the norm.", "      []"),
        ("points: 2", "points: 21"),
        ("points: 2", "points: two"),
        ("points: 2", "points: 1.5"),
        ("says: It does", "sais: It does"),
        ("match: [solve|fix vanishing gradient]", "match: []"),
        ("match: [solve|fix vanishing gradient]", "match: solve"),
        ("minus: 1", "minus: 0"),
        ("band: strong", "band: good"),
        ("answer: It caps.", "answer: ''"),
        ("sources: [interviewbit-9]", "sources: interviewbit-9"),
        (EXAMPLE[EXAMPLE.index("items:") :], "items: []"),
        ("prompt: What is", f"prompt: {'x' * 4000} is"),
    ],
)
def test_what_one_refuses_the_other_refuses(validator: Any, old: str, new: str) -> None:
    assert EXAMPLE.count(old) == 1
    text = EXAMPLE.replace(old, new)
    with pytest.raises(RubricError):
        parse_rubric(text, "bank.yaml")
    assert not validator.is_valid(yaml.safe_load(text))
