"""Damaged entries of the cache: each is nothing, and is replaced."""

import json
import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.storage.codec import canonical, to_data
from interviewer.storage.rubric_cache import RubricCache
from interviewer.storage.rubric_file import load_rubric
from interviewer.storage.rubric_reader import no_check
from tests.unit.storage.cache_helpers import FILE, OTHER, RULES, entries, entry_of, load_small


def signed(content: bytes) -> bytes:
    """Return an entry of any content, with a hash that fits."""
    head = {"cache": 1, "content_hash": sha256(content).hexdigest(), "made_of": FILE}
    return canonical(head | {"rules": RULES})[:-1] + b', "rubric": ' + content + b"}\n"


def forged(**changes: object) -> bytes:
    """Return the entry of the small bank with other fields, and a hash that fits them."""
    data = json.loads(canonical(to_data(load_small()))) | changes
    return signed(canonical({key: value for key, value in data.items() if value != "absent"}))


DAMAGE = {
    "empty": lambda entry: b"",
    "cut": lambda entry: entry[:-1],
    "cut in half": lambda entry: entry[: len(entry) // 2],
    "cut to its head": lambda entry: entry[: entry.index(b"rubric")],
    "no JSON": lambda entry: b"not JSON at all",
    "not text": lambda entry: b"\xff" * 100,
    "nested": lambda entry: b"[" * 100_000,
    "null": lambda entry: b"null\n",
    "pickle": lambda entry: b"cos\nsystem\n(S'true'\ntR.",
    "title edited": lambda entry: entry.replace(b'"title": "Bank"', b'"title": "Bonk"'),
    "points edited": lambda entry: entry.replace(b'"points": 2', b'"points": 9'),
    "field added": lambda entry: entry.replace(b'"window"', b'"extra": 1, "window"'),
    "hash edited": lambda entry: entry.replace(b'"content_hash": "', b'"content_hash": "0'),
    "another file's": lambda entry: entry.replace(FILE.encode(), OTHER.encode()),
    "other rules": lambda entry: entry.replace(RULES.encode(), OTHER.encode()),
    "another format": lambda entry: entry.replace(b'"cache": 1', b'"cache": 2'),
    "something after it": lambda entry: entry + b"{}",
    "twice": lambda entry: entry + entry,
    "forged: no items": lambda entry: forged(items="none"),
    "forged: unknown field": lambda entry: forged(extra=1),
    "forged: missing field": lambda entry: forged(window="absent"),
    "forged: text for number": lambda entry: forged(window="12"),
    "forged: truth for number": lambda entry: forged(window=True),
    "forged: number for text": lambda entry: forged(title=1),
    "forged: no rubric": lambda entry: signed(b"null"),
    "forged: nested": lambda entry: signed(b"[" * 100_000),
    "forged: no JSON": lambda entry: signed(b"cos\nsystem\n"),
    "forged: not ASCII": lambda entry: signed(b'"\xff"'),
}


class TestDamage:
    def test_the_forger_can_write_a_good_entry(self, cache: RubricCache) -> None:
        """Else the forgeries below would be refused for another reason than theirs."""
        cache.keep(FILE, load_small())
        (entry,) = entries(cache)
        assert entry.read_bytes() == forged()

    @pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
    def test_a_damaged_entry_is_nothing(self, damage: object, cache: RubricCache) -> None:
        cache.keep(FILE, load_small())
        (entry,) = entries(cache)
        good = entry.read_bytes()
        assert callable(damage)
        bad = damage(good)
        assert bad != good
        entry.write_bytes(bad)
        assert cache.find(FILE) is None

    def test_any_changed_byte_counts(self, cache: RubricCache) -> None:
        cache.keep(FILE, load_small())
        (entry,) = entries(cache)
        good = entry.read_bytes()
        for place in range(len(good)):
            entry.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
            assert cache.find(FILE) is None, place

    @settings(deadline=None)
    @given(data=st.binary(max_size=300))
    def test_no_bytes_are_an_error(
        self, data: bytes, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        cache = RubricCache(tmp_path_factory.getbasetemp() / "bytes", RULES)
        cache.keep(FILE, load_small())
        (entry,) = entries(cache)
        entry.write_bytes(data)
        assert cache.find(FILE) is None

    def test_a_bad_entry_is_replaced(self, cache: RubricCache, bank: Path) -> None:
        """With the permissions of a new one."""
        entry = entry_of(cache, bank)
        good = entry.read_bytes()
        entry.write_bytes(good[:-5])
        entry.chmod(0o644)
        assert cache.load(bank, no_check) == load_rubric(bank)
        assert entry.read_bytes() == good
        assert stat.S_IMODE(entry.stat().st_mode) == 0o600

    def test_what_is_no_plain_file_is_not_waited_for(self, cache: RubricCache, bank: Path) -> None:
        """A pipe that nobody writes to would keep the program for ever."""
        entry = entry_of(cache, bank)
        entry.unlink()
        os.mkfifo(entry)
        assert cache.load(bank, no_check) == load_rubric(bank)
        assert entry.is_file()

    def test_a_link_is_replaced_and_not_followed(
        self, cache: RubricCache, bank: Path, tmp_path: Path
    ) -> None:
        precious = tmp_path / "precious"
        precious.write_text("kept")
        entry = entry_of(cache, bank)
        entry.unlink()
        entry.symlink_to(precious)
        cache.load(bank, no_check)
        assert precious.read_text() == "kept"
        assert not entry.is_symlink()

    def test_a_folder_in_its_place_is_left_alone(self, cache: RubricCache, bank: Path) -> None:
        entry = entry_of(cache, bank)
        entry.unlink()
        entry.mkdir()
        assert cache.load(bank, no_check) == load_rubric(bank)
        assert entry.is_dir()
