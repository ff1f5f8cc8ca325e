"""What a file of the program's own may hold after an accident, an edit or an attack."""

import pickle
import random
from collections.abc import Iterator
from pathlib import Path


class Planted:
    """Makes a file when it is unpickled: so it shows whether anything ever was."""

    def __init__(self, path: Path) -> None:
        """Remember which file."""
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """Ask whoever unpickles this to make the file."""
        return Path.touch, (self.path,)


def planted(trap: Path) -> bytes:
    """Return a pickle that makes the file `trap` when it is read as one."""
    return pickle.dumps(Planted(trap))


def damages(good: bytes, trap: Path, seed: int, flips: int) -> Iterator[bytes]:
    """Yield other contents: of other kinds, cut, edited, and with single bytes changed.

    Args:
        good: what the file held.
        trap: the file that is made where a pickle among them is unpickled.
        seed: decides on places.
        flips: how many with changed bytes there are.
    """
    yield from (
        b"",
        b"\n",
        b"null",
        b"[]",
        b"{}",
        b"0",
        b'"text"',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 5000,
        b"NaN",
        b"\xff\xfe\x00\x00",
        b"\x00" * 1000,
        b"\xef\xbb\xbf" + good,
        good.decode("utf-8", "replace").encode("utf-16"),
        good + good,
        b"\n" + good,
        planted(trap),
        planted(trap) + good,
        good + planted(trap),
        b"!!python/object/apply:os.system ['false']\n" + good,
    )
    chance = random.Random(seed)
    for _ in range(flips):
        yield good[: chance.randrange(len(good) + 1)]
        place = chance.randrange(len(good))
        yield good[:place] + bytes([chance.randrange(256)]) + good[place + 1 :]
        other = chance.choice((b"1e999", b"-1", b"null", b"[]", b"true", b'"\\u202e"', b"9" * 400))
        digits = [at for at, byte in enumerate(good) if chr(byte).isdigit()]
        if digits:
            at = chance.choice(digits)
            yield good[:at] + other + good[at + 1 :]
