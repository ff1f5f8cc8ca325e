"""A cache for the tests, a bank to keep in it, and what lies in it."""

from hashlib import sha256
from pathlib import Path

from interviewer.model.rubric import Rubric
from interviewer.storage.rubric_cache import RubricCache
from interviewer.storage.rubric_file import parse_rubric
from interviewer.storage.rubric_reader import no_check
from tests.unit.storage.rubric_texts import SMALL

ROOT = Path(__file__).parents[3]
RULES = "ab" * 32
FILE = "cd" * 32
OTHER = "ef" * 32


def load_small() -> Rubric:
    """Return the rubric of the small bank."""
    return parse_rubric(SMALL, "small")


def entries(cache: RubricCache) -> list[Path]:
    folder = cache.folder / "rubrics"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def entry_of(cache: RubricCache, path: Path) -> Path:
    """Load a bank and return the one entry that it left."""
    cache.load(path, no_check)
    (entry,) = entries(cache)
    return entry


def found(cache: RubricCache, path: Path) -> Rubric | None:
    return cache.find(sha256(path.read_bytes()).hexdigest())
