"""The index of sessions: only a cache, trusted in nothing that it cannot prove."""

import errno
import json
import os
import stat
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

import pytest

from interviewer.model.rubric import Band, Stage
from interviewer.model.session import StageScore, Summary
from interviewer.storage import session_index
from interviewer.storage.session_entry import (
    ItemMark,
    Row,
    SessionEntry,
    SessionStatus,
    pack_marks,
    pack_summary,
)
from interviewer.storage.session_index import BLOCK, SessionIndex, session_stamps
from interviewer.storage.transcript_log import list_sessions

ROOT = Path(__file__).parents[3]
RULES = "ab" * 32
SUMMARY = Summary(
    3,
    2,
    0.625,
    0.75,
    Band.SOLID,
    (StageScore(Stage.BASIC, 2, 0.5, 0.6, False), StageScore(Stage.EXPERIENCED, 1, 1, 1.0, True)),
)
MARKS = (ItemMark("clipping", 0.5833), ItemMark("dropout", 1.0), ItemMark("tuning", 0.0))


def make_row(folder: Path, number: int = 0, summary: Summary | None = SUMMARY) -> Row:
    """Return an entry with something in every field, some of it nothing that one may trust."""
    entry = SessionEntry(
        f"20261120T{number:06d}Z-small-00aa",
        folder,
        "2026-11-20T08:51:00.000Z",
        "Ein [b]Titel[/b] \u202e\ud800 \x1b[31m",
        SessionStatus.FINISHED if summary else SessionStatus.UNREADABLE,
        "practice",
        pack_summary(summary) if summary else None,
        "line 3: it is not JSON",
        "small",
        ("optimisation", "Sätze\nund Zeilen"),
        pack_marks(MARKS),
    )
    return (1000 + number, 1_700_000_000_123_456_789 + number, 2**63 + number), entry


def make_rows(folder: Path, count: int) -> dict[str, Row]:
    rows = (make_row(folder, number, SUMMARY if number % 3 else None) for number in range(count))
    return {row[1].id: row for row in rows}


@pytest.fixture
def index(tmp_path: Path) -> SessionIndex:
    """An index that is empty yet."""
    return SessionIndex(tmp_path / "cache", tmp_path / "transcripts", RULES)


@pytest.fixture
def kept(index: SessionIndex) -> dict[str, Row]:
    """What was kept in the index: three blocks of it."""
    rows = make_rows(index.folder, 2 * BLOCK + 7)
    index.save(rows)
    return rows


def signed(index: SessionIndex, content: bytes) -> bytes:
    """Return a block with the hash that belongs to it, as one who knows the format could make."""
    key = blake2b(index.path.read_bytes().split(b"\n")[0], digest_size=32).digest()
    return blake2b(content, digest_size=16, key=key).hexdigest().encode() + b" " + content


class TestKeeping:
    def test_what_was_kept_comes_back(self, index: SessionIndex, kept: dict[str, Row]) -> None:
        loaded = index.load()
        assert loaded == kept
        entry = loaded["20261120T000001Z-small-00aa"][1]
        assert entry.summary == SUMMARY
        assert entry.items == MARKS
        assert entry.path == index.folder / "20261120T000001Z-small-00aa.jsonl"
        assert loaded["20261120T000000Z-small-00aa"][1].summary is None

    def test_a_later_index_takes_the_place_of_the_first(
        self, index: SessionIndex, kept: dict[str, Row]
    ) -> None:
        fewer = make_rows(index.folder, 3)
        index.save(fewer)
        assert index.load() == fewer
        index.save({})
        assert index.load() == {}

    def test_folders_have_indexes_of_their_own(
        self, index: SessionIndex, kept: dict[str, Row]
    ) -> None:
        other = SessionIndex(index.cache, index.folder.parent / "other", RULES)
        assert other.load() == {}
        assert other.path != index.path
        other.save(make_rows(other.folder, 1))
        assert index.load() == kept
        other.path.replace(index.path)
        assert index.load() == {}, "it is the index of another folder"

    def test_a_relative_folder_is_the_same_folder(
        self, index: SessionIndex, kept: dict[str, Row], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(index.folder.parent)
        same = SessionIndex(index.cache, Path("transcripts"), RULES)
        assert same.path == index.path
        assert same.load().keys() == kept.keys()

    def test_another_version_of_the_program_reads_the_sessions_itself(
        self, index: SessionIndex, kept: dict[str, Row]
    ) -> None:
        assert SessionIndex(index.cache, index.folder, "cd" * 32).load() == {}

    def test_only_its_owner_may_read_it(self, index: SessionIndex, kept: dict[str, Row]) -> None:
        assert stat.S_IMODE(index.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(index.path.parent.stat().st_mode) == 0o700
        index.path.chmod(0o644)
        index.save(kept)
        assert stat.S_IMODE(index.path.stat().st_mode) == 0o600

    def test_a_link_in_its_place_is_not_followed(self, index: SessionIndex, tmp_path: Path) -> None:
        target = tmp_path / "precious"
        target.write_text("mine")
        index.path.parent.mkdir(parents=True)
        index.path.symlink_to(target)
        index.save(make_rows(index.folder, 1))
        assert target.read_text() == "mine"
        assert not index.path.is_symlink()
        assert len(index.load()) == 1

    def test_no_words_of_an_answer_are_in_it(self, index: SessionIndex) -> None:
        """The fields of an entry are known; a field for answers would have to be added here."""
        assert set(SessionEntry.__dataclass_fields__) == {
            *("id", "folder", "began", "rubric_title", "state", "mode", "scores"),
            *("problem", "rubric_id", "topics", "marks"),
        }


class TestDamage:
    @pytest.mark.parametrize("content", [b"", b"\n", b"\x00" * 5000, b"{}", b"[" * 100_000])
    def test_what_is_no_index_is_not_there(
        self, index: SessionIndex, kept: dict[str, Row], content: bytes
    ) -> None:
        index.path.write_bytes(content)
        assert index.load() == {}
        index.save(kept)
        assert index.load() == kept

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
    def test_of_a_cut_index_the_whole_blocks_are_left(
        self, index: SessionIndex, kept: dict[str, Row], share: float
    ) -> None:
        content = index.path.read_bytes()
        cut = content[: int(len(content) * share)]
        index.path.write_bytes(cut)
        left = index.load()
        assert left.items() <= kept.items()
        whole = max(0, cut.count(b"\n") - 1)
        assert len(left) == BLOCK * whole
        assert whole == 2 or share < 0.999

    def test_a_byte_that_changed_costs_its_block(
        self, index: SessionIndex, kept: dict[str, Row]
    ) -> None:
        content = index.path.read_bytes()
        changed = content.replace(b"0.625", b"0.925", 1)
        assert changed != content
        index.path.write_bytes(changed)
        left = index.load()
        assert left.items() <= kept.items()
        assert len(left) == len(kept) - BLOCK

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("ids", [1]),
            ("sizes", ["1"]),
            ("sizes", [True]),
            ("changed", [1.5]),
            ("inodes", [None]),
            ("began", [None]),
            ("states", ["asleep"]),
            ("bands", ["great"]),
            ("unaided", ["1"]),
            ("unaided", [float("inf")]),
            ("topics", ["a"]),
            ("topics", [[1]]),
            ("marks", [["clipping", 1]]),
            ("items", []),
            ("items", [1, 2]),
            ("basic", None),
            ("basic", {"items": [1]}),
            ("basic", {"items": [], "unaided": [], "aided": [], "passed": []}),
            ("extra", []),
            ("ids", None),
        ],
    )
    def test_a_field_of_the_wrong_kind_costs_its_block_even_with_the_right_hash(
        self, index: SessionIndex, name: str, value: object
    ) -> None:
        rows = make_rows(index.folder, 1)
        index.save(rows)
        head, block, _ = index.path.read_bytes().split(b"\n")
        columns = json.loads(block.partition(b" ")[2])
        again = signed(index, json.dumps(columns).encode())
        index.path.write_bytes(head + b"\n" + again + b"\n")
        assert index.load() == rows, "the hash is right"
        columns[name] = value
        index.path.write_bytes(head + b"\n" + signed(index, json.dumps(columns).encode()) + b"\n")
        assert index.load() == {}

    @pytest.mark.parametrize("missing", ["ids", "marks", "experienced"])
    def test_a_field_that_is_missing_costs_its_block(
        self, index: SessionIndex, missing: str
    ) -> None:
        index.save(make_rows(index.folder, 1))
        head, block, _ = index.path.read_bytes().split(b"\n")
        columns = json.loads(block.partition(b" ")[2])
        del columns[missing]
        index.path.write_bytes(head + b"\n" + signed(index, json.dumps(columns).encode()) + b"\n")
        assert index.load() == {}

    @pytest.mark.parametrize("content", [b"[" * 100_000, b"1" * 10_000, b"\xff", b"null", b""])
    def test_a_signed_block_that_is_nonsense(self, index: SessionIndex, content: bytes) -> None:
        index.save(make_rows(index.folder, 1))
        head = index.path.read_bytes().split(b"\n")[0]
        index.path.write_bytes(head + b"\n" + signed(index, content) + b"\n")
        assert index.load() == {}

    def test_marks_that_were_made_up_are_passed_over(self, tmp_path: Path) -> None:
        _, entry = make_row(tmp_path)
        forged = SessionEntry(**{**vars(entry), "marks": "a=0.5 b=0.2500 =1.0000 ../x=1.0000 c"})
        assert forged.items == (ItemMark("b", 0.25),)

    def test_a_folder_or_a_pipe_in_its_place(
        self, index: SessionIndex, capfd: pytest.CaptureFixture[str]
    ) -> None:
        index.path.mkdir(parents=True)
        assert index.load() == {}
        index.save(make_rows(index.folder, 1))
        assert index.load() == {}
        index.path.rmdir()
        os.mkfifo(index.path)
        assert index.load() == {}
        index.save(make_rows(index.folder, 1))
        assert len(index.load()) == 1
        assert capfd.readouterr() == ("", "")


class TestTrouble:
    @pytest.mark.parametrize("call", ["mkdir", "open", "write", "rename", "close"])
    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
    def test_a_disk_that_fails_is_no_error(
        self, call: str, code: int, index: SessionIndex, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise OSError(code, os.strerror(code))

        calls = type(session_index._CALLS)()
        monkeypatch.setattr(calls, call, fail)
        monkeypatch.setattr(session_index, "_CALLS", calls)
        index.save(make_rows(index.folder, 2))
        assert index.load() == {}

    def test_a_failed_write_leaves_the_old_index(
        self, index: SessionIndex, kept: dict[str, Row], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        calls = type(session_index._CALLS)()
        monkeypatch.setattr(calls, "write", fail)
        monkeypatch.setattr(session_index, "_CALLS", calls)
        index.save(make_rows(index.folder, 2))
        assert index.load() == kept
        assert [path.name for path in index.path.parent.iterdir()] == [index.path.name]

    def test_a_file_in_the_place_of_the_cache_folder(self, tmp_path: Path) -> None:
        (tmp_path / "taken").touch()
        index = SessionIndex(tmp_path / "taken", tmp_path, RULES)
        index.save(make_rows(tmp_path, 1))
        assert index.load() == {}

    def test_writers_at_once_leave_one_whole_index(self, index: SessionIndex) -> None:
        code = f"""
import sys
from pathlib import Path
from interviewer.storage.session_index import SessionIndex
from tests.unit.storage.test_session_index import make_rows
index = SessionIndex(Path({str(index.cache)!r}), Path({str(index.folder)!r}), {RULES!r})
rows = make_rows(index.folder, int(sys.argv[1]))
for _ in range(40):
    index.save(rows)
    assert len(index.load()) in (600, 700, 800), len(index.load())
"""
        commands = [[sys.executable, "-c", code, str(count)] for count in (600, 700, 800)]
        writers = [subprocess.Popen(each, cwd=ROOT, stderr=subprocess.PIPE) for each in commands]
        for writer in writers:
            _, said = writer.communicate(timeout=120)
            assert (writer.returncode, said) == (0, b"")
        left = index.load()
        assert left == make_rows(index.folder, len(left))
        assert [path.name for path in index.path.parent.iterdir()] == [index.path.name]

    def test_the_indexes_written_last_stay(
        self, index: SessionIndex, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(session_index, "MOST_INDEXES", 3)
        others = [
            SessionIndex(index.cache, index.folder.parent / str(number), RULES)
            for number in range(3)
        ]
        for number, other in enumerate(others):
            other.save(make_rows(other.folder, 1))
            os.utime(other.path, (1_000_000 + number, 1_000_000 + number))
        left_over = index.path.with_name(f".{others[0].path.name}.0badf00d.tmp")
        left_over.touch()
        os.utime(left_over, (1_000_000, 1_000_000))
        mine = index.path.with_name("notes.txt")
        mine.touch()
        index.save(make_rows(index.folder, 1))
        assert [bool(other.load()) for other in others] == [False, True, True]
        assert index.load()
        assert mine.exists()
        assert not left_over.exists()


class TestStamps:
    def test_they_are_of_the_sessions_that_are_listed(self, tmp_path: Path) -> None:
        names = ("20261120T085100Z-small-00aa", "20261121T085100Z-small-00aa")
        for name in names:
            (tmp_path / f"{name}.jsonl").write_bytes(b"x")
        for other in ("notes.jsonl", "20261120T085100Z-small-00aa.jsonl~", ".hidden"):
            (tmp_path / other).write_bytes(b"x")
        (tmp_path / "20261122T085100Z-small-00aa.jsonl").mkdir()
        (tmp_path / "20261123T085100Z-small-00aa.jsonl").symlink_to(tmp_path / "notes.jsonl")
        stamps = session_stamps(tmp_path)
        assert list(stamps) == [path.stem for path in list_sessions(tmp_path)] == list(names)[::-1]
        assert stamps[names[0]][0] == 1

    def test_a_folder_that_is_not_there_has_none(self, tmp_path: Path) -> None:
        assert session_stamps(tmp_path / "nowhere") == {}

    def test_a_change_of_size_time_or_file_shows(self, tmp_path: Path) -> None:
        path = tmp_path / "20261120T085100Z-small-00aa.jsonl"
        path.write_bytes(b"one")
        os.utime(path, ns=(10**18, 10**18))
        seen = [session_stamps(tmp_path)[path.stem]]
        os.utime(path, ns=(10**18, 10**18 + 1000))
        seen.append(session_stamps(tmp_path)[path.stem])
        with path.open("ab") as file:
            file.write(b"+")
        os.utime(path, ns=(10**18, 10**18 + 1000))
        seen.append(session_stamps(tmp_path)[path.stem])
        other = tmp_path / "other"
        other.write_bytes(b"two+")
        os.utime(other, ns=(10**18, 10**18 + 1000))
        other.replace(path)
        seen.append(session_stamps(tmp_path)[path.stem])
        assert len(set(seen)) == 4
