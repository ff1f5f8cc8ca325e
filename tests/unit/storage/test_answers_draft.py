"""Answers that were typed are kept until a file is made of them."""

from pathlib import Path

import pytest

from interviewer.model.errors import StorageError
from interviewer.storage.answers_draft import forget_answers, keep_answers, read_answers


def test_answers_come_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "draft.json"
    keep_answers(path, {"title": "Caf\u00e9", "prompt": "one\ntwo"})
    assert read_answers(path) == {"title": "Caf\u00e9", "prompt": "one\ntwo"}
    forget_answers(path)
    assert read_answers(path) == {}
    forget_answers(path)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b"\xff", b'{"a":', b"[" * 100_000])
def test_a_damaged_draft_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "draft.json"
    path.write_bytes(content)
    assert read_answers(path) == {}


def test_what_comes_back_is_safe(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    path.write_text('{"title": "a\\u001b[2Jb"}', "utf-8")
    assert read_answers(path) == {"title": "a[2Jb"}


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "draft.json").mkdir()
    with pytest.raises(StorageError, match=r"draft\.json"):
        keep_answers(tmp_path / "draft.json", {})
