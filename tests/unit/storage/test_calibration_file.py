"""Calibrations on disk: the same after a round trip, refused when anything is wrong with them."""

import json
from pathlib import Path
from typing import Any

import pytest

from interviewer.model.calibration import Agreement, Calibration
from interviewer.model.errors import InputError
from interviewer.storage.calibration_file import read_calibration, write_calibration

CALIBRATION = Calibration(
    "small",
    "abc",
    {"offset": 0.25, "score": 0.5},
    {"clipping": {"word norm": 0.125, "pair the norm": -0.5}},
    Agreement(20, 0.5, 0.25, 0.5, 0.25),
    Agreement(20, 0.75, 0.125, 0.75, 0.5),
)


def test_the_same_after_a_round_trip(tmp_path: Path) -> None:
    """What is read is what was written."""
    write_calibration(tmp_path / "mine.json", CALIBRATION)
    assert read_calibration(tmp_path / "mine.json") == CALIBRATION


def test_it_is_readable_json(tmp_path: Path) -> None:
    """Plain weights by their names, nothing executable."""
    write_calibration(tmp_path / "mine.json", CALIBRATION)
    data = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert data["kind"] == "interviewer-calibration"
    assert data["items"]["clipping"]["word norm"] == 0.125
    assert data["after"]["kappa"] == 0.5


def changed(path: Path, *keys: str, value: Any) -> None:
    """Write a calibration with one value replaced, or taken out where `value` is None."""
    write_calibration(path, CALIBRATION)
    data = json.loads(path.read_text("utf-8"))
    part = data
    for key in keys[:-1]:
        part = part[key]
    if value is None:
        del part[keys[-1]]
    else:
        part[keys[-1]] = value
    path.write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize(
    ("keys", "value", "said"),
    [
        (("kind",), "pickle", '"kind"'),
        (("format",), 2, '"format"'),
        (("rubric",), 3, '"rubric"'),
        (("rubric_hash",), None, '"rubric_hash"'),
        (("bank",), [], '"bank"'),
        (("bank", "score"), "high", '"score"'),
        (("bank", "score"), True, '"score"'),
        (("bank", "score"), float("nan"), '"score"'),
        (("bank", "score"), float("inf"), '"score"'),
        (("items",), None, '"items"'),
        (("items", "clipping"), 1, '"clipping"'),
        (("items", "clipping", "word norm"), {}, '"word norm"'),
        (("before",), {}, '"before"'),
        (("after", "kappa"), None, '"after"'),
        (("after", "kappa"), "1", '"kappa"'),
    ],
)
def test_edited_by_hand(tmp_path: Path, keys: tuple[str, ...], value: Any, said: str) -> None:
    """A wrong part is named in one line, with what to do."""
    path = tmp_path / "mine.json"
    changed(path, *keys, value=value)
    with pytest.raises(InputError) as caught:
        read_calibration(path)
    message = str(caught.value)
    assert said in message
    assert "interviewer calibrate" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"kind": "x"}']
)
def test_cut_or_something_else(tmp_path: Path, content: bytes) -> None:
    """Whatever is no calibration is refused."""
    path = tmp_path / "mine.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no calibration"):
        read_calibration(path)


def test_every_cut_is_noticed(tmp_path: Path) -> None:
    """A file that was cut anywhere is refused."""
    path = tmp_path / "mine.json"
    write_calibration(path, CALIBRATION)
    whole = path.read_bytes().rstrip()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(InputError):
            read_calibration(path)


def test_no_file(tmp_path: Path) -> None:
    """The name and the reason are said."""
    with pytest.raises(InputError, match=r"none\.json: cannot be read \(No such file"):
        read_calibration(tmp_path / "none.json")
