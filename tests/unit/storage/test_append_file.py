"""The append file of durable.py: whole lines, synced, locked, taken back on failure."""

import stat
import sys
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError
from interviewer.storage.durable import AppendFile
from interviewer.storage.system_calls import SystemCalls
from tests.faults.failing_calls import TORN, FailingCalls, Fault


class Trickling(SystemCalls):
    """A system that takes three bytes a write."""

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        return super().write(descriptor, data[:3])


def test_an_append_is_synced_before_it_returns(tmp_path: Path) -> None:
    """A new file's name and every line are on the disk by the time the caller goes on."""
    calls = FailingCalls()
    file = AppendFile(tmp_path / "log", new=True, system=calls)
    assert calls.made == ["open", "flock", "size", "open", "fsync", "close"]
    calls.made.clear()
    file.append(b"one\n")
    assert calls.made == ["write", "fsync"]
    file.close()
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600


def test_lines_are_added_after_what_is_there(tmp_path: Path) -> None:
    """Opening keeps the content, and the count is of this opening alone."""
    path = tmp_path / "log"
    path.write_bytes(b"zero\n")
    file = AppendFile(path, system=Trickling())
    file.append(b"one\n")
    assert (file.length, file.appended) == (9, 1)
    file.close()
    assert path.read_bytes() == b"zero\none\n"


def test_a_new_file_must_not_be_there(tmp_path: Path) -> None:
    """An existing file is refused and left as it is."""
    path = tmp_path / "log"
    path.write_bytes(b"old\n")
    with pytest.raises(StorageError, match="cannot be created: File exists"):
        AppendFile(path, new=True)
    assert path.read_bytes() == b"old\n"


def test_a_file_that_is_open_is_refused_until_it_is_closed(tmp_path: Path) -> None:
    """Two writers would mix their lines: the second gets one clear line."""
    path = tmp_path / "log"
    first = AppendFile(path, new=True)
    message = f"^{path}: is open in another interviewer window; close that window first$"
    with pytest.raises(StorageError, match=message):
        AppendFile(path)
    first.append(b"one\n")
    first.close()
    AppendFile(path).close()
    assert path.read_bytes() == b"one\n"


def test_without_locks_the_file_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has no fcntl: nothing is locked, nothing fails."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    file = AppendFile(tmp_path / "log", new=True)
    file.append(b"one\n")
    AppendFile(tmp_path / "log").close()
    file.close()
    assert (tmp_path / "log").read_bytes() == b"one\n"


@pytest.mark.parametrize("torn", TORN)
def test_a_failed_line_is_cut_back_at_once(torn: str, tmp_path: Path) -> None:
    """After an error the file holds what it held, and the next line follows on that."""
    path = tmp_path / "log"
    file = AppendFile(path, new=True, system=FailingCalls(9, Fault.FULL, TORN[torn]))
    file.append(b"one\n")
    with pytest.raises(StorageError, match="cannot be written: No space left on device"):
        file.append(b"two\n")
    assert path.read_bytes() == b"one\n"
    file.append(b"three\n")
    file.close()
    assert path.read_bytes() == b"one\nthree\n"


class Interrupting(SystemCalls):
    """A system where the first fsync of a line meets Ctrl-C."""

    armed = False

    def fsync(self, descriptor: int) -> None:
        if self.armed:
            self.armed = False
            raise KeyboardInterrupt
        super().fsync(descriptor)


def test_an_interrupt_takes_the_line_back(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a write leaves no line that nobody acknowledged."""
    system = Interrupting()
    file = AppendFile(tmp_path / "log", new=True, system=system)
    file.append(b"one\n")
    system.armed = True
    with pytest.raises(KeyboardInterrupt):
        file.append(b"two\n")
    file.append(b"three\n")
    file.close()
    assert (tmp_path / "log").read_bytes() == b"one\nthree\n"


def test_a_new_file_without_a_line_is_removed_on_closing(tmp_path: Path) -> None:
    """An empty file that was there before stays."""
    AppendFile(tmp_path / "new", new=True).close()
    (tmp_path / "old").touch()
    AppendFile(tmp_path / "old").close()
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_a_closed_file_refuses_lines(tmp_path: Path) -> None:
    """Closing twice is fine; writing after it is an error, not a crash."""
    file = AppendFile(tmp_path / "log")
    file.close()
    file.close()
    with pytest.raises(StorageError, match="is closed"):
        file.append(b"late\n")
