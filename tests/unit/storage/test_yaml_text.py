"""The text of a YAML file: what is read, and what is refused before any parser sees it."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.model.errors import InputError
from interviewer.storage import yaml_text
from interviewer.storage.yaml_text import YamlRefusedError, check_characters, check_size, read_yaml


def test_a_file_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: \u00e9\r\n".encode())
    assert read_yaml(path) == "a: \u00e9\r\n"


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(10_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(YamlRefusedError, match="larger than 8 MB"):
        read_yaml(path)


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 11)
    small = os.stat_result((0o100644, 0, 0, 1, 0, 0, 5, 0, 0, 0))
    monkeypatch.setattr(yaml_text, "MOST_BYTES", 10)
    monkeypatch.setattr(Path, "stat", lambda *_: small)
    with pytest.raises(YamlRefusedError, match="larger than"):
        read_yaml(path)


def test_a_file_of_just_the_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 10)
    monkeypatch.setattr(yaml_text, "MOST_BYTES", 10)
    assert read_yaml(path) == "x" * 10


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: b\r\nc: \xe9t\xe9\n", 2, 4),
        ("a: \u00e9\n".encode() + b"\xff", 2, 1),
        ("a: b".encode("utf-16"), 1, 1),
    ],
)
def test_other_encodings_are_refused_with_the_place(
    data: bytes, line: int, column: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    with pytest.raises(YamlRefusedError, match="UTF-8") as refused:
        read_yaml(path)
    (problem,) = refused.value.problems
    assert (problem.line, problem.column) == (line, column)


def test_what_is_no_file_is_said_in_one_line(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    cases = {
        tmp_path / "none.yaml": "there is no file",
        tmp_path: "is a folder",
        pipe: "is not a plain file",
        Path("a\0b"): r"cannot be read \(.*null.*\)",
        Path("a" * 5000): r"cannot be read \(.*too long\)",
        Path("/dev/zero"): "is not a plain file",
    }
    for path, words in cases.items():
        with pytest.raises(InputError, match=words) as refused:
            read_yaml(path)
        assert "\n" not in str(refused.value)
        assert ";" in str(refused.value)


def test_a_file_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.yaml"
    path.write_text("a: b\n")
    monkeypatch.setattr(Path, "open", refuse)  # root may read everything
    with pytest.raises(InputError, match="may not be read"):
        read_yaml(path)


def test_a_text_loses_its_byte_order_mark_and_nothing_else() -> None:
    text = "\u00a0\u202e\U0001f600\t\r\n~"
    assert check_size(f"\ufeff{text}") == text
    assert check_size(f"a{text}\ufeff") == f"a{text}\ufeff"


def test_a_text_that_is_too_large_is_refused() -> None:
    check_size("x" * 8 * 1024 * 1024)
    with pytest.raises(YamlRefusedError, match=r"^1:1: the file is larger than 8 MB; split it"):
        check_size("x" * (8 * 1024 * 1024 + 1))


CHARACTERS = {
    "NUL": ("a: b\nc: \x00d\n", 2, 4, "U+0000"),
    "escape": ("a: b\r\nc: d\x1b[31m\r\n", 2, 5, "U+001B"),
    "delete": ("a: \x7f", 1, 4, "U+007F"),
    "next line": ("a: b\x85c: d\n", 1, 5, "U+0085"),
    "line separator": ("a:\rb\u2028", 2, 2, "U+2028"),
    "lone surrogate": ("a: \ud800", 1, 4, "U+D800"),
    "no character": ("a: \ufffe", 1, 4, "U+FFFE"),
}


@pytest.mark.parametrize(("text", "line", "column", "code"), CHARACTERS.values(), ids=CHARACTERS)
def test_a_character_that_nobody_sees_is_refused_with_its_place(
    text: str, line: int, column: int, code: str
) -> None:
    with pytest.raises(YamlRefusedError) as refused:
        check_characters(text, 0, len(text))
    (problem,) = refused.value.problems
    assert (problem.line, problem.column) == (line, column)
    assert code in problem.message
    assert problem.mend


def test_a_part_of_a_text_is_checked_alone() -> None:
    text = "a\n\x00b\nc\x00d"
    check_characters(text, 3, 6)
    with pytest.raises(YamlRefusedError) as refused:
        check_characters(text, 3, 99)
    assert (refused.value.problems[0].line, refused.value.problems[0].column) == (3, 2)


@given(
    st.text(st.characters(), max_size=60)
    | st.text(st.sampled_from("ab \n\t\r\x7f\x85\xa0\u00e9\u2028\ud800\ufffe\U0001f600"))
)
def test_the_quick_look_finds_what_the_search_finds(text: str) -> None:
    """It takes the plain characters out first, and must miss nothing for that."""
    assert yaml_text._holds_forbidden(text) == bool(re.search(yaml_text._FORBIDDEN, text))


def test_every_character_is_looked_at_alike() -> None:
    """In any neighbourhood: none hides another."""
    for code in range(0x110000):
        if code % 0x1000 > 0x30 and code > 0x3000:
            continue  # the ends of each block tell as much, in a twentieth of the time
        text = f"a{chr(code)}\u00e9"
        assert yaml_text._holds_forbidden(text) == bool(re.search(yaml_text._FORBIDDEN, text)), code
