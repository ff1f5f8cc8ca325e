"""Writes that survive a crash and a full disk: the only module that opens a file for writing."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from interviewer.model.errors import StorageError
from interviewer.model.text import one_line
from interviewer.storage.system_calls import FILE_MODE, SYSTEM, SystemCalls, cannot

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would otherwise write \r\n
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_PROBE_SIZE = 4096  # one block: an empty file fits on a full disk, this does not

# What file systems without locks (some network disks) answer to flock.
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL}


def write_atomic(path: Path, data: bytes, system: SystemCalls = SYSTEM) -> None:
    """Put `data` in the place of the file at `path`: all of it, or the old file stays as it was.

    A new file is readable by its owner alone; a file that is replaced keeps its permissions, and a
    symbolic link stays a link.

    Raises:
        StorageError: nothing was changed; or, and then the message says so, the new file is in
            place and the disk did not confirm it.
    """
    with stream_atomic(path, system) as write:
        write(data)


@contextmanager
def stream_atomic(path: Path, system: SystemCalls = SYSTEM) -> Iterator[Callable[[bytes], None]]:
    """Give a function that writes, piece by piece, what takes the place of the file at `path`.

    As with `write_atomic`, all of it takes that place at the end or nothing does; an error in the
    body of the `with` leaves the old file as it was.

    Raises:
        StorageError: as `write_atomic` does, from the function and from the end of the `with`.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    with _said_of(path, "written"):
        mode = _mode_to_keep(target)
        descriptor = system.open(temporary, _NEW_FILE, FILE_MODE)

    def write(data: bytes) -> None:
        with _said_of(path, "written"):
            system.write_all(descriptor, data)

    try:
        try:
            yield write
            with _said_of(path, "written"):
                system.fsync(descriptor)
        finally:
            with _said_of(path, "written"):
                system.close(descriptor)
        with _said_of(path, "written"):
            if mode != FILE_MODE:
                system.chmod(temporary, mode)
            system.rename(temporary, target)
    except BaseException:
        with suppress(OSError):
            system.unlink(temporary)
        raise
    with _said_of(path, "confirmed on the disk, though it is in place"):
        system.sync_folder(target.parent)


@contextmanager
def _said_of(path: Path, action: str) -> Iterator[None]:
    """Turn an error of the operating system into one that a person can use."""
    try:
        yield
    except OSError as error:
        raise cannot(action, path, error) from error


def ensure_folder(path: Path, system: SystemCalls = SYSTEM) -> None:
    """Make the folder and its parents where they are missing, for their owner alone.

    Raises:
        StorageError: a folder cannot be made, or a file is in its place.
    """
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            # Another window may have made it since.
            with suppress(FileExistsError):
                system.mkdir(folder)
            system.sync_folder(folder.parent)
        if not path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except OSError as error:
        raise cannot("used as a folder", path, error) from error


def check_writable(folder: Path, system: SystemCalls = SYSTEM) -> None:
    """Try whether a file can be written in `folder`, by writing one and removing it.

    Raises:
        StorageError: it cannot.
    """
    probe = folder / f".{os.urandom(8).hex()}.tmp"
    try:
        _write_new(probe, bytes(_PROBE_SIZE), system)
        system.unlink(probe)
    except OSError as error:
        with suppress(OSError):
            system.unlink(probe)
        raise cannot("written to", folder, error) from error


class AppendFile:
    """A file that only grows, by whole lines that are on the disk when `append` returns.

    Locked for as long as it is open. A new file that never got a line is removed when it closes:
    on a full disk no empty file stays behind.
    """

    def __init__(self, path: Path, *, new: bool = False, system: SystemCalls = SYSTEM) -> None:
        """Open and lock `path`; with `new` it must not be there yet.

        Raises:
            StorageError: it cannot be opened, or another window has it open.
        """
        self.path = path
        self._system = system
        self._torn = False
        self._removable = new
        # Length and count in one attribute, so that an interrupt can never part them.
        self._good = (0, 0)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY | (os.O_EXCL if new else 0)
        try:
            self._descriptor = system.open(path, flags, FILE_MODE)
        except OSError as error:
            raise cannot("created" if new else "opened", path, error) from error
        try:
            self._lock()
            self._good = (system.size(self._descriptor), 0)
            if self.length == 0:
                system.sync_folder(path.parent)
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise cannot("opened", path, error) from error
            raise

    @property
    def length(self) -> int:
        """Return the length of what is safe on the disk, in bytes."""
        return self._good[0]

    @property
    def appended(self) -> int:
        """Return how many lines this object has put safely on the disk."""
        return self._good[1]

    def append(self, line: bytes) -> None:
        """Add `line` at the end and wait until the disk holds it.

        Raises:
            StorageError: it could not be written; the file is what it was before, at once or,
                where the disk refuses even that, before the next line is written.
        """
        if self._descriptor < 0:
            raise StorageError(f"{one_line(str(self.path))}: is closed; open the session again")
        try:
            if self._torn:
                self._cut_back()
            self._torn = True
            self._system.write_all(self._descriptor, line)
            self._system.fsync(self._descriptor)
            self._good = (self.length + len(line), self.appended + 1)
            self._torn = False
        except BaseException as error:
            with suppress(OSError):
                self._cut_back()
            if isinstance(error, OSError):
                raise cannot("written", self.path, error) from error
            raise

    def cut_to(self, length: int) -> None:
        """Cut everything after the first `length` bytes off, and wait for the disk.

        Raises:
            StorageError: it cannot be cut.
        """
        try:
            self._system.ftruncate(self._descriptor, length)
            self._good = (length, self.appended)
            self._system.fsync(self._descriptor)
        except OSError as error:
            raise cannot("mended", self.path, error) from error

    def close(self) -> None:
        """Close the file and free its lock; closing twice does no harm."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            if self._removable and self.length == 0:
                with suppress(OSError):
                    self._system.unlink(self.path)
            # Every line is synced already: nothing is left that closing could lose.
            with suppress(OSError):
                self._system.close(descriptor)

    def _lock(self) -> None:
        try:
            self._system.flock(self._descriptor)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
                self._removable = False  # it is the other window's file
                name = one_line(str(self.path))
                raise StorageError(
                    f"{name}: is open in another interviewer window; close that window first"
                ) from error
            if error.errno not in _NO_LOCKS:
                raise

    def _cut_back(self) -> None:
        self._system.ftruncate(self._descriptor, self.length)
        self._torn = False


def _write_new(path: Path, data: bytes, system: SystemCalls) -> None:
    descriptor = system.open(path, _NEW_FILE, FILE_MODE)
    try:
        system.write_all(descriptor, data)
        system.fsync(descriptor)
    finally:
        system.close(descriptor)


def _mode_to_keep(target: Path) -> int:
    """Return the permissions for what replaces `target`; refuse to replace a device or a folder."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return FILE_MODE
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return stat.S_IMODE(mode)
