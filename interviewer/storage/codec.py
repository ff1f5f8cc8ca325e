"""Frozen dataclasses to plain JSON data and back, driven by their type hints.

A field holds a str, int, float, bool, None, StrEnum, another dataclass, `tuple[X, ...]` of these,
or `X | None`. Errors name the place of a bad field and never repeat its value: a value may be an
answer, and answers stay out of messages.
"""

import dataclasses
import json
import math
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

Data = dict[str, "Data"] | list["Data"] | str | int | float | bool | None
"""What JSON can hold."""

Decoder = Callable[[object], Any]

_AS_THEY_ARE = {str, int, bool, NoneType}
"""What needs no more than a look at its exact type, whichever way it goes."""


class DataError(ValueError):
    """Data that does not fit: `path` is the place, as in ``items[2].points``, `reason` says why."""

    def __init__(self, reason: str, path: str = "") -> None:
        """Keep the place and the reason."""
        self.reason = reason
        self.path = path
        super().__init__(reason, path)

    def within(self, outer: str) -> "DataError":
        """Return the same error, seen from one level further out."""
        joint = "." if self.path and not self.path.startswith("[") else ""
        return DataError(self.reason, f"{outer}{joint}{self.path}")

    def __str__(self) -> str:
        """Return the place and the reason as one line."""
        return f"{self.path or 'the whole'}: {self.reason}"


def to_data(value: object) -> Data:
    """Return `value` as dicts, lists and plain values, ready for JSON.

    Raises:
        DataError: `value` holds something that JSON, or this codec, cannot keep.
    """
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        plain: Data = value  # type: ignore[assignment]  # mypy cannot know what `kind` says
        return plain
    if isinstance(value, float):
        if not math.isfinite(value):
            raise DataError("not a finite number")
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_encoded(f"[{index}]", part) for index, part in enumerate(value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: _encoded(name, getattr(value, name)) for name in _field_names(kind)}
    raise DataError(f"a {kind.__name__} cannot be kept")


def from_data(cls: type[T], data: object, *, exact: bool = False) -> T:
    """Return the `cls` that `data` describes.

    Fields that `cls` does not know are ignored, so that an older program reads a newer file; with
    `exact` there must be every field and no other. A whole number in a float field stays an int:
    the content hash of a rubric depends on it.

    Raises:
        DataError: a field is missing or of the wrong type; the error names its place.
    """
    hint: Any = cls  # mypy takes a type[T] for unhashable
    decoded: T = _decoder(hint, exact)(data)
    return decoded


def canonical(data: object) -> bytes:
    """Return the JSON of plain data that `Rubric.content_hash` is taken over."""
    return json.dumps(data, sort_keys=True, ensure_ascii=True).encode("ascii")


def _encoded(place: str, value: object) -> Data:
    try:
        return to_data(value)
    except DataError as error:
        raise error.within(place) from None


@cache
def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls) if field.init)


@cache
def _decoder(hint: Any, exact: bool) -> Decoder:
    """Return the function that decodes `hint`; an unsupported hint is a bug in the model."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _tuple_decoder(arguments[0], exact)
    if origin in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments:
        (part,) = (part for part in arguments if part is not NoneType)
        return _optional_decoder(_decoder(part, exact))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum_decoder(hint)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _dataclass_decoder(hint, exact)
    raise TypeError(f"the codec does not know fields of the type {hint}")


def _plain_decoder(kind: type, expected: str) -> Decoder:
    def decode(value: object) -> object:
        # The exact type, because isinstance(True, int) holds.
        if type(value) is not kind:
            raise _wrong(expected, value)
        return value

    return decode


def _decode_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong("a number", value)
    try:
        finite = math.isfinite(value)
    except OverflowError:
        finite = False
    if not finite:
        raise DataError("not a finite number")
    return value


_PLAIN: dict[Any, Decoder] = {
    str: _plain_decoder(str, "text"),
    int: _plain_decoder(int, "a whole number"),
    bool: _plain_decoder(bool, "true or false"),
    NoneType: _plain_decoder(NoneType, "null"),
    float: _decode_number,
}


def _plain_type(hint: Any) -> type | None:
    """Return the type whose values need no decoding, None where there is more to do.

    Most of what a bank holds is text, and a call for each takes longer than the look at its type.
    """
    return hint if hint in _AS_THEY_ARE else None


def _tuple_decoder(hint: Any, exact: bool) -> Decoder:
    decode_part, plain = _decoder(hint, exact), _plain_type(hint)

    def decode(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _wrong("a list", value)
        if set(map(type, value)) == {plain}:  # a look at each in C, as most tuples hold text
            return tuple(value)
        parts: list[Any] = []
        try:
            for part in value:
                parts.append(part if type(part) is plain else decode_part(part))
        except DataError as error:
            raise error.within(f"[{len(parts)}]") from None
        return tuple(parts)

    return decode


def _optional_decoder(decode_value: Decoder) -> Decoder:
    return lambda value: None if value is None else decode_value(value)


def _enum_decoder(kind: type[StrEnum]) -> Decoder:
    members = {member.value: member for member in kind}

    def decode(value: object) -> StrEnum:
        if not isinstance(value, str):
            raise _wrong("text", value)
        if value not in members:
            raise DataError(f"must be one of {', '.join(members)}")
        return members[value]

    return decode


def _dataclass_decoder(cls: type, exact: bool) -> Decoder:
    hints = get_type_hints(cls)
    fields = [field for field in dataclasses.fields(cls) if field.init]
    decoders = [
        (field.name, _plain_type(hints[field.name]), _decoder(hints[field.name], exact))
        for field in fields
    ]
    required = [
        field.name
        for field in fields
        if exact
        or (field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING)
    ]

    def decode(value: object) -> Any:
        if not isinstance(value, dict):
            raise _wrong("an object", value)
        for name in required:
            if name not in value:
                raise DataError("is missing", name)
        if exact and len(value) > len(decoders):
            raise DataError("has a field that is not known")
        arguments = {}
        try:
            for name, plain, decode_field in decoders:
                if name in value:
                    part = value[name]
                    arguments[name] = part if type(part) is plain else decode_field(part)
        except DataError as error:
            raise error.within(name) from None
        return cls(**arguments)

    return decode


_JSON_NAMES = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    NoneType: "null",
    list: "a list",
    dict: "an object",
}


def _wrong(expected: str, value: object) -> DataError:
    return DataError(f"must be {expected}, not {_JSON_NAMES.get(type(value), 'something else')}")
