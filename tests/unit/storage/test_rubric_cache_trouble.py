"""The cache on disks that fail, beside other writers, and over a long time."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.storage import data_cache
from interviewer.storage.rubric_cache import RubricCache
from interviewer.storage.rubric_file import load_rubric
from interviewer.storage.rubric_reader import no_check
from tests.unit.storage.cache_helpers import FILE, ROOT, RULES, entries, found, load_small


class TestTrouble:
    def test_a_cache_that_cannot_be_made_is_no_error(
        self, bank: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "taken").touch()
        cache = RubricCache(tmp_path / "taken", RULES)
        assert cache.load(bank, no_check) == load_rubric(bank)
        assert capfd.readouterr() == ("", "")

    @pytest.mark.parametrize("call", ["mkdir", "open", "write", "rename", "unlink", "close"])
    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
    def test_a_disk_that_fails_is_no_error(
        self,
        call: str,
        code: int,
        cache: RubricCache,
        bank: Path,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise OSError(code, os.strerror(code))

        calls = type(data_cache._CALLS)()
        monkeypatch.setattr(calls, call, fail)
        monkeypatch.setattr(data_cache, "_CALLS", calls)
        plain = load_rubric(bank)
        assert cache.load(bank, no_check) == plain
        assert cache.load(bank, no_check) == plain
        assert capfd.readouterr() == ("", "")

    def test_writers_at_once_do_no_harm(self, cache: RubricCache, bank: Path) -> None:
        code = f"""
import sys
from pathlib import Path
from interviewer.storage.rubric_cache import RubricCache
from interviewer.storage.rubric_file import load_rubric
from interviewer.storage.rubric_reader import no_check
cache, path = RubricCache(Path({str(cache.folder)!r}), {RULES!r}), Path({str(bank)!r})
plain = load_rubric(path)
for _ in range(50):
    cache.keep({FILE!r}, plain)
    found = cache.find({FILE!r})
    assert found is None or found == plain
    assert cache.load(path, no_check) == plain
"""
        command = [sys.executable, "-c", code]
        writers = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)]
        for writer in writers:
            _, said = writer.communicate(timeout=60)
            assert (writer.returncode, said) == (0, b"")
        assert cache.find(FILE) == found(cache, bank) == load_rubric(bank)
        assert len(entries(cache)) == 2  # and nothing half written is left


class TestPruning:
    def keep_many(self, cache: RubricCache, count: int) -> list[Path]:
        """Keep so many entries, each a minute younger than the last, and return them."""
        kept = []
        for number in range(count):
            before = set(entries(cache))
            cache.keep(f"{number:064x}", load_small())
            (path,) = set(entries(cache)) - before
            os.utime(path, (1_000_000 + 60 * number, 1_000_000 + 60 * number))
            kept.append(path)
        return kept

    def test_the_newest_stay(self, cache: RubricCache, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(data_cache, "MOST_ENTRIES", 3)
        kept = self.keep_many(cache, 3)
        cache.keep(FILE, load_small())
        assert set(kept[1:]) < set(entries(cache))
        assert len(entries(cache)) == 3
        assert cache.find(FILE) == load_small()

    def test_other_files_are_left_alone(
        self, cache: RubricCache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(data_cache, "MOST_ENTRIES", 1)
        (kept,) = self.keep_many(cache, 1)
        others = [kept.with_name(name) for name in ("notes.json", f"{FILE}.json", f"x{kept.name}")]
        for other in others:
            other.touch()
            os.utime(other, (0, 0))
        cache.keep(FILE, load_small())
        assert not kept.exists()
        assert all(other.exists() for other in others)

    def test_what_a_killed_writer_left_is_removed_later(self, cache: RubricCache) -> None:
        """One that was just begun may still be written."""
        (kept,) = self.keep_many(cache, 1)
        old, new = (kept.with_name(f".{kept.name}.{name}.tmp") for name in ("0a1b2c3d", "4e5f6071"))
        old.touch()
        os.utime(old, (0, 0))
        new.touch()
        cache.keep(FILE, load_small())
        assert not old.exists()
        assert new.exists()
