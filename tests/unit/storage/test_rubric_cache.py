"""The cache of rubrics: the same as from the file, or nothing."""

import json
import os
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from interviewer.model.errors import InputError, RubricError
from interviewer.model.rubric import Rubric
from interviewer.storage import data_cache
from interviewer.storage.codec import to_data
from interviewer.storage.data_cache import rules_of
from interviewer.storage.rubric_cache import RubricCache
from interviewer.storage.rubric_file import load_rubric
from interviewer.storage.rubric_reader import no_check
from interviewer.storage.system_calls import SystemCalls
from tests.unit.storage.cache_helpers import FILE, OTHER, ROOT, RULES, entries, entry_of, found
from tests.unit.storage.rubric_texts import SMALL
from tests.unit.storage.strategies import instances, rubric_files

BANKS = sorted([*(ROOT / "rubrics").glob("*.yaml"), *(ROOT / "benchmarks/rubrics").glob("*.yaml")])


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.name)
def test_the_banks_are_the_same_from_the_cache(path: Path, cache: RubricCache) -> None:
    plain = load_rubric(path)
    assert cache.load(path, no_check) == plain
    cached = found(cache, path)
    assert cached == plain
    assert vars(cached)["content_hash"] == plain.content_hash, "known, and not worked out again"
    assert cache.load(path, no_check) == plain


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(data=rubric_files())
def test_any_file_is_the_same_rubric_from_the_cache(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    cache = RubricCache(folder, RULES)
    path = folder / "bank.yaml"
    path.write_bytes(data)
    plain = load_rubric(path)
    assert cache.load(path, no_check) == plain
    cached = found(cache, path)
    assert cached == plain
    assert cached.content_hash == plain.content_hash


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(rubric=instances(Rubric))
def test_whatever_a_rubric_holds_comes_back(
    rubric: Rubric, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = RubricCache(tmp_path_factory.mktemp("any"), RULES)
    cache.keep(FILE, rubric)
    cached = cache.find(FILE)
    assert cached == rubric
    assert cached.content_hash == rubric.content_hash


class TestUse:
    def test_the_second_load_parses_nothing(self, cache: RubricCache, bank: Path) -> None:
        seen: list[str] = []
        cache.load(bank, lambda pattern: seen.append(pattern))
        assert seen == ["word", "other"]
        cache.load(bank, lambda pattern: seen.append(pattern))
        assert seen == ["word", "other"]

    def test_a_changed_file_is_read_anew(self, cache: RubricCache, bank: Path) -> None:
        assert cache.load(bank, no_check).title == "Bank"
        before = bank.stat()
        bank.write_text(SMALL.replace("title: Bank", "title: Bonk"), encoding="utf-8")
        os.utime(bank, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert cache.load(bank, no_check).title == "Bonk"
        assert len(entries(cache)) == 2

    def test_a_file_with_problems_is_never_kept(self, cache: RubricCache, bank: Path) -> None:
        bank.write_text(SMALL.replace("points: 2", "points: two"), encoding="utf-8")
        for _ in range(2):
            with pytest.raises(RubricError, match=r"bank\.yaml:11:17: .* not 'two'"):
                cache.load(bank, no_check)
        with pytest.raises(RubricError, match="no good"):
            cache.load(bank, lambda _pattern: "no good: write it anew")
        assert not entries(cache)

    def test_a_file_that_cannot_be_read_is_said_as_without_a_cache(
        self, cache: RubricCache, bank: Path
    ) -> None:
        bank.write_bytes(b"#" * 9_000_000)
        with pytest.raises(RubricError, match="larger than 8 MB"):
            cache.load(bank, no_check)
        bank.write_bytes(b"\xff")
        with pytest.raises(RubricError, match="not UTF-8"):
            cache.load(bank, no_check)
        bank.unlink()
        with pytest.raises(InputError, match="there is no file"):
            cache.load(bank, no_check)

    def test_an_entry_is_for_its_owner_alone(self, cache: RubricCache, bank: Path) -> None:
        entry = entry_of(cache, bank)
        assert stat.S_IMODE(entry.stat().st_mode) == 0o600
        assert stat.S_IMODE(entry.parent.stat().st_mode) == 0o700

    def test_an_entry_is_one_json_object(self, cache: RubricCache, bank: Path) -> None:
        data = json.loads(entry_of(cache, bank).read_bytes())
        rubric = load_rubric(bank)
        assert data == {
            "cache": data_cache.CACHE_FORMAT,
            "content_hash": rubric.content_hash,
            "made_of": sha256(bank.read_bytes()).hexdigest(),
            "rules": RULES,
            "rubric": to_data(rubric),
        }


class TestVersions:
    def test_another_format_or_program_is_another_entry(
        self, cache: RubricCache, bank: Path
    ) -> None:
        cache.load(bank, no_check)
        other = RubricCache(cache.folder, OTHER)
        assert found(other, bank) is None
        other.load(bank, no_check)
        assert found(other, bank) == found(cache, bank) == load_rubric(bank)
        assert len(entries(cache)) == 2

    def test_an_old_format_is_not_read(
        self, cache: RubricCache, bank: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.load(bank, no_check)
        monkeypatch.setattr(data_cache, "CACHE_FORMAT", 2)
        assert found(cache, bank) is None

    def test_the_rules_change_with_format_version_and_sources(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = tmp_path / "one.py"
        source.write_text("a = 1\n")
        seen = {rules_of([tmp_path]), rules_of([]), rules_of([tmp_path / "gone"])}
        assert len(seen) == 2
        assert rules_of([tmp_path]) in seen
        source.write_text("a = 2\n")
        assert rules_of([tmp_path]) not in seen
        seen.add(rules_of([tmp_path]))
        source.rename(tmp_path / "two.py")
        assert rules_of([tmp_path]) not in seen
        seen.add(rules_of([tmp_path]))
        (tmp_path / "notes.txt").touch()
        assert rules_of([tmp_path]) in seen
        for name, value in (("CACHE_FORMAT", 2), ("__version__", "0.0.1")):
            monkeypatch.setattr(data_cache, name, value)
            assert rules_of([tmp_path]) not in seen
            seen.add(rules_of([tmp_path]))


def test_nothing_that_could_be_run_is_read() -> None:
    """The module knows no format but JSON."""
    code = """
import sys
for name in ("pickle", "marshal", "shelve", "dill"):
    sys.modules[name] = None
import interviewer.storage.data_cache
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_calls_never_wait_for_the_disk() -> None:
    """A cache is not worth a wait; all else is as ever."""
    assert isinstance(data_cache._CALLS, SystemCalls)
    data_cache._CALLS.fsync(-1)
    data_cache._CALLS.sync_folder(Path("/nowhere"))
