"""Calibrations as readable JSON: read strictly, never trusted, nothing in them is executed."""

import json
import math
import sys
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from interviewer.model.calibration import Agreement, Calibration, Weights
from interviewer.model.errors import InputError
from interviewer.model.text import one_line
from interviewer.storage.durable import write_atomic

KIND = "interviewer-calibration"
FORMAT = 1
LARGEST_FILE = 100_000_000
"""Bytes; that of a thousand items with a hundred marked answers each is smaller."""


class _DamagedError(ValueError):
    """A part of the file that is not what it must be."""


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Write a calibration, or leave the old file as it was.

    Raises:
        StorageError: the file cannot be written.
    """
    data = {
        "kind": KIND,
        "format": FORMAT,
        "rubric": calibration.rubric_id,
        "rubric_hash": calibration.rubric_hash,
        "before": asdict(calibration.before),
        "after": asdict(calibration.after),
        "bank": dict(calibration.bank),
        "items": {item: dict(weights) for item, weights in calibration.items.items()},
    }
    write_atomic(path, (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode())


def read_calibration(path: Path) -> Calibration:
    """Return the calibration in a file.

    Raises:
        InputError: the file cannot be read or is no calibration.
    """
    name = one_line(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)  # a device has no size, and may never end
        if len(content) > LARGEST_FILE:
            raise InputError(f"{name}: is too large for a calibration; learn it again")
        return _calibration(json.loads(content))
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check the path") from None
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, _DamagedError) else "it is not JSON"
        raise InputError(
            f"{name}: is no calibration that can be used: {reason}; "
            "learn it again with 'interviewer calibrate'"
        ) from None


def _calibration(data: Any) -> Calibration:
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise _DamagedError(f'"kind" is not "{KIND}"')
    if data.get("format") != FORMAT:
        raise _DamagedError(f'"format" is not {FORMAT}')
    items = _mapping(data, "items")
    return Calibration(
        _text(data, "rubric"),
        _text(data, "rubric_hash"),
        _weights(_mapping(data, "bank"), "bank"),
        {item: _weights(_mapping(items, item), item) for item in items},
        _agreement(data, "before"),
        _agreement(data, "after"),
    )


def _mapping(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise _DamagedError(f'"{one_line(key)[:60]}" is not an object')
    return value


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise _DamagedError(f'"{key}" is not a text')
    return value


def _weights(data: Mapping[str, Any], where: str) -> Weights:
    return {name: _number(value, where, name) for name, value in data.items()}


def _agreement(data: Mapping[str, Any], key: str) -> Agreement:
    found = _mapping(data, key)
    names = [field.name for field in fields(Agreement)]
    if sorted(found) != sorted(names):
        raise _DamagedError(f'"{key}" does not hold {", ".join(names)}')
    values = {name: _number(found[name], key, name) for name in names}
    return Agreement(**(values | {"answers": int(values["answers"])}))  # type: ignore[arg-type]


def _number(value: Any, where: str, name: str) -> float:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    # A whole number may be too large for any float; isfinite raises where it is.
    if not plain or abs(value) > sys.float_info.max or not math.isfinite(value):
        raise _DamagedError(f'"{one_line(name)[:60]}" of "{one_line(where)[:60]}" is not a number')
    return float(value)
