"""Atomic writes and the checks of folders; test_append_file.py has the append file."""

import os
import stat
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError
from interviewer.storage.durable import check_writable, ensure_folder, stream_atomic, write_atomic
from interviewer.storage.system_calls import SystemCalls
from tests.faults.failing_calls import TORN, FailingCalls, Fault, Killed

OLD, NEW = b"old and precious\n", b"new" * 1000


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class Trickling(SystemCalls):
    """A system that takes three bytes a write, as a nearly full disk or a signal makes it."""

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        return super().write(descriptor, data[:3])


class Stuck(SystemCalls):
    """A system whose writes take nothing and report no error."""

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        return 0


def test_a_new_file_is_the_owners_alone(tmp_path: Path) -> None:
    """What someone answered is private."""
    write_atomic(tmp_path / "file", NEW)
    assert (tmp_path / "file").read_bytes() == NEW
    assert permissions(tmp_path / "file") == 0o600


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    """A rubric that a coach shares stays shared after an edit."""
    path = tmp_path / "file"
    path.write_bytes(OLD)
    path.chmod(0o644)
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert permissions(path) == 0o644


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file behind a symbolic link is replaced, not the link."""
    path, link = tmp_path / "file", tmp_path / "link"
    path.write_bytes(OLD)
    link.symlink_to(path)
    write_atomic(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_what_is_no_plain_file_is_never_replaced(tmp_path: Path) -> None:
    """A pipe, a device or a folder is refused and left alone."""
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (pipe, folder):
        with pytest.raises(StorageError, match=f"^{path}: cannot be written: "):
            write_atomic(path, NEW)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(tmp_path.iterdir()) == [folder, pipe]


def test_the_order_of_the_calls_is_the_safe_one(tmp_path: Path) -> None:
    """The content is on the disk before the name points to it, and the name before the return."""
    calls = FailingCalls()
    write_atomic(tmp_path / "file", NEW, calls)
    content = ["open", "write", "fsync", "close"]
    assert calls.made == [*content, "rename", "open", "fsync", "close"]


def test_short_writes_are_continued(tmp_path: Path) -> None:
    """A write that takes a part is followed by another for the rest."""
    write_atomic(tmp_path / "file", NEW, Trickling())
    assert (tmp_path / "file").read_bytes() == NEW


def test_a_write_that_takes_nothing_is_an_error(tmp_path: Path) -> None:
    """The loop over short writes ends even on a system that makes no progress."""
    with pytest.raises(StorageError, match="Input/output error"):
        write_atomic(tmp_path / "file", NEW, Stuck())


def stream_and_fail(path: Path) -> None:
    with stream_atomic(path) as write:
        write(NEW)
        raise ValueError("the source is broken")


def test_a_stream_takes_its_place_whole_or_not_at_all(tmp_path: Path) -> None:
    """Pieces become one file at the end; an error between them leaves the old one."""
    path = tmp_path / "file"
    with stream_atomic(path) as write:
        write(b"one ")
        assert not path.exists()
        write(b"two")
    with pytest.raises(ValueError, match="the source is broken"):
        stream_and_fail(path)
    assert path.read_bytes() == b"one two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o600, 0o644])
@pytest.mark.parametrize("torn", TORN)
@pytest.mark.parametrize("fault", list(Fault))
def test_the_old_file_survives_every_failure(
    fault: Fault, torn: str, mode: int, tmp_path: Path
) -> None:
    """Up to the rename the old file stays; after it the new one is whole, and the error says so."""
    path = tmp_path / "file"
    made = calls_of_a_replacement(path, mode)
    for fail_at in range(1, len(made) + 1):
        path.write_bytes(OLD)
        path.chmod(mode)
        calls = FailingCalls(fail_at, fault, TORN[torn])
        with pytest.raises((Killed, StorageError)) as caught:
            write_atomic(path, NEW, calls)
        calls.bury()
        replaced = fail_at > made.index("rename") + 1
        assert path.read_bytes() == (NEW if replaced else OLD), fail_at
        assert permissions(path) == mode
        if fault is not Fault.KILL:
            assert replaced == ("though it is in place" in str(caught.value))
            assert list(tmp_path.iterdir()) == [path]
        for left in tmp_path.glob(".*.tmp"):
            left.unlink()


def calls_of_a_replacement(path: Path, mode: int) -> list[str]:
    path.write_bytes(OLD)
    path.chmod(mode)
    calls = FailingCalls()
    write_atomic(path, NEW, calls)
    return calls.made


def test_ensure_folder_makes_private_parents_and_leaves_others_alone(tmp_path: Path) -> None:
    """Only the folders that it makes are the owner's alone; one that is there is no error."""
    tmp_path.chmod(0o755)
    ensure_folder(tmp_path / "a" / "b")
    ensure_folder(tmp_path / "a" / "b")
    assert permissions(tmp_path) == 0o755
    assert permissions(tmp_path / "a") == permissions(tmp_path / "a" / "b") == 0o700


def test_ensure_folder_waits_for_the_disk(tmp_path: Path) -> None:
    """A folder that a power cut takes away would take its sessions with it."""
    calls = FailingCalls()
    ensure_folder(tmp_path / "a" / "b", calls)
    assert calls.made == ["mkdir", "open", "fsync", "close"] * 2


def test_ensure_folder_says_what_is_in_the_way(tmp_path: Path) -> None:
    """A file where a folder should be is one clear line."""
    path = tmp_path / "file"
    path.write_bytes(OLD)
    for wanted in (path, path / "inner"):
        with pytest.raises(StorageError, match="cannot be used as a folder: Not a directory; "):
            ensure_folder(wanted)
    assert path.read_bytes() == OLD


def test_check_writable_leaves_nothing(tmp_path: Path) -> None:
    """A folder that can be written passes, and is as empty as before."""
    check_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_check_writable_says_where_it_cannot_write(tmp_path: Path) -> None:
    """A folder that is not there fails with its name and what to do, in one line."""
    message = "/gone: cannot be written to: No such file or directory; check that the folder"
    with pytest.raises(StorageError, match=message):
        check_writable(tmp_path / "gone")


def test_names_in_messages_cannot_break_the_line(tmp_path: Path) -> None:
    """Control characters in a path do not reach the terminal."""
    with pytest.raises(StorageError, match=r"^[ -~]+$"):
        check_writable(tmp_path / "a\nb\x1b[31m")
