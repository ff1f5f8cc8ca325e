"""The garbage collector told to wait, while much is built of which nothing is garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Let the garbage collector wait within the block.

    Where hundreds of thousands of objects are built at once it looks through all of them again and
    again, and that takes as long as building them. It is on again afterwards where it was on.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
