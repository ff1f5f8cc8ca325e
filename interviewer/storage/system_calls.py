"""The calls to the operating system that writing needs, and what their errors say to people."""

import errno
import os
import stat
from pathlib import Path

from interviewer.model.errors import StorageError
from interviewer.model.text import one_line

FILE_MODE = 0o600
FOLDER_MODE = 0o700

_FREE_SPACE = "free some space on that disk and try again"
_CHECK_PERMISSIONS = "check the permissions of the file and of its folder"
_ADVICE = {
    errno.ENOSPC: _FREE_SPACE,
    errno.EDQUOT: _FREE_SPACE,
    errno.EFBIG: "raise the limit on the size of files, or choose another disk",
    errno.EACCES: _CHECK_PERMISSIONS,
    errno.EPERM: _CHECK_PERMISSIONS,
    errno.EROFS: "choose a folder on a disk that can be written",
    errno.ENOENT: "check that the folder and the file are there",
    errno.ENOTDIR: "choose a path whose parents are all folders",
    errno.EISDIR: "choose a file, not a folder",
    errno.EEXIST: "choose another name",
}


# What file systems that keep their folders in their own way answer to fsync on a folder.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP}


class SystemCalls:
    """The calls to the operating system that durable writes make, so that tests can fail any."""

    def open(self, path: Path, flags: int, mode: int = FILE_MODE) -> int:
        """Open `path` and return its descriptor."""
        return os.open(path, flags, mode)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write some of `data` and return how many bytes were taken."""
        return os.write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        """Wait until the disk holds what was written."""
        os.fsync(descriptor)

    def ftruncate(self, descriptor: int, length: int) -> None:
        """Cut the file to `length` bytes."""
        os.ftruncate(descriptor, length)

    def size(self, descriptor: int) -> int:
        """Return the length of the file in bytes."""
        return os.fstat(descriptor).st_size

    def close(self, descriptor: int) -> None:
        """Close the descriptor."""
        os.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target`."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def chmod(self, path: Path, mode: int) -> None:
        """Change who may read and write a file."""
        path.chmod(mode)

    def mkdir(self, path: Path) -> None:
        """Make one folder that only its owner may enter."""
        path.mkdir(FOLDER_MODE)

    def flock(self, descriptor: int) -> None:
        """Lock the file for this descriptor alone, without waiting; no lock where there is none."""
        try:
            from fcntl import LOCK_EX, LOCK_NB, flock
        except ImportError:  # Windows
            return
        flock(descriptor, LOCK_EX | LOCK_NB)

    def write_all(self, descriptor: int, data: bytes) -> None:
        """Write until everything is taken: on a nearly full disk a write comes back short."""
        rest = memoryview(data)
        while rest:
            taken = self.write(descriptor, rest)
            if taken <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[taken:]

    def sync_folder(self, folder: Path) -> None:
        """Make a new name in `folder` durable; Windows and some file systems do it on their own."""
        if os.name == "nt":
            return
        descriptor = self.open(folder, os.O_RDONLY)
        try:
            self.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            self.close(descriptor)


SYSTEM = SystemCalls()


class UnhurriedCalls(SystemCalls):
    """Writes caches without waiting for the disk: what a crash tears, their hashes find out."""

    def fsync(self, descriptor: int) -> None:
        """Leave the moment to the system."""

    def sync_folder(self, folder: Path) -> None:
        """Leave the moment to the system."""


def read_at_most(path: Path, most: int) -> bytes:
    """Return what is in a file of at most `most` bytes.

    Raises:
        OSError: it cannot be read, is larger, or is no file: a pipe or a device may never end.
    """
    status = path.stat()
    trouble = 0
    if not stat.S_ISREG(status.st_mode):
        trouble = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL
    elif status.st_size > most:
        trouble = errno.EFBIG
    if trouble:
        raise OSError(trouble, os.strerror(trouble), str(path))
    return path.read_bytes()


def cannot(action: str, path: Path, error: OSError) -> StorageError:
    """Return the error for `path`: what failed, the system's reason, and what to do."""
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    advice = _ADVICE.get(error.errno or 0, "check the disk and try again")
    return StorageError(f"{one_line(str(path))}: cannot be {action}: {reason}; {advice}")
