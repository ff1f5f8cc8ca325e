"""A progress bar on stderr, only where a person looks at it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

PATIENCE = 1.0
"""How many seconds pass before a bar appears that counts steps."""


@contextmanager
def file_progress(source: Path, label: str) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how many bytes of `source` have been read."""
    if not sys.stderr.isatty() or not source.is_file():
        yield lambda _read: None
        return
    with click.progressbar(length=source.stat().st_size, label=label, file=sys.stderr) as bar:
        yield lambda read: bar.update(read - bar.pos)


@contextmanager
def step_progress(
    steps: int, label: str, now: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[], None]]:
    """Give a function to call after each of so many steps; what is quickly done shows no bar."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    bar = click.progressbar(length=steps, label=label, file=sys.stderr)
    begun, done, shown = now(), 0, False
    with ExitStack() as stack:

        def step() -> None:
            nonlocal done, shown
            done += 1
            if not shown and now() - begun >= PATIENCE:
                stack.enter_context(bar)
                shown = True
            if shown:
                bar.update(done - bar.pos)

        yield step
