"""What the tests of the cache share."""

from pathlib import Path

import pytest

from interviewer.storage.rubric_cache import RubricCache
from tests.unit.storage.cache_helpers import RULES
from tests.unit.storage.rubric_texts import SMALL


@pytest.fixture
def cache(tmp_path: Path) -> RubricCache:
    """A cache with nothing in it."""
    return RubricCache(tmp_path / "cache", RULES)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A small bank, saved."""
    path = tmp_path / "bank.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path
