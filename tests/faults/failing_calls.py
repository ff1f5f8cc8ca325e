"""A stand-in for the operating system that fails, or dies, at one chosen call."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import ParamSpec, TypeVar

from interviewer.storage.system_calls import FILE_MODE, SystemCalls

P = ParamSpec("P")
R = TypeVar("R")


class Killed(BaseException):
    """The process is gone: no handler of its own may run any call from here on."""


class Fault(Enum):
    """What happens at the chosen call."""

    KILL = None
    FULL = errno.ENOSPC
    BROKEN = errno.EIO


TORN = {
    "nothing": lambda size: 0,
    "one byte": lambda size: min(1, size),
    "half": lambda size: size // 2,
    "all but one": lambda size: max(0, size - 1),
    "all": lambda size: size,
}
"""How much of a write reaches the file before it fails."""


class FailingCalls(SystemCalls):
    """Real calls up to the one with number `fail_at`, which fails; `made` lists them by name.

    A killed process makes no call any more. Another fault passes after one call, or stays if
    `lasting`; a write that fails has put `torn` of its bytes into the file.
    """

    def __init__(
        self,
        fail_at: int = 0,
        fault: Fault = Fault.KILL,
        torn: Callable[[int], int] = TORN["nothing"],
        lasting: bool = False,
    ) -> None:
        self.made: list[str] = []
        self.fail_at = fail_at
        self.fault = fault
        self.torn = torn
        self.lasting = lasting
        self._open: set[int] = set()

    @property
    def failed(self) -> bool:
        """Whether the chosen call has come."""
        return 0 < self.fail_at <= len(self.made)

    def bury(self) -> None:
        """Close what the dead process had open, as the kernel does: its locks are free then."""
        for descriptor in self._open:
            with suppress(OSError):
                os.close(descriptor)
        self._open.clear()

    def _fails(self, name: str) -> bool:
        if self.fault is Fault.KILL and self.failed:
            raise Killed
        self.made.append(name)
        return len(self.made) == self.fail_at or (self.lasting and self.failed)

    def _fail(self) -> None:
        if self.fault is Fault.KILL:
            raise Killed
        raise OSError(self.fault.value, os.strerror(self.fault.value))

    def _call(self, name: str, real: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self._fails(name):
            self._fail()
        return real(*args, **kwargs)

    def open(self, path: Path, flags: int, mode: int = FILE_MODE) -> int:
        descriptor = self._call("open", super().open, path, flags, mode)
        self._open.add(descriptor)
        return descriptor

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        if self._fails("write"):
            part = bytes(data)[: self.torn(len(data))]
            if part:
                super().write(descriptor, part)
            self._fail()
        return super().write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        self._call("fsync", super().fsync, descriptor)

    def ftruncate(self, descriptor: int, length: int) -> None:
        self._call("ftruncate", super().ftruncate, descriptor, length)

    def size(self, descriptor: int) -> int:
        return self._call("size", super().size, descriptor)

    def close(self, descriptor: int) -> None:
        fails = self._fails("close")
        if not fails or self.fault is not Fault.KILL:
            # Linux frees a descriptor even where close reports an error.
            super().close(descriptor)
            self._open.discard(descriptor)
        if fails:
            self._fail()

    def rename(self, source: Path, target: Path) -> None:
        self._call("rename", super().rename, source, target)

    def unlink(self, path: Path) -> None:
        self._call("unlink", super().unlink, path)

    def chmod(self, path: Path, mode: int) -> None:
        self._call("chmod", super().chmod, path, mode)

    def mkdir(self, path: Path) -> None:
        self._call("mkdir", super().mkdir, path)

    def flock(self, descriptor: int) -> None:
        self._call("flock", super().flock, descriptor)
