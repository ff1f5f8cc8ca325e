"""Versions and drafts of a rubric: kept apart by file, the last ones alone, never in the way."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interviewer.storage.rubric_versions import (
    MOST_VERSIONS,
    Draft,
    difference,
    draft_path,
    drop_draft,
    free_copy_path,
    keep_draft,
    keep_version,
    list_versions,
    read_draft,
)

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "rubrics" / "b.yaml"
    path.parent.mkdir()
    path.write_text("now")
    return path


def test_versions_come_back_the_newest_first(tmp_path: Path, bank: Path) -> None:
    for minute in range(3):
        keep_version(tmp_path, bank, str(minute).encode(), NOON + timedelta(minutes=minute))
    versions = list_versions(tmp_path, bank)
    assert [version.path.read_text() for version in versions] == ["2", "1", "0"]
    assert versions[-1].at == NOON


def test_only_the_last_versions_stay(tmp_path: Path, bank: Path) -> None:
    for minute in range(MOST_VERSIONS + 3):
        keep_version(tmp_path, bank, str(minute).encode(), NOON + timedelta(minutes=minute))
    versions = list_versions(tmp_path, bank)
    assert len(versions) == MOST_VERSIONS
    assert versions[-1].path.read_text() == "3"


def test_two_files_of_one_name_do_not_mix(tmp_path: Path, bank: Path) -> None:
    other = tmp_path / "elsewhere" / bank.name
    keep_version(tmp_path, bank, b"mine", NOON)
    keep_draft(tmp_path, bank, "a", Draft("text", "base"))
    assert list_versions(tmp_path, other) == ()
    assert read_draft(tmp_path, other, "a") is None


def test_what_is_no_version_is_not_listed(tmp_path: Path, bank: Path) -> None:
    kept = keep_version(tmp_path, bank, b"x", NOON)
    for name in (".20260102T120000.000000Z.yaml.ab.tmp", "20269902T120000.000000Z.yaml", "notes"):
        (kept.parent / name).write_text("x")
    assert [version.path for version in list_versions(tmp_path, bank)] == [kept]


def test_a_draft_comes_back_until_it_is_dropped(tmp_path: Path, bank: Path) -> None:
    draft = Draft("  - id: a\n    # half", "  - id: a")
    keep_draft(tmp_path, bank, "a", draft)
    assert read_draft(tmp_path, bank, "a") == draft
    assert read_draft(tmp_path, bank, "b") is None
    drop_draft(tmp_path, bank, "a")
    drop_draft(tmp_path, bank, "a")
    assert read_draft(tmp_path, bank, "a") is None


@pytest.mark.parametrize("item_id", ["", "../../etc", "a\x00b", "x" * 5000, "\ud800"])
def test_an_id_of_a_broken_file_may_be_any_text(tmp_path: Path, bank: Path, item_id: str) -> None:
    keep_draft(tmp_path, bank, item_id, Draft("t", "b"))
    assert read_draft(tmp_path, bank, item_id) == Draft("t", "b")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"text": 1, "base": ""}', "[" * 100_000])
def test_a_damaged_draft_is_none(tmp_path: Path, bank: Path, content: str) -> None:
    keep_draft(tmp_path, bank, "a", Draft("t", "b"))
    draft_path(tmp_path, bank, "a").write_text(content)
    assert read_draft(tmp_path, bank, "a") is None


def test_a_copy_gets_a_name_that_is_free(bank: Path) -> None:
    first = free_copy_path(bank)
    assert first == bank.with_name("b-copy.yaml")
    first.write_text("x")
    assert free_copy_path(bank) == bank.with_name("b-copy2.yaml")


def test_a_difference_is_told_line_by_line_and_safe_to_show() -> None:
    lines = difference(b"a\nb\n", b"a\n\x1b[31mc\n", "then", "now")
    assert lines == ("--- then", "+++ now", "@@ -1,3 +1,3 @@", " a", "-b", "+[31mc", " ")
    assert difference(b"a", b"a", "", "") == ()
