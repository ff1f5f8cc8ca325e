"""The rubric file as a JSON Schema, so that editors complete and check it while a coach types."""

from interviewer.storage.rubric_kinds import (
    ID_PATTERN,
    RESERVED_IDS,
    Choice,
    Field,
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
from interviewer.storage.rubric_shape import RUBRIC, SHAPES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOT_BLANK = r"\S"


def rubric_schema() -> dict[str, object]:
    """Return the schema of a rubric file in the draft 2020-12."""
    parts = {shape.name: _shape_schema(shape) for shape in SHAPES if shape is not RUBRIC}
    return {"$schema": _DIALECT, **_shape_schema(RUBRIC), "$defs": parts}


def _shape_schema(shape: Shape) -> dict[str, object]:
    return {
        "title": shape.name.capitalize(),
        "description": shape.says,
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in shape.fields if field.required],
        "examples": [_shape_example(shape)],
        "properties": {field.name: _field_schema(field) for field in shape.fields},
    }


def _field_schema(field: Field) -> dict[str, object]:
    schema: dict[str, object] = {"title": field.name.capitalize(), "description": field.says}
    schema |= _kind_schema(field.kind)
    schema["examples"] = [_example(field)]
    if not field.required:
        default = field.default
        schema["default"] = list(default) if isinstance(default, tuple) else default
    return schema


def _example(field: Field) -> object:
    """Return what the field may hold; fields that hold other fields show the examples of those."""
    if field.example is not None:
        return field.example
    kind = field.kind
    listed = isinstance(kind, ListOf)
    member = kind.member if isinstance(kind, ListOf) else kind
    assert isinstance(member, Nested), f"{field.name} has no example"
    shown = _shape_example(member.shape)
    return [shown] if listed else shown


def _shape_example(shape: Shape) -> dict[str, object]:
    return {field.name: _example(field) for field in shape.fields}


def _kind_schema(kind: Kind) -> dict[str, object]:
    match kind:
        case Text():
            return {
                "type": "string",
                "minLength": 1,
                "maxLength": kind.longest,
                "pattern": _NOT_BLANK,
            }
        case Pattern():
            return {"type": "string", "minLength": 1, "pattern": _NOT_BLANK}
        case Identifier():
            return {"type": "string", "pattern": ID_PATTERN, "not": {"enum": list(RESERVED_IDS)}}
        case Whole():
            return {"type": "integer", "minimum": kind.lowest, "maximum": kind.highest}
        case Number():
            return {"type": "number", "minimum": kind.lowest, "maximum": kind.highest}
        case Choice():
            return {"type": "string", "enum": [value.value for value in kind.values]}
        case ListOf():
            return {
                "type": "array",
                "items": _kind_schema(kind.member),
                "minItems": kind.at_least,
            }
        case Nested():
            return {"$ref": f"#/$defs/{kind.shape.name}"}
