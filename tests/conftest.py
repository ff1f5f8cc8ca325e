"""What all tests share: none of them touches the caches of the user."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Set before any test module is imported, because some load banks as they are; the programs that
# tests start inherit it. The second is for those that ask without the first.
_FOLDER = tempfile.TemporaryDirectory(prefix="interviewer-tests-")
os.environ["INTERVIEWER_CACHE"] = str(Path(_FOLDER.name, "cache"))
os.environ["XDG_CACHE_HOME"] = str(Path(_FOLDER.name, "xdg"))


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests() -> Iterator[None]:
    """Remove the cache at the end."""
    yield
    _FOLDER.cleanup()
