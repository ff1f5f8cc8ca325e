"""A progress bar on stderr, only where a person looks at it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def file_progress(source: Path, label: str) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how many bytes of `source` have been read."""
    if not sys.stderr.isatty() or not source.is_file():
        yield lambda _read: None
        return
    with click.progressbar(length=source.stat().st_size, label=label, file=sys.stderr) as bar:
        yield lambda read: bar.update(read - bar.pos)
